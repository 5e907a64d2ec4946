"""What `cjmap init` writes: maps that pass, a schema that they follow, checks that run."""

from __future__ import annotations

import datetime
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cjmap import __version__
from cjmap.check import Selection, Session, run
from cjmap.facts.subject import Subject
from cjmap.findings import Severity
from cjmap.languages.known import language_of
from cjmap.messages import LANGUAGES
from cjmap.project.workspace import SCHEMA
from cjmap.scaffold import (
    HOOKS,
    MAP_NAMES,
    MAPS,
    SETTINGS,
    WORKFLOW,
    Plan,
    Site,
    Template,
    plan,
)
from cjmap.vocabulary.improvement import OpportunityStatus
from cjmap.vocabulary.maps import MapState

ROOT = Path(__file__).parents[2]
# Long after any release: what a template says must not grow stale by itself.
LATE = datetime.date(2040, 1, 1)
EVERY = [(template, language) for template in Template for language in LANGUAGES]
PATTERNS = (
    Template.FRICTIONLESS,
    Template.LOYALTY,
    Template.EMOTIONAL_BRAND,
    Template.ONE_EXPERIENCE,
)
FULL = [(template, language) for template, language in EVERY if template is not Template.BLANK]
WORKED = [(template, language) for template, language in FULL if template not in PATTERNS]
PATTERNED = [(template, language) for template in PATTERNS for language in LANGUAGES]
BRANDS = {
    Template.FRICTIONLESS: "Amazon",
    Template.LOYALTY: "Starbucks",
    Template.EMOTIONAL_BRAND: "Coca-Cola",
    Template.ONE_EXPERIENCE: "Apple",
}


def write(folder: Path, found: Plan) -> Path:
    """Writes a plan; returns the first map."""
    for file in found.files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, "utf-8", newline="\n")
    return folder / found.map


def text(found: Plan, path: str) -> str:
    return next(file.text for file in found.files if file.path == path)


def loaded(folder: Path, template: Template, language: str) -> Subject:
    subject = Session(today=LATE).subject(write(folder, plan(template, language)))
    assert subject is not None
    return subject


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_every_map_passes_every_rule_on_any_day(
    tmp_path: Path, template: Template, language: str
) -> None:
    file = write(tmp_path, plan(template, language))
    maps = sorted(file.parent.iterdir())
    outcome = run(Session(today=LATE), maps, Selection(select=("ALL",)))
    grave = [
        f"{finding.code} {finding.message}"
        for finding in outcome.findings
        # The blank map leaves notes, and CJ215 of what it asks for: they say what to fill in.
        if template is not Template.BLANK
        or (finding.severity.reaches(Severity.WARNING) and finding.code != "CJ215")
    ]
    assert grave == []


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_every_map_speaks_the_language_that_was_asked_for(
    tmp_path: Path, template: Template, language: str
) -> None:
    subject = loaded(tmp_path, template, language)
    assert subject.journey.language == language
    assert subject.settings.language == language


@pytest.mark.parametrize(("template", "language"), WORKED)
def test_a_full_map_is_a_whole_journey_that_claims_nothing(
    tmp_path: Path, template: Template, language: str
) -> None:
    subject = loaded(tmp_path, template, language)
    journey = subject.journey
    assert 5 <= len(journey.stages) <= 7
    assert 8 <= len(subject.index.items["touchpoint"]) <= 14
    assert 1 <= len(journey.personas) <= 2
    assert {evidence.type for evidence in journey.evidence} == {"assumption"}
    for stage in journey.stages:
        assert stage.evidence, stage.name
    for _, metric in subject.things.metrics:
        assert metric.source in {evidence.id for evidence in journey.evidence}


def pair(folder: Path, template: Template, language: str) -> tuple[Subject, Subject]:
    """A pattern's map of today, and that of what it makes of it."""
    session = Session(today=LATE)
    write(folder, plan(template, language))
    names = MAP_NAMES[template][language]
    now, then = (session.subject(folder / MAPS / f"{name}.journey.yaml") for name in names)
    assert now is not None
    assert then is not None
    return now, then


@pytest.mark.parametrize(("template", "language"), PATTERNED)
def test_a_pattern_lifts_the_low_point_of_the_map_of_today(
    tmp_path: Path, template: Template, language: str
) -> None:
    now, then = pair(tmp_path, template, language)
    assert (now.journey.state, then.journey.state) == (MapState.CURRENT, MapState.FUTURE)
    assert then.baseline is not None
    assert then.baseline.file == now.file
    lowest = min(now.curve.points, key=lambda point: point.score)
    lifted = next(p for p in then.curve.points if p.owner.id == lowest.owner.id)
    assert lowest.score < -1 < 0 < lifted.score
    # What carries it answers the pain of the low point, and somebody has planned it.
    touchpoint = now.things.touchpoints.at(lowest.owner.path)
    assert [each.status for each in touchpoint.opportunities] == [OpportunityStatus.PLANNED]
    assert touchpoint.opportunities[0].pains == tuple(pain.id for pain in touchpoint.pains)
    for subject in (now, then):
        aims = [metric for _, metric in subject.things.metrics if not metric.is_measured]
        assert any(metric.goal is not None for metric in aims)
        assert any(touchpoint.feedback for _, touchpoint in subject.things.touchpoints)
    # Of a state to come nothing is measured.
    assert not any(metric.is_measured for _, metric in then.things.metrics)


@pytest.mark.parametrize(("template", "language"), PATTERNED)
def test_a_brand_is_named_as_desk_research_of_low_confidence_and_its_organization_is_invented(
    tmp_path: Path, template: Template, language: str
) -> None:
    now, then = pair(tmp_path, template, language)
    brand = BRANDS[template]
    assert brand not in now.file.read_text("utf-8")
    said = then.journey.description or ""
    assert said.count(brand) == 1
    about = [each for each in then.journey.evidence if brand in each.title]
    assert [(str(each.type), str(each.confidence)) for each in about] == [("desk-research", "low")]
    # No figure and no date.
    assert not re.search(r"\d", said)
    invented = {"en": "invented", "es": "inventad"}[language]
    for subject in (now, then):
        assert invented in (subject.journey.organization or "")
        assert invented in (subject.journey.description or "")


@pytest.mark.parametrize("template", Template)
def test_the_blank_map_alone_teaches_the_nine_steps(template: Template) -> None:
    for language in LANGUAGES:
        found = plan(template, language)
        steps = set(re.findall(r"^ *# (\d)\. ", text(found, found.map), re.M))
        assert steps == (set("123456789") if template is Template.BLANK else set())


# What the blank map says of a journey that may well stand in one's own map.
ORDINARY = frozenset(
    (
        "Alex",
        "Before",
        "During",
        "After",
        "Antes",
        "Durante",
        "Después",
        "Our first journey map",
        "Nuestro primer mapa de recorrido",
    )
)
# The keys of the texts that people write; all else in the map is a choice, a figure or a channel.
TEXT_KEYS = frozenset(
    "title owner name role goals scenario goal start end does thoughts expects text".split()
)


def texts_of(value: Any, key: str = "") -> set[str]:
    """The texts in a map that people write for people."""
    if isinstance(value, dict):
        return set().union(*(texts_of(one, name) for name, one in value.items()))
    if isinstance(value, list):
        return set().union(*(texts_of(one, key) for one in value))
    return {value} if key in TEXT_KEYS and isinstance(value, str) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_blank_map_asks_for_another_or_is_ordinary(
    tmp_path: Path, language: str
) -> None:
    found = plan(Template.BLANK, language)
    written = texts_of(yaml.safe_load(text(found, found.map)))
    asked = {text for texts in language_of(language).prompts.values() for text in texts}
    assert asked == written - ORDINARY
    prompts = loaded(tmp_path, Template.BLANK, language).prompts
    assert {prompt.text for prompt in prompts} == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_made_of_a_blank_map(tmp_path: Path, language: str) -> None:
    subject = loaded(tmp_path, Template.BLANK, language)
    assert subject.coverage.percent == 0
    assert subject.priorities.ranked == ()
    # The persona has a name.
    assert [step.state.value for step in subject.steps()] == ["partial", *["open"] * 8]


@pytest.mark.parametrize(("template", "language"), FULL)
def test_worked_templates_hold_ordinary_texts(
    tmp_path: Path, template: Template, language: str
) -> None:
    assert loaded(tmp_path, template, language).prompts == ()


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_editors_find_a_schema_that_the_map_follows(
    tmp_path: Path, template: Template, language: str
) -> None:
    file = write(tmp_path, plan(template, language))
    first = file.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found is not None
    schema = json.loads((file.parent / found.group(1)).read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(file.read_text("utf-8")))


def test_an_unknown_language_reads_as_english() -> None:
    assert plan(Template.SAAS, "pt-BR") == plan(Template.SAAS, "en")


def test_lines_fit_a_screen() -> None:
    for template, language in EVERY:
        found = plan(template, language)
        for path in (*(each.path for each in found.files if each.path.endswith(".yaml")), SETTINGS):
            assert max(map(len, text(found, path).splitlines())) <= 100, path


# -- checks in CI --------------------------------------------------------------------------------


def commands(name: str, written: str) -> list[list[str]]:
    """The commands that a CI file runs, as a shell reads them."""
    table: Any = yaml.safe_load(written)
    if name == WORKFLOW:
        lines = [step["run"] for step in table["jobs"]["cjmap"]["steps"] if "run" in step]
    elif name == HOOKS:
        hook = table["repos"][0]["hooks"][0]
        lines = [*(f"pip install {r}" for r in hook["additional_dependencies"]), hook["entry"]]
    else:
        lines = table["cjmap"]["script"]
    return [shlex.split(line) for line in lines]


def test_ci_installs_this_series_and_runs_both_checks() -> None:
    found = plan(Template.BLANK)
    install, validate, lint, form = commands(WORKFLOW, text(found, WORKFLOW))
    assert install[-1] == f"cjmap~={__version__}"
    assert (validate, lint) == (["cjmap", "validate"], ["cjmap", "lint"])
    assert form == ["cjmap", "format", "--check"]
    install, validate = commands(HOOKS, text(found, HOOKS))
    assert (install[-1], validate) == (f"cjmap~={__version__}", ["cjmap", "validate"])


@pytest.mark.parametrize("inside", ["docs/mis mapas", "año nuevo", "it's: #1", "-v", "a$b"])
def test_a_folder_inside_a_repository_is_named_to_the_checks_at_its_root(inside: str) -> None:
    found = plan(Template.BLANK, site=Site(inside=inside))
    assert {file.path for file in found.files} == {SETTINGS, found.map, SCHEMA}
    assert [addition.path for addition in found.additions] == [WORKFLOW, HOOKS]
    for addition in found.additions:
        for command in commands(addition.path, addition.text)[1:]:
            # A leading hyphen would read as an option.
            folder = [word for word in command[2:] if word != "--check"]
            assert folder == [f"./{inside}" if inside == "-v" else inside]


def test_gitlab_and_hooks_that_are_there_get_an_entry_to_add_until_they_have_it() -> None:
    mine = "repos:\n  - repo: https://example.org/mine\n    hooks:\n      - id: mine\n"
    found = plan(Template.BLANK, site=Site(gitlab="stages: [test]\n", hooks=mine))
    assert WORKFLOW not in {file.path for file in found.files}
    gitlab, hooks = found.additions
    assert commands(gitlab.path, gitlab.text)[1:] == [
        ["cjmap", "validate"],
        ["cjmap", "lint"],
        ["cjmap", "format", "--check"],
    ]
    joined = yaml.safe_load(mine + hooks.text)
    assert [repo["hooks"][0]["id"] for repo in joined["repos"]] == ["mine", "cjmap-validate"]
    after = plan(Template.BLANK, site=Site(gitlab=gitlab.text, hooks=mine + hooks.text))
    assert after.additions == ()
    assert HOOKS in {file.path for file in after.files}  # so that it is named as left alone


def test_hooks_run_for_whatever_may_be_a_map_or_settings_alone() -> None:
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [(hook["id"], hook["entry"]) for hook in ours] == [
        ("cjmap-validate", "cjmap validate"),
        ("cjmap-lint", "cjmap lint"),
        ("cjmap-format", "cjmap format"),
    ]
    written = yaml.safe_load(text(plan(Template.BLANK), HOOKS))["repos"][0]["hooks"]
    for hook in (*ours, *written):
        pattern = re.compile(hook["files"])
        assert hook["pass_filenames"] is False
        # Settings name folders of maps, and libraries by any pattern.
        maps = ("maps/a.journey.yaml", "a.journey.yml", "maps/a.yaml", "shared/people.yml")
        # Settings change what is found, and not how a map is written.
        settings = ("x/cjmap.toml", "cjmap.toml", "pyproject.toml")
        for name in (*maps, *(settings if hook["id"] != "cjmap-format" else ())):
            assert pattern.search(name), name
        for name in ("a.py", "my-cjmap.toml", "a.journey.yaml.md", "poetry.toml"):
            assert not pattern.search(name), name


@pytest.mark.parametrize(
    ("schema", "source"),
    [
        ("vendor.github-workflows", WORKFLOW),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
    ],
)
def test_ci_files_follow_the_schemas_of_those_who_read_them(
    tmp_path: Path, schema: str, source: str
) -> None:
    file = ROOT / source
    if not file.exists():
        found = plan(Template.BLANK, site=Site(gitlab="" if "gitlab" in schema else None))
        pieces = {piece.path: piece.text for piece in found.files}
        pieces |= {piece.path: piece.text for piece in found.additions}
        file = tmp_path / Path(source).name
        file.write_text(pieces[source], "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(
    ("paths", "lint", "expected"),
    [
        ("", "true", ["validate --", "lint --fail-on error --"]),
        ("maps\nmis mapas/*.yaml\n", "false", ["validate -- [maps] [mis mapas/*.yaml]"]),
        ("$(touch hacked)", "false", ["validate -- [$(touch hacked)]"]),
    ],
)
def test_the_action_hands_its_inputs_on_as_they_are(
    tmp_path: Path, paths: str, lint: str, expected: list[str]
) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    tools = tmp_path / "bin"
    tools.mkdir()
    fake = tools / "cjmap"
    fake.write_text(
        '#!/bin/sh\nprintf "%s" "$1"; shift\nwhile [ "$1" != -- ]; do printf " %s" "$1"; shift; '
        'done\nprintf " --"; shift\nfor a; do printf " [%s]" "$a"; done\necho\n'
    )
    fake.chmod(0o755)
    names = {"paths": "CJMAP_PATHS", "lint": "CJMAP_LINT", "fail-on": "CJMAP_FAIL_ON"}
    values = {"paths": paths, "lint": lint, "fail-on": "error"}
    for name, variable in names.items():
        assert step["env"][variable] == f"${{{{ inputs.{name} }}}}"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            **{variable: values[name] for name, variable in names.items()},
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == expected
    assert not (tmp_path / "hacked").exists()
