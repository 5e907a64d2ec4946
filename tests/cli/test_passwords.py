"""No output repeats who signs in with which password, where somebody wrote it into a map all the same."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cjmap.cli.measure import MeasureFormat
from cjmap.cli.options import OutputFormat
from cjmap.messages import shorten, tr
from cjmap.messages.secrets import veil
from tests.cli.conftest import Cjmap

SECRET = "geheim"
ADDRESS = f"postgresql://ana:{SECRET}@db.example.com/x"
MAP = """\
title: Coat
data:
  {data}
personas: [Ana]
stages:
  - name: Look
    match: [look]
    touchpoints: [{{name: Shop, channel: web}}]
"""
# Wherever an address may be written by mistake, and what of it is wrong there.
DATA = {
    "uri": f'events: {{uri: "{ADDRESS}"}}',
    "alone": f'events: "{ADDRESS}"',
    "engine": f'events: {{engine: "{ADDRESS}", table: t}}',
    "both": f'events: {{uri: "{ADDRESS}", engine: env:X, table: t}}',
    "table": f'events: {{engine: env:X, table: "{ADDRESS}"}}',
    "column": f'events: {{uri: e.csv, columns: {{customer: "{ADDRESS}"}}}}',
    "key": f'events: {{"{ADDRESS}": x}}',
    "list": f'events: ["{ADDRESS}"]',
    "asked": f'events: "postgresql://db.example.com/x?user=ana&password={SECRET}"',
    "words": f'events: "host=db.example.com user=ana password={SECRET}"',
    "window": f'window: "{ADDRESS}"',
    "timezone": f'timezone: "{ADDRESS}"',
}
CALLS: tuple[tuple[str, ...], ...] = (
    *(
        (verb, "{file}", "--output-format", form.value, *more)
        for verb in ("validate", "lint")
        for form in OutputFormat
        for more in ((), ("--verbose",))
    ),
    *(("measure", "{file}", "--output-format", form.value) for form in MeasureFormat),
    ("measure", "{file}", "--diff"),
    ("report", "{file}", "-o", "pages"),
    ("render", "{file}", "-o", "map.svg"),
    ("render", "{file}", "-f", "json"),
    ("render", "{file}", "-f", "markdown"),
    ("gaps", "{file}"),
    ("gaps", "{file}", "--output-format", "json"),
    ("format", "{file}", "--diff"),
    ("convert", "{file}", "-o", "map.csv"),
    ("diff", "HEAD", "{file}"),
    ("diff", "{file}", "--output-format", "json"),
    ("diff", "{file}", "--output-format", "markdown"),
    ("history", "{file}"),
)


@pytest.mark.parametrize("place", DATA)
def test_no_output_repeats_a_password_of_the_map(
    cjmap: Cjmap, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cjmap.folder / "cache"))
    cjmap.write("a.journey.yaml", MAP.format(data=DATA[place]))
    cjmap.write("e.csv", "customer,time,event\n")
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *command], cwd=cjmap.folder, check=True)
    changed = MAP.format(data=DATA[place]).replace("db.example.com", "host.example.com")
    cjmap.write("a.journey.yaml", changed)
    cjmap.write("b.journey.yaml", changed)
    told = ""
    for call in (*CALLS, ("lint", "."), ("lint", ".", "--notes"), ("measure", ".")):
        result = cjmap(*(word.format(file="a.journey.yaml") for word in call))
        said = result.output + result.stderr
        assert SECRET not in said, (call, said)
        told += said
    assert "*" * len(SECRET) in told or place not in ("uri", "alone", "engine", "asked", "words")
    for file in cjmap.folder.rglob("*"):
        if file.is_file() and ".git" not in file.parts and file.suffix != ".yaml":
            assert SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    "settings",
    [
        f'events = {{uri = "{ADDRESS}"}}',
        f'events = {{engine = "{ADDRESS}", table = "t"}}',
        f'window = "{ADDRESS}"',
        f'"{ADDRESS}" = 3',
    ],
)
def test_no_output_repeats_a_password_of_the_settings(cjmap: Cjmap, settings: str) -> None:
    cjmap.write("a.journey.yaml", MAP.format(data="tolerance: 1"))
    cjmap.write("cjmap.toml", f"[measure]\n{settings}\n")
    for call in (("lint",), ("measure",), ("lint", "--output-format", "json")):
        result = cjmap(*call)
        assert SECRET not in result.output + result.stderr, call


def test_a_defect_repeats_no_password(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjmap.cli import console, ending

    for debug in ("", "1"):
        monkeypatch.setenv("CJMAP_DEBUG", debug)
        said: list[str] = []
        monkeypatch.setattr(console, "say", said.append)
        monkeypatch.setattr(console, "complain", said.append)
        with pytest.raises(SystemExit), ending.guarded():
            raise ZeroDivisionError(ADDRESS)
        assert "ZeroDivisionError" in said[0]
        assert SECRET not in said[0]


def test_an_editor_is_told_no_password(tmp_path: Path) -> None:
    from tests.lsp.editor import Editor

    for place, data in DATA.items():
        (tmp_path / f"{place}.journey.yaml").write_text(MAP.format(data=data), "utf-8")
    with Editor(tmp_path) as editor:
        for place in DATA:
            editor.open(f"{place}.journey.yaml")
            told = editor.told(f"{place}.journey.yaml", 1)
            hovered = [
                editor.ask_at("textDocument/hover", f"{place}.journey.yaml", words)
                for words in ("data:", SECRET)
            ]
            assert SECRET not in f"{told.diagnostics} {hovered}", place


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("x://ana:geheim@db/x", "x://**********@db/x"),
        ("x://ana:ge@im/a@db", "x://***********@db"),
        ("`x://geheim@db`", "`x://******@db`"),
        ("x://db/x?user=ana&password=geheim&ssl=1", "x://db/x?user=ana&password=******&ssl=1"),
        ("host=db password='ge heim' user=ana", "host=db password=********* user=ana"),
        ("client_secret=geheim", "client_secret=******"),
        ("http://localhost:8080/@scope/a", "http://localhost:8080/@scope/a"),
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("https://example.com/@ana, ana@example.com", "https://example.com/@ana, ana@example.com"),
        ("password: geheim is what they say", "password: geheim is what they say"),
    ],
)
def test_what_signs_in_is_veiled_and_nothing_else(text: str, veiled: str) -> None:
    assert veil(text) == veiled
    assert len(veiled) == len(text)
    assert tr("“{text}”", text=text).render() == f"“{veiled}”"
    # Cut off is perhaps what tells that it is a password.
    assert SECRET not in shorten(f"x://ana:{SECRET}{'m' * 60}@db", 20)
    assert json.loads(json.dumps(veil(text))) == veiled
