"""The nine steps, and what each still needs."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Lack, Step
from cjmap.messages import ntr, tr
from cjmap.reports.blocks.blocks import Entry, Items, Section, Tone
from cjmap.reports.gaps.sheet import Request, Sheet

# How many of a long list the overview shows.
_SHOWN = 3
_MARKS = {
    "done": (Tone.GOOD, "✓"),
    "partial": (Tone.FAIR, "◐"),
    "open": (Tone.POOR, "○"),
}


def list_steps(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The steps with all that they lack."""
    yield _list(request, sheet, None)


def outline_steps(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The steps with the first of what they lack."""
    yield _list(request, sheet, _SHOWN)


def _list(request: Request, sheet: Sheet, shown: int | None) -> Section:
    entries = []
    for step in sheet.assessment.steps:
        tone, mark = _MARKS[step.state]
        details = tuple(_tell_lacks(request, sheet, step, shown))
        entries.append(Entry(f"{step.number} {step.name}", tone, mark, details=details))
    return Section(request.say(tr("The nine steps")), (Items(tuple(entries)),))


def _tell_lacks(request: Request, sheet: Sheet, step: Step, shown: int | None) -> Iterator[str]:
    listed = step.lacks[:shown]
    for lack in listed:
        yield _tell_lack(request, sheet, lack)
    rest = len(step.lacks) - len(listed)
    if rest:
        yield request.say(
            ntr(
                "and {n} more (`--by step` lists all)",
                "and {n} more (`--by step` lists all)",
                rest,
            )
        )


def _tell_lack(request: Request, sheet: Sheet, lack: Lack) -> str:
    place = request.tell_place(sheet, lack.path) if lack.path else ""
    return f"{lack.text} ({place})" if place else lack.text
