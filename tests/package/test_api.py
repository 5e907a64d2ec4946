"""The Python interface does what its docstrings say."""

from __future__ import annotations

import copy
import datetime
import html
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import cjmap
from cjmap import (
    CjmapError,
    JourneyMap,
    LoadError,
    UsageError,
    convert_file,
    coverage,
    format,
    lint,
    load,
    render,
    validate,
)
from cjmap.check import baseline
from cjmap.model.journey import Journey
from cjmap.model.stage import Stage

EXAMPLES = Path(__file__).parents[2] / "examples"
ESTILO = EXAMPLES / "estilo-unico" / "estilo-unico.journey.yaml"


def test_a_map_is_loaded_as_the_journey_that_it_is() -> None:
    journey = load(ESTILO)
    assert isinstance(journey, Journey)
    assert journey.title == "Comprar un abrigo en Estilo Único"
    assert journey.stages[0].touchpoints[0].name == "Anuncio en Instagram"
    lowest = journey.facts.curve.lowest
    assert lowest is not None
    assert lowest.owner.name == "Silencio después de preguntar"
    assert coverage(journey).percent == 100
    assert coverage(journey) == journey.facts.coverage


def test_a_journey_is_equal_to_what_its_dump_reads_as() -> None:
    journey = load(ESTILO)
    for dump in (journey.model_dump(), journey.model_dump(mode="json")):
        back = Journey.model_validate(dump)
        assert (back == journey, journey == back) == (True, True)
        assert back.model_dump_json() == journey.model_dump_json()
    assert journey != load(ESTILO.with_name("estilo-unico-despues.journey.yaml"))
    assert journey != journey.title


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda j: pickle.loads(pickle.dumps(j))]
)
def test_a_copy_knows_what_follows_from_it(copied: Callable[[JourneyMap], JourneyMap]) -> None:
    journey = load(ESTILO, today=datetime.date(2026, 11, 1))
    assert journey.facts.curve.lowest
    other = copied(journey)
    assert other == journey
    assert other.facts == journey.facts
    assert render(other) == render(journey)


def test_a_changed_copy_has_facts_and_a_picture_of_its_own() -> None:
    journey = load(ESTILO)
    before = journey.facts
    bare = journey.stages[0].model_copy(update={"name": "Mudo", "touchpoints": ()})
    changed = journey.model_copy(update={"stages": (bare, *journey.stages[1:])})
    assert changed.facts.items["stage"][0].name == "Mudo"
    assert len(changed.facts.items["touchpoint"]) < len(before.items["touchpoint"])
    assert "Mudo" in render(changed)
    assert coverage(changed).percent != coverage(journey).percent == 100
    assert journey.facts == before
    assert "Mudo" not in render(journey)
    # What the rules say of it stands in its cells, too.
    assert "CJ303" in codes_in(changed)
    assert "CJ303" not in codes_in(journey)


def codes_in(journey: JourneyMap) -> set[str]:
    lanes = json.loads(render(journey, format="json"))["lanes"]
    return {cell["gap"]["code"] for lane in lanes for cell in lane["cells"] if cell["gap"]}


def test_a_map_is_held_against_the_earlier_state_that_is_handed_in() -> None:
    journey, other = load(ESTILO), load(ESTILO.with_name("estilo-unico-despues.journey.yaml"))

    def past(baseline: JourneyMap | None = None) -> str | None:
        board = render(journey, view="curve", format="json", baseline=baseline)
        told = json.loads(board)["past"]
        return None if told is None else str(told["title"])

    assert past() is None
    assert past(other) == other.title
    assert render(journey, view="curve", baseline=other) != render(journey, view="curve")
    with pytest.raises(UsageError, match="`baseline` takes JourneyMap"):
        render(journey, baseline=ESTILO)  # type: ignore[arg-type]


def test_a_journey_of_ones_own_making_has_no_facts() -> None:
    made = JourneyMap.model_validate({"title": "A", "personas": ["L"], "stages": ["One"]})
    for use in (coverage, render, lambda journey: journey.facts):
        with pytest.raises(UsageError, match="load"):
            use(made)


def test_a_workspace_that_wants_another_cjmap_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text("title: A\npersonas: [L]\nstages: [One]\n")
    journey = load(file)
    (tmp_path / "cjmap.toml").write_text('required-version = ">=99"\n')
    with pytest.raises(UsageError, match="another cjmap"):
        assert journey.facts


def test_what_is_looked_at_is_one_line() -> None:
    journey, outcome = load(ESTILO), lint(EXAMPLES)
    touchpoint = journey.stages[0].touchpoints[0]
    shown = (journey, touchpoint, journey.facts, coverage(journey), outcome, outcome.findings[0])
    for one in shown:
        for text in (repr(one), str(one)):
            assert "\n" not in text
            assert len(text) < 200
            assert text.startswith(type(one).__name__)
    assert "title='Comprar un abrigo en Estilo Único'" in repr(journey)
    assert repr(touchpoint.emotion) == "Emotion(score=0.8, label='Curiosidad', intensity='medium')"
    assert repr(Stage(name="A\nB", pains=())) == "Stage(name='A B', pains=<0>)"
    assert "warning=" in repr(outcome)


def test_a_notebook_draws_the_map(tmp_path: Path) -> None:
    journey = load(ESTILO)
    assert journey._repr_svg_() == render(journey)
    file = tmp_path / "people.library.yaml"
    file.write_text("title: People\npersonas: [Ana]\n")
    assert load(file)._repr_svg_() is load(file)._repr_html_() is None
    flow, dot = (render(journey, view="flow", format=format) for format in ("svg", "dot"))
    assert flow._repr_svg_() == flow != journey._repr_svg_()
    assert dot._repr_svg_() is None
    said: list[str] = []
    flow._repr_pretty_(SimpleNamespace(text=said.append), cycle=False)
    assert re.fullmatch(r"Picture\('<svg .{35}'…, \d+ characters\)", said[0])


def test_a_notebook_shows_the_map_in_the_theme_of_its_workspace(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(
        'title: A "b" <c>\npersonas: [Ana]\nstages: [{name: Buy, touchpoints: [Pay]}]\n'
    )
    themes = {}
    for theme in ("light", "dark", "own.toml", "gone.toml"):
        (tmp_path / "cjmap.toml").write_text(f'[render]\ntheme = "{theme}"\n')
        (tmp_path / "own.toml").write_text('base = "light"\nbackground = "#fff8f0"\n')
        themes[theme] = load(file)._repr_html_() or ""
    assert "#f7f8fa" in themes["light"] and "#fff8f0" in themes["own.toml"]
    assert themes["dark"] not in ("", themes["light"])
    # A theme that is not there is told by the call that asks for a picture; the text stays.
    assert themes["gone.toml"] == ""
    head = re.fullmatch(
        r'<iframe sandbox="allow-popups" title="([^"]*)"[^<>]*></iframe>', themes["light"]
    )
    assert head is not None and html.unescape(head[1]) == 'A "b" <c>'


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


def test_maps_come_as_they_are_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ugly = (
        "title: A\nstages:\n  - {name: One, touchpoints: [{name: B, next: C}, C]}\npersonas: [L]\n"
    )
    file = tmp_path / "a.journey.yaml"
    file.write_text(ugly)
    (tmp_path / "b.journey.yaml").write_text("title: [\n")
    one, other = format()
    assert (one.file, one.changed, one.reason) == (file, True, None)
    assert one.text is not None and one.text.startswith("title: A\n\npersonas:\n  - L\n")
    assert (other.text, other.changed) == (None, False)
    assert file.read_text() == ugly
    (identified,) = format("a.journey.yaml", ids=True)
    assert identified.text is not None and "{name: C, id: c}" in identified.text
    file.write_text(identified.text)
    assert format(file)[0].changed is False
    with pytest.raises(UsageError):
        format("c.journey.yaml")


def test_pictures_come_as_text() -> None:
    journey = load(ESTILO)
    assert render(journey).startswith("<svg")
    assert render(journey, view="flow", format="dot").startswith("digraph")
    assert render(journey, theme="dark") != render(journey)


@pytest.mark.parametrize(
    "wrong",
    [
        {"view": "tree"},
        {"format": "bmp"},
        {"format": "png"},
        {"theme": "pink"},
        {"personas": ["Nobody"]},
    ],
)
def test_what_cannot_be_drawn_is_said(wrong: dict[str, Any]) -> None:
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
    (ana,) = json.loads(render(load(tmp_path / "coat.journey.yaml"), format="json"))["personas"]
    assert "40" in ana["about"]


WRONG: tuple[Callable[[], object], ...] = (
    lambda: load(5),  # type: ignore[arg-type]
    lambda: load(b"a.journey.yaml"),  # type: ignore[arg-type]
    lambda: load(ESTILO, today="2026-11-01"),  # type: ignore[arg-type]
    lambda: load("gone.journey.yaml"),
    lambda: load("a\0b"),
    lambda: load("."),
    lambda: validate("gone"),
    lambda: validate(None),  # type: ignore[arg-type]
    lambda: validate(today=5),  # type: ignore[arg-type]
    lambda: lint("gone"),
    lambda: lint("*.gone"),
    lambda: lint(""),
    lambda: lint("a\0b"),
    lambda: lint(ESTILO, select=5),  # type: ignore[arg-type]
    lambda: lint(ESTILO, ignore=[5]),  # type: ignore[list-item]
    lambda: lint(ESTILO, extend_select=["CJX"]),
    lambda: lint(ESTILO, baseline=5),  # type: ignore[arg-type]
    lambda: lint(ESTILO, baseline="gone.json"),
    lambda: convert_file("gone.mmd"),
    lambda: convert_file(ESTILO, "visio"),
    lambda: convert_file(ESTILO, source="visio"),
    lambda: convert_file(ESTILO, source="cjml"),
    lambda: convert_file(5),  # type: ignore[arg-type]
    lambda: coverage("a.journey.yaml"),  # type: ignore[arg-type]
    lambda: coverage(Journey.model_construct()),  # type: ignore[arg-type]
    lambda: coverage(load(ESTILO), ["mood"]),
    lambda: coverage(load(ESTILO), [5]),  # type: ignore[list-item]
    lambda: render(None),  # type: ignore[arg-type]
    lambda: render(load(ESTILO), view=5),  # type: ignore[arg-type]
    lambda: render(load(ESTILO), view=[]),  # type: ignore[arg-type]
    lambda: render(load(ESTILO), theme="pink"),
    lambda: render(load(ESTILO), personas=5),  # type: ignore[arg-type]
)


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_whatever_is_wrong_with_a_call_is_one_class_of_error(number: int) -> None:
    with pytest.raises(CjmapError) as raised:
        WRONG[number]()
    assert isinstance(raised.value, UsageError | LoadError)
    assert str(raised.value)


def test_a_wrong_type_names_parameter_and_types() -> None:
    with pytest.raises(UsageError, match=r"`select` takes Iterable\[str\], not int\."):
        lint(ESTILO, select=5)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"`path` takes str \| os\.PathLike, not NoneType\."):
        load(None)  # type: ignore[arg-type]


def test_one_word_may_stand_alone() -> None:
    assert {f.code for f in lint(EXAMPLES, select="CJ606").findings} == {"CJ606"}
    assert coverage(load(ESTILO), "owner") == coverage(load(ESTILO), ["owner"])


def test_a_moment_is_the_day_that_it_falls_on() -> None:
    noon = datetime.datetime(2026, 11, 1, 12)
    assert lint(EXAMPLES, today=noon) == lint(EXAMPLES, today=noon.date())


def test_everything_that_is_promised_is_there() -> None:
    for name in cjmap.__all__:
        assert getattr(cjmap, name).__doc__, name


def test_what_others_wrote_becomes_a_map_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "day.mmd"
    file.write_text("journey\n  title My day\n  section Go\n    Walk: 4: Me\n    Hm\n")
    (found,) = convert_file(file)
    assert (found.name, found.outcome.findings) == ("my-day.journey.yaml", ())
    assert isinstance(found.content, str)
    assert [one.text for one in found.remarks if one.fate == "not-understood"] == ["Hm"]
    (tmp_path / found.name).write_text(found.content)
    assert load(found.name).title == "My day"
    (back,) = convert_file(found.name, "mermaid")
    assert back.name == "my-day.mmd"
    assert isinstance(back.content, str) and "Walk: 4: Me" in back.content
    assert [*tmp_path.glob("*")].count(tmp_path / "my-day.mmd") == 0
    (tmp_path / "b.journey.yaml").write_text("title: [\n")
    with pytest.raises(LoadError, match="CJ003"):
        convert_file("b.journey.yaml", "json")
