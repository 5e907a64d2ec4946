"""What findings offer in place of a word, and what they count."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.findings import Finding

TODAY = datetime.date(2026, 11, 21)
MAP = """\
title: Buy a coat in the shop
language: {language}
personas: [Laura]
stages:
  - name: Purchase
    touchpoints:
      - {{name: Order, channel: {channel}}}
"""


def only(folder: Path, text: str, code: str) -> Finding:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8")
    (found,) = run(Session(today=TODAY), [file], Selection(select=(code,))).findings
    return found


@pytest.mark.parametrize(
    ("language", "written", "offered"),
    [
        ("en", "kiosc", "kiosk"),
        ("es", "kiosc", "kiosco"),
        ("nl", "kiosc", "kiosk"),
        ("ja", "kiosc", "kiosk"),
        ("en", "whatsap", "whatsapp"),
        ("es-MX", "whatsap", "whatsapp"),
    ],
)
def test_a_channels_word_of_the_maps_language_is_offered_first(
    tmp_path: Path, language: str, written: str, offered: str
) -> None:
    found = only(tmp_path, MAP.format(language=language, channel=written), "CJ106")
    assert f"`{offered}`" in str(found.help)


def test_an_idea_counts_for_pains_that_nobody_else_sees_to(tmp_path: Path) -> None:
    pains = "".join(f"      - {{text: Pain {n}, id: p{n}}}\n" for n in range(4))
    text = (
        MAP.format(language="en", channel="web")
        + f"    pains:\n{pains}      - {{text: Over, status: resolved}}\n"
        + "    opportunities: [Ask less, {text: Ask nothing, pains: [p0]}]\n"
    )
    found = only(tmp_path, text, "CJ511")
    assert "the 3 beside it" in str(found.message)
    assert "Pain 0" not in str(found.help)
    assert "Over" not in str(found.help)
    dropped = text.replace("[p0]", "[p0], status: dropped")
    assert "the 4 beside it" in str(only(tmp_path, dropped, "CJ511").message)


PEOPLE = """\
title: People
personas: [{id: tom, name: Tom Baker}, {id: a, name: Mariana}, {id: b, name: Mariana}]
"""


@pytest.mark.parametrize(
    ("written", "replacement", "help"),
    [("Tom Bakr", "tom", "`tom`"), ("Mariana", None, "`a`, `b`"), ("Marianna", None, "`a`, `b`")],
)
def test_a_slip_in_a_personas_name_is_answered_with_its_id(
    tmp_path: Path, written: str, replacement: str | None, help: str
) -> None:
    (tmp_path / "people.library.yaml").write_text(PEOPLE, encoding="utf-8")
    text = f"title: Buy\npersonas: [{written}]\nstages: [A]\n"
    found = only(tmp_path, text, "CJ115")
    assert help in str(found.help)
    assert [edit.text for edit in found.edits] == ([replacement] if replacement else [])


TEMPLATE = """\
title: Buy a coat
personas: [Laura]
stages:
  - name: Purchase
    touchpoints:
      - name: Order
        opportunities:
          - {text: What to do about it, status: doing, customer_value: 4, due: "2026-01-01"}
          - {text: Answer the phone, status: idea, pains: []}
"""


def test_a_template_s_idea_is_told_of_once_and_not_judged(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(TEMPLATE, encoding="utf-8")
    found = run(Session(today=TODAY), [file], Selection(select=("CJ215", "CJ5"))).findings
    assert [one.code for one in found] == ["CJ215"]
