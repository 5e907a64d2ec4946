"""Three texts of one map → one text, or why they can only be joined line by line."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path as FilePath

from cjmap.compare.merging.entries import Cut, cut
from cjmap.compare.merging.joined import Conflict, Place, Side, is_agreed
from cjmap.compare.merging.joining import Joiner
from cjmap.compare.merging.matching import Identities
from cjmap.compare.merging.proof import is_sound
from cjmap.compare.merging.rendering import Markers, render
from cjmap.compare.merging.weaving import blend
from cjmap.findings.source import Source
from cjmap.formatting.formatting import format_source
from cjmap.loading.decoding import decode
from cjmap.messages import Message, tr
from cjmap.records import dataclass, replace
from cjmap.text.emitting import EditRefused
from cjmap.text.limits import Limits
from cjmap.text.reading import read

_NAMES = (tr("the base"), tr("ours"), tr("theirs"))


@dataclass(frozen=True, slots=True)
class Merged:
    """One map made of two; `data` is None where it can only be joined line by line: see `reason`.

    `conflicts` are marked in it. `later` is the day of `updated` that was taken as the later of
    two, with the other one. `doubled` is where both wrote a comment of their own: both are kept.
    """

    data: bytes | None
    conflicts: tuple[Conflict, ...] = ()
    later: tuple[str, str] | None = None
    reason: Message | None = None
    doubled: tuple[Place, ...] = ()


def merge(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    *,
    file: FilePath,
    markers: Markers | None = None,
    limits: Limits | None = None,
) -> Merged:
    """Joins what two sides made of a base. Nothing is raised.

    What one side alone changed is taken from it, to the byte where it changed all that differs.
    `file` is what the map is called; nothing is read from there.
    """
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    limits = limits or Limits()
    sources = []
    for data, name in zip((base, ours, theirs), _NAMES, strict=True):
        source, problem = decode(data, file.name, limits)
        if problem is not None:
            return Merged(None, reason=_tell_unread(name, problem.message))
        sources.append(source)
    marks = [source.marked for source in sources]
    marked = marks[2] if marks[1] == marks[0] else marks[1]
    merged = _merge_formatted(sources, file, markers or Markers(), limits)
    if merged.data is None or not marked:
        return merged
    return replace(merged, data=codecs.BOM_UTF8 + merged.data)


def _merge_formatted(
    sources: Sequence[Source], file: FilePath, markers: Markers, limits: Limits
) -> Merged:
    """Joins three texts; where one side wrote the whole file in one way, the others are too."""
    ways = [format_source(source, limits).text for source in sources]
    texts = [source.text for source in sources]
    done = [way == text for way, text in zip(ways, texts, strict=True)]
    if done[0] or not (done[1] or done[2]) or None in ways:
        return _merge(sources, file, markers, limits)
    formatted = [Source(one.file, way or "") for one, way in zip(sources, ways, strict=True)]
    merged = _merge(formatted, file, markers, limits)
    if merged.data is None or merged.conflicts:
        return merged if merged.conflicts else _merge(sources, file, markers, limits)
    tidy = format_source(Source(file.name, merged.data.decode("utf-8")), limits).text
    return merged if tidy is None else replace(merged, data=tidy.encode("utf-8"))


def _merge(sources: Sequence[Source], file: FilePath, markers: Markers, limits: Limits) -> Merged:
    cuts = []
    for side, (source, name) in enumerate(zip(sources, _NAMES, strict=True)):
        tree = read(source, limits)
        if tree.problems or tree.broken:
            problem = tree.problems[0].message if tree.problems else tr("It cannot be read.")
            return Merged(None, reason=_tell_unread(name, problem))
        try:
            cuts.append(cut(tree, side))
        except EditRefused as refused:
            told = tr(
                "{side} cannot be joined entry by entry: {problem}",
                side=name,
                problem=refused.reason,
            )
            return Merged(None, reason=told)
    joiner = Joiner(cuts, Identities(cuts, file))
    joined = joiner.join()
    head = blend(*(one.head for one in cuts))
    winners = (Side.OURS,) if is_agreed(joined) else (Side.OURS, Side.THEIRS)
    try:
        texts = [_write(cuts, render(head, joined, markers, side)) for side in winners]
        text = texts[0] if len(texts) == 1 else _write(cuts, render(head, joined, markers))
    except EditRefused as refused:
        return Merged(None, reason=refused.reason)
    spared = joiner.later or ()
    if not is_sound(cuts, joined, texts, spared, limits):
        return Merged(None, reason=tr("Joined entry by entry it would be read as something else."))
    return Merged(
        text.encode("utf-8"),
        tuple(joiner.conflicts),
        joiner.later,
        doubled=tuple(joiner.doubled),
    )


def _write(cuts: Sequence[Cut], lines: Sequence[str]) -> str:
    """Lines as a text, with the line ends of ours, or of theirs where these alone changed."""
    base, ours, theirs = (one.eol for one in cuts)
    eol = (theirs if ours in (base, None) else ours) or ours or "\n"
    ends = [one.ended for one in cuts]
    ended = ends[2] if ends[1] == ends[0] else ends[1]
    return eol.join(lines) + (eol if ended else "")


def _tell_unread(name: Message, problem: Message) -> Message:
    return tr("{side} cannot be read: {problem}", side=name, problem=problem)
