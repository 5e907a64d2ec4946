"""Maps as data that still know what stood without quotes: to YAML, and to what a reader of
YAML 1.2's core schema makes of them."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from cjmap.facts.subject import examine
from cjmap.findings.source import Source
from cjmap.loading import loader
from cjmap.loading.document import Document
from cjmap.model.library import Library
from cjmap.project.workspace import Workspace
from cjmap.rules.reading import BadFormat
from cjmap.rules.references.structure import NoStages
from cjmap.text import reading, tree
from cjmap.text.scalars import Plain

EXAMPLES = Path(__file__).parents[3] / "examples"
# What a schema says; CJ013 of rules, which look across fields, come later.
READING = {f"CJ0{number}" for number in (10, 11, 12, 13, 14, 15, 16, 18, 19)}

# What rules say and the schema says, too.
SAID_BY_SCHEMA = (BadFormat(), NoStages())

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def resolve(value: Any) -> Any:
    """Data as YAML 1.2's core schema has them."""
    if isinstance(value, dict):
        return {key: resolve(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve(item) for item in value]
    if not isinstance(value, Plain):
        return value
    text = str(value)
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", text):
        return float(text.replace(".", ""))
    return text


def write(value: Any) -> str:
    """The same data as YAML on one line."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{json.dumps(k, ensure_ascii=False)}: {write(v)}" for k, v in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(write(item) for item in value) + "]"
    if value is None:
        return "null"
    # Text without quotes is the same text in quotes, unless YAML reads something else.
    if isinstance(value, Plain) and not re.search(r"[\s,:\[\]{}#]", value):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def data(file: Path) -> Any:
    """An example as such data."""
    root = reading.read(Source(file.name, file.read_text(encoding="utf-8"))).root
    assert root is not None
    return said(root)


def said(node: tree.Node) -> Any:
    """What a node of a text says, as such data."""
    if isinstance(node, tree.Alias):
        return said(node.target)
    if isinstance(node, tree.Mapping):
        return {key: said(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, tree.Sequence):
        return [said(item) for item in node.items]
    assert isinstance(node, tree.Scalar)
    return Plain(node.value) if node.plain else node.value


def examples() -> list[Path]:
    """The maps of `examples/` that are without mistakes."""
    return sorted(
        file
        for pattern in ("*/*.journey.yaml", "*/*.library.yaml")
        for file in EXAMPLES.glob(pattern)
        if file.parent.name != "broken"
    )


def load(text: str, name: str = "coat.journey.yaml") -> Document:
    return loader.load_text(Source(name, text), Path("/map") / name)


def refusals(value: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Where and by which code the models refuse such data."""
    document = load(write(value))
    found = [(problem.path, problem.code) for problem in document.problems]
    assert {code for _, code in found} <= READING | {"CJ007"}, found
    assert document.journey is not None or found
    if document.journey is not None:
        folder = Path("/map")
        subject = examine(
            document.journey,
            Library(),
            folder / "coat.journey.yaml",
            Workspace(folder),
            lambda: datetime.date(2026, 11, 29),
            incomplete=document.incomplete,
        )
        found += [(one.path, one.code) for rule in SAID_BY_SCHEMA for one in rule.check(subject)]
    return found
