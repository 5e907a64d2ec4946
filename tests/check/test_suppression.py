"""Comments that silence findings, and what is said of those that silence nothing (CJ801)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run

TODAY = datetime.date(2026, 11, 21)
MAP = """\
title: Buy a coat
personas: [Laura]
stages:
  - name: Awareness
    touchpoints:
      - name: Ad
        channel: whatsap # cjmap: ignore[{codes}] ours
"""


def codes(folder: Path, text: str, *select: str, **more: object) -> list[str]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    selection = Selection(select=(*select, "CJ801"), **more)  # type: ignore[arg-type]
    return [f.code for f in run(Session(today=TODAY), [file], selection).findings]


def unused(folder: Path, written: str, *select: str, **more: object) -> bool:
    return "CJ801" in codes(folder, MAP.replace("{codes}", written), *select, **more)


@pytest.mark.parametrize("written", ["CJ106", "CJ1", "CJ", " CJ111 , CJ106 "])
def test_codes_and_their_beginnings_silence(tmp_path: Path, written: str) -> None:
    assert "CJ106" not in codes(tmp_path, MAP.replace("{codes}", written), "CJ1")


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("      - name: Ad\n        # cjmap: ignore[CJ106]\n", True),
        ("      - name: Ad\n        # cjmap: ignore[CJ106]\n\n  # and why\n", True),
        ("      # cjmap: ignore[CJ106]\n      - name: Ad\n", True),
        ("      - name: Ad # cjmap: ignore[CJ106]\n", False),
        ('      - name: "Ad # cjmap: ignore-file[CJ106]"\n', False),
        ("      # cjmap: ignore-file[CJ106]\n      - name: Ad\n", False),
    ],
)
def test_alone_a_comment_is_for_the_next_line_behind_something_for_its_own(
    tmp_path: Path, comment: str, silenced: bool
) -> None:
    text = MAP.replace(" # cjmap: ignore[{codes}] ours", "").replace("      - name: Ad\n", comment)
    assert ("CJ106" not in codes(tmp_path, text, "CJ1")) is silenced


# How a text may be written behind `key:`, with places for a comment on its first and last line.
STYLES = {
    "plain": " nobody{first}",
    "plain, on lines": " nobody\n              here{last}",
    "single quotes": " 'nobody'{first}",
    "single quotes, on lines": " 'nobody\n\n              here'{last}",
    "double quotes": ' "nobody"{first}',
    "double quotes, on lines": ' "nobody\n              here"{last}',
    "literal": " |{first}\n              nobody\n              here",
    "folded, stripped": " >-{first}\n              nobody\n              here",
    "with an indentation": " |2+{first}\n              nobody\n",
    "on the next line": "\n              'nobody'{last}",
    "with an anchor": " &a nobody{first}",
    "an anchor and a block": " &a >-{first}\n              nobody",
}
COMMENT = "  # cjmap: ignore[{code}] why"
ITEM = """\
title: T
personas: [Ann]
stages:
  - name: S
    touchpoints:
      - name: F
        pains:{key}
{above}          - {field}:{text}
            severity: 2
"""
PLACES = ("first", "last", "above", "key", "nowhere")


def written(style: str, place: str, code: str, field: str) -> str:
    comment = COMMENT.replace("{code}", code)
    text = STYLES[style].replace("{first}", comment if place == "first" else "")
    text = text.replace("{last}", comment if place == "last" else "")
    return (
        ITEM.replace("{text}", text)
        .replace("{field}", field)
        .replace("{above}", f"          {comment.lstrip()}\n" if place == "above" else "")
        .replace("{key}", comment if place == "key" else "")
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("code", "field"), [("CJ501", "text"), ("CJ105", "text: T\n            evidence")]
)
def test_a_comment_is_obeyed_in_every_style_of_text_or_reported(
    tmp_path: Path, style: str, place: str, code: str, field: str
) -> None:
    """An item that is marked by its first key, and a value that is marked itself."""
    text = written(style, place, code, field)
    found = codes(tmp_path, text, code)
    if "ignore" not in text:
        assert found == [code]
    elif place == "key":
        assert sorted(found) == [code, "CJ801"]
    else:
        assert found == []


@pytest.mark.parametrize(
    "text",
    [
        # Above the key that holds the value, and above a list's key: that is another thing.
        "          - text: T\n            # cjmap: ignore[CJ105]\n            evidence:\n              x\n",
        "          - text: T\n            # cjmap: ignore[CJ105]\n            # and more\n\n            evidence: x\n",
        "          # cjmap: ignore[CJ105]\n          -\n            text: T\n            evidence: x\n",
        "          # cjmap: ignore[CJ105]\n          - &a\n            text: T\n            evidence: x\n",
        "          - text: T\n            # cjmap: ignore[CJ105]\n            evidence: [\n              x]\n",
        "          - text: T\n            # cjmap: ignore[CJ105]\n            evidence:\n              - x\n",
        "          - {text: T,\n            # cjmap: ignore[CJ105]\n            evidence: x}\n",
    ],
)
def test_a_comment_above_counts_for_the_key_or_the_item(tmp_path: Path, text: str) -> None:
    head = ITEM.partition("{above}")[0].replace("{key}", "")
    assert codes(tmp_path, head + text, "CJ105") == []


def test_above_a_list_a_comment_is_for_no_item(tmp_path: Path) -> None:
    text = written("plain", "nowhere", "CJ501", "text").replace(
        "        pains:", "        # cjmap: ignore[CJ501]\n        pains:"
    )
    assert sorted(codes(tmp_path, text, "CJ501")) == ["CJ501", "CJ801"]


@pytest.mark.parametrize("name", ["channel-typo", "CJ106"])
def test_a_rule_may_be_called_by_its_name(tmp_path: Path, name: str) -> None:
    assert codes(tmp_path, MAP.replace("{codes}", name), "CJ1") == []


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("# cjmap: ignore[CJ106, nonsense]", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore[CJ999]", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore[]", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore CJ106", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore(CJ106)", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap ignore[CJ106]", "`# cjmap: ignore[CJ403]`"),
        ("#cjmap-ignore", "`# cjmap: ignore[CJ403]`"),
        ("# Cjmap: Ignore[CJ106]", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: disable=CJ106", "`# cjmap: ignore[CJ403]`"),
        ("# cjmap: ignore-file[CJ106]", "before the first key"),
    ],
)
def test_what_is_written_otherwise_is_reported_with_the_form(
    tmp_path: Path, written: str, help: str
) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(MAP.replace("# cjmap: ignore[{codes}] ours", written), encoding="utf-8")
    selection = Selection(select=("CJ1", "CJ801"))
    found = run(Session(today=TODAY), [file], selection).findings
    (said,) = (finding for finding in found if finding.code == "CJ801")
    assert help in str(said.help)


def test_before_the_first_key_a_comment_may_count_for_the_file(tmp_path: Path) -> None:
    text = "---\n# cjmap: ignore-file[CJ106]\n" + MAP.replace("{codes}", "CJ111")
    assert "CJ106" not in codes(tmp_path, text, "CJ1")


def test_what_keeps_a_file_from_being_read_cannot_be_silenced(tmp_path: Path) -> None:
    text = "# cjmap: ignore-file[CJ0]\n" + MAP + "title: Again\n"
    assert "CJ004" in codes(tmp_path, text, "CJ0")


@pytest.mark.parametrize(
    ("written", "select", "speaks"),
    [
        ("CJ106", ("CJ106",), False),
        ("CJ106, CJ111", ("CJ1",), True),
        ("CJ111", ("CJ106",), False),  # its rule did not run
        ("CJ1", ("CJ111",), False),  # not all of them ran
        ("CJ111", ("CJ1",), True),
        ("CJ801", ("CJ1",), False),
        ("CJ777", ("CJ1",), True),  # no rule at all
    ],
)
def test_only_codes_whose_rules_ran_are_spoken_of(
    tmp_path: Path, written: str, select: tuple[str, ...], speaks: bool
) -> None:
    assert unused(tmp_path, written, *select) is speaks


def test_rules_that_the_settings_silence_did_not_run(tmp_path: Path) -> None:
    ignored = (("*.yaml", ("CJ111",)),)
    assert not unused(tmp_path, "CJ111, CJ106", "CJ1", per_file_ignores=ignored)


def test_of_a_map_that_could_not_all_be_read_nothing_is_said(tmp_path: Path) -> None:
    text = MAP.replace("{codes}", "CJ111") + "        emotion: 7\n"
    assert "CJ801" not in codes(tmp_path, text, "CJ0", "CJ1")


def test_a_rule_across_maps_needs_the_whole_workspace(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    text = MAP.replace("{codes}", "CJ106") + "# cjmap: ignore[CJ803]\n"
    first, second = tmp_path / "a.journey.yaml", tmp_path / "b.journey.yaml"
    for file in (first, second):
        file.write_text(text, encoding="utf-8")
    selection = Selection(select=("CJ1", "CJ803", "CJ801"))
    alone = run(Session(today=TODAY), [first], selection).findings
    together = run(Session(today=TODAY), [first, second], selection).findings
    assert [f.code for f in alone] == []
    assert {f.code for f in together} == {"CJ801"}


@pytest.mark.parametrize("above", ["CJ305", "CJ003", "CJ", "CJ999"])
@pytest.mark.parametrize(
    "broken", ["goal: a: b", "goal: 'x' y", 'goal: "a', "goal: [a", "\tgoal: a"]
)
def test_a_comment_beside_a_line_that_breaks_the_text_does_no_harm(
    tmp_path: Path, above: str, broken: str
) -> None:
    text = (
        "title: A\npersonas: [l]\nstages:\n"
        f"  # cjmap: ignore[{above}] for now\n  - name: X\n    {broken}\n"
        "    # cjmap: ignore[CJ102] he comes later\n    personas: [bob]\n"
    )
    found = codes(tmp_path, text, "CJ0", "CJ1")
    assert "CJ003" in found
    assert "CJ102" not in found


def test_a_word_that_is_no_rule_is_told_whatever_could_not_be_read(tmp_path: Path) -> None:
    text = MAP.replace("{codes}", "CJ999") + "        emotion: 7\n"
    assert "CJ801" in codes(tmp_path, text, "CJ0", "CJ1")


@pytest.mark.parametrize("written", ["CJ111", "CJ999"])
def test_a_key_that_is_silenced_hides_no_unused_comment(tmp_path: Path, written: str) -> None:
    text = MAP.replace("{codes}", written) + "        zzqx: 1 # cjmap: ignore[CJ011] ours\n"
    assert codes(tmp_path, text, "CJ0", "CJ1").count("CJ801") == 1
