"""What a run begins with: files of the tests and examples, as the target takes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cjmap.convert.conversion import Workbench
from cjmap.convert.forms import FORMS
from cjmap.findings.usage import UsageError
from cjmap.project import Project
from tests.fuzz.targets import FOREIGN, TODAY

ROOT: Final = Path(__file__).parents[2]
_MAPS: Final = ("examples", "tests/cases", "tests/corpus", "tests/nasty", "tests/rules")
_SETTINGS: Final = ("examples", "tests", "cjmap/scaffold")


def seeds(target: str) -> Iterator[bytes]:
    """Bytes that mean something to a target."""
    if target == "foreign":
        yield from _converted()
        return
    if target == "settings":
        yield from (file.read_bytes() for file in _found(_SETTINGS, "*.toml"))
    yield from (file.read_bytes() for file in _found(_MAPS, "*.y*ml"))


def _found(folders: tuple[str, ...], pattern: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob(pattern))


def _converted() -> Iterator[bytes]:
    """The examples in each form that is written and read, behind the number of the form."""
    bench = Workbench(Project(), TODAY)
    for file in _found(("examples",), "*.journey.yaml"):
        for number, name in enumerate(FOREIGN):
            form = FORMS[name]
            if form.writer is None and name != "json":
                continue
            try:
                written = bench.write([bench.take(file)], form)
            except UsageError:
                # It has nothing that the form shows, or a library is missing that writes it.
                continue
            if written is not None:
                text = written.encode() if isinstance(written, str) else written
                yield bytes([number]) + text
