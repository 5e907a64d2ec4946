"""The Python interface does what its docstrings say."""

from __future__ import annotations

from pathlib import Path

import pytest

import cjmap
from cjmap import LoadError, UsageError, coverage, lint, load, render, validate
from cjmap.check import baseline

EXAMPLES = Path(__file__).parents[2] / "examples"
ESTILO = EXAMPLES / "estilo-unico" / "estilo-unico.journey.yaml"


def test_a_map_is_loaded_with_what_follows_from_it() -> None:
    journey = load(ESTILO)
    assert journey.journey.title == "Comprar un abrigo en Estilo Único"
    lowest = journey.curve.lowest
    assert lowest is not None
    assert lowest.owner.name == "Silencio después de preguntar"
    assert coverage(journey).percent == 100
    assert journey.facts.curve == journey.curve


def test_a_map_with_errors_raises_what_is_wrong() -> None:
    with pytest.raises(
        LoadError, match=r"broken\.journey\.yaml:3:8: CJ014 .* \(and 5 more\)"
    ) as caught:
        load(EXAMPLES / "broken" / "broken.journey.yaml")
    assert len(caught.value.outcome.findings) == 7


def test_a_file_that_is_not_there_raises_too(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="CJ001"):
        load(tmp_path / "gone.journey.yaml")


def test_findings_come_sorted_and_selected() -> None:
    assert validate(EXAMPLES).findings == ()
    found = lint(EXAMPLES, select=["CJ606"]).findings
    assert {finding.code for finding in found} == {"CJ606"}
    assert [f.order() for f in found] == sorted(f.order() for f in found)
    # One word may stand alone: it is not read letter by letter.
    assert lint(EXAMPLES, select="CJ606").findings == found
    with pytest.raises(UsageError):
        lint(EXAMPLES, select=["CJX"])


def test_lint_takes_settings_and_a_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cjmap.toml").write_text(
        '[lint]\nselect = ["CJ201", "CJ106"]\nignore = ["CJ106"]\n'
    )
    (tmp_path / "a.journey.yaml").write_text("title: A\npersonas: [L]\nstages: [One]\n")
    assert [f.code for f in lint().findings] == ["CJ201"]
    assert [f.code for f in lint(extend_select=["no-goal"]).findings] == ["CJ201", "CJ202"]
    held = baseline.gather(lint().findings, tmp_path)
    (tmp_path / "held.json").write_text(baseline.dump(held))
    outcome = lint(baseline="held.json")
    assert outcome.findings == ()
    assert [f.code for f in outcome.known] == ["CJ201"]
    with pytest.raises(UsageError):
        lint(baseline="none.json")


def test_pictures_come_as_text() -> None:
    journey = load(ESTILO)
    assert render(journey).startswith("<svg")
    assert render(journey, view="flow", format="dot").startswith("digraph")
    assert render(journey, theme="dark") != render(journey)


@pytest.mark.parametrize(
    "wrong",
    [{"view": "tree"}, {"format": "bmp"}, {"theme": "pink"}, {"personas": ["Nobody"]}],
)
def test_what_cannot_be_drawn_is_said(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        render(load(ESTILO), **wrong)


def test_changed_settings_count_from_the_next_call_on(tmp_path: Path) -> None:
    (tmp_path / "coat.journey.yaml").write_text("title: Coat\npersonas: [Ana]\nstages: [Buy]\n")
    (tmp_path / "cjmap.toml").write_text("")
    assert {finding.code for finding in lint(tmp_path, select=["CJ2"]).findings} >= {"CJ201"}
    (tmp_path / "cjmap.toml").write_text('[lint]\nignore = ["CJ2", "CJ3"]\n')
    assert not lint(tmp_path).findings
    (tmp_path / "people.library.yaml").write_text(
        "title: People\npersonas:\n  - name: Ana\n    age: 40\n"
    )
    ((_, ana),) = load(tmp_path / "coat.journey.yaml").things.personas
    assert ana.age == "40"


def test_everything_that_is_promised_is_there() -> None:
    for name in cjmap.__all__:
        assert getattr(cjmap, name).__doc__, name
