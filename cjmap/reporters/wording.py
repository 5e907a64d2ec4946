"""The words that several formats share."""

from __future__ import annotations

from cjmap.draw.characters import flatten, make_visible
from cjmap.findings import Finding, Outcome, Severity, count_severities
from cjmap.findings.source import Span
from cjmap.messages import Message, ntr, tr

SEVERITY_NAMES: dict[Severity, Message] = {
    Severity.ERROR: tr("error"),
    Severity.WARNING: tr("warning"),
    Severity.INFO: tr("note"),
}


def format_place(file: str, span: Span | None) -> str:
    """`file:line:column`, or the file alone; safe to print."""
    name = make_visible(file)
    return f"{name}:{span.start.line}:{span.start.column}" if span else name


def summarize(outcome: Outcome, *, notes: bool) -> Message:
    """One sentence on the whole run. `notes`: whether notes were listed."""
    files = len(outcome.files)
    tally = outcome.tally
    counts = enumerate_counts(count_severities(tally))
    if counts is None:
        if files == 0:
            return tr("No files were checked.")
        return tr("All good: {files}, no findings.", files=_count_files(files))
    where = _name_share(len(tally.files), files)
    if not notes and outcome.count(Severity.INFO):
        return tr(
            "Found {counts} in {where} (--notes lists the notes).", counts=counts, where=where
        )
    return tr("Found {counts} in {where}.", counts=counts, where=where)


def enumerate_counts(counts: tuple[Message, ...]) -> Message | None:
    """`2 errors, 1 warning and 3 notes`, from the numbers of each that `count_severities` gives."""
    match counts:
        case (one,):
            return one
        case first, last:
            return tr("{first} and {last}", first=first, last=last)
        case first, middle, last:
            return tr("{first}, {middle} and {last}", first=first, middle=middle, last=last)
        case _:
            return None


def _count_files(number: int) -> Message:
    return ntr("{n} file", "{n} files", number)


def _name_share(found: int, checked: int) -> Message:
    if found >= checked:
        return _count_files(found)
    return ntr("{n} of {m} files", "{n} of {m} files", found, m=checked)


def describe_related(finding: Finding, language: str) -> list[str]:
    """A line for each related place of a finding."""
    return [
        f"{format_place(related.file, related.span)}: {flatten(related.message.render(language))}"
        for related in finding.related
    ]
