"""What the snapshot needs and no user can ask for: the one file here that knows rooms of cjmap.

Whoever moves a module mends its import here; what the snapshot says stays the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import cjmap
from cjmap import load
from cjmap.cli import app as command_line
from cjmap.findings import format_path
from cjmap.project.settings import Settings
from cjmap.rules import all_rules
from cjmap.text.slugs import slug

__all__ = [
    "Named",
    "Rule",
    "break_rule",
    "default_of",
    "environment",
    "exit_of_defect",
    "named",
    "rules",
    "slug",
]

PACKAGE = Path(cjmap.__file__).parent
# A name in capitals as a text of its own, neither a placeholder of help nor a flag of Windows.
_VARIABLE = re.compile(r'(?<!metavar=)(?<!subprocess, )"([A-Z][A-Z_]{3,})"')


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the catalogue shows it; `group` is the beginning of its code that is selected by."""

    code: str
    name: str
    severity: str
    since: str
    group: str


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the catalogue."""
    return tuple(
        Rule(rule.code, rule.name, rule.severity.value, rule.since, rule.family)
        for rule in all_rules()
    )


def break_rule(code: str, error: BaseException, patch: pytest.MonkeyPatch) -> None:
    """Lets a rule fail with `error` on every map."""
    broken = next(rule for rule in all_rules() if rule.code == code)

    def check(*_: object) -> None:
        raise error

    patch.setattr(type(broken), "check", check)


def exit_of_defect(patch: pytest.MonkeyPatch) -> int:
    """The exit code of the installed command where cjmap itself fails."""

    def fail() -> None:
        raise RuntimeError("a defect")

    patch.setattr(command_line, "app", fail)
    with pytest.raises(SystemExit) as left:
        command_line.main()
    return int(left.value.code or 0)


def default_of(setting: str) -> object:
    """What a setting (`lint.extend-select`) is where nobody writes it."""
    value: object = Settings()
    for key in setting.split("."):
        if isinstance(value, Mapping):
            # A table whose settings have no defaults of their own.
            return value.get(key)
        value = getattr(value, key.replace("-", "_"))
    return value


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of a map: its kind, its place, its id, and the id that holds in the whole map."""

    kind: str
    place: str
    id: str
    canonical: str


def named(file: Path) -> tuple[Named, ...]:
    """Everything of a map that has an id: kinds by name, each in the order of the file."""
    items = load(file).facts.items
    return tuple(
        Named(kind, format_path(item.path), item.id, item.id)
        for kind in sorted(items)
        for item in items[kind]
    )


def environment() -> tuple[str, ...]:
    """The environment variables that the package knows, by its source."""
    texts = [file.read_text("utf-8") for file in PACKAGE.rglob("*.py")]
    found = {name for text in texts if "os.environ" in text for name in _VARIABLE.findall(text)}
    return tuple(sorted(found))
