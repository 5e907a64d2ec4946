"""What lint says of coverage, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.board.assessment import Remark
from cjmap.messages import ntr, tr
from cjmap.reports.blocks.blocks import Entry, Items, Section, Tone
from cjmap.reports.gaps.sheet import FAMILY, Request, Sheet


def list_remarks(request: Request, sheet: Sheet) -> Iterator[Section]:
    """The findings of the coverage family; notes are counted only."""
    found = remarks_on_coverage(sheet)
    if not found:
        return
    loud = [remark for remark in found if remark.severity != "info"]
    quiet = len(found) - len(loud)
    note = ntr(
        "{n} note is not listed; `cjmap lint --select CJ3 --notes` does.",
        "{n} notes are not listed; `cjmap lint --select CJ3 --notes` does.",
        quiet,
    )
    entries = tuple(_tell(request, remark) for remark in loud)
    title = request.say(tr("Findings on coverage"))
    yield Section(title, (Items(entries),), note=request.say(note) if quiet else "")


def remarks_on_coverage(sheet: Sheet) -> tuple[Remark, ...]:
    """The findings that stand beside the matrices."""
    return tuple(one for one in sheet.assessment.remarks if one.code.startswith(FAMILY))


def _tell(request: Request, remark: Remark) -> Entry:
    tone = Tone.POOR if remark.severity == "error" else Tone.FAIR
    place = "" if remark.line is None else request.say(tr("line {n}", n=remark.line))
    return Entry(remark.message, tone, remark.code, place)


def list_unreadable(request: Request) -> Iterator[Section]:
    """The files of which nothing could be read."""
    entries = tuple(Entry(one.file, Tone.POOR, "✗") for one in request.unreadable if not one.left)
    if entries:
        title = request.say(tr("Not readable as a map"))
        note = request.say(tr("`cjmap validate` says what is wrong with them."))
        yield Section(title, (Items(entries),), note=note)
