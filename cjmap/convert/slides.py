"""Slides out: a title, the map as a picture, a slide a stage, pains and opportunities, all as text and tables that people can go on working with."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from cjmap.board.board import Board, Entry, Item, Lane, Opportunity, Pain, Stage, Touchpoint
from cjmap.convert.grid import rows_of, say
from cjmap.draw.escape import printable
from cjmap.draw.raster import size_of, to_png
from cjmap.draw.theme import THEMES
from cjmap.findings.usage import NothingToDraw, UsageError
from cjmap.languages.conventions import is_rtl
from cjmap.languages.heads import head_of
from cjmap.languages.quantities import format_list
from cjmap.messages import Message, shorten, tr
from cjmap.records import dataclass, replace
from cjmap.views.catalogue import Order, draw
from cjmap.views.parts.heading import say_facts
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.maps import Thing

if TYPE_CHECKING:
    from cjmap.convert.losses import Hidden
    from cjmap.draw.engines import Engine

# So many signs what a file says of itself may have at most.
_LONGEST: Final = 255
# Slides tell when they were made: always the same day, so that the same map is the same file.
_MADE: Final = datetime.datetime(1980, 1, 1)
# Inches: a slide of 16 to 9, its margin, where what stands below the title begins, and its end.
_WIDTH, _HEIGHT, _MARGIN, _TOP, _END = 13.333, 7.5, 0.5, 1.35, 7.1
# Points, and inches that a letter and a line of that size take.
_SIZES: Final = (
    *((14, 0.108, 0.265), (12, 0.093, 0.227), (11, 0.085, 0.208)),
    *((9, 0.07, 0.17), (7, 0.055, 0.133)),
)
# The least that a table on several slides is written in, but for rows that fill one alone.
_USUAL: Final = 2
# Bold letters are wider.
_BOLD: Final = 1.1
_PADDING: Final = 0.1
# Pixels of the longer side of the picture of the map.
_PIXELS: Final = 3200
_INK, _MUTE, _HEAD, _PAPER, _BAND = "1F2933", "5B6673", "E4E9F2", "FFFFFF", "F6F8FB"
_FEELINGS: Final = {-2: "F2A49C", -1: "F8D3CC", 0: "F3F0DF", 1: "D2EAD8", 2: "A9D8B8"}


HIDDEN: Hidden = {
    None: frozenset("cjmap id lifecycle links match data".split()),
    Thing.PERSONA: frozenset("id photo match".split()),
    Thing.CHANNEL: frozenset("id type ownership icon".split()),
    Thing.EVIDENCE: frozenset(("id",)),
    Thing.LANE: frozenset("id help texts".split()),
    Thing.STAGE: frozenset("id phase match".split()),
    Thing.TOUCHPOINT: frozenset("id initiator tags match".split()),
    Thing.PAIN: frozenset(("id",)),
    Thing.GAIN: frozenset(("id",)),
    Thing.OPPORTUNITY: frozenset(("id",)),
    Thing.METRIC: frozenset("id from date method scale owner sd source direction".split()),
}
"""What neither the slides nor the picture on them show."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of a table's cell; `fill` is its colour, "" for that of the slide."""

    lines: tuple[str, ...] = ()
    bold: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, and how much room it asks for beside the others."""

    head: str
    share: float


def write_slides(board: Board, drawn: Board) -> bytes:
    """A map as slides of PowerPoint; `drawn` is the same map with the lanes that a slide has room for.

    Raises:
        NothingToDraw: a map without stages.
        UsageError: the writer is not installed.
    """
    try:
        # Imported late: only slides need it.
        import pptx
    except ImportError:
        raise UsageError(
            tr("Slides need a part of cjmap that is not installed: `pip install 'cjmap[pptx]'`.")
        ) from None
    if not board.stages:
        raise NothingToDraw(tr("This map has no stages, so there are no slides to write."))
    deck: Any = pptx.Presentation()
    deck.slide_width, deck.slide_height = _emu(_WIDTH), _emu(_HEIGHT)
    core = deck.core_properties
    core.title = shorten(printable(board.heading.title), _LONGEST)
    core.author = core.last_modified_by = ""
    core.created = core.modified = _MADE
    core.language = board.language
    _Deck(deck, board, drawn).write()
    return _packed(deck.part.package)


def _emu(inches: float) -> int:
    return round(inches * 914_400)


def _packed(package: Any) -> bytes:
    """The archive of slides, with the same day at each of its parts.

    The library's own has the clock's, and fails where that is one that no archive can hold: before
    1980, or after 2107.
    """
    from pptx.opc.serialized import PackageWriter

    parts = _Parts()
    writer: Any = PackageWriter(io.BytesIO(), package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return parts.packed()


class _Parts:
    """Takes the parts of slides as they are written."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._archive = zipfile.ZipFile(self._out, "w", zipfile.ZIP_DEFLATED)

    def write(self, uri: Any, blob: bytes) -> None:
        info = zipfile.ZipInfo(uri.membername, _MADE.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        self._archive.writestr(info, blob)

    def packed(self) -> bytes:
        self._archive.close()
        return self._out.getvalue()


class _Deck:
    """Slides that are being written."""

    def __init__(self, deck: Any, board: Board, drawn: Board) -> None:
        self._deck = deck
        self._board = board
        self._drawn = drawn
        self._from_right = is_rtl(board.language)

    def write(self) -> None:
        self._write_title()
        self._write_map()
        for number, stage in enumerate(self._board.stages):
            self._write_stage(number, stage)
        self._write_pains()
        self._write_opportunities()

    def _say(self, message: Message) -> str:
        return message.render(self._board.language)

    # -- slides -----------------------------------------------------------------------------------

    def _write_title(self) -> None:
        heading = self._board.heading
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[0])
        self._place(slide.shapes.title, _MARGIN, 1.6, _WIDTH - 2 * _MARGIN, 1.5)
        self._fill(slide.shapes.title.text_frame, [heading.title], 38, bold=True)
        facts = " · ".join(fact for fact in say_facts(heading, self._say) if fact)
        people = format_list([one.mark.name for one in self._board.personas], self._board.language)
        lines = [facts, people, heading.description, *_scope(self._board)]
        box = slide.placeholders[1]
        self._place(box, _MARGIN, 3.2, _WIDTH - 2 * _MARGIN, 3.6)
        self._fill(box.text_frame, [line for line in lines if line], 15, colour=_MUTE)

    def _write_map(self) -> None:
        slide = self._slide(self._say(tr("Journey")))
        picture = draw("map", "svg", Order(self._drawn, THEMES["light"], _no_engine))
        assert isinstance(picture, str)
        width, height = size_of(picture)
        data = to_png(picture, min(2.0, _PIXELS / max(width, height)))
        room, tall = _WIDTH - 2 * _MARGIN, _END - _TOP + 0.2
        scale = min(room / width, tall / height)
        left = (_WIDTH - width * scale) / 2
        shape = slide.shapes.add_picture(
            io.BytesIO(data), *map(_emu, (left, _TOP - 0.15, width * scale, height * scale))
        )
        shape._element.nvPicPr.cNvPr.set("descr", printable(self._board.spoken))

    def _write_stage(self, number: int, stage: Stage) -> None:
        board = self._board
        does, thinks, pains, chances = (
            _by_touchpoint(board, key, number)
            for key in (LaneName.DOES, LaneName.THINKS, LaneName.PAINS, LaneName.OPPORTUNITIES)
        )
        columns = [
            _Column(self._say(LaneName.TOUCHPOINTS.label), 1.7),
            _Column(self._say(LaneName.DOES.label), 2.0),
            _Column(self._say(LaneName.THINKS.label), 2.0),
            _Column(self._say(LaneName.EMOTION.label), 1.5),
            _Column(self._say(LaneName.PAINS.label), 1.9),
            _Column(self._say(LaneName.OPPORTUNITIES.label), 1.9),
        ]
        rows: list[tuple[_Cell, ...]] = []
        for card in (card for card in board.touchpoints if card.stage == number):
            texts = (does, thinks, pains, chances)
            first, second, third, fourth = (
                _Cell(tuple(found.get(card.number, ()))) for found in texts
            )
            rows.append((_named(card), first, second, _felt(card), third, fourth))
        whole = tuple(tuple(found.get(None, ())) for found in (does, thinks, pains, chances))
        if any(whole) or not rows:
            scores = tuple(score.spoken for score in stage.scores)
            cells = (_Cell((self._say(tr("Stage")),)), *map(_Cell, whole[:2]), _Cell(scores))
            rows.append((*cells, *map(_Cell, whole[2:])))
        facts = " · ".join(fact for fact in (stage.place, stage.duration, *stage.notes) if fact)
        self._tables(f"{stage.name}", facts, columns, rows, self._notes(number))

    def _write_pains(self) -> None:
        rows = [
            (
                _Cell(_with(pain.text, *pain.meta, pain.owner)),
                _Cell((_dots(pain.severity),) if pain.severity is not None else ()),
                _Cell((place,)),
                _Cell((pain.state,)),
            )
            for place, pain in _items(
                self._board, LaneName.PAINS, self._board.whole.pains, self._say
            )
            if isinstance(pain, Pain)
        ]
        columns = [
            _Column(self._say(LaneName.PAINS.label), 4.0),
            _Column(self._say(tr("Severity")), 1.0),
            _Column(self._say(tr("Stage")), 1.8),
            _Column(head_of("status", self._board.language), 1.5),
        ]
        if rows:
            self._tables(self._say(LaneName.PAINS.label), "", columns, rows)

    def _write_opportunities(self) -> None:
        whole = self._board.whole.opportunities
        listed = [
            (place, one)
            for place, one in _items(self._board, LaneName.OPPORTUNITIES, whole, self._say)
            if isinstance(one, Opportunity)
        ]
        ranked = sorted(listed, key=lambda pair: (pair[1].rank is None, pair[1].rank or 0))
        rows = [
            (
                _Cell(_with(one.text, *one.prospects)),
                _Cell((one.rank_text,) if one.rank_text else ()),
                _Cell((place,)),
                _Cell(tuple(text for text in (one.badge, one.date) if text)),
                _Cell((one.owner,) if one.owner else ()),
            )
            for place, one in ranked
        ]
        columns = [
            _Column(self._say(LaneName.OPPORTUNITIES.label), 4.0),
            _Column("#", 1.4),
            _Column(self._say(tr("Stage")), 1.8),
            _Column(head_of("status", self._board.language), 1.5),
            _Column(self._say(LaneName.OWNER.label), 1.5),
        ]
        if rows:
            self._tables(self._say(LaneName.OPPORTUNITIES.label), "", columns, rows)

    def _notes(self, stage: int) -> str:
        """All lanes of a stage as text, for who speaks."""
        rows = ((row.title, row.cells[stage]) for row in rows_of(self._board) if row.cells[stage])
        return "\n".join(f"{title}: {'; '.join(texts)}" for title, texts in rows)

    # -- parts of slides ----------------------------------------------------------------------------

    def _slide(self, title: str, facts: str = "") -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])
        self._place(slide.shapes.title, _MARGIN, 0.3, _WIDTH - 2 * _MARGIN, 0.65)
        self._fill(slide.shapes.title.text_frame, [title], 26, bold=True)
        if facts:
            box = slide.shapes.add_textbox(*map(_emu, (_MARGIN, 0.88, _WIDTH - 2 * _MARGIN, 0.4)))
            self._fill(box.text_frame, [facts], 12, colour=_MUTE)
        return slide

    def _tables(
        self,
        title: str,
        facts: str,
        columns: Sequence[_Column],
        rows: Sequence[tuple[_Cell, ...]],
        notes: str = "",
    ) -> None:
        """A table on as many slides as it takes; columns in which nothing stands are left out."""
        used = [at for at in range(len(columns)) if at == 0 or any(row[at].lines for row in rows)]
        columns = [columns[at] for at in used]
        rows = [tuple(row[at] for at in used) for row in rows]
        total = math.fsum(column.share for column in columns)
        widths = [(_WIDTH - 2 * _MARGIN) * column.share / total for column in columns]
        again = self._say(tr("continued"))
        for number, (size, part) in enumerate(_pages(rows, widths)):
            slide = self._slide(f"{title} ({again})" if number else title, facts)
            self._table(slide, columns, widths, part, size)
            if notes and not number:
                slide.notes_slide.notes_text_frame.text = printable(notes)

    def _table(
        self,
        slide: Any,
        columns: Sequence[_Column],
        widths: Sequence[float],
        rows: Sequence[tuple[_Cell, ...]],
        size: int,
    ) -> None:
        place = (_MARGIN, _TOP, math.fsum(widths), 0.3 * (len(rows) + 1))
        frame = slide.shapes.add_table(len(rows) + 1, len(columns), *map(_emu, place))
        table = frame.table
        properties = table._tbl.tblPr
        properties.set("bandRow", "0")
        if self._from_right:
            properties.set("rtl", "1")
        for at, width in enumerate(widths):
            table.columns[at].width = _emu(width)
        heads = tuple(_Cell((column.head,), True, _HEAD) for column in columns)
        table.rows[0].height = _emu(_tall(heads, widths, size))
        for at, head in enumerate(heads):
            self._write_cell(table.cell(0, at), head, size)
        for number, row in enumerate(rows, 1):
            table.rows[number].height = _emu(_tall(row, widths, size))
            band = _BAND if number % 2 == 0 else _PAPER
            for at, cell in enumerate(row):
                self._write_cell(
                    table.cell(number, at), replace(cell, fill=cell.fill or band), size
                )

    def _write_cell(self, place: Any, cell: _Cell, size: int) -> None:
        colour = _colour(cell.fill)
        place.fill.solid()
        place.fill.fore_color.rgb = colour
        place.margin_left = place.margin_right = _emu(0.07)
        place.margin_top = place.margin_bottom = _emu(0.04)
        self._fill(place.text_frame, cell.lines or ("",), size, bold=cell.bold)
        for number, paragraph in enumerate(place.text_frame.paragraphs):
            if cell.bold and number:
                for run in paragraph.runs:
                    run.font.bold = False

    def _place(self, shape: Any, left: float, top: float, width: float, height: float) -> None:
        shape.left, shape.top, shape.width, shape.height = map(_emu, (left, top, width, height))

    def _fill(
        self,
        frame: Any,
        lines: Sequence[str],
        size: int,
        *,
        bold: bool = False,
        colour: str = _INK,
    ) -> None:
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if self._from_right else PP_ALIGN.LEFT
            if self._from_right:
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            run = paragraph.add_run()
            run.text = printable(" ".join(line.split()))
            run.font.size = Pt(size)
            run.font.bold = bold
            run.font.color.rgb = _colour(colour)


def _colour(code: str) -> Any:
    from pptx.dml import color

    # The package says of its types what it can, and of this one nothing.
    make: Any = color.RGBColor
    return make(*bytes.fromhex(code))


def _no_engine() -> Engine:
    raise AssertionError("the map is laid out without one")


def _scope(board: Board) -> Iterator[str]:
    for one in board.heading.scope:
        yield f"{one.label}: {'; '.join(one.texts)}"


def _named(card: Touchpoint) -> _Cell:
    channels = ", ".join(channel.label for channel in card.channels)
    more = (text for text in (channels, card.moment) if text)
    return _Cell((f"{card.number}. {card.name}", *more), bold=True)


def _felt(card: Touchpoint) -> _Cell:
    lines = tuple(
        f"{score.mark.initials}: {score.figure} {score.feeling}".strip() for score in card.scores
    )
    if len({line.partition(": ")[2] for line in lines}) == 1:
        lines = (lines[0].partition(": ")[2],)
    fill = _FEELINGS[card.level] if card.level is not None else ""
    return _Cell(lines or ((card.feels,) if card.feels else ()), fill=fill)


def _with(text: str, *more: str) -> tuple[str, ...]:
    """A text, and short ones on a line below it."""
    beside = " · ".join(each for each in more if each)
    return (text, beside) if beside else (text,)


def _dots(severity: int | None) -> str:
    return "" if severity is None else "●" * severity + "○" * (5 - severity)


def _lane(board: Board, key: LaneName) -> Lane | None:
    return next((lane for lane in board.lanes if lane.key == key), None)


def _by_touchpoint(board: Board, key: LaneName, stage: int) -> dict[int | None, list[str]]:
    """What stands in a lane at a stage, by the number of its touchpoint; None: the stage's own."""
    lane = _lane(board, key)
    found: dict[int | None, list[str]] = {}
    for item in lane.cells[stage].items if lane is not None and lane.cells else ():
        text = (
            item.text if isinstance(item, Entry | Pain | Opportunity) else say(item, board.language)
        )
        found.setdefault(getattr(item, "number", None), []).append(text)
    return found


def _items(
    board: Board, key: LaneName, whole: Sequence[Item], say: Any
) -> Iterator[tuple[str, Item]]:
    """What stands in a lane with the name of its stage, then what concerns the whole journey."""
    lane = _lane(board, key)
    if lane is not None:
        for stage, cell in zip(board.stages, lane.cells, strict=False):
            for item in cell.items:
                yield stage.name, item
    for item in whole:
        yield say(tr("whole journey")), item


def _pages(
    rows: Sequence[tuple[_Cell, ...]], widths: Sequence[float]
) -> Iterator[tuple[int, list[tuple[_Cell, ...]]]]:
    """The rows by slides, with the size of their letters: as large as one slide has room for.

    A table that needs several is written in the usual size; what fills a slide alone in smaller ones.
    """
    room = _END - _TOP - 0.4
    for size, _, _ in _SIZES[: _USUAL + 1]:
        if math.fsum(_tall(row, widths, size) for row in rows) <= room:
            yield size, list(rows)
            return
    page: list[tuple[_Cell, ...]] = []
    size, used = _SIZES[_USUAL][0], 0.0
    for row in rows:
        sizes = [size for size, _, _ in _SIZES[_USUAL:]]
        fitting = (size for size in sizes if _tall(row, widths, size) <= room)
        chosen = next(fitting, sizes[-1])
        tall = _tall(row, widths, chosen)
        if page and (used + tall > room or chosen != size):
            yield size, page
            page, used = [], 0.0
        size = chosen
        page.append(row)
        used += tall
    if page:
        yield size, page


def _tall(row: tuple[_Cell, ...], widths: Sequence[float], size: int) -> float:
    """How tall a row is in letters of a size, in inches."""
    letter, line = next((letter, line) for points, letter, line in _SIZES if points == size)
    counts = (_lines(cell, width, letter) for cell, width in zip(row, widths, strict=True))
    return max(counts) * line + _PADDING


def _lines(cell: _Cell, width: float, letter: float) -> int:
    """How many lines a cell takes."""
    room = max(width - 0.16, 0.3)
    wide = letter * _BOLD if cell.bold else letter
    return max(sum(_wrapped(text, room, wide) for text in cell.lines), 1)


def _wrapped(text: str, room: float, letter: float) -> int:
    """How many lines a text takes whose words stay whole; letters of eastern scripts are twice as wide."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = letter * sum(2 if ord(sign) > 0x2E7F else 1 for sign in word)
        if used and used + letter + wide > room:
            lines, used = lines + 1, 0.0
        # What is wider than the cell is broken.
        more = max(math.ceil(wide / room) - 1, 0)
        lines += more
        used += wide - more * room + (letter if used else 0)
    return lines
