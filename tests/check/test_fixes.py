"""What `--fix` does to the bytes of a file, and above all what it leaves alone."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.check import Selection, Session, parse_codes, run
from cjmap.check.fixes import Mended, apply, compare, mend
from cjmap.findings import Edit

TODAY = datetime.date(2026, 11, 21)
# Odd on purpose: spaces, quotes, comments, an order of keys that nobody would choose.
BEFORE = """\
title: "Buy # a coat"   # the title

owner:  Ana
personas: [ Laura ]
stages:
  # cjmap: ignore[CJ402] an old one
  - name: 'A'
    touchpoint:   # three mistakes below
      - chanel: "whatsap"
        name: >-
          Notice
          of delivery
        personas: [lara]   # cjmap: ignore[CJ102, CJ106]
        emotion: 1 # cjmap: ignore[CJ403]
"""
AFTER = """\
title: "Buy # a coat"   # the title

owner:  Ana
personas: [ Laura ]
stages:
  - name: 'A'
    touchpoints:   # three mistakes below
      - channel: "whatsapp"
        name: >-
          Notice
          of delivery
        personas: [lara]   # cjmap: ignore[CJ102]
        emotion: 1
"""


def fix(file: Path, data: bytes, *select: str) -> Mended:
    file.write_bytes(data)
    session = Session(today=TODAY)
    selection = Selection(select=select or ("ALL",))
    return mend(session, [file], lambda: run(session, [file], selection))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_every_other_byte_stays(tmp_path: Path, mark: bytes, end: str, last: bool) -> None:
    def written(text: str) -> bytes:
        return mark + (text if last else text[:-1]).replace("\n", end).encode("utf-8")

    file = tmp_path / "a.journey.yaml"
    mended = fix(file, written(BEFORE))
    (change,) = mended.changes
    assert change.after == written(AFTER)
    assert change.before == written(BEFORE)
    assert mended.number == 6
    assert not any(finding.edits for finding in mended.outcome.findings)


def test_nothing_is_written_and_nothing_changes_without_a_fix(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    fix(file, BEFORE.encode())
    assert file.read_bytes() == BEFORE.encode()
    assert fix(file, AFTER.encode()).changes == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_diff_can_be_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, last: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (BEFORE if last else BEFORE[:-1]).replace("\n", end)
    (change,) = fix(tmp_path / "a.journey.yaml", text.encode()).changes
    (tmp_path / "a.patch").write_bytes(compare(change).encode())
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "a.patch"], check=True)
    assert (tmp_path / "a.journey.yaml").read_bytes() == change.after


@pytest.mark.parametrize(
    ("text", "wanted", "expected", "number"),
    [
        ("abcdef", [(Edit(4, 5, "X"),), (Edit(0, 1, "YY"),)], "YYbcdXf", 2),
        ("abcdef", [(Edit(0, 3, "X"),), (Edit(2, 4, "Y"),)], "Xdef", 1),
        ("abcdef", [(Edit(0, 3, "X"),), (Edit(3, 4, ""),)], "Xef", 2),
        ("abcdef", [(Edit(1, 1, "X"),), (Edit(1, 1, "Y"),)], "aXbcdef", 1),
        # Edits that belong together are made together or not at all.
        ("abcdef", [(Edit(0, 2, "X"),), (Edit(1, 2, "Y"), Edit(4, 5, "Z"))], "Xcdef", 1),
    ],
)
def test_what_overlaps_waits(
    text: str, wanted: list[tuple[Edit, ...]], expected: str, number: int
) -> None:
    assert apply(text, wanted) == (expected, number)


@given(st.text(max_size=30), st.data())
def test_edits_change_their_stretches_alone(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    edits = [(Edit(a, b, "·"),) for a, b in pairs]
    pieces, last = [], 0
    for a, b in pairs:
        pieces += [text[last:a], "·"]
        last = b
    assert apply(text, reversed(edits))[0] == "".join(pieces) + text[last:]


HEAD = "title: A\npersonas: [Ann]\nstages:\n  - name: One\n    touchpoints:\n"


def test_what_an_alias_repeats_is_mended_at_its_anchor(tmp_path: Path) -> None:
    before = HEAD + "      - &a {name: Form, emotoin: 1}\n      - *a\n"
    mended = fix(tmp_path / "a.journey.yaml", before.encode())
    after = HEAD + "      - &a {name: Form, emotion: 1}\n      - *a\n"
    assert mended.changes[0].after.decode() == after


def test_a_key_is_not_mended_into_one_that_is_there(tmp_path: Path) -> None:
    before = HEAD + "      - name: Form\n        emotoin: 2\n        emotion: 1\n"
    assert not fix(tmp_path / "a.journey.yaml", before.encode()).changes


def test_of_two_keys_that_mean_the_same_one_is_mended(tmp_path: Path) -> None:
    before = HEAD + "      - name: Form\n        chanel: web\n        channl: app\n"
    mended = fix(tmp_path / "a.journey.yaml", before.encode())
    after = HEAD + "      - name: Form\n        channel: web\n        channl: app\n"
    assert mended.changes[0].after.decode() == after


def test_a_reference_that_an_alias_repeats_is_mended_at_its_anchor(tmp_path: Path) -> None:
    before = (
        HEAD + "      - {name: Form, personas: [&a Anm]}\n      - {name: Pay, personas: [*a]}\n"
    )
    mended = fix(tmp_path / "a.journey.yaml", before.encode())
    assert mended.changes[0].after.decode() == before.replace("Anm", "Ann")


def test_two_wrong_names_of_one_persona_do_not_become_one_key_twice(tmp_path: Path) -> None:
    before = HEAD + "      - {name: Form, emotions: {Anm: 1, Amn: 2}}\n"
    mended = fix(tmp_path / "a.journey.yaml", before.encode())
    assert mended.changes[0].after.decode() == before.replace("Anm", "Ann")


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.integers(0, 3)), max_size=12))
def test_what_is_chosen_stands_apart(drawn: list[tuple[int, int, int]]) -> None:
    claims = [None, (0, "a"), (0, "b"), (1, "a")]
    wanted = [(Edit(start, start + size, "·", claims[claim]),) for start, size, claim in drawn]
    chosen: list[Edit] = []
    for (one,) in sorted(wanted, key=lambda edits: (edits[0].start, edits[0].end)):
        apart = all(o.end <= one.start or (one.end <= o.start != one.start) for o in chosen)
        apart &= all(o.start != one.start for o in chosen)
        if apart and (one.claim is None or one.claim not in [o.claim for o in chosen]):
            chosen.append(one)
    text = "".join(map(chr, range(97, 97 + 25)))
    expected = text
    for one in reversed(chosen):
        expected = expected[: one.start] + one.text + expected[one.end :]
    assert apply(text, wanted) == (expected, len(chosen))


START = "title: T\npersonas: [Ann]\nstages:\n  - name: S\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "    pains:\n      - Too slow: nobody  # why\n",
            '    pains:\n      - "Too slow: nobody"  # why\n',
        ),
        ('    pains: \n    - "Too: slow": x\n', "    pains: \n    - '\"Too: slow\": x'\n"),
        ("    expectations:\n      - Cheap:\n", '    expectations:\n      - "Cheap:"\n'),
        ("    thoughts:\n    -   A: b\n    - c\n", '    thoughts:\n    -   "A: b"\n    - c\n'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_that_a_colon_made_a_key_gets_its_quotes(
    tmp_path: Path, before: str, after: str, end: str
) -> None:
    (change,) = fix(
        tmp_path / "a.journey.yaml", (START + before).replace("\n", end).encode()
    ).changes
    assert change.after == (START + after).replace("\n", end).encode()


def test_a_text_that_a_comment_cut_gets_quotes_only_where_that_is_asked_for(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.journey.yaml"
    before = f"{START}    goal: Call #1  \n    expectations: [It's #2\n      ]\n".encode()
    after = f'{START}    goal: "Call #1"  \n    expectations: ["It\'s #2"\n      ]\n'.encode()
    assert not fix(file, before).changes
    assert not fix(file, before, "CJ2").changes
    (change,) = fix(file, before, "CJ214").changes
    assert change.after == after
    (change,) = fix(file, before, *parse_codes(["hash-cuts-text"])).changes
    assert change.after == after


TOP = "title: T\npersonas: [L]\n"
ONE = TOP + "stages:\n  - name: One\n    touchpoints:\n      - name: Web\n"


@pytest.mark.parametrize(
    "text",
    [
        # Another number is another thing.
        f"{ONE}        thoughts:\n          - {{text: Great, persona: L 2}}\n".replace(
            "[L]", "[L 1]"
        ),
        f"{ONE}        evidence: [talks-2026]\n"
        "evidence: [{id: talks-2025, title: Talks, type: interview}]\n",
        f"{ONE}        pains: [{{text: Slow, id: p-1}}]\n"
        "opportunities: [{text: Mend it, pains: [p-2]}]\n",
        # What is left of a list whose key is missing, and what stands behind it.
        f"{ONE}        does: looks\n          - text: slow\n            severity: 3\n"
        "        owner: Ana\n        metrics:\n          - type: csat\n            value: 40\n"
        "      - name: Pay\n",
        # A thing of another kind under a key that is not its own.
        f"{ONE}        next: [{{text: Slow, id: slow, severity: 3}}]\n",
        f"{TOP}stages:\n  - name: One\n    touchpoints: [{{type: reach, value: 1900}}]\n",
    ],
)
def test_what_is_not_certain_stays_as_it_stands(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.journey.yaml"
    assert errors(file, text)
    assert mended_by(file, text) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (f"{TOP}stages:\n  - text: One\n", f"{TOP}stages:\n  - name: One\n"),
        (
            "title: T\npersonas:\n  - text: L\nstages: [A]\n",
            "title: T\npersonas:\n  - name: L\nstages: [A]\n",
        ),
        (
            f"{TOP}stages: [A]\nevidence: [{{text: E, type: interview}}]\n",
            f"{TOP}stages: [A]\nevidence: [{{title: E, type: interview}}]\n",
        ),
        # What stands below a line with a tab tells whose it is.
        (
            f"{TOP}channels:\n  - name: Shop\n\tevidence:\n  - id: talks\n    title: Talks\n    type: interview\nstages: [A]\n",
            f"{TOP}channels:\n  - name: Shop\nevidence:\n  - id: talks\n    title: Talks\n    type: interview\nstages: [A]\n",
        ),
        (
            "title: T\npersonas:\n  - name: L\n\tstages:\n  - name: A\n",
            "title: T\npersonas:\n  - name: L\nstages:\n  - name: A\n",
        ),
        (
            f"{TOP}stages:\n  - name: A\n    goal: g\n\ttouchpoints:\n      - name: W\n        channel: web\n\t- name: P\n        channel: app\n",
            f"{TOP}stages:\n  - name: A\n    goal: g\n    touchpoints:\n      - name: W\n        channel: web\n      - name: P\n        channel: app\n",
        ),
    ],
)
def test_what_is_certain_is_mended_and_nothing_is_left(
    tmp_path: Path, text: str, mended: str
) -> None:
    file = tmp_path / "a.journey.yaml"
    assert mended_by(file, text) == mended
    assert errors(file, mended) == []


def mended_by(file: Path, text: str) -> str:
    """What errors that are certain make of a text, once they are mended."""
    changes = fix(file, text.encode(), "CJ0", "CJ1").changes
    return changes[0].after.decode() if changes else text


def errors(file: Path, text: str) -> list[str]:
    file.write_text(text)
    found = run(Session(today=TODAY), [file], Selection(select=("CJ0", "CJ1"))).findings
    return [one.code for one in found]


def test_a_list_that_one_text_names_has_nothing_twice(tmp_path: Path) -> None:
    text = f"{ONE}        channel: 'web, web, app'\n        personas: 'L, L, M'\n"
    text = text.replace("[L]", "[L, M]")
    changes = fix(tmp_path / "a.journey.yaml", text.encode(), "CJ0", "CJ1", "CJ216").changes
    written = changes[0].after.decode()
    assert "channel:\n          - web\n          - app\n" in written
    assert "personas:\n          - L\n          - M\n" in written
