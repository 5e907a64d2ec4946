"""What is told of the changes of a handful of pairs; a person reads the diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app

ROOT = Path(__file__).parents[3]
GOLDENS = Path(__file__).parent / "goldens"
PAIRS = {
    name: (f"examples/{name}/{name}.journey.yaml", f"examples/{name}/{name}-despues.journey.yaml")
    for name in ("estilo-unico", "fitness-total", "turismo-aventura")
}
KINDS = [(name, form) for name in PAIRS for form in ("text", "markdown")]


@pytest.mark.parametrize(("name", "form"), KINDS)
def test_what_is_told(
    name: str, form: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    language = "es" if form == "text" else "en"
    words = ["--lang", language, "--today", "2026-11-21", "--color", "never", "diff", *PAIRS[name]]
    written = CliRunner().invoke(app, [*words, "--output-format", form]).stdout
    golden = GOLDENS / f"{name}.{'txt' if form == 'text' else 'md'}"
    if request.config.getoption("--regenerate"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text("utf-8")
