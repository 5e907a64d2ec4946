"""Findings as text for people and machines: an outcome goes in, text comes out.

Each format is a module of its own with one function, `write(Request) -> Iterator[str]`; a run
imports the one it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, cast

from cjmap.messages import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from cjmap.findings import Outcome
    from cjmap.reporters.request import Request, RuleInfo, Writer

__all__ = ["FORMATS", "report", "write"]

# The format as people name it, and the module that writes it.
FORMATS: dict[str, str] = {
    "text": "cjmap.reporters.text",
    "concise": "cjmap.reporters.concise",
    "json": "cjmap.reporters.structured",
    "sarif": "cjmap.reporters.sarif",
    "github": "cjmap.reporters.github",
    "gitlab": "cjmap.reporters.gitlab",
    "junit": "cjmap.reporters.junit",
}


def report(
    outcome: Outcome,
    output_format: str,
    *,
    language: str = DEFAULT_LANGUAGE,
    notes: bool = True,
    rules: Iterable[RuleInfo] = (),
    color: bool = False,
    width: int | None = None,
    folder: str = "",
    repository: str = "",
) -> str:
    """What a run found, in one of `FORMATS`; ends with a line feed unless it is empty.

    `notes` False leaves findings of severity `info` out of the list, though not out of the
    counts. `rules` are the rules that SARIF describes. `color` and `width` (in terminal cells)
    matter to `text` alone. `folder` is the current folder from the root of what a CI service checked
    out: paths in `github`, `gitlab` and `sarif` count from there. `repository` is the same from the
    root of the repository, by which `gitlab` and `sarif` name findings. The result can always be encoded as UTF-8: what cannot stand in it
    (half a surrogate pair from an escape or a file name) is U+FFFD.

    Raises:
        KeyError: `output_format` is not in `FORMATS`.
    """
    from cjmap.reporters.request import Request

    return "".join(
        write(
            Request(outcome, language, notes, tuple(rules), color, width, folder, repository),
            output_format,
        )
    )


def write(request: Request, output_format: str) -> Iterator[str]:
    """What `report` gives, in pieces: as much as one finding takes is kept in mind."""
    from cjmap.draw.characters import encodable

    writer = cast("Writer", import_module(FORMATS[output_format]))
    return map(encodable, writer.write(request))
