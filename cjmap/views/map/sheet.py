"""The journey map as one picture: who, which stages, and lane by lane what happens and how it feels."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from cjmap.board.cut import choose_personas
from cjmap.board.labels import (
    format_interval,
    name_feeling,
)
from cjmap.draw.canvas import (
    Box,
    Circle,
    Drawing,
    Fade,
    Picture,
    Rect,
    Shape,
    Text,
    line,
    polygon,
    texts_of,
)
from cjmap.draw.escape import printable
from cjmap.draw.metrics import clusters, safe_width
from cjmap.draw.pieces import (
    STAR,
    Piece,
    beside,
    dots,
    face,
    flow,
    mark,
    paragraph,
    spread,
    stack,
)
from cjmap.draw.theme import Theme
from cjmap.facts.figures import headline, measure, name_result
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.facts.things import results
from cjmap.languages.quantities import (
    Quantity,
    format_date,
    format_duration,
    format_number,
    format_quote,
    format_share,
)
from cjmap.messages import Message, join, ntr, tr
from cjmap.model.metric import Result
from cjmap.project.workspace import UsageError
from cjmap.text.spelling import nearest
from cjmap.views.map.emotion import (
    STEP,
    Column,
    Cut,
    Mood,
    crop,
    describe,
    lay_out_mood,
    needed_width,
)
from cjmap.views.map.lanes import (
    BLUEPRINT_LANES,
    EMOTION,
    JOURNEY_LANES,
    LANES,
    SEPARATORS,
    Cells,
)
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.metrics import SCORES, Direction
from cjmap.vocabulary.personas import PersonaType

MARGIN: Final = 32.0
LABEL: Final = 158.0
"""Width of the column with the lanes' names, px."""

PAD: Final = 10.0
_STAGE: Final = 208.0
_NARROW_STAGE: Final = 188.0
_MANY_STAGES: Final = 8
_LEAST: Final = 1180.0
"""Least width of the whole picture, px: a map of one stage still has room for its heading."""

SEPARATOR: Final = "\u00a0· "
"""Between parts of a line, which it never begins."""

_DASHES: Final = {"frontstage": "8 5", "handoffs": "", "support": "2 4"}
"""How the blueprint's lines are drawn, by the first lane below them."""

_TIP: Final = 14.0
_CARD: Final = 304.0
"""Least width of a persona's card, px."""

_GAP: Final = 16.0
_SIDE_BY_SIDE: Final = 172.0
"""Least width of each column when the pieces of a cell stand side by side, px."""

_CROWD: Final = 4
"""More touchpoints than these make a stage wider, so that two stand side by side."""


Maker = Callable[[float], Piece]
"""A card that is made once its width (px) is known."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of the picture and the texts in it; `lane` and `stage` are empty outside the grid."""

    box: Box
    texts: tuple[Text, ...]
    lane: str = ""
    stage: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A map with every place settled: the picture, and its cells to check it by."""

    picture: Picture
    cells: tuple[PlacedCell, ...]
    lanes: tuple[str, ...]
    mood: Mood | None


@dataclass
class _Sheet:
    """The picture while it is being laid out."""

    shapes: list[Shape] = field(default_factory=list)
    cells: list[PlacedCell] = field(default_factory=list)

    def put(
        self, piece: Piece, x: float, y: float, box: Box, lane: str = "", stage: int | None = None
    ) -> None:
        placed = piece.at(x, y)
        self.shapes += placed
        self.cells.append(PlacedCell(box, tuple(texts_of(placed)), lane, stage))


def draw(
    facts: Subject,
    theme: Theme,
    *,
    personas: tuple[str, ...] = (),
    lanes: tuple[str, ...] = (),
    language: str,
) -> str:
    """The map as an SVG document.

    `personas` are ids or names of those to draw (nobody named: everyone), `lanes` keys of `LANES`
    in the order they shall have (none: those that suit the map's kind and say anything).
    `language` is a BCP 47 tag. Raises UsageError for a persona or lane that does not exist, and for
    a map without stages.
    """
    layout = lay_out(facts, theme, personas=personas, lanes=lanes, language=language)
    return layout.picture.svg(_prefix(facts))


def lay_out(
    facts: Subject,
    theme: Theme,
    *,
    personas: tuple[str, ...] = (),
    lanes: tuple[str, ...] = (),
    language: str,
) -> Layout:
    """The map with every place settled; arguments and errors as those of `draw`."""
    if not facts.journey.stages:
        raise UsageError(tr("This map has no stages, so there is nothing to draw."))
    cut = crop(facts, choose_personas(facts, personas), language)
    cells = Cells(cut, theme)
    chosen = _choose_lanes(facts, cut, cells, lanes)
    columns = _columns(cut)
    width = LABEL + columns[-1].x + columns[-1].width + 2 * MARGIN
    sheet = _Sheet()
    y = _put_title(sheet, cut, theme, width)
    y = _put_cards(sheet, cut, theme, width, y)
    y, mood, fades = _put_grid(sheet, cut, theme, cells, chosen, columns, y)
    y = _put_whole(sheet, cut, theme, cells, chosen, width, y)
    y = _put_legend(sheet, cut, theme, chosen, width, y)
    picture = Picture(
        width,
        y,
        theme.background,
        printable(facts.journey.title),
        printable(_tell(cut)),
        language,
        tuple(sheet.shapes),
        fades,
    )
    return Layout(picture, tuple(sheet.cells), chosen, mood)


def _prefix(facts: Subject) -> str:
    """A beginning for ids that two maps on one page do not share."""
    name = f"{facts.file.name}|{facts.journey.title}"
    return f"cjmap-{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


# -- what is drawn ----------------------------------------------------------------------------


def _choose_lanes(facts: Subject, cut: Cut, cells: Cells, wanted: Sequence[str]) -> tuple[str, ...]:
    """The lanes asked for, else those of the map's kind; without those that say nothing at all."""
    wanted = wanted or facts.settings.render.lanes
    for key in wanted:
        if key not in LANES:
            close = nearest(key, LANES)
            known = join([*LANES])
            raise UsageError(
                tr(
                    "No lane “{name}”. Did you mean “{close}”? Known: {known}.",
                    name=key,
                    close=close[0],
                    known=known,
                )
                if close
                else tr("No lane “{name}”. Known: {known}.", name=key, known=known)
            )
    if not wanted:
        wanted = BLUEPRINT_LANES if facts.journey.kind is MapKind.BLUEPRINT else JOURNEY_LANES
    stages = range(len(cut.scenes))
    return tuple(
        key
        for key in dict.fromkeys(wanted)
        if (cut.lines if key == EMOTION else any(cells.fill(key, n, 200) for n in stages))
    )


def _columns(cut: Cut) -> tuple[Column, ...]:
    """A column for each stage: wider for many touchpoints, and all of them for few stages."""
    count = len(cut.scenes)
    base = _STAGE if count <= _MANY_STAGES else _NARROW_STAGE
    widths = []
    for number, scenes in enumerate(cut.scenes):
        wide = base if len(scenes) <= _CROWD else 2 * _SIDE_BY_SIDE + 3 * PAD
        widths.append(max(base, wide, needed_width(cut, number)))
    spare = _LEAST - 2 * MARGIN - LABEL - sum(widths)
    if spare > 0:
        widths = [width + spare / count for width in widths]
    columns, x = [], 0.0
    for number, width in enumerate(widths):
        columns.append(Column(number, x, round(width, 2)))
        x += round(width, 2)
    return tuple(columns)


# -- heading ----------------------------------------------------------------------------------


def _put_title(sheet: _Sheet, cut: Cut, theme: Theme, width: float) -> float:
    journey, language = cut.facts.journey, cut.language
    room = width - 2 * MARGIN
    said: list[Message | str | None] = [
        journey.organization,
        journey.kind.label,
        journey.state.label,
        journey.status.label if journey.status is not None else None,
        ntr("{n} persona", "{n} personas", len(cut.personas)),
        ntr("{n} stage", "{n} stages", len(cut.scenes)),
        ntr("{n} touchpoint", "{n} touchpoints", len(cut.numbers)),
        tr("updated {date}", date=format_date(journey.updated, language))
        if journey.updated
        else None,
        tr("review by {date}", date=format_date(journey.review_by, language))
        if journey.review_by
        else None,
        tr("version {version}", version=journey.version) if journey.version else None,
        journey.owner,
    ]
    words = [part.render(language) if isinstance(part, Message) else part for part in said if part]
    parts = [
        paragraph(journey.title, room, 26, theme.ink, bold=True, leading=1.2),
        paragraph(SEPARATOR.join(words), room, 13.5, theme.mute),
    ]
    rows = [
        (head.render(language), text)
        for head, text in (
            (tr("Scenario"), journey.scenario),
            (tr("Goal"), journey.goal),
            (tr("From – to"), " → ".join(filter(None, (journey.start, journey.end)))),
        )
        if text
    ]
    most = max((safe_width(name, 13, bold=True) for name, _ in rows), default=0.0) + 1
    for name, text in rows:
        label = paragraph(name, most, 13, theme.ink, bold=True)
        body = paragraph(text, min(room, 1180.0) - most - 10, 13, theme.soft)
        parts.append(beside(label, body, 10))
    block = stack(parts, 5)
    box = Box(MARGIN, 26, room, block.height)
    sheet.put(block, MARGIN, 26, box)
    return box.bottom + 18


# -- cards ------------------------------------------------------------------------------------


def _put_cards(sheet: _Sheet, cut: Cut, theme: Theme, width: float, y: float) -> float:
    """Personas and figures as cards that fill their rows, each row as tall as its tallest.

    Where they do not fit into one row, the figures stand in rows of their own.
    """
    room = width - 2 * MARGIN
    people, figures = _persona_cards(cut, theme), _figure_cards(cut, theme)
    most = max(1, int((room + _GAP) // (_CARD + _GAP)))
    groups = [people + figures] if len(people) + len(figures) <= most else [people, figures]
    pad = 14.0
    for makers in (row for group in groups for row in _even_rows(group, most)):
        card = (room - (len(makers) - 1) * _GAP) / len(makers)
        pieces = [make(card - 2 * pad) for make in makers]
        height = max(piece.height for piece in pieces) + 2 * pad
        for place, piece in enumerate(pieces):
            box = Box(MARGIN + place * (card + _GAP), y, card, height)
            sheet.shapes.append(Rect(box, theme.card, theme.line, 12))
            sheet.put(piece, box.x + pad, box.y + pad, box)
        y += height + _GAP
    return y + 2


def _even_rows(makers: Sequence[Maker], most: int) -> list[Sequence[Maker]]:
    """Cards in as few rows as it takes, of nearly the same number each."""
    rows = -(-len(makers) // most)
    bounds = [len(makers) * number // rows for number in range(rows + 1)] if rows else []
    return [makers[start:end] for start, end in pairwise(bounds)]


def _persona_cards(cut: Cut, theme: Theme) -> list[Maker]:
    def maker(item: Item) -> Maker:
        return lambda width: _persona_card(item, cut, theme, width)

    return [maker(item) for item in cut.personas]


def _persona_card(item: Item, cut: Cut, theme: Theme, width: float) -> Piece:
    persona = cut.facts.things.personas[item]
    language = cut.language
    style = theme.persona(cut.style(item))
    radius = 21.0
    room = width - 2 * radius - 12
    initial = next((sign.upper() for sign in clusters(persona.name) if sign.isalnum()), "·")
    about = ", ".join(filter(None, (persona.name, persona.age)))
    heading = " — ".join(filter(None, (about, persona.role)))
    parts = [paragraph(heading, room, 14, theme.ink, bold=True, leading=1.28)]
    if persona.quote:
        quote = format_quote(persona.quote, language)
        parts.append(paragraph(quote, room, 12.5, theme.soft, italic=True))
    for said, texts in (
        (tr("Wants: {what}"), persona.goals),
        (tr("Needs: {what}"), persona.needs),
        (tr("Bothered by: {what}"), persona.frustrations),
    ):
        if texts:
            text = replace(said, arguments=(("what", SEPARATOR.join(texts)),)).render(language)
            parts.append(paragraph(text, room, 12, theme.mute))
    if persona.type is PersonaType.NEGATIVE:
        text = tr("The journey is not made for this persona.").render(language)
        parts.append(paragraph(text, room, 12, theme.negative_ink))
    column = stack(parts, 3)
    size = 17.0
    avatar: list[Shape] = [
        Circle(radius, radius, radius, style.colour),
        Text(radius, radius - 0.66 * size, (initial,), size, style.ink, bold=True, anchor="middle"),
    ]
    height = max(column.height, 2 * radius)
    if any(entry.persona is item for entry in cut.lines) and len(cut.lines) > 1:
        # The line by which this persona is known on the curve.
        sample = line(2, 2 * radius + 11, 2 * radius - 2, 2 * radius + 11)
        avatar.append(Drawing(sample, stroke=style.colour, width=3, dash=style.dash))
        height = max(height, 2 * radius + 14)
    return Piece(width, height, (*avatar, *column.at(2 * radius + 12, 1)))


def _figure_cards(cut: Cut, theme: Theme) -> list[Maker]:
    """The journey's figures, the experience's, and what changes brought; cards with nothing are left out."""
    cards: list[Maker] = []

    def add(title: Message, figures: Sequence[_Figure]) -> None:
        if figures:
            cards.append(lambda width: _figure_card(title, figures, cut, theme, width))

    add(tr("Journey"), _journey_figures(cut))
    add(tr("Experience"), _experience_figures(cut))
    changes = [result for _, result in results(cut.facts.things)]
    if changes:
        cards.append(lambda width: _result_card(changes, cut, theme, width))
    return cards


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a card: what it is, how much, a word on it, and how it changed."""

    value: str
    label: Message
    note: str = ""
    change: str = ""
    good: bool = False


def _journey_figures(cut: Cut) -> list[_Figure]:
    facts, language = cut.facts, cut.language
    found = []
    if facts.coverage.percent is not None:
        found.append(_Figure(format_share(facts.coverage.percent, language), tr("coverage")))
    pains = facts.improvement
    if pains.answers:
        done, every = (format_number(len(p), language) for p in (pains.answered, pains.answers))
        share = tr("{done} of {every}", done=done, every=every).render(language)
        found.append(_Figure(share, tr("pains answered")))
    total = facts.figures.total
    if total is not None:
        found.append(_Figure(format_share(total.percent, language), tr("total conversion")))
    worst = facts.figures.worst
    if worst is not None and worst.drop_off is not None:
        lost = format_share(worst.drop_off.percent, language)
        where = tr("after {stage}", stage=worst.stage.name).render(language)
        found.append(_Figure(lost, tr("worst drop"), where))
    return found


def _experience_figures(cut: Cut) -> list[_Figure]:
    facts, language = cut.facts, cut.language
    found = []
    for kind in SCORES:
        figure = headline(facts.figures, kind)
        if figure is None:
            continue
        value = measure(facts.things.metrics[figure.item], figure.value).render(language)
        change, good = "", False
        if figure.change:
            sign = "▲" if figure.change > 0 else "▼"
            change = f"{sign} {format_number(round(abs(figure.change), 2), language)}"
            good = (figure.change > 0) == (
                facts.things.metrics[figure.item].better is not Direction.DOWN
            )
        interval = format_interval(figure, language)
        note = tr("95%: {interval}", interval=interval).render(language) if interval else ""
        found.append(_Figure(value, kind.label, note, change, good))
    means = [entry.mean for entry in cut.lines if entry.mean is not None]
    if means:
        mean = format_number(sum(means) / len(means), language, 1, signed=True)
        found.append(_Figure(mean, tr("mean emotion"), tr("from −2 to +2").render(language)))
    lows = [entry.lowest for entry in cut.lines if entry.lowest is not None]
    if lows:
        low = min(lows, key=lambda point: point.score)
        score = format_number(low.score, language, most=2, signed=True)
        found.append(_Figure(score, tr("lowest point"), low.owner.name))
    return found[:4]


def _figure_card(
    title: Message, figures: Sequence[_Figure], cut: Cut, theme: Theme, width: float
) -> Piece:
    gap, per_row = 12.0, 2 if len(figures) in (2, 4) else 3
    room = (width - (per_row - 1) * gap) / per_row
    cells = []
    for figure in figures:
        colour = theme.positive_ink if figure.good else theme.negative_ink
        cells.append(
            stack(
                [
                    paragraph(figure.value, room, 20, theme.ink, bold=True, leading=1.2),
                    paragraph(figure.label.render(cut.language), room, 11.5, theme.mute),
                    paragraph(figure.change, room, 11.5, colour, bold=True),
                    paragraph(figure.note, room, 11.5, theme.mute),
                ],
                1,
            )
        )
    return stack([_card_title(title, cut, theme, width), flow(cells, width + 0.1, gap, 10)], 7)


def _card_title(title: Message, cut: Cut, theme: Theme, width: float) -> Piece:
    return paragraph(title.render(cut.language).upper(), width, 11.5, theme.mute, bold=True)


def _result_card(changes: Sequence[Result], cut: Cut, theme: Theme, width: float) -> Piece:
    language = cut.language
    rows = []
    for result in changes[:4]:
        value = result.change or ""
        if not value and result.after is not None:
            ends = [result.after] if result.before is None else [result.before, result.after]
            *others, last = ends
            value = " → ".join(
                [
                    *(format_number(end, language) for end in others),
                    Quantity(last, unit=result.unit or "").render(language),
                ]
            )
        name = name_result(cut.facts.index, cut.facts.things, result).render(language)
        said = [name, result.period or ""]
        figure = paragraph(
            value,
            min(width / 2, safe_width(printable(value), 16, bold=True) + 1),
            16,
            theme.positive_ink,
            bold=True,
        )
        words = paragraph(
            SEPARATOR.join(filter(None, said)), width - figure.width - 8, 12, theme.soft
        )
        words = Piece(words.width, words.height + 3, words.at(0, 3))
        rows.append(beside(figure, words, 8))
    return stack([_card_title(tr("What changed"), cut, theme, width), *rows], 6)


# -- grid -------------------------------------------------------------------------------------


def _put_grid(
    sheet: _Sheet,
    cut: Cut,
    theme: Theme,
    cells: Cells,
    lanes: Sequence[str],
    columns: Sequence[Column],
    y: float,
) -> tuple[float, Mood | None, tuple[Fade, ...]]:
    left, right = MARGIN + LABEL, MARGIN + LABEL + columns[-1].x + columns[-1].width
    top = y
    # The card's ground goes in first, once its height is known.
    ground = len(sheet.shapes)
    y = _put_stages(sheet, cut, theme, columns, y)
    mood: Mood | None = None
    fades: tuple[Fade, ...] = ()
    rules: list[Shape] = []
    pending = dict(SEPARATORS) if cut.facts.journey.kind is MapKind.BLUEPRINT else {}
    for number, lane in enumerate(lanes):
        for heads in [heads for heads in pending if lane in heads]:
            dash = _DASHES[heads[0]]
            y = _put_separator(
                sheet, pending.pop(heads), dash, cut, theme, right, y, bare=number == 0
            )
        if number:
            rules.append(Drawing(line(MARGIN, y, right, y), stroke=theme.line))
        if lane == EMOTION:
            mood = lay_out_mood(cut, columns, theme, _prefix(cut.facts))
            mood, fades, y = _put_mood(sheet, cut, theme, mood, left, y)
        else:
            y = _put_lane(sheet, cut, theme, cells, lane, columns, y)
    bottom = y + 6
    frame = Box(MARGIN, top, right - MARGIN, bottom - top)
    radius = 12.0
    labels = (
        f"M{MARGIN:g},{top + radius:g}a{radius:g},{radius:g} 0 0 1 {radius:g},{-radius:g}H{left:g}"
        f"V{bottom:.2f}H{MARGIN + radius:g}a{radius:g},{radius:g} 0 0 1 {-radius:g},{-radius:g}Z"
    )
    lines = [
        Drawing(line(left + column.x, top + 1, left + column.x, bottom), stroke=theme.hairline)
        for column in columns[1:]
    ]
    sheet.shapes[ground:ground] = [
        Rect(frame, theme.card, radius=radius),
        *lines,
        Drawing(labels, fill=theme.label),
        Drawing(line(left, top, left, bottom), stroke=theme.line),
    ]
    sheet.shapes += [*rules, Rect(frame, stroke=theme.line, radius=radius)]
    return bottom + 18, mood, fades


def _put_stages(
    sheet: _Sheet, cut: Cut, theme: Theme, columns: Sequence[Column], y: float
) -> float:
    """The stages as arrows that run into each other."""
    stages = cut.facts.index.items["stage"]
    count = len(stages)
    pieces = []
    for column in columns:
        stage = stages[column.stage]
        inset = 14.0 if column.stage == 0 else _TIP + 12
        room = column.width - inset - _TIP
        place = tr("{number} of {count}", number=column.stage + 1, count=count).render(cut.language)
        duration = cut.facts.things.stages[stage].duration
        if duration:
            place += f" · {format_duration(duration, cut.language)}"
        words = stack(
            [
                paragraph(stage.name, room, 15, theme.stage_ink, bold=True, leading=1.2),
                paragraph(place, room, 11.5, theme.stage_ink),
            ],
            2,
        )
        pieces.append((inset, words))
    height = max(words.height for _, words in pieces) + 20
    left = MARGIN + LABEL
    for column, (inset, words) in zip(columns, pieces, strict=True):
        x, right = left + column.x, left + column.x + column.width
        first, last = column.stage == 0, column.stage == count - 1
        reach = 0 if last else _TIP
        corners = [
            (x, y),
            (right - _TIP + reach, y),
            (right + reach, y + height / 2),
            (right - _TIP + reach, y + height),
            (x, y + height),
        ]
        if not first:
            corners.append((x + _TIP, y + height / 2))
        edge = theme.line if theme.name == "print" else None
        sheet.shapes.append(
            Drawing(polygon(corners), fill=theme.stage(column.stage, count), stroke=edge)
        )
        box = Box(x, y, column.width, height)
        sheet.put(words, x + inset, y + (height - words.height) / 2, box, "stage", column.stage)
    return y + height


def _put_label(
    sheet: _Sheet, cut: Cut, theme: Theme, lane: str, y: float, height: float, more: Piece
) -> None:
    box = Box(MARGIN, y, LABEL, height)
    sheet.put(_label(cut, theme, lane, more), MARGIN + 12, y + PAD, box, lane)


def _label(cut: Cut, theme: Theme, lane: str, more: Piece) -> Piece:
    entry, room = LANES[lane], LABEL - 24
    if lane == EMOTION:
        room -= 16  # the scale stands at the right
    return stack(
        [
            paragraph(entry.title.render(cut.language), room, 13, theme.ink, bold=True),
            paragraph(entry.subtitle.render(cut.language), room, 11.5, theme.mute),
            more,
        ],
        2,
    )


def _put_lane(
    sheet: _Sheet,
    cut: Cut,
    theme: Theme,
    cells: Cells,
    lane: str,
    columns: Sequence[Column],
    y: float,
) -> float:
    label = _label(cut, theme, lane, Piece(0, 0))
    blocks = []
    for column in columns:
        room = column.width - 2 * PAD
        abreast = max(1, int((room + PAD) // (_SIDE_BY_SIDE + PAD)))
        pieces = cells.fill(lane, column.stage, (room - (abreast - 1) * PAD) / abreast)
        if len(pieces) < abreast:
            abreast = max(1, len(pieces))
            pieces = cells.fill(
                lane, column.stage, min(420.0, (room - (abreast - 1) * PAD) / abreast)
            )
            room = abreast * (pieces[0].width + PAD) - PAD if pieces else room
        if pieces:
            blocks.append(spread(pieces, abreast, room, 6))
        else:
            blocks.append(cells.lacking(lane, column.stage, min(room, 420.0)) or Piece(room, 0))
    height = max(label.height + 4, *(block.height for block in blocks)) + 2 * PAD
    _put_label(sheet, cut, theme, lane, y, height, Piece(0, 0))
    for column, block in zip(columns, blocks, strict=True):
        box = Box(MARGIN + LABEL + column.x, y, column.width, height)
        sheet.put(block, box.x + PAD, y + PAD, box, lane, column.stage)
    return y + height


def _put_mood(
    sheet: _Sheet, cut: Cut, theme: Theme, mood: Mood, left: float, y: float
) -> tuple[Mood, tuple[Fade, ...], float]:
    legend = _curve_legend(cut, theme)
    label = _label(cut, theme, EMOTION, legend)
    height = max(mood.height, label.height + 24)
    _put_label(sheet, cut, theme, EMOTION, y, height, legend)
    down = (height - mood.height) / 2
    for score in (2, 1, 0, -1, -2):
        text = format_number(score, cut.language, signed=True)
        at = y + down + mood.zero - score * STEP - 6
        sheet.shapes.append(Text(left - 7, at, (text,), 10, theme.mute, anchor="end"))
    placed = tuple(shape.moved(left, y + down) for shape in mood.shapes)
    sheet.shapes += placed
    box = Box(left, y, mood.width, height)
    sheet.cells.append(PlacedCell(box, tuple(texts_of(placed)), EMOTION))
    points = tuple(
        (entry, tuple((left + spot[0], y + down + spot[1]) for spot in spots))
        for entry, spots in mood.points
    )
    moved = replace(mood, zero=mood.zero + y + down, shapes=placed, points=points)
    return moved, mood.fades, y + height


def _curve_legend(cut: Cut, theme: Theme) -> Piece:
    """Whose line is whose, where there are several."""
    if len(cut.lines) < 2:
        return Piece(0, 0)
    rows = []
    for number, entry in enumerate(cut.lines):
        style = theme.persona(cut.style(entry.persona))
        sample = Drawing(
            line(0, 8, 20, 8), stroke=style.colour, width=3 if number == 0 else 2.2, dash=style.dash
        )
        name = paragraph(entry.persona.name, LABEL - 24 - 16 - 26, 11.5, theme.ink)
        rows.append(beside(Piece(20, 14, (sample,)), name, 6))
    block = stack(rows, 4)
    return Piece(block.width, block.height + 8, block.at(0, 8))


def _put_separator(
    sheet: _Sheet,
    said: Message,
    dash: str,
    cut: Cut,
    theme: Theme,
    right: float,
    y: float,
    *,
    bare: bool,
) -> float:
    """A line of the blueprint, named at its left."""
    height = 22.0
    if not bare:
        sheet.shapes.append(Drawing(line(MARGIN, y, right, y), stroke=theme.line))
    words = said.render(cut.language).upper()
    text = paragraph(words, LABEL * 3, 10, theme.soft, bold=True)
    width = safe_width(words, 10, bold=True)
    box = Box(MARGIN, y, right - MARGIN, height)
    sheet.shapes.append(Rect(box.grown(-0.5), theme.label))
    sheet.put(text, MARGIN + 12, y + 5, box)
    middle = y + height / 2
    sheet.shapes.append(
        Drawing(
            line(MARGIN + 12 + width + 12, middle, right - 12, middle),
            stroke=theme.soft,
            width=1.4,
            dash=dash,
        )
    )
    return y + height


# -- below the grid ---------------------------------------------------------------------------


def _put_whole(
    sheet: _Sheet,
    cut: Cut,
    theme: Theme,
    cells: Cells,
    lanes: Sequence[str],
    width: float,
    y: float,
) -> float:
    """Pains and opportunities of the journey as a whole."""
    journey = cut.facts.journey
    room, pad = width - 2 * MARGIN, 14.0
    abreast = max(1, int((room - 2 * pad + PAD) // (260 + PAD)))
    each = (room - 2 * pad - (abreast - 1) * PAD) / abreast
    pieces: list[Piece] = []
    if LaneName.PAINS in lanes:
        pieces += [cells.pain(pain, None, each) for pain in journey.pains or ()]
    if LaneName.OPPORTUNITIES in lanes:
        pieces += [cells.opportunity(entry, None, each) for entry in journey.opportunities or ()]
    if not pieces:
        return y
    title = _card_title(tr("For the journey as a whole"), cut, theme, room - 2 * pad)
    block = stack([title, flow(pieces, room - 2 * pad + 0.1, PAD, 6)], 8)
    box = Box(MARGIN, y, room, block.height + 2 * pad)
    sheet.shapes.append(Rect(box, theme.card, theme.line, 12))
    sheet.put(block, MARGIN + pad, y + pad, box)
    return box.bottom + 16


def _put_legend(
    sheet: _Sheet, cut: Cut, theme: Theme, lanes: Sequence[str], width: float, y: float
) -> float:
    """What the signs mean."""
    room, size = width - 2 * MARGIN, 11.5

    def entry(sign: Piece, said: Message) -> Piece:
        words = said.render(cut.language)
        text = paragraph(words, safe_width(words, size) + 1, size, theme.mute)
        lowered = Piece(sign.width, text.height, sign.at(0, (text.height - sign.height) / 2))
        return beside(lowered, text, 6)

    entries = []
    if LaneName.TOUCHPOINTS in lanes:
        entries.append(
            entry(
                paragraph("1", 8, 10, theme.mute, bold=True),
                tr("number of the touchpoint, on the curve and in every lane"),
            )
        )
        if any(
            cut.facts.things.touchpoints[scene.item].is_decisive
            for row in cut.scenes
            for scene in row
        ):
            entries.append(entry(mark(STAR, 12, theme.star, filled=True), tr("moment of truth")))
    if EMOTION in lanes:
        for score, said in (
            (-2.0, name_feeling(-2)),
            (0.0, name_feeling(0)),
            (2.0, name_feeling(2)),
        ):
            ring, tint = theme.feeling(score)
            shapes = face(7, 7, 7, score, fill=tint, ring=ring, ink=theme.ink)
            entries.append(entry(Piece(14, 14, shapes), said))
    if LaneName.PAINS in lanes:
        entries.append(
            entry(dots(3, 5, theme.negative, theme.card), tr("severity of a pain, 1 to 5"))
        )
    if any(isinstance(each, Rect) and each.stroke == theme.gap.line for each in sheet.shapes):
        hole = Rect(Box(0.5, 0.5, 21, 12), theme.gap.fill, theme.gap.line, 4, dash="4 3")
        said = tr("gap, with the code of the rule that names it")
        entries.append(entry(Piece(22, 13, (hole,)), said))
    if not entries:
        return y
    block = flow(entries, room, 20)
    box = Box(MARGIN, y, room, block.height)
    sheet.put(block, MARGIN, y, box)
    return box.bottom + 24


def _tell(cut: Cut) -> str:
    """The picture in words, for those who cannot see it."""
    journey, language = cut.facts.journey, cut.language
    stages = ", ".join(item.name for item in cut.facts.index.items["stage"])
    said: Iterable[str] = (
        tr(
            "{kind} of {organization}.",
            kind=journey.kind.label,
            organization=journey.organization,
        ).render(language)
        if journey.organization
        else f"{journey.kind.label.render(language)}.",
        tr("Stages: {stages}.", stages=stages).render(language),
        describe(cut),
    )
    return " ".join(filter(None, said))
