"""YAML's own test suite: what is read as it says, and by name all that is not, with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from cjmap.findings.source import Source
from cjmap.text import reading
from cjmap.text.tree import Alias, Mapping, Node, Scalar, Sequence, Tree

# A scalar as its text and whether it is plain; a list; a mapping as pairs, in order.
Read: TypeAlias = "tuple[str, bool] | list[Read] | tuple[tuple[Read, Read], ...]"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the events of YAML 1.2; None where it must be refused."""

    id: str
    text: str
    events: tuple[str, ...] | None


CASES = tuple(
    Case(case["id"], case["yaml"], None if case["events"] is None else tuple(case["events"]))
    for case in json.loads((Path(__file__).parent / "suite" / "cases.json").read_text("utf-8"))
)

# Sound YAML that the format refuses on purpose (format.md, “Reading YAML”), by code and reason.
BY_DESIGN = {
    ("CJ005", "an explicit tag"): """
        2AUY 2XXW 33X3 52DL 565N 57H4 6CK3 6JWB 735Y 74H7 7FWL 8MK2 BU8L C4HZ CC74 CUP7 EHF6
        F2C7 FH7J HMQ5 J7PZ L94M LE5A M5C3 P76L S4JQ U3C3 UGM3 UKK6-02 WZ62 Z67P Z9M4""",
    ("CJ005", "a second document"): """
        35KP 5TYM 6WLZ 6XDY 6ZKB 9DXL 9KAX 9WXW JHB9 KSS4 L383 PUW8 RZT7 U9NS""",
    ("CJ005", "a list or a mapping as a key"): """
        4FJ6 6BFJ 6PBE 9MMW KK5P LX3P M2N8-01 M5DY Q9WF RZP5 SBG9 V9D5 X38W XW4D""",
    ("CJ003", "a character that no text may hold"): "G4RS",
}
# Sound YAML that libyaml does not read, by reason.
LIMITS = {
    "a key over several lines, or its colon on the next": """
        4ABK 4MUZ-00 4MUZ-01 4MUZ-02 5MUD 5T43 9SA2 K3WX NJ66 VJP3-01""",
    "an empty key": "2JQS 6M2F CFD4 FRK4 M2N8-00 NHX8 NKF9 S3PD SM9W-01 UKK6-00",
    "a tab that separates, or alone on a line": """
        6BCT 6CA3 96NN-00 96NN-01 A2M4 DK95-00 DK95-03 DK95-04 Q5MG R4YG Y79Y-01 Y79Y-10""",
    "an anchor of other signs than letters, digits, `-`, `_`": "2SXE 8XYN W5VH Y2GN",
    "a directive of another YAML, or of nobody": "2LFX 6LVF BEC7 MUS6-05 MUS6-06 W4TN",
    "the end of a document": "7Z25 DK3J FP8R HWV9 M7A3 QT73 UT92",
}
# What YAML 1.2 refuses and libyaml reads; no text is lost by it.
LENIENT = {
    "indentation less than it should be": "9C9N QB6E",
    "a tab as indentation within quotes or brackets": "DK95-01 Y79Y-03",
    "a `-` alone in brackets": "G5U8 YJV2",
    "blanks alone, deeper than the text": "S98Z",
}
# Blanks at the very end of the file, without a line end.
OTHERWISE = frozenset("JEF9-02 L24T-01".split())
# What both loaders refuse, in other words: a `,` right behind a tag, a `#` right behind a directive.
IN_OTHER_WORDS = frozenset("MUS6-00 U99R WZ62".split())


def ids(*listed: str) -> frozenset[str]:
    return frozenset(" ".join(listed).split())


CODES = {id: code for (code, _), listed in BY_DESIGN.items() for id in listed.split()}
CODES |= dict.fromkeys(ids(*LIMITS.values()), "CJ003")

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "\\": "\\"}
_VALUE = re.compile(r"(?:[&<]\S* )*([:'\"|>])(.*)", re.S)


def documents(events: Iterator[str]) -> Iterator[Read]:
    """What the events of the suite say, a document at a time, with aliases written out."""
    anchors: dict[str, Read] = {}
    for event in events:
        if event.startswith("+DOC"):
            yield node(next(events), events, anchors)


def node(event: str, events: Iterator[str], anchors: dict[str, Read]) -> Read:
    kind, _, rest = event.partition(" ")
    if kind == "=ALI":
        return anchors[rest[1:]]
    anchor = re.search(r"(?:^|(?<=[\]}] ))&(\S+)", rest)
    read = {"=VAL": scalar, "+SEQ": sequence, "+MAP": mapping}[kind](rest, events, anchors)
    if anchor:
        anchors[anchor[1]] = read
    return read


def scalar(rest: str, events: Iterator[str], anchors: dict[str, Read]) -> Read:
    match = _VALUE.fullmatch(rest)
    assert match is not None
    style, text = match.groups()
    return re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], text), style == ":"


def sequence(rest: str, events: Iterator[str], anchors: dict[str, Read]) -> Read:
    return [node(event, events, anchors) for event in iter(events.__next__, "-SEQ")]


def mapping(rest: str, events: Iterator[str], anchors: dict[str, Read]) -> Read:
    return tuple(
        (node(event, events, anchors), node(next(events), events, anchors))
        for event in iter(events.__next__, "-MAP")
    )


def plain(found: Node | None) -> Read:
    """A tree in the same form."""
    if isinstance(found, Alias):
        found = found.target
    if isinstance(found, Scalar):
        return found.value, found.plain
    if isinstance(found, Sequence):
        return [plain(item) for item in found.items]
    assert isinstance(found, Mapping)
    return tuple((plain(key), plain(value)) for key, value in found.entries.values())


def whole(read: Tree) -> list[Read]:
    """The documents of a tree: one, or none in an empty text."""
    return [] if read.root is None else [plain(read.root)]


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


READ = ids(*BY_DESIGN.values(), *LIMITS.values()) | OTHERWISE


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.events is not None and case.id not in READ],
    ids=lambda case: case.id,
)
def test_a_sound_text_is_read_as_yaml_reads_it(case: Case, pure: bool) -> None:
    read = reading.read(Source("a", case.text), pure=pure)
    assert read.problems == ()
    assert whole(read) == list(documents(iter(case.events or ())))


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.events is None and c.id not in ids(*LENIENT.values())],
    ids=lambda case: case.id,
)
def test_an_unsound_text_is_refused(case: Case, pure: bool) -> None:
    read = reading.read(Source("a", case.text), pure=pure)
    assert {problem.code for problem in read.problems} <= {"CJ003", "CJ004", "CJ005"}
    assert read.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_what_is_listed_is_so_still_and_both_loaders_read_alike(case: Case) -> None:
    fast, pure = (reading.read(Source("a", case.text), pure=pure) for pure in (False, True))
    told = [(problem.code, problem.span, str(problem.message)) for problem in fast.problems]
    if case.id not in IN_OTHER_WORDS:
        assert told == [(p.code, p.span, str(p.message)) for p in pure.problems]
        assert whole(fast) == whole(pure)
    if case.id in CODES:
        assert case.events is not None
        assert CODES[case.id] in {code for code, _, _ in told}
    elif case.id in ids(*LENIENT.values()):
        assert case.events is None
        assert not told
    elif case.id in OTHERWISE:
        assert whole(fast) != list(documents(iter(case.events or ())))


def test_every_case_is_known_and_has_one_reason_at_most() -> None:
    listed = " ".join([*BY_DESIGN.values(), *LIMITS.values(), *LENIENT.values()]).split()
    listed += OTHERWISE
    assert len(CASES) == 402
    assert len(set(listed)) == len(listed)
    assert set(listed) | IN_OTHER_WORDS <= {case.id for case in CASES}
