"""Wrong lines as people write them, each told once, at its place, with a help that can be used.

`goldens/NAME.txt` holds what is said of the lines of `NAME.py`, in English and in Spanish: a
person reads them through as the one who made the mistake.
"""

from __future__ import annotations

import datetime
import difflib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.check.fixes import apply
from cjmap.findings import Finding, Severity
from tests.wrong_lines.sheet import Wrong, sound_map

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 21)
# What is wrong with a line, and not what a map could say beside it.
SELECTION = Selection(
    select=(
        *("CJ0", "CJ1", "CJ213", "CJ214", "CJ215", "CJ216", "CJ217", "CJ612", "CJ614", "CJ801"),
    )
)
SHEETS = tuple(
    sorted(
        file.stem for file in HERE.glob("*.py") if file.stem not in ("sheet", "test_wrong_lines")
    )
)


def lines_of(sheet: str) -> tuple[Wrong, ...]:
    lines: tuple[Wrong, ...] = import_module(f"tests.wrong_lines.{sheet}").LINES
    return lines


EVERY_LINE = [
    pytest.param(wrong, id=f"{sheet}-{number}")
    for sheet in SHEETS
    for number, wrong in enumerate(lines_of(sheet), 1)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("map")


@cache
def findings_of(folder: Path, text: str) -> tuple[Finding, ...]:
    file = folder / "a.journey.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    return tuple(run(Session(today=TODAY), [file], SELECTION).findings)


def mended(folder: Path, text: str) -> str:
    """The text with all that can be mended, as `--fix` does it."""
    while edits := [finding.edits for finding in findings_of(folder, text) if finding.edits]:
        text = apply(text, edits)[0]
    return text


def tell(folder: Path, wrong: Wrong) -> str:
    """A line, and all that is said of it in both languages."""
    shown = wrong.line.encode("unicode_escape").decode() if not wrong.line.isprintable() else ""
    told = [f"{wrong.language} {wrong.place} | {shown or wrong.line}"]
    for finding in findings_of(folder, wrong.text):
        assert finding.span is not None
        start = finding.span.start
        kind = "" if finding.severity is Severity.ERROR else f" {finding.severity}"
        told.append(f"  {start.line}:{start.column} {finding.code}{kind}")
        for language in ("en", "es"):
            help = f" | {finding.help.render(language)}" if finding.help else ""
            told.append(f"    {language}: {finding.message.render(language)}{help}")
    after = mended(folder, wrong.text)
    if after != wrong.text:
        matcher = difflib.SequenceMatcher(
            None, wrong.text.splitlines(), lines := after.splitlines()
        )
        changed = [
            lines[new:end] for kind, _, _, new, end in matcher.get_opcodes() if kind != "equal"
        ]
        new = [line.strip() for some in changed for line in some]
        told.append(f"    → {' ⏎ '.join(new)}")
    return "\n".join(told)


@pytest.mark.parametrize("language", ["en", "es", "de", "fr", "pt"])
def test_the_map_is_sound_without_the_line(language: str, folder: Path) -> None:
    assert findings_of(folder, sound_map(language)) == ()


@pytest.mark.parametrize("wrong", EVERY_LINE)
def test_each_mistake_is_told_once(wrong: Wrong, folder: Path) -> None:
    findings = findings_of(folder, wrong.text)
    assert len(findings) == wrong.mistakes, [str(finding.message) for finding in findings]
    assert all(finding.help is not None for finding in findings)


@pytest.mark.parametrize("wrong", EVERY_LINE)
def test_what_can_be_mended_is_sound_afterwards(wrong: Wrong, folder: Path) -> None:
    after = mended(folder, wrong.text)
    if after != wrong.text:
        assert findings_of(folder, after) == (), after


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_is_said_of_the_lines(
    sheet: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    said = [tell(folder, wrong) for wrong in lines_of(sheet)]
    text = "\n\n".join([*said, ""])
    golden = HERE / "goldens" / f"{sheet}.txt"
    if request.config.getoption("--regenerate", default=False):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
