"""Findings beside the lines, while somebody types: those of `lint`, at places as editors count."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from cjmap.findings.source import Source
from cjmap.lsp.places import Places, Units, file_of
from tests.bench.maps import write_map
from tests.lsp.editor import Editor

MAP = """\
title: Buy a coat 🧥 online
personas: [Laura]
stages:
  - name: Awareness
    touchpoints:
      - name: Instagram ad
        channel: instagram
        emotions: {Laura: 1, "🦊 Mario": 2}
"""


def lint(folder: Path, name: str) -> list[tuple[object, ...]]:
    """What `lint` says of a saved file: code, place from 1 in characters, message and help."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "cjmap",
            "lint",
            name,
            "--notes",
            "--output-format",
            "json",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        (
            one["code"],
            one["severity"],
            (one["line"], one["column"], one["end_line"], one["end_column"]),
            "\n".join(filter(None, (one["message"], one["help"]))),
        )
        for one in json.loads(ran.stdout)["findings"]
        if one["file"] == name
    ]


_SEVERITIES = {
    types.DiagnosticSeverity.Error: "error",
    types.DiagnosticSeverity.Warning: "warning",
    types.DiagnosticSeverity.Information: "info",
}


def shown(
    editor: Editor, name: str, told: types.PublishDiagnosticsParams
) -> list[tuple[object, ...]]:
    """What the editor shows, in the words of `lint`."""
    found: list[tuple[object, ...]] = []
    source = Source(name, editor.texts[name])
    for one in told.diagnostics:
        start, end = (
            source.position(editor.index(name, place)) for place in (one.range.start, one.range.end)
        )
        assert one.severity is not None
        found.append(
            (
                one.code,
                _SEVERITIES[one.severity],
                (start.line, start.column, end.line, end.column),
                one.message,
            )
        )
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cjmap.toml").write_text("", "utf-8")
    (tmp_path / "coat.journey.yaml").write_text(MAP, "utf-8")
    return tmp_path


def test_findings_are_those_of_lint_and_stand_where_editors_count(folder: Path) -> None:
    with Editor(folder) as editor:
        editor.open("coat.journey.yaml")
        told = editor.told("coat.journey.yaml")
        (stranger,) = [one for one in told.diagnostics if one.code == "CJ102"]
        assert editor.marked("coat.journey.yaml", stranger.range) == '"🦊 Mario"'
        assert shown(editor, "coat.journey.yaml", told) == lint(folder, "coat.journey.yaml")


def test_what_is_typed_is_checked_and_not_what_is_saved(folder: Path) -> None:
    with Editor(folder) as editor:
        editor.open("coat.journey.yaml")
        editor.told("coat.journey.yaml")
        editor.write("coat.journey.yaml", MAP.replace(', "🦊 Mario": 2', ""))
        told = editor.told("coat.journey.yaml")
        assert told.version == 2
        assert "CJ102" not in {one.code for one in told.diagnostics}
        # Closed without being saved: what the disk has holds, and nothing is shown any more.
        editor.close("coat.journey.yaml")
        editor.versions.clear()
        assert not editor.told("coat.journey.yaml").diagnostics


def test_a_library_that_is_typed_in_changes_what_is_found_in_maps(folder: Path) -> None:
    library = "kind: library\nevidence:\n  - {id: talks, title: Eight talks, type: interview}\n"
    (folder / "shared.library.yaml").write_text("kind: library\npersonas: [Rosa]\n", "utf-8")
    text = MAP + "    evidence: [talks]\n"
    with Editor(folder) as editor:
        editor.open("coat.journey.yaml", text)
        editor.open("shared.library.yaml")
        assert "CJ105" in {one.code for one in editor.told("coat.journey.yaml").diagnostics}
        editor.write("shared.library.yaml", library)
        while "CJ105" in {one.code for one in editor.told("coat.journey.yaml").diagnostics}:
            pass


def test_settings_are_told_of_where_they_stand(folder: Path) -> None:
    (folder / "cjmap.toml").write_text('lifecycle = "aidda"\n', "utf-8")
    with Editor(folder) as editor:
        editor.open("coat.journey.yaml")
        (told,) = editor.told("cjmap.toml").diagnostics
        assert told.code == "CJ020"
        editor.open("cjmap.toml", 'lifecycle = "aida"\n')
        assert not editor.told("cjmap.toml").diagnostics


def test_what_others_change_on_the_disk_is_seen(folder: Path) -> None:
    watching = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=True
            )
        )
    )
    text = MAP + "links:\n  - {to: shoes.journey.yaml, rel: next}\n"
    with Editor(folder, capabilities=watching) as editor:
        editor.open("coat.journey.yaml", text)
        lost = {one.code for one in editor.told("coat.journey.yaml").diagnostics}
        (folder / "shoes.journey.yaml").write_text(MAP.replace("coat", "shoes"), "utf-8")
        editor.tell_changed("shoes.journey.yaml", types.FileChangeType.Created)
        now = {one.code for one in editor.told("coat.journey.yaml").diagnostics}
        assert "CJ103" in lost - now or lost - now
        assert editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]


def test_three_hundred_edits_end_where_lint_does(folder: Path) -> None:
    """A session of many keys, with many words for one another and files that break on the way."""
    name = "long.journey.yaml"
    (folder / name).write_text(write_map(1), "utf-8")
    chance = random.Random(7)
    with Editor(folder) as editor:
        editor.open(name)
        told = editor.told(name)
        for number in range(300):
            text = editor.texts[name]
            at = chance.randrange(len(text))
            kind = chance.random()
            if number % 50 == 49:
                text = write_map(number)
            elif kind < 0.3:
                text = (
                    text[:at]
                    + chance.choice(["🙂", "x", ": ", "\n", "- ", '"', "{", "é"])
                    + text[at:]
                )
            elif kind < 0.6:
                text = text[:at] + text[at + chance.randrange(1, 4) :]
            else:
                text = text.replace(f"t-{number % 7 + 1}-1", f"t-{number}", 1)
            editor.write(name, text)
            if number % 3 == 0:
                told = editor.told(name)
            if number % 60 == 30:
                told = editor.told(name) if number % 3 else told
                editor.save(name)
                assert shown(editor, name, told) == lint(folder, name)
        editor.write(name, write_map(3).replace("personas:", "persona:"))
        told = editor.told(name)
        editor.save(name)
        assert shown(editor, name, told) == lint(folder, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_are_counted_as_the_editor_wants(encoding: str) -> None:
    text = "a: é🧥x\r\nb: \u2028y\n"
    places = Places(Source("m", text), Units(encoding))
    for index, sign in enumerate(text):
        if sign not in "\r\n":
            assert places.index(places.position(index)) == index
    width = {"utf-8": 2 + 4, "utf-16": 1 + 2, "utf-32": 2}[encoding]
    assert places.position(text.index("x")) == types.Position(0, 3 + width)
    # What other programs take for the end of a line is none.
    assert places.position(text.index("y")).line == 1


@pytest.mark.parametrize(
    "uri",
    [
        "file:///c%3A/maps/a.journey.yaml",
        "file://host/share/a.journey.yaml",
        "file:///nowhere/a%20b.journey.yaml",
        "file:///nowhere/%C3%A9/%7E.journey.yaml",
    ],
)
def test_a_map_is_checked_wherever_its_address_says_that_it_lies(folder: Path, uri: str) -> None:
    """Drives and shares of another system, too, and what was never saved."""
    text = "title: A\npersonas: [Laura]\nstages:\n  - nmae: One\n"
    with Editor(folder) as editor:
        editor.open(uri, text)
        told = editor.told(uri)
    assert "CJ011" in [one.code for one in told.diagnostics]
    assert max(one.range.start.line for one in told.diagnostics) == 3


def test_an_address_that_is_none_is_no_file() -> None:
    for uri in ("http://[::1/a.journey.yaml", "file://[/a.journey.yaml"):
        assert file_of(uri) is None


def test_a_place_beyond_the_text_is_its_end() -> None:
    places = Places(Source("m", "ab\n🧥"), Units())
    assert places.index(types.Position(9, 0)) == 4
    assert places.index(types.Position(0, 9)) == 2
    assert places.index(types.Position(1, 1)) == 3


def test_a_byte_order_mark_is_a_character_of_the_editor() -> None:
    places = Places(Source("m", "ab\nc", marked=True), Units())
    assert places.position(1) == types.Position(0, 2)
    assert places.index(types.Position(0, 2)) == 1
    assert places.position(3) == types.Position(1, 0)


def test_without_the_extra_a_line_says_what_to_install(folder: Path) -> None:
    code = (
        "import sys\nsys.modules['pygls'] = None\n"
        "import importlib.util as u\nf = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'pygls' else f(name, *a)\n"
        "sys.argv = ['cjmap', 'lsp']\nfrom cjmap.__main__ import main\nmain()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    (line,) = ran.stderr.splitlines()
    assert "pip install 'cjmap[lsp]'" in line
