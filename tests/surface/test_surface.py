"""What users see is written down in `stored/`; a change of it is a line of diff that someone meant.

`make goldens` writes the snapshot anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.surface.command import HERE, Command
from tests.surface.themes import exits, format, ids, interface, options, outputs, rules, settings

STORED = HERE / "stored"
THEMES: dict[str, Callable[[Command], list[str]]] = {
    "baseline-json": outputs.baseline_json,
    "board-json": outputs.board_json,
    "convert-report-json": outputs.convert_report_json,
    "diff-json": outputs.diff_json,
    "exits": exits.describe,
    "explain-json": outputs.explain_json,
    "findings-gitlab": outputs.findings_gitlab,
    "findings-json": outputs.findings_json,
    "findings-junit": outputs.findings_junit,
    "findings-sarif": outputs.findings_sarif,
    "format": format.describe,
    "gaps-csv": outputs.gaps_csv,
    "gaps-json": outputs.gaps_json,
    "history-csv": outputs.history_csv,
    "history-json": outputs.history_json,
    "ids-of-a-map": ids.describe_map,
    "ids-of-names": ids.describe_slugs,
    "measure-csv": outputs.measure_csv,
    "measure-json": outputs.measure_json,
    "options": options.describe,
    "python": interface.describe,
    "rules": rules.describe,
    "rules-json": rules.describe_json,
    "settings": settings.describe,
}

# What concerns the whole journey stands at no touchpoint, whose number this is; and a part of a
# journey is held against nothing that is written, nor against a target.
_HELD = (
    "lanes[].cells[].items[].passed.came",
    "lanes[].cells[].items[].passed.left",
    "lanes[].cells[].items[].passed.scores[]",
    "measured.crowds[].through",
    "measured.stages[].came",
    "measured.stages[].left",
    "measured.stages[].scores[]",
    "measured.touchpoints[].came",
    "measured.touchpoints[].scores[]",
    "measured.whole[]",
)
EMPTY = {
    "board-json": [
        *(f"{place}.whisker.{end}: null" for place in _HELD for end in ("target", "written")),
        "whole.gains[].number: null",
        "whole.metrics[].held.gauged.whisker.target: null",
        *(f"whole.{kind}[].number: null" for kind in ("metrics", "opportunities", "pains")),
    ]
}
# Lists that nothing stands in: other themes show what findings have, and of two parts of a journey
# that are compared there is a golden in tests/reports.
BARE = {
    "board-json": ["measured.compared"],
    "convert-report-json": ["maps[].findings[].related", "pieces"],
    "measure-json": ["maps[].findings[].related"],
}


@pytest.fixture
def cjmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in an empty folder, with nothing of this machine in its environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "CJMAP_DOT", "CJMAP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return Command(tmp_path)


@pytest.mark.parametrize("theme", THEMES)
def test_what_users_see_is_what_is_written_down(
    theme: str, cjmap: Command, request: pytest.FixtureRequest
) -> None:
    seen = "\n".join(THEMES[theme](cjmap)) + "\n"
    stored = STORED / f"{theme}.txt"
    if request.config.getoption("--regenerate"):
        stored.write_text(seen, encoding="utf-8", newline="\n")
    assert seen == stored.read_text("utf-8")


@pytest.mark.parametrize("theme", [name for name in THEMES if name.endswith(("-json", "-sarif"))])
def test_the_maps_fill_every_key(theme: str) -> None:
    """A key that is always null, or a list that is always empty, would be stored without its type."""
    lines = (STORED / f"{theme}.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if line.endswith(": null")] == EMPTY.get(theme, [])
    lists = [line.split(":")[0].rstrip("?") for line in lines if line.endswith(": array")]
    bare = [path for path in lists if not any(line.startswith(f"{path}[]") for line in lines)]
    assert bare == BARE.get(theme, [])


def test_every_stored_file_belongs_to_a_theme() -> None:
    assert {file.stem for file in STORED.iterdir()} == set(THEMES)
