"""Whatever a map is written like, `--fix` changes the words that are wrong, and once."""

from __future__ import annotations

import codecs
import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmap.check import Selection, Session, run
from cjmap.check.fixes import Mended, mend

TODAY = datetime.date(2026, 11, 21)
SETTINGS = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def fix(file: Path, data: bytes) -> Mended:
    file.write_bytes(data)
    session = Session(today=TODAY)
    selection = Selection(select=("CJ0", "CJ1"))
    return mend(session, [file], lambda: run(session, [file], selection))


@dataclass(frozen=True)
class Words:
    """A stretch of a map as it is written, and as it is meant."""

    written: str
    meant: str

    def __add__(self, other: Words) -> Words:
        return Words(self.written + other.written, self.meant + other.meant)


def same(text: str) -> Words:
    return Words(text, text)


def joined(parts: list[Words], between: str) -> Words:
    whole = same("")
    for number, part in enumerate(parts):
        whole += (same(between) if number else same("")) + part
    return whole


KEYS = {"emotion": "emotoin", "channel": "chanel", "does": "deos", "duration": "duraton"}
VALUES = {"emotion": ["1", '"-"', "-2"], "duration": ["Long", "'It''s'", '"a # b"']}
CHANNEL = [Words("whatsap", "whatsapp"), Words('"whatsap"', '"whatsapp"'), same("web")]
ITEMS = [
    Words("Slow: very", '"Slow: very"'),
    Words("Slow:", '"Slow:"'),
    same("Fine, thanks"),
    same("'Quoted: text'"),
]
COMMENTS = st.sampled_from(["", "  # a comment: with a colon", " #emotoin"])


@st.composite
def entries(draw: st.DrawFn) -> list[tuple[str, Words, Words]]:
    """The entries of a touchpoint besides its name: what they mean, key and value."""
    found = []
    for key in draw(st.lists(st.sampled_from(["emotion", "channel", "duration"]), unique=True)):
        written = Words(draw(st.sampled_from([key, KEYS[key]])), key)
        value = (
            draw(st.sampled_from(CHANNEL))
            if key == "channel"
            else same(draw(st.sampled_from(["1", "-2"] if key == "emotion" else VALUES[key])))
        )
        quote = draw(st.sampled_from(["", '"']))
        found.append((key, same(quote) + written + same(quote), value))
    return found


@st.composite
def touchpoints(draw: st.DrawFn, number: int) -> Words:
    """A touchpoint as an item of a list, in braces or as a block, with an anchor or none."""
    anchor = draw(st.sampled_from(["", f"&t{number} "]))
    listed = draw(entries())
    if draw(st.booleans()):
        inner = joined([key + same(": ") + value for _, key, value in listed], ", ")
        lead = f"{anchor}{{name: T{number}" + (", " if listed else "")
        return same(f"      - {lead}") + inner + same("}" + draw(COMMENTS) + "\n")
    lines = [
        same(
            f"      - {anchor.strip()}\n        name: T{number}"
            if anchor
            else f"      - name: T{number}"
        )
    ]
    lines += [same("        ") + key + same(": ") + value for _, key, value in listed]
    items = draw(st.lists(st.sampled_from(ITEMS), max_size=2))
    if items:
        key = draw(st.sampled_from(["does", "deos"]))
        lines.append(Words(f"        {key}:", "        does:"))
        lines += [same("          - ") + item for item in items]
    whole = same("")
    for line in lines:
        whole += line + same(draw(COMMENTS) + "\n")
    return whole


@st.composite
def maps(draw: st.DrawFn) -> Words:
    number = draw(st.integers(1, 4))
    listed = [draw(touchpoints(n)) for n in range(number)]
    named = [n for n, one in enumerate(listed) if f"&t{n}" in one.written]
    whole = same("title: T\npersonas: [Ann]\nstages:\n  - name: S\n    touchpoints:\n")
    for one in listed:
        whole += one
    for n in draw(st.lists(st.sampled_from(named), max_size=3)) if named else []:
        whole += same(f"      - *t{n}" + draw(COMMENTS) + "\n")
    return whole


@SETTINGS
@given(maps(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_only_what_is_wrong_changes_and_a_second_run_changes_nothing(
    tmp_path: Path, text: Words, end: str, marked: bool
) -> None:
    def bytes_of(words: str) -> bytes:
        return (codecs.BOM_UTF8 if marked else b"") + words.replace("\n", end).encode()

    file = tmp_path / "a.journey.yaml"
    mended = fix(file, bytes_of(text.written))
    if text.written == text.meant:
        assert not mended.changes
    else:
        (change,) = mended.changes
        assert change.after.decode() == bytes_of(text.meant).decode()
    assert not mended.outcome.findings
    assert not fix(file, bytes_of(text.meant)).changes


@pytest.mark.parametrize(
    "touchpoint",
    [
        "{name: F, emotoin: 2, emotion: 1}",
        "{name: F, emotion: 1, emotoin: 2}",
        "{name: F, emotion: 1, emotions: {Ann: 1}, emotoin: 2}",
        "{name: F, emotoin: 1, emotino: 2}",
    ],
)
def test_where_the_nearest_key_is_taken_nothing_is_mended(tmp_path: Path, touchpoint: str) -> None:
    text = (
        f"title: T\npersonas: [Ann]\nstages:\n  - name: S\n    touchpoints:\n      - {touchpoint}\n"
    )
    mended = fix(tmp_path / "a.journey.yaml", text.encode())
    changed = [change.after.decode() for change in mended.changes]
    assert all("emotions: 2" not in after and after.count("emotion:") == 1 for after in changed)
    if "emotion:" in touchpoint:
        assert not changed


def test_where_one_of_two_equally_near_is_taken_nothing_is_mended(tmp_path: Path) -> None:
    text = "title: T\nstatus: draft\nstatu: future\npersonas: [Ann]\nstages: [S]\n"
    assert not fix(tmp_path / "a.journey.yaml", text.encode()).changes


@pytest.mark.parametrize(
    "text",
    [
        "      - &a {name: F, emotoin: 1}\n      - *a\n      - *a\n",
        "      - name: F\n        pains: &a\n          - text: P\n            severty: 3\n      - {name: G, pains: *a}\n",
        "      - name: F\n        pains:\n          - &a Slow: very\n          - *a\n",
        "      - &a {name: F, channel: &b whatsap}\n      - {name: G, channel: *b}\n      - *a\n",
    ],
)
def test_an_alias_stays_one(tmp_path: Path, text: str) -> None:
    head = "title: T\npersonas: [Ann]\nstages:\n  - name: S\n    touchpoints:\n"
    mended = fix(tmp_path / "a.journey.yaml", (head + text).encode())
    after = mended.changes[0].after.decode() if mended.changes else head + text
    for mark in ("&a", "*a", "&b", "*b"):
        assert after.count(mark) == text.count(mark)
    assert not fix(tmp_path / "a.journey.yaml", after.encode()).changes
