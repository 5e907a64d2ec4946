"""Text that would act on a terminal or on the log of a CI service, planted wherever text can stand.

Every byte that comes out is read: of a verb, in each of its formats, on both streams and in files.
"""

from __future__ import annotations

import copy
import csv
import importlib
import io
import json
import os
import pkgutil
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from markdown_it import MarkdownIt
from openpyxl.comments import Comment

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
from tests.measure.maps import CUSTOMERS, EVENTS, FILE, SURVEYS, lay_out
from tests.measure.maps import MAP as MEASURED
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


# What was to be done is done; it is not, for a reason that is told; either.
DONE, REFUSED, EITHER = (0, 1), (2,), (0, 1, 2)


def watch(cjmap: Cjmap, *arguments: str, codes: tuple[int, ...] = DONE) -> int:
    """Runs a verb and reads what it prints; a run that is not `DONE` has nothing of a map's to say."""
    result = cjmap(*arguments)
    color = "always" in arguments
    assert_harmless(result.stdout_bytes, arguments, color=color)
    assert_harmless(result.stderr_bytes, arguments, color=color)
    assert result.exit_code in codes, (arguments, result.exit_code, result.stderr)
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


def poison(full: Any, payload: str) -> Any:
    base = errors(full)
    free = [path for path in leaves(full) if errors(planted(full, path, payload)) <= base]
    assert len(free) > 60
    changed = full
    for path in free:
        if path[-1] not in ("id", "to", "from", "channel") and path[0] != "links":
            changed = planted(changed, path, payload)
    return changed


@pytest.fixture(scope="module")
def poisoned(full: Any) -> Any:
    """The map that says something of everything, with the payload in all text that may be any."""
    return poison(full, PAYLOAD)


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
    codes = REFUSED if "format" in arguments else DONE
    watch(cjmap, *arguments, "--lang", "en", codes=codes)
    if arguments[0] != "format":
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


CARRIED = ("mermaid", "markdown", "csv", "tsv", "json", "yaml", "xlsx")
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
    if form != "xlsx":
        watch(cjmap, "convert", source, "-", "--to", form)
    watch(cjmap, "init", "new", "--from", "out.txt")
    if form == "yaml":
        watch(cjmap, "format", "--diff", "out.txt")
        return
    watch(cjmap, "convert", "out.txt", "back.yaml", "--from", form, "--report", "told.json")
    watch(cjmap, "convert", "out.txt", "-", "--from", form, "--to", "yaml")
    watch(cjmap, "format", "--diff", "back.yaml")
    assert_harmless((cjmap.folder / "told.json").read_bytes(), form)


ONE = " ".join(MILD.split())


def workbook() -> bytes:
    """A workbook with what would act in its sheets' names, cells, comments, and what it says of itself.

    Those who write workbooks let no controls in; who means harm writes the XML.
    """
    sheets = openpyxl.Workbook()
    sheets.properties.title = sheets.properties.creator = "PLANTED"
    sheets.create_sheet("PLANTED too").append(["PLANTED"])
    sheet = sheets.worksheets[0]
    sheet.title = "PLANTED"
    sheet.append(["Stage", "Look PLANTED", "PLANTED"])
    for lane in ("Touchpoints", "Emotion", "Pain points", "PLANTED"):
        sheet.append([lane, "PLANTED", "PLANTED\nPLANTED"])
    sheet["B2"].comment = Comment("PLANTED", "PLANTED")
    made, changed = io.BytesIO(), io.BytesIO()
    sheets.save(made)
    controls = "".join(f"_x{code:04X}_" for code in (0x1B, 0x07, 0x7F, 0x9B, 0x85, 0x0D, 0x0A))
    text = f"::error::x{controls}[31m\u2028\u202e\u2066 ##[error]a&#10;::warning::y ##vso[task.x]b"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).decode().replace("PLANTED", text).encode())
    return changed.getvalue()


FOREIGN: dict[str, str | bytes] = {
    "a.mmd": f"journey\n  title {LINE}\n  section {LINE}\n    {LINE}: 3: {LINE}\n",
    "a.md": f"# {LINE}\n\n| Stage | {LINE} |\n|---|---|\n| Does | {LINE} |\n\n## {LINE}\n- {LINE}\n",
    "a.csv": f"Stage,Touchpoint,{LINE}\n{LINE},{LINE},{LINE}\n=1+1,@x,-2\n",
    "a.json": json.dumps({"title": PAYLOAD, PAYLOAD: 1, "stages": [PAYLOAD]}),
    "a.cjml": f'<cjml version="2"><{"x" * 3}>{"::error::x"}</xxx></cjml>',
    "a.xml": LINE,
    "a.xlsx": LINE,
    "real.xlsx": workbook(),
    "mild.md": f"# {ONE}\n\n## {ONE}\n\n- {ONE}\n\n## {ONE} b\n\n- {ONE}\n",
    "mild.csv": f"Stage,Touchpoint,{ONE}\n{ONE},{ONE},{ONE}\n=1+1,@x,-2\n",
}
# What cannot be read as what it says it is.
UNREADABLE = {"a.cjml", "a.csv", "a.md", "a.xml", "a.xlsx"}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_that_is_brought_acts(cjmap: Cjmap, name: str) -> None:
    cjmap.write(name, FOREIGN[name])
    codes = REFUSED if name in UNREADABLE else DONE
    watch(cjmap, "convert", name, "b.yaml", "--report", "told.json", codes=codes)
    watch(cjmap, "convert", name, "-", "--to", "yaml", codes=codes)
    watch(cjmap, "convert", name, "c.yaml", "--map-columns", name, codes=REFUSED)
    watch(cjmap, "init", "new", "--from", name, codes=codes)
    told = cjmap.folder / "told.json"
    assert told.exists() == (codes == DONE)
    if codes == DONE:
        assert_harmless(told.read_bytes(), name)
        assert "error::x" in (cjmap.folder / "b.yaml").read_text("utf-8")
        watch(cjmap, "lint", "b.yaml")
        watch(cjmap, "format", "b.yaml", "--diff", codes=EITHER)


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


def poison_measured(folder: Path, payload: str) -> None:
    """A map with data that fit it, and the payload in all words of either that may be any."""
    said = yaml.safe_load(MEASURED)
    for place in (said, *said["stages"], *(t for s in said["stages"] for t in s["touchpoints"])):
        for key in {"title", "name", "goal"} & place.keys():
            place[key] += payload
    said |= {"id": "coat", "owner": payload, "description": payload}
    ana, _ = said["personas"]
    said["personas"] = [{**ana, "name": f"Ana {payload}"}, f"Bo {payload}"]
    # In a row of a table, a line has one end.
    line = " ".join(payload.split())
    said["data"]["segments"] = {f"plan {line}": "customers.plan"}
    ana["match"] = {"segment": {f"plan {line}": f"gold {line}"}}
    said["personas"][0]["match"] = ana["match"]
    look, buy = said["stages"]
    look["match"] = [f"look {line}"]
    buy["touchpoints"][0]["match"]["surveys"] = [f"till {line}"]
    words = {"look": f"look {line}", "till": f"till {line}", "gold": f"gold {line}",
             "wave": f"wave {line}", "app": f"app {line}", "csat": f"csat {line}"}  # fmt: skip

    def spoil(table: str) -> str:
        rows = [row.split(",") for row in table.splitlines()]
        kept = io.StringIO()
        csv.writer(kept).writerows([words.get(cell, cell) for cell in row] for row in rows)
        return kept.getvalue()

    surveys = SURVEYS + f"e,2025-01-03,till,csat,5\n{line},2025-01-03,{line},nps,{line}\n"
    lay_out(
        folder,
        json.dumps(said),
        events=spoil(EVENTS),
        surveys=spoil(surveys).replace(f"csat {line}", "csat", 1),
        customers=spoil(CUSTOMERS),
    )


# What would act in a comment: pictures, links, HTML, mentions, tickets, fences that begin or end.
CHAT = (
    "![i](https://evil.example/i.png) [l](https://evil.example) [r][ref] ![r][ref] <img src=x> <b>b</b> "
    "<https://evil.example> <a@evil.example> @ana a@ana #12 GH-3 user/repo#4 a1b2c3d `c` ~~s~~ | cell |"
    "\n```\nfence\n~~~~\n# head\n\n- one\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n\n[ref]: https://evil.example\n\n"
    '<details>\n<!-- x\n\n```mermaid\nclick A href "https://evil.example"\n```\n@team'
)
# Our own: what keeps a mention from calling anybody, and ends of lines in cells.
_OWN_HTML = {"<!-- -->", "<br>", "<details>", "</details>", "<summary>", "</summary>"}
_CALLING = re.compile(
    r"(?<![\w`])@\w|(?<!\w)#\d|\bGH-\d|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b"
)


def assert_speaks_for_itself(text: str, told: object) -> None:
    """That Markdown holds what its writer says and nothing that a map would do with it."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found: dict[str, object] = {}
    tokens = reader.parse(text, found)
    assert not found.get("references"), told
    for token in tokens:
        assert token.type != "code_block", (told, token.content)
        if token.type == "fence":
            # A fence is of a language that we draw in, and ends where we end it.
            assert token.info in ("mermaid", "yaml", "journey"), (told, token.info)
            assert not re.search(r"^ {0,3}(`{3}|~{3})", token.content, re.M), (told, token.content)
        if token.type == "html_block":
            tags = set(re.findall(r"<[^>]*>?", token.content))
            assert tags <= _OWN_HTML, (told, token.content)
        for child in token.children or ():
            assert child.type not in ("image", "s_open", "link_open"), (told, token.content)
            if child.type == "html_inline":
                assert child.content in _OWN_HTML, (told, token.content)
            if child.type in ("text", "text_special"):
                assert not _CALLING.search(child.content), (told, child.content)


def _chats() -> list[tuple[str, ...]]:
    markdown = ("--output-format", "markdown")
    return [
        *(
            ("diff", *pair, *markdown)
            for pair in (
                ("a.journey.yaml", "plain.yaml"),
                ("plain.yaml", "a.journey.yaml"),
                ("a.journey.yaml", "b.yaml"),
            )
        ),
        ("gaps", "a.journey.yaml", *markdown),
        *(("gaps", "a.journey.yaml", "--by", by, *markdown) for by in By),
        ("measure", FILE, *markdown),
        ("render", "a.journey.yaml", "-f", "markdown"),
        ("convert", "a.journey.yaml", "-", "--to", "markdown"),
    ]


@pytest.mark.parametrize("arguments", _chats(), ids=" ".join)
def test_no_text_acts_in_a_chat(cjmap: Cjmap, full: Any, arguments: tuple[str, ...]) -> None:
    told = poison(full, CHAT)
    cjmap.write("a.journey.yaml", written(told))
    later = {**told, "title": f"Later {CHAT}", "stages": told["stages"][1:]}
    cjmap.write("b.yaml", written(later))
    cjmap.write(
        "plain.yaml", "id: full\ntitle: T\npersonas: [A]\nstages: [{name: a, touchpoints: [b]}]\n"
    )
    poison_measured(cjmap.folder, CHAT)
    result = cjmap(*arguments)
    assert result.exit_code in DONE, result.stderr
    assert "evil" in result.stdout
    assert_speaks_for_itself(result.stdout, arguments)


MEASURING = [
    *(("--output-format", form) for form in MeasureFormat),
    ("--color", "always"),
    ("--write", "--diff"),
    ("--check", "--fail-on", "unmapped-share=1"),
    ("--write",),
]


@pytest.mark.parametrize("arguments", MEASURING, ids=" ".join)
def test_no_row_of_data_and_no_map_that_is_measured_acts(
    cjmap: Cjmap, arguments: tuple[str, ...]
) -> None:
    poison_measured(cjmap.folder, PAYLOAD)
    file = cjmap.folder / FILE
    before = file.read_bytes()
    watch(cjmap, "measure", FILE, *arguments)
    if "--output-format" in arguments:
        watch(cjmap, "measure", FILE, *arguments, "-o", "out.txt")
        mark = b"\xef\xbb\xbf" if "csv" in arguments else b""
        assert_harmless((cjmap.folder / "out.txt").read_bytes().removeprefix(mark), arguments)
    # It has counted something.
    assert (file.read_bytes() != before) == (arguments == ("--write",))
    found = json.loads(cjmap("measure", FILE, "--output-format", "json").stdout)
    assert "::error::" in json.dumps(found)
    cjmap.write("found.json", json.dumps(found))
    watch(cjmap, "render", FILE, "-f", "svg", "--measured", "found.json")
    watch(cjmap, "report", FILE, "--measured", "found.json")


LIBRARY: Any = {
    "title": PAYLOAD, "kind": "library",
    "personas": [{"id": "ana", "name": f"Ana {PAYLOAD}", "role": PAYLOAD, "quote": PAYLOAD, "goals": [PAYLOAD]}],
    "channels": [{"id": "shop", "name": f"Shop {PAYLOAD}"}],
    "evidence": [{"id": "talk", "type": "interview", "source": PAYLOAD}],
    "lanes": [{"id": "own", "name": f"Own {PAYLOAD}", "help": PAYLOAD}],
}  # fmt: skip
BORROWING = """\
title: T
personas: [ana]
stages:
  - name: S
    touchpoints:
      - {name: a, channel: shop, emotion: {ana: -1}, evidence: [talk], lanes: {own: [x]}, pains: [p]}
"""


@pytest.mark.parametrize("arguments", FORMATS, ids=" ".join)
def test_no_library_acts(cjmap: Cjmap, arguments: tuple[str, ...]) -> None:
    cjmap.write("all.library.yaml", written(LIBRARY))
    cjmap.write("a.journey.yaml", BORROWING)
    cjmap.write("plain.yaml", "title: T\npersonas: [A]\nstages: [{name: a, touchpoints: [b]}]\n")
    watch(cjmap, *arguments, codes=REFUSED if "format" in arguments else DONE)
    shown = cjmap("render", "a.journey.yaml", "-f", "json").stdout
    assert shown.count("::stop-commands::") >= 3


@pytest.mark.parametrize("word", [LINE, PAYLOAD, "a\n::error::b"])
def test_no_word_that_is_asked_for_acts(cjmap: Cjmap, word: str) -> None:
    for verb in ("explain", "rule", "words", "schema", "cache"):
        watch(cjmap, verb, word, codes=REFUSED)


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
        watch(cjmap, *verb.split(), codes=EITHER)
    for form in OutputFormat:
        watch(cjmap, "validate", "--output-format", form, codes=EITHER)


def test_no_theme_and_no_template_acts(cjmap: Cjmap) -> None:
    said = json.dumps(PAYLOAD)
    cjmap.write("a.journey.yaml", "title: T\npersonas: [A]\nstages: [a]\n")
    for text in (f"{said} = 1", f"base = {said}", f"pain = {{{said} = 1}}", f"a = {LINE}"):
        cjmap.write("t.toml", text)
        watch(cjmap, "render", "a.journey.yaml", "--theme", "t.toml", codes=REFUSED)
    for text in (
        f"{{{{ {said} + 1 }}}}",
        f"{{% include {said} %}}",
        f"{{% {LINE}",
        f"{{{{ x[{said}] }}}}",
        f"{{{{ tr({said}) }}}}",
    ):
        cjmap.write("own/map.html.j2", text)
        watch(cjmap, "report", "--template", "own", codes=EITHER)
    for text in (f'{{"version": {said}, "findings": []}}', LINE):
        cjmap.write("known.json", text)
        watch(cjmap, "lint", "--baseline", "known.json", codes=REFUSED)


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
            watch(cjmap, verb, f"{option}={word}", codes=EITHER)
            watch(cjmap, f"{option}={word}", verb, codes=EITHER)
        watch(cjmap, verb, word, codes=EITHER)
        watch(cjmap, verb, f"./{word}", codes=EITHER)
        watch(cjmap, verb, f"--{word}", codes=EITHER)
        watch(cjmap, word, codes=EITHER)
        watch(cjmap, f"-{word}", codes=EITHER)
