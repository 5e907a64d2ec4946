"""The journey as a page of Markdown that forges show well: what stands on the map, in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cjmap.board.board import (
    Board,
    Entry,
    Item,
    Metric,
    Opportunity,
    Pain,
    Persona,
    Reach,
    Tile,
    Touchpoint,
)
from cjmap.draw.escape import markdown
from cjmap.findings.usage import NothingToDraw
from cjmap.languages.quantities import format_labelled, format_list, format_quote
from cjmap.messages import Message, tr
from cjmap.views.parts.heading import say_facts
from cjmap.views.written import mermaid
from cjmap.vocabulary.lanes import REACH, LaneName

_FACES: Final = {-2: "😠", -1: "🙁", 0: "😐", 1: "🙂", 2: "😄"}
_MOST_SEVERE: Final = 5
_TURNS: Final[dict[str, str]] = {"up": "▲ ", "down": "▼ ", "": ""}
_MET: Final[dict[bool | None, str]] = {True: "✓", False: "✗", None: ""}

Row = Sequence[str]


def write(board: Board) -> str:
    """The map as a document of Markdown. Raises NothingToDraw for a map without touchpoints.

    Text of the map stands in it as text: it makes no markup, mentions nobody and leads nowhere.
    """
    if not board.touchpoints:
        # Tool: why there is no page.
        raise NothingToDraw(tr("This map has no touchpoints, so there is no journey to write."))
    parts = (
        *_head(board),
        *_say_people(board),
        *_say_journey(board),
        *_say_pains(board),
        *_say_gains(board),
        *_say_opportunities(board),
        *_say_metrics(board),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


# -- the head -----------------------------------------------------------------------------------


def _head(board: Board) -> Iterator[str]:
    heading = board.heading
    yield f"# {markdown(heading.title)}"
    facts = say_facts(heading, lambda message: message.render(board.language))
    yield " · ".join(markdown(fact) for fact in facts if fact)
    yield markdown(heading.description)
    yield _list(
        f"**{markdown(one.label)}**: {markdown('; '.join(one.texts))}" for one in heading.scope
    )
    yield _list(map(_say_tile, (*board.journey, *board.experience)))


def _say_tile(tile: Tile) -> str:
    change = f"{_TURNS[tile.trend]}{markdown(tile.change)}" if tile.change else ""
    target = " ".join(filter(None, (markdown(tile.target), _MET[tile.met] if tile.target else "")))
    beside = " · ".join(filter(None, (markdown(tile.note), change, target)))
    said = f"**{markdown(tile.value)}** {markdown(tile.label)}"
    return f"{said} ({beside})" if beside else said


def _say_people(board: Board) -> Iterator[str]:
    if board.personas:
        yield _title(tr("Personas"), board)
        yield _list(_say_persona(persona, board.language) for persona in board.personas)


def _say_persona(persona: Persona, language: str) -> str:
    about = ", ".join(markdown(text) for text in (persona.kind, *persona.about) if text)
    name = f"**{markdown(persona.mark.name)}**"
    quote = markdown(format_quote(persona.quote, language)) if persona.quote else ""
    said = f"{name} ({about})" if about else name
    return f"{said}: *{quote}*" if quote else said


# -- the journey --------------------------------------------------------------------------------


def _say_journey(board: Board) -> Iterator[str]:
    yield _title(tr("Journey"), board)
    yield f"```mermaid\n{mermaid.write(board)}```"
    scored = [line.mark for line in board.curve.lines if line.points]
    heads = (
        *("#", _word(tr("Stage"), board), _word(tr("Touchpoint"), board)),
        *(_word(tr("Channels"), board), *(markdown(mark.name) for mark in scored)),
    )
    rows = [
        (
            str(card.number),
            markdown(board.stages[card.stage].name),
            _say_name(card),
            markdown(format_list([each.label for each in card.channels], board.language)),
            *(_say_score(card, mark.id) for mark in scored),
        )
        for card in board.touchpoints
    ]
    yield _table(heads, rows)


def _say_name(card: Touchpoint) -> str:
    notes = " · ".join(markdown(text) for text in (card.moment, *card.notes) if text)
    name = f"**{markdown(card.name)}**"
    return f"{name}<br>{notes}" if notes else name


def _say_score(card: Touchpoint, persona: str) -> str:
    found = next((score for score in card.scores if score.mark.id == persona), None)
    return f"{_FACES[found.level]} {markdown(found.figure)}" if found is not None else ""


# -- what stands in lanes -----------------------------------------------------------------------


def _items(board: Board, key: str) -> Iterator[tuple[str, Item]]:
    """What stands in a lane, each with the name of its stage; "" is the whole journey."""
    for lane in board.lanes:
        if lane.key == key:
            for stage, cell in zip(board.stages, lane.cells, strict=False):
                for item in cell.items:
                    yield stage.name, item


def _say_pains(board: Board) -> Iterator[str]:
    found = [
        *_items(board, LaneName.PAINS),
        *(("", pain) for pain in board.whole.pains),
    ]
    rows = [
        (
            _place(stage, board),
            _say_item(pain.text, pain.meta),
            _say_severity(pain.severity),
            markdown(pain.state),
            markdown(pain.owner),
        )
        for stage, pain in found
        if isinstance(pain, Pain)
    ]
    yield from _section(board, LaneName.PAINS, ("", "", ""), rows)


def _say_severity(severity: int | None) -> str:
    return "" if severity is None else "●" * severity + "○" * (_MOST_SEVERE - severity)


def _say_gains(board: Board) -> Iterator[str]:
    found = [*_items(board, LaneName.GAINS), *(("", gain) for gain in board.whole.gains)]
    lines = [
        format_labelled(_place(stage, board), markdown(gain.text), board.language)
        for stage, gain in found
        if isinstance(gain, Entry)
    ]
    if lines:
        yield _title(LaneName.GAINS.label, board)
        yield _list(lines)


def _say_opportunities(board: Board) -> Iterator[str]:
    found = [
        *_items(board, LaneName.OPPORTUNITIES),
        *(("", one) for one in board.whole.opportunities),
    ]
    rows = [
        (
            _place(stage, board),
            _say_item(one.text, (one.rank_text, *one.prospects)),
            markdown(one.badge),
            markdown(one.date),
            markdown(one.owner),
        )
        for stage, one in found
        if isinstance(one, Opportunity)
    ]
    heads = ("", "", _word(LaneName.OWNER.label, board))
    yield from _section(board, LaneName.OPPORTUNITIES, heads, rows)


def _say_metrics(board: Board) -> Iterator[str]:
    found = [
        *_items(board, REACH),
        *_items(board, LaneName.METRICS),
        *(("", one) for one in board.whole.metrics),
    ]
    rows = [
        (
            _place(stage, board),
            _say_item(one.name, _beside(one)),
            markdown(one.value),
            *((markdown(one.target), _MET[one.met]) if isinstance(one, Metric) else ("", "")),
        )
        for stage, one in found
        if isinstance(one, Metric) or (isinstance(one, Reach) and (one.value or one.conversion))
    ]
    yield from _section(board, LaneName.METRICS, ("", "", ""), rows)


def _beside(figure: Metric | Reach) -> tuple[str, ...]:
    """What is said of a figure beside its value: of a reach its conversion, whose target is told there.

    What was measured stands on pictures and pages alone, and so does where most were lost of it.
    """
    if isinstance(figure, Metric):
        return figure.count, figure.caution
    target = " ".join(filter(None, (figure.target, _MET[figure.met])))
    alarm = figure.alarm if figure.passed is None else ""
    return figure.conversion, target, figure.interval, alarm


def _section(board: Board, lane: LaneName, heads: Row, rows: Sequence[Row]) -> Iterator[str]:
    """What stands in a lane as a table, with `heads` behind stage and thing; nothing without rows."""
    if rows:
        yield _title(lane.label, board)
        yield _table((_word(tr("Stage"), board), _word(lane.label, board), *heads), rows)


def _place(stage: str, board: Board) -> str:
    return markdown(stage) if stage else _word(tr("whole journey"), board)


def _say_item(text: str, beside: Iterable[str]) -> str:
    more = " · ".join(markdown(each) for each in beside if each)
    return f"{markdown(text)}<br>{more}" if more else markdown(text)


# -- blocks -------------------------------------------------------------------------------------


def _word(message: Message, board: Board) -> str:
    return markdown(message.render(board.language))


def _title(message: Message, board: Board) -> str:
    return f"## {_word(message, board)}"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(heads: Row, rows: Iterable[Row]) -> str:
    ruled = (heads, tuple("---" for _ in heads), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
