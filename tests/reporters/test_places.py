"""Where services look for a file: its path counts from the repository, wherever the run stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjmap.cli.app import app
from cjmap.messages import verbatim
from cjmap.reporters import report
from tests.reporters.sample import Sample


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    team = tmp_path / "teams" / "shop"
    team.mkdir(parents=True)
    (team / "cjmap.toml").touch()
    (team / "a.journey.yaml").write_text("title: A\npersonas: [L]\nstages: []\n")
    return tmp_path


def places(text: str, output_format: str) -> list[str]:
    match output_format:
        case "github":
            return [
                line.partition("file=")[2].partition(",")[0]
                for line in text.splitlines()
                if "file=" in line
            ]
        case "gitlab":
            return [entry["location"]["path"] for entry in json.loads(text)]
        case _:
            results = json.loads(text)["runs"][0]["results"]
            return [
                place["physicalLocation"]["artifactLocation"]["uri"]
                for result in results
                for place in result["locations"]
            ]


@pytest.mark.parametrize("output_format", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize("folder", [".", "teams", "teams/shop"])
@pytest.mark.parametrize("verb", ["validate", "lint"])
def test_paths_count_from_the_repository(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    output_format: str,
    variable: str,
    folder: str,
    verb: str,
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.setenv(variable, str(repository))
    monkeypatch.chdir(repository / folder)
    shown = CliRunner().invoke(app, [verb, "--output-format", output_format, str(repository)])
    assert set(places(shown.stdout, output_format)) == {"teams/shop/a.journey.yaml"}


def test_what_lies_elsewhere_keeps_its_name(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path_factory.mktemp("other")))
    monkeypatch.chdir(repository / "teams")
    shown = CliRunner().invoke(app, ["validate", "--output-format", "gitlab", "shop"])
    assert places(shown.stdout, "gitlab") == ["shop/a.journey.yaml"]


def test_no_text_of_a_map_is_a_link_or_a_place_in_sarif() -> None:
    sample = Sample()
    said = sample.finding("Coat", verbatim("[see](7) and {0}, [1, 2] {a}"))
    document = json.loads(report(sample.outcome(said), "sarif"))
    text = document["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith("\\[see](7) and {{0}}, [1, 2] {a}")
