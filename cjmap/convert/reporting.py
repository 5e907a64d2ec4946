"""What became of every piece of what was read, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cjmap.convert.drafts import Fate, Remark
from cjmap.convert.losses import Losses, Lost
from cjmap.findings import Outcome, format_path
from cjmap.findings.description import describe_finding
from cjmap.findings.json_text import json_text
from cjmap.messages import Message, ntr, shorten, tr
from cjmap.records import dataclass

VERSION: Final = 1
_SHOWN: Final = 10
_KEYS: Final = {fate: fate.value.replace("-", "_") for fate in Fate}


@dataclass(frozen=True, slots=True)
class Told:
    """A map that came out of a conversion: where it went (None: standard output), and what of it is to be told.

    `losses` are what of the map is not where it went.
    """

    file: str | None
    title: str
    remarks: tuple[Remark, ...]
    outcome: Outcome
    losses: Losses = Losses()


def report(
    source: str, forms: tuple[str, str], maps: Sequence[Told], rest: Sequence[Remark], language: str
) -> str:
    """The report of a conversion as JSON, version 1."""
    remarks = [remark for one in maps for remark in one.remarks] + [*rest]
    return (
        json_text(
            {
                "version": VERSION,
                "source": source,
                "from": forms[0],
                "to": forms[1],
                "maps": [
                    {
                        "file": one.file,
                        "title": one.title,
                        "pieces": [_describe(remark, language) for remark in one.remarks],
                        "lost": [_describe_loss(lost) for lost in one.losses.lost],
                        "comments_lost": one.losses.comments,
                        "findings": [
                            describe_finding(finding, language) for finding in one.outcome.findings
                        ],
                    }
                    for one in maps
                ],
                "pieces": [_describe(remark, language) for remark in rest],
                "summary": {
                    **{_KEYS[fate]: count(remarks, fate) for fate in Fate},
                    "lost": sum(len(one.losses.lost) + one.losses.comments for one in maps),
                },
            }
        )
        + "\n"
    )


def _describe(remark: Remark, language: str) -> dict[str, object]:
    return {
        "fate": str(remark.fate),
        "text": remark.text or None,
        "line": remark.spot.line,
        "cell": remark.spot.cell or None,
        "sheet": remark.spot.sheet or None,
        "path": format_path(remark.path) or None,
        "note": remark.note.render(language) if remark.note is not None else None,
    }


def _describe_loss(lost: Lost) -> dict[str, object]:
    return {
        "thing": "map" if lost.thing is None else str(lost.thing),
        "key": lost.key or None,
        "path": format_path(lost.path) or None,
        "said": lost.said,
        "back": lost.back,
        "moved": lost.moved,
    }


def count(remarks: Iterable[Remark], fate: Fate) -> int:
    """How many pieces met a fate."""
    return sum(remark.fate is fate for remark in remarks)


def tell(name: str, remarks: Sequence[Remark], *, whole: bool = False) -> Iterator[Message]:
    """What people are told of a map or a file: numbers, then each piece that they should look at.

    `whole` leaves none of these out.
    """
    counts = [count(remarks, fate) for fate in Fate]
    taken, kept, unknown, missing = counts
    yield tr(
        "{file}: {taken}, {kept}, {unknown}, {missing}.",
        file=name,
        taken=ntr("{n} piece taken over", "{n} pieces taken over", taken),
        kept=ntr("{n} kept as it is", "{n} kept as they are", kept),
        unknown=ntr("{n} not understood", "{n} not understood", unknown),
        missing=ntr("{n} missing", "{n} missing", missing),
    )
    said = [one for one in remarks if one.fate is not Fate.TAKEN or one.note is not None]
    said.sort(key=lambda one: _ORDER.index(one.fate))
    for remark in said if whole else said[:_SHOWN]:
        yield _say(remark)
    if len(said) > _SHOWN and not whole:
        more = len(said) - _SHOWN
        yield ntr(
            "  {n} more; `--report FILE` has all of them.",
            "  {n} more; `--report FILE` has all of them.",
            more,
        )


_ORDER: Final = (Fate.UNKNOWN, Fate.MISSING, Fate.KEPT, Fate.TAKEN)
_HEADS: Final = {
    Fate.UNKNOWN: tr("not understood"),
    Fate.MISSING: tr("missing"),
    Fate.KEPT: tr("kept as it is"),
    Fate.TAKEN: tr("taken over"),
}


def _say(remark: Remark) -> Message:
    """One piece on one line."""
    where = remark.spot.message()
    about: Message = _HEADS[remark.fate]
    if where is not None:
        about = tr("{head}, {where}", head=about, where=where)
    if remark.text:
        about = tr("{head}: “{text}”", head=about, text=shorten(remark.text))
    path = format_path(remark.path)
    if path:
        about = _put("{about} → `{path}`", about=about, path=path)
    if remark.note is not None:
        about = _put("{about} ({note})", about=about, note=remark.note)
    return _put("  {about}", about=about)


def _put(template: str, **parts: str | Message) -> Message:
    """A message of signs and other messages, in which there is nothing to translate."""
    return Message(template, tuple(sorted(parts.items())))
