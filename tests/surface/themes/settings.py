"""Every setting: its default, and what each value that does not fit is told.

Asked of the command itself: an unknown setting is answered with those that there are, a wrong
value with what is needed.
"""

from __future__ import annotations

import json
import re

from tests.surface import adapter
from tests.surface.command import Command

MAP = "title: A\npersonas: [L]\nstages: [One]\n"
# Files that settings might stand in, and what heads them there.
FILES = {"cjmap.toml": "", ".cjmap.toml": "", "pyproject.toml": "tool.cjmap", "setup.cfg": ""}
WRONG = ("false", "-1", "0", "101", "100000", '"?"', "[1]", '["?"]', '{ "?" = "?" }')
NOBODY = "qqqqqqqqqq"
_KNOWN = re.compile(r"Known here: (.+)\.")
_REASON = re.compile(r"cannot hold: (.+)\.$")


def describe(cjmap: Command) -> list[str]:
    cjmap.write("a.journey.yaml", MAP)
    lines = ["# read from"]
    for name, table in FILES.items():
        head = f"[{table}]\n" if table else ""
        if _complaints(cjmap, f"{head}{NOBODY} = 1\n", name):
            lines.append(f"{name}{f', [{table}]' if table else ''}")
    for setting in _settings(cjmap):
        lines += ["", f"# {setting}", f"default: {_shown(adapter.default_of(setting))}"]
        lines += _refusals(cjmap, setting)
    return lines


def _settings(cjmap: Command) -> list[str]:
    """`language`, `lint.select`, …: a table with known settings is replaced by them."""
    found = []
    for name in _known(cjmap, f"{NOBODY} = 1\n"):
        inner = _known(cjmap, f"[{name}]\n{NOBODY} = 1\n")
        found += [f"{name}.{key}" for key in inner] if inner else [name]
    return found


def _known(cjmap: Command, text: str) -> list[str]:
    for complaint in _complaints(cjmap, text):
        match = _KNOWN.search(str(complaint["help"]))
        if match and "no setting" in str(complaint["message"]):
            return match.group(1).split(", ")
    return []


def _refusals(cjmap: Command, setting: str) -> list[str]:
    """What each of the wrong values is told, where it is refused; equal answers once."""
    table, _, key = setting.rpartition(".")
    answers: dict[str, list[str]] = {}
    for value in WRONG:
        text = f"[{table}]\n{key} = {value}\n" if table else f"{key} = {value}\n"
        for complaint in _complaints(cjmap, text):
            if "no setting" in str(complaint["message"]):
                # A table, which fits, with a key that is not known.
                continue
            match = _REASON.search(str(complaint["message"]))
            assert match, complaint["message"]
            answers.setdefault(match.group(1), []).append(value)
    return [f"{', '.join(values)}: {answer}" for answer, values in answers.items()]


def _complaints(cjmap: Command, text: str, name: str = "cjmap.toml") -> list[dict[str, object]]:
    """The findings about the settings (CJ020) where a file of them holds a text."""
    file = cjmap.write(name, text)
    try:
        report = json.loads(cjmap("validate", "a.journey.yaml", "--output-format", "json").stdout)
    finally:
        file.unlink()
    return [finding for finding in report["findings"] if finding["code"] == "CJ020"]


def _shown(value: object) -> str:
    """A default as TOML would write it."""
    if value is None:
        return "none"
    if isinstance(value, tuple):
        value = list(value)
    return json.dumps(value, ensure_ascii=False)
