"""Text that would act on a terminal or on the log of a CI service, planted wherever text can stand.

Every byte that comes out is read: of a verb, in each of its formats, on both streams and in files.
"""

from __future__ import annotations

import copy
import importlib
import json
import os
import pkgutil
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cjmap.cli
from cjmap.check import validating
from cjmap.cli.common import GlobalOptions
from cjmap.cli.declaring import Option, Parameter, Verb, parameters_of
from cjmap.cli.diff import DiffFormat
from cjmap.cli.gaps import GapsFormat
from cjmap.cli.history import HistoryFormat
from cjmap.cli.measure import MeasureFormat
from cjmap.cli.options import OutputFormat
from cjmap.findings import Outcome
from cjmap.views.catalogue import BINARY, DRAWINGS
from cjmap.vocabulary.coverage import By
from tests.cli.conftest import Cjmap
from tests.measure.maps import MAP as MEASURED
from tests.measure.maps import lay_out
from tests.model.schema import maps
from tests.project.histories import History

MAPS = Path(__file__).parents[1] / "surface" / "maps"
# What a file name may hold, too: no NUL, no slash.
LINE = (
    "::error::x\x1b[31m\x07\x7f\x9b1m\x85\u2028\u202e\u2066 ##[error]a ##vso[task.x]b ##teamcity[c"
)
PAYLOAD = f"{LINE}\r\n::warning::y\n\t ::stop-commands::z\r{LINE}"

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_COMMAND = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.M)
_OWN = re.compile(r"^::(?:error|warning|notice) file=[^:,\n]*,[^:\n]*::", re.M)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def assert_harmless(text: str | bytes, told: object, *, color: bool = False) -> None:
    """That a text may be printed and kept in a log; lines of GitHub's format may be commands."""
    text = text.decode("utf-8") if isinstance(text, bytes) else text
    text = _OWN.sub("", _COLOUR.sub("", text) if color else text)
    for pattern in (_ACTING, _COMMAND):
        found = pattern.search(text)
        assert not found, (told, text[max(0, found.start() - 60) : found.end() + 60])


def watch(cjmap: Cjmap, *arguments: str, stdin: str | None = None) -> int:
    """Runs a verb and reads what it prints."""
    result = cjmap(*arguments, stdin=stdin)
    color = "always" in arguments
    assert_harmless(result.stdout_bytes, arguments, color=color)
    assert_harmless(result.stderr_bytes, arguments, color=color)
    return result.exit_code


# --- every field of a map --------------------------------------------------------------------------


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths to what is neither a mapping nor a list."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    else:
        yield path


def planted(map: Any, path: tuple[str | int, ...], payload: str = PAYLOAD) -> Any:
    """The map with a payload at a path."""
    changed = copy.deepcopy(map)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = payload
    return changed


def misnamed(map: Any, path: tuple[str | int, ...]) -> Any:
    """The map with the payload for a key, beside the one at a path."""
    changed = copy.deepcopy(map)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[PAYLOAD if isinstance(place, dict) else 0] = PAYLOAD
    return changed


def written(map: Any) -> str:
    return json.dumps(map, indent=1)


@pytest.fixture(scope="module")
def full() -> Any:
    return maps.resolve(maps.data(MAPS / "full.journey.yaml"))


def errors(map: Any) -> int:
    # YAML itself refuses controls (CJ003); the text is there all the same, without them.
    return sum(problem.code != "CJ003" for problem in maps.load(written(map)).problems)


@pytest.fixture(scope="module")
def poisoned(full: Any) -> Any:
    """The map that says something of everything, with the payload in all text that may be any."""
    base = errors(full)
    free = [path for path in leaves(full) if errors(planted(full, path)) <= base]
    assert len(free) > 60
    changed = full
    for path in free:
        if path[-1] not in ("id", "to", "from", "channel") and path[0] != "links":
            changed = planted(changed, path)
    return changed


FORMATS = [
    *(("validate", "--output-format", name) for name in OutputFormat),
    *(("lint", "--notes", "--output-format", name) for name in OutputFormat),
    ("lint", "--notes", "--color", "always"),
    ("lint", "--statistics"),
    ("lint", "--verbose"),
    ("lint", "--diff"),
    *(("gaps", "--output-format", form, "--by", by) for form in GapsFormat for by in By),
    *(("gaps", "--output-format", form) for form in GapsFormat),
    ("gaps", "--color", "always"),
    ("gaps", "--min-coverage", "100"),
    ("format", "--check"),
    ("format", "--diff"),
    *(("diff", "a.journey.yaml", "plain.yaml", "--output-format", form) for form in DiffFormat),
    *(("diff", "plain.yaml", "a.journey.yaml", "--output-format", form) for form in DiffFormat),
    ("diff", "a.journey.yaml", "plain.yaml", "--color", "always"),
    *(
        ("render", "a.journey.yaml", "--view", view, "--format", form)
        for view, form in DRAWINGS
        if form not in BINARY
    ),
]


@pytest.mark.parametrize("arguments", FORMATS, ids=" ".join)
def test_no_text_of_a_map_acts(cjmap: Cjmap, poisoned: Any, arguments: tuple[str, ...]) -> None:
    cjmap.write("a.journey.yaml", written(poisoned))
    cjmap.write("plain.yaml", "title: T\npersonas: [A]\nstages: [{name: a, touchpoints: [b]}]\n")
    # What cannot be read is not written in another way.
    assert watch(cjmap, *arguments, "--lang", "en") in ((2,) if "format" in arguments else (0, 1))
    watch(cjmap, *arguments, "-o", "out.txt")
    for file in cjmap.folder.glob("out*"):
        # The mark that a table begins with is ours.
        mark = b"\xef\xbb\xbf" if "csv" in arguments else b""
        assert_harmless(file.read_bytes().removeprefix(mark), arguments)


def test_no_text_of_a_map_acts_in_a_report_or_a_baseline(cjmap: Cjmap, poisoned: Any) -> None:
    cjmap.write("a.journey.yaml", written(poisoned))
    cjmap.write("b.journey.yaml", written(poisoned))
    watch(cjmap, "report", "-o", "pages")
    pages = list((cjmap.folder / "pages").iterdir())
    # With the list of them.
    assert len(pages) == 4
    for page in pages:
        # A page is read by a browser: what it shows of such text is its own affair.
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page.read_text("utf-8"))
    watch(cjmap, "lint", "--write-baseline", "known.json")
    assert_harmless((cjmap.folder / "known.json").read_bytes(), "baseline")


CARRIED = ("mermaid", "markdown", "csv", "tsv", "json", "yaml")
# What YAML itself lets through.
MILD = "::error::x ##[error]a ##vso[task.x]b ##teamcity[c \u202e\u2066\n\t ::stop-commands::z"


CARRIED_MAP: Any = {
    "title": MILD, "description": MILD, "scenario": MILD, "goal": MILD, "owner": MILD,
    "personas": [{"id": "a", "name": f"A {MILD}", "role": MILD, "quote": MILD, "goals": [MILD]}],
    "tags": [MILD], "lanes": [{"name": MILD}], "x-own": MILD,
    "stages": [
        {
            "name": MILD, "goal": MILD, "owner": MILD, "duration": "3 days",
            "touchpoints": [
                {
                    "id": "t", "name": MILD, "channel": MILD, "emotion": {"score": -1, "label": MILD},
                    "does": [MILD], "thoughts": [MILD], "expects": [MILD],
                    "pains": [{"id": "p", "text": MILD, "cause": MILD, "owner": MILD}],
                    "gains": [MILD], "opportunities": [{"text": MILD, "pains": ["p"]}],
                    "metrics": [{"type": MILD, "value": 3, "unit": MILD}],
                }
            ],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize("form", CARRIED)
def test_no_text_of_a_map_acts_in_another_form_nor_on_the_way_back(cjmap: Cjmap, form: str) -> None:
    cjmap.write("a.journey.yaml", written(CARRIED_MAP))
    cjmap.write("a.json", written(CARRIED_MAP))
    source = "a.json" if form == "yaml" else "a.journey.yaml"
    assert watch(cjmap, "convert", source, "out.txt", "--to", form) == 0
    watch(cjmap, "convert", source, "-", "--to", form)
    for verb in (
        ("convert", "out.txt", "back.yaml", "--from", form, "--report", "told.json"),
        ("convert", "out.txt", "-", "--from", form, "--to", "yaml"),
        ("init", "new", "--from", "out.txt"),
        ("format", "--diff", "back.yaml"),
    ):
        watch(cjmap, *verb)
    told = cjmap.folder / "told.json"
    if told.exists():
        assert_harmless(told.read_bytes(), form)


FOREIGN = {
    "a.mmd": f"journey\n  title {LINE}\n  section {LINE}\n    {LINE}: 3: {LINE}\n",
    "a.md": f"# {LINE}\n\n| Stage | {LINE} |\n|---|---|\n| Does | {LINE} |\n\n## {LINE}\n- {LINE}\n",
    "a.csv": f"Stage,Touchpoint,{LINE}\n{LINE},{LINE},{LINE}\n=1+1,@x,-2\n",
    "a.json": json.dumps({"title": PAYLOAD, PAYLOAD: 1, "stages": [PAYLOAD]}),
    "a.cjml": f'<cjml version="2"><{"x" * 3}>{"::error::x"}</xxx></cjml>',
    "a.xml": LINE,
    "a.xlsx": LINE,
}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_that_is_brought_acts(cjmap: Cjmap, name: str) -> None:
    cjmap.write(name, FOREIGN[name])
    watch(cjmap, "convert", name, "b.yaml", "--report", "told.json")
    watch(cjmap, "convert", name, "-", "--to", "yaml")
    watch(cjmap, "convert", name, "c.yaml", "--map-columns", name)
    watch(cjmap, "init", "new", "--from", name)
    told = cjmap.folder / "told.json"
    if told.exists():
        assert_harmless(told.read_bytes(), name)


def test_no_commit_and_no_conflict_acts(cjmap: Cjmap, full: Any, poisoned: Any) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=cjmap.folder, check=True, capture_output=True)

    git("init", "-q")
    git("config", "user.email", "a@example.org")
    git("config", "user.name", f"A {LINE}")
    for text, said in ((full, "One"), (poisoned, f"Two {LINE}"), ({"title": LINE}, f"{LINE}\nX")):
        cjmap.write("a.journey.yaml", written(text))
        git("add", "-A")
        git("commit", "-qm", said)
    for form in HistoryFormat:
        watch(cjmap, "history", "a.journey.yaml", "--output-format", form)
    for diff_form in DiffFormat:
        watch(cjmap, "diff", "--from", "HEAD~2", "--to", "HEAD~1", "--output-format", diff_form)
        watch(cjmap, "diff", "--from", "HEAD~1", "--output-format", diff_form)
    for file, text in (("base", full), ("ours", poisoned), ("theirs", {**full, "title": PAYLOAD})):
        cjmap.write(f"{file}.yaml", written(text))
    watch(cjmap, "merge", "base.yaml", "ours.yaml", "theirs.yaml")


def test_no_row_of_data_acts(cjmap: Cjmap) -> None:
    cjmap.write(
        "a.journey.yaml",
        "title: T\npersonas: [A]\ndata: {events: e.csv, source: duckdb}\n"
        "stages: [{name: a, match: [x], touchpoints: [b]}]\n",
    )
    cjmap.write("e.csv", f'customer,event,time,channel\n{LINE},"{LINE}",2026-01-01,"{LINE}"\n')
    for form in MeasureFormat:
        watch(cjmap, "measure", "a.journey.yaml", "--output-format", form)


@pytest.mark.parametrize("word", [LINE, PAYLOAD, "a\n::error::b"])
def test_no_word_that_is_asked_for_acts(cjmap: Cjmap, word: str) -> None:
    for verb in ("explain", "rule", "words", "schema", "cache"):
        watch(cjmap, verb, word)


def test_no_mistake_in_a_map_acts(cjmap: Cjmap, full: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 0
    for path in leaves(full):
        for change in (planted, misnamed):
            # Each by an id of its own: those of rivals would be read once more for each other.
            named = {**full, "id": f"map-{number}"}
            cjmap.write(f"{number}.journey.yaml", written(change(named, path)))
            number += 1
    assert number > 300
    # What is found is found once, and told in every form.
    found: list[Outcome] = []
    find = validating.validate

    def find_once(*given: Any, **more: Any) -> Outcome:
        if not found:
            found.append(find(*given, **more))
        return found[0]

    monkeypatch.setattr(validating, "validate", find_once)
    for form in OutputFormat:
        assert watch(cjmap, "validate", "--output-format", form) == 1


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit"])
def test_what_machines_read_still_says_what_was_written(cjmap: Cjmap, full: Any, form: str) -> None:
    cjmap.write("a.journey.yaml", written({**full, "##vso[a]\u2066": 1}))
    result = cjmap("validate", "--output-format", form)
    if form != "junit":
        assert "##vso[a]" in json.dumps(json.loads(result.stdout))
    assert cjmap("render", "a.journey.yaml", "-f", "json").exit_code == 0


# --- file names, settings, arguments ---------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="Windows takes none of these names")
@pytest.mark.parametrize(
    ("folder", "name"),
    [
        *(("", name) for name in (LINE, "a\n::error::b", "##[error]\udcff", "-x", "CON", "-")),
        *((folder, "::x") for folder in (LINE, "a\n::error::b", "##[error]\udcff")),
    ],
)
def test_no_name_of_a_file_acts(cjmap: Cjmap, folder: str, name: str) -> None:
    text = (
        "title: T\npersonas: [A]\nstages: [{nam: a, touchpoints: [b]}]\nlinks: [{to: gone.yaml}]\n"
    )
    file = f"{folder}/{name}.journey.yaml" if folder else f"{name}.journey.yaml"
    cjmap.write(file, text)
    cjmap.write(f"{folder or '.'}/{name}.journey.yml", text)
    for findings in OutputFormat:
        watch(cjmap, "validate", "--output-format", findings)
    for verb in ("lint", "lint --diff", "gaps", "gaps --min-coverage 90", "lint --statistics"):
        watch(cjmap, *verb.split())
    for form in GapsFormat:
        watch(cjmap, "gaps", "--output-format", form)
    for arguments in (("render", "./" + file), ("render", ".", "-o", "pictures"), ("report",)):
        watch(cjmap, *arguments)
    watch(cjmap, "lint", "--write-baseline", f"{name}.json")
    watch(cjmap, "lint", "--baseline", f"./{name}.json", "--verbose")
    written = [*(cjmap.folder / "pictures").rglob("*"), *(cjmap.folder / "report").rglob("*")]
    assert len(written) >= 4
    for each in written:
        assert each.name.isprintable()
    watch(cjmap, "lint", "--fix")
    watch(cjmap, "init", folder or "new")


@pytest.mark.skipif(os.name != "posix", reason="Windows takes none of these names")
@pytest.mark.parametrize("name", [LINE, "a\n::error::b", "##[error]\udcff", "-x"])
def test_no_name_of_a_file_acts_where_it_is_compared_measured_carried_or_merged(
    cjmap: Cjmap, name: str
) -> None:
    history = History(cjmap.folder)
    file = f"./{name}.journey.yaml"
    lay_out(cjmap.folder).rename(file)
    cjmap.write("other.journey.yaml", MEASURED.replace("Coat", "Hat"))
    history.commit(subject="As it was")
    cjmap.write(file, MEASURED.replace("Coat", "Cap"))
    for diff_form in DiffFormat:
        watch(cjmap, "diff", file, "other.journey.yaml", "--output-format", diff_form)
        assert watch(cjmap, "diff", file, "--from", "HEAD", "--output-format", diff_form) == 0
    for form in HistoryFormat:
        assert watch(cjmap, "history", file, "--output-format", form) == 0
    for measure_form in MeasureFormat:
        assert watch(cjmap, "measure", file, "--output-format", measure_form) == 0
    assert watch(cjmap, "measure", file, "--write", "--diff") == 0
    for to in set(CARRIED) - {"yaml"}:
        assert watch(cjmap, "convert", file, f"./{name}.{to}", "--to", to) in (0, 1)
    assert watch(cjmap, "init", "new", "--from", f"./{name}.csv") == 0
    assert watch(cjmap, "init", f"./{name}/new") == 0
    watch(cjmap, "merge", file, file, "other.journey.yaml")
    for verb in ("format --diff", "format --check", "format", "lint --fix"):
        watch(cjmap, *verb.split(), file)


SETTINGS = {
    "extend": "", "maps": [], "exclude": [], "library": [], "language": "", "lifecycle": "", "lint": {
        "select": [], "ignore": [], "extend-select": [], "per-file-ignores": {}, "severity": {},
        "fail-on": "", "baseline": "", "notes": ""},
    "gaps": {"require": [], "min-coverage": ""},
    "render": {"theme": "", "lanes": [], "engine": ""},
    "limits": {"file-size": "", "nodes": "", "depth": ""}, "measure": {},
}  # fmt: skip


def settings() -> Iterator[str]:
    """Settings with the payload as a value, as an item of a list, as a key, and as no TOML."""
    said = json.dumps(PAYLOAD)
    for key, value in SETTINGS.items():
        names = [f"{key}.{name}" for name in value] if isinstance(value, dict) else [key]
        for name in [*names, key, f"{said}", f"{key}.{said}", f"lint.severity.{said}"]:
            yield f"{name} = {said}\n"
            yield f"{name} = [{said}]\n"
            yield f"{name} = {{{said} = {said}}}\n"
    for line in ("a = ", "a", "[", "[a", '"'):
        yield line + PAYLOAD.replace("\n", " ")


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps", "render a.journey.yaml", "report"])
def test_no_setting_acts(cjmap: Cjmap, verb: str) -> None:
    cjmap.write("a.journey.yaml", "title: T\npersonas: [A]\nstages: [a]\n")
    listed = list(dict.fromkeys(settings()))
    for text in listed if verb == "validate" else listed[::4]:
        cjmap.write("cjmap.toml", text)
        watch(cjmap, *verb.split())
    for form in OutputFormat:
        watch(cjmap, "validate", "--output-format", form)


def test_no_theme_and_no_template_acts(cjmap: Cjmap) -> None:
    said = json.dumps(PAYLOAD)
    cjmap.write("a.journey.yaml", "title: T\npersonas: [A]\nstages: [a]\n")
    for text in (f"{said} = 1", f"base = {said}", f"pain = {{{said} = 1}}", f"a = {LINE}"):
        cjmap.write("t.toml", text)
        assert watch(cjmap, "render", "a.journey.yaml", "--theme", "t.toml") == 2
    for text in (
        f"{{{{ {said} + 1 }}}}",
        f"{{% include {said} %}}",
        f"{{% {LINE}",
        f"{{{{ x[{said}] }}}}",
        f"{{{{ tr({said}) }}}}",
    ):
        cjmap.write("own/map.html.j2", text)
        watch(cjmap, "report", "--template", "own")
    for text in (f'{{"version": {said}, "findings": []}}', LINE):
        cjmap.write("known.json", text)
        assert watch(cjmap, "lint", "--baseline", "known.json") == 2


VERBS: dict[str, Verb] = {
    verb.name: verb
    for found in pkgutil.iter_modules(cjmap.cli.__path__)
    if hasattr(module := importlib.import_module(f"cjmap.cli.{found.name}"), "verbs")
    for verb in module.verbs()
}


def options(parameters: Iterable[Parameter]) -> list[str]:
    """The options among parameters, by their first long name."""
    names = [one.declared.names for one in parameters if isinstance(one.declared, Option)]
    return [next(name for name in each if name.startswith("--")) for each in names]


@pytest.mark.parametrize("verb", VERBS)
def test_no_argument_acts(cjmap: Cjmap, verb: str) -> None:
    cjmap.write("a.journey.yaml", "title: T\npersonas: [A]\nstages: [a]\n")
    asked = options([*VERBS[verb].parameters, *parameters_of(GlobalOptions)])
    assert "--config" in asked
    for word in (LINE, PAYLOAD, "a\n::error::b", "\udcff::"):
        for option in asked:
            watch(cjmap, verb, f"{option}={word}")
            watch(cjmap, f"{option}={word}", verb)
        watch(cjmap, verb, word)
        watch(cjmap, verb, f"./{word}")
        watch(cjmap, verb, f"--{word}")
        watch(cjmap, word)
        watch(cjmap, f"-{word}")
