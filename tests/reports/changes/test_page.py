"""The page of changes and the comment, as whoever opens them meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app

OLD = """
title: "A <b>coat</b>"
language: en
personas: [Ana]
stages:
  - name: "`Buy` @team #12"
    touchpoints:
      - {name: "Shop | <script>", emotion: 1}
      - {name: Gone, emotion: 0}
      - {name: Pay, emotion: 1}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.journey.yaml").write_text(OLD)
    new = OLD.replace("      - {name: Gone, emotion: 0}\n", "").replace(
        "Pay, emotion: 1", "Pay, emotion: -2"
    )
    (tmp_path / "new.journey.yaml").write_text(new)
    return tmp_path


def told(form: str) -> str:
    words = [
        "--lang",
        "en",
        "diff",
        "old.journey.yaml",
        "new.journey.yaml",
        "--output-format",
        form,
    ]
    return CliRunner().invoke(app, words).stdout


def test_the_page_holds_both_curves_twice_and_no_markup_of_the_map() -> None:
    page = told("html")
    assert page.count("<svg") == 2
    assert "on-light" in page
    assert "on-dark" in page
    assert "<script" not in page.lower()
    assert "<b>coat" not in page
    assert "default-src 'none'" in page
    # What is folded would neither be printed nor found.
    assert page.count("<details open>") == page.count("</details>") > 0
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_the_comment_has_a_diagram_whose_lines_are_as_long_as_its_axis() -> None:
    text = told("markdown")
    assert '    x-axis ["1", "1+", "2"]\n' in text
    assert "    line [1, 0, 1]\n" in text
    # Halfway down to the score behind what is gone.
    assert "    line [1, -0.5, -2]\n" in text
    assert "| 1+ | Gone | 0 | – | – |" in text
    assert "<b>coat" not in text
    assert "@team" not in text
    assert text.count("<details>") == text.count("</details>")


def test_a_long_comment_is_cut_where_it_is_still_sound(folder: Path) -> None:
    many = "".join(
        f"      - {{name: Place {n}, owner: {'O' * 50}, does: [{'Walks ' * 9}]}}\n"
        for n in range(800)
    )
    (folder / "old.journey.yaml").write_text(OLD + many)
    (folder / "new.journey.yaml").write_text(
        OLD + many.replace("OOO", "P").replace("Walks", "Runs")
    )
    text = told("markdown")
    assert 50_000 < len(text) < 65_536
    assert text.count("<details>") == text.count("</details>")
    assert text.endswith("… and more: run `cjmap diff` to see all.\n")


def test_keys_are_told_by_their_letters_and_words_of_the_map_stay() -> None:
    page = told("html")
    assert "<code>" not in page.split("<body>")[0]
    assert "`Buy` @team #12" in page
    (Path("new.journey.yaml")).write_text(OLD.replace("name: Pay,", "name: Pay, does: [Types],"))
    page = told("html")
    assert "<code>does</code>" in page and "`does`" not in page
