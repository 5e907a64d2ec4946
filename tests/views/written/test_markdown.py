"""The journey as a page of Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjmap.findings.usage import UsageError
from cjmap.views.written.markdown import write
from tests.views.maps import MAPS, board_at, board_of

HOSTILE = "<b>x</b> @user #12 | [a](javascript:b) `c` *d* ![e](f) GH-1"


def unescaped_cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row)) - 1


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.name.partition(".")[0])
def test_tables_have_as_many_cells_in_each_row(file: Path) -> None:
    board = board_at(file)
    if not board.touchpoints:
        return
    text = write(board)
    assert text.startswith("# ")
    assert text.count("```") == 2
    tables = re.findall(r"(?:^\|.*\n)+", text, re.M)
    assert tables
    for table in tables:
        assert len({unescaped_cells(row) for row in table.splitlines()}) == 1
    assert "\n\n\n" not in text


def test_everything_that_a_reader_looks_for_is_there() -> None:
    text = write(
        board_of(
            {
                "title": "Buy a coat",
                "language": "en",
                "owner": "Shop team",
                "personas": ["Ann", "Ben"],
                "stages": [
                    {
                        "name": "Look",
                        "touchpoints": [
                            {
                                "name": "Ad",
                                "channel": "instagram",
                                "emotions": {"ann": 2, "ben": -1},
                            }
                        ],
                        "pains": [{"id": "slow", "text": "Too slow", "severity": 4}],
                        "gains": ["It is warm"],
                        "opportunities": [{"text": "Be fast", "owner": "IT", "pains": ["slow"]}],
                        "metrics": [{"type": "nps", "value": 12, "target": 30}],
                    }
                ],
            }
        )
    )
    for line in (
        "# Buy a coat",
        "| 1 | Look | **Ad**",
        "😄 +2",
        "🙁 −1",
        "Too slow",
        "●●●●○",
        "Be fast",
        "IT",
        "It is warm",
        "NPS",
        "Owner: Shop team",
        "        Ad: 5: Ann",
        "        Ad: 2: Ben",
    ):
        assert line in text


def test_hostile_text_is_text() -> None:
    text = write(
        board_of(
            {
                "title": HOSTILE,
                "personas": [{"name": HOSTILE}],
                "stages": [
                    {
                        "name": HOSTILE,
                        "touchpoints": [{"name": HOSTILE, "emotion": 1}],
                        "pains": [HOSTILE],
                    }
                ],
            }
        )
    )
    outside = re.sub(r"```mermaid.*?```", "", text, flags=re.S)
    assert "<b>" not in text.replace("<br>", "")
    for pattern in (r"(?<!\\)\[a\]", r"@user", r"(?<!\\)`c", r"(?<!\\)\*d", r"\bGH-1", r"#12"):
        assert not re.search(pattern, outside), pattern


def test_a_map_without_touchpoints_has_no_page() -> None:
    with pytest.raises(UsageError):
        write(board_of({"title": "T", "personas": ["Ann"], "stages": [{"name": "S"}]}))


def test_reach_conversion_and_which_way_a_figure_went_are_told() -> None:
    stages = [
        {"name": "See", "metrics": [{"type": "reach", "value": 100}]},
        {
            "name": "Buy",
            "metrics": [
                {"type": "reach", "value": 31},
                {"type": "conversion", "value": 31, "target": 40},
                {"type": "nps", "value": 5, "history": [{"date": "2026-01-01", "value": 14}]},
            ],
            "touchpoints": [{"name": "Till", "emotion": 1}],
        },
    ]
    text = write(board_of({"title": "T", "personas": ["Ann"], "stages": stages}))
    (row,) = (line for line in text.splitlines() if line.startswith("| Buy |") and "31%" in line)
    # The target is the conversion's, and no target of those who came.
    assert "31% of “See”" in row and "40%" in row and "✗" in row and row.endswith("| 31 |  |  |")
    assert "▼ 9" in text
