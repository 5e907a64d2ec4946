"""What must hold for any bytes whatever; each target raises where it does not.

`make fuzz` looks for bytes that break one, led by the lines of cjmap that they reach. What it ever
found lies under `found/`, and `test_found.py` holds every target against all of it.
"""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from collections.abc import Callable, Mapping
from collections.abc import Sequence as Seq
from pathlib import Path
from typing import Final

import cjmap
from cjmap.check import Selection, Session, run
from cjmap.convert.conversion import Workbench
from cjmap.convert.drafts import Given
from cjmap.convert.forms import FORMS, READ
from cjmap.draw.theme_file import ThemeError, read_theme
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.formatting.formatting import format_source
from cjmap.loading import decoding, loader
from cjmap.loading.document import Document
from cjmap.project import Project
from cjmap.project.configuration import parse
from cjmap.reporters import report
from cjmap.text import edit
from cjmap.text.emitting import EditRefused
from cjmap.text.limits import Limits
from cjmap.text.reading import read
from cjmap.text.sameness import is_same
from cjmap.text.toml import NotToml, read_toml
from cjmap.text.tree import Mapping as MappingNode
from cjmap.text.tree import Node, Sequence, Tree
from cjmap.views.catalogue import BINARY, DRAWINGS
from tests.text.edit_model import Plain, own, plain, with_entry, with_value, without

FILE: Final = Path("/map/a.journey.yaml")
LIBRARY: Final = Path("/map/a.library.yaml")
FOREIGN: Final = tuple(name for name in READ if FORMS[name].reader)
TODAY: Final = datetime.date(2026, 11, 21)
FORMATS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")


def _load(data: bytes, *, pure: bool = False) -> Document:
    source, unreadable = decoding.decode(data, FILE.name, Limits())
    return loader.load_text(source, FILE, unreadable=unreadable, pure=pure)


def findings(data: bytes) -> None:
    """Bytes give findings with places inside the file, the same ones by both readers."""
    told = []
    for pure in (False, True):
        document = _load(data, pure=pure)
        for problem in document.problems:
            if problem.span is not None:
                start, end = problem.span
                assert 0 <= start <= end <= len(document.source.text), problem
        assert document.journey is not None or document.problems
        told.append([(one.code, one.span) for one in document.problems])
    assert told[0] == told[1]


def tree(data: bytes) -> None:
    """Every node stands inside the text, and inside the one that holds it."""
    text = data.decode("utf-8", "replace")
    found = read(Source("a", text))
    waiting: list[tuple[Node | None, int, int]] = [(found.root, 0, len(text))]
    while waiting:
        node, start, end = waiting.pop()
        if node is None:
            continue
        assert start <= node.start <= node.end <= end, (node.start, node.end, start, end)
        if isinstance(node, Sequence):
            waiting += ((item, node.start, node.end) for item in node.items)
        elif isinstance(node, MappingNode):
            for key, value in node.entries.values():
                waiting += ((key, node.start, node.end), (value, node.start, node.end))


def edits(data: bytes) -> None:
    """An edit at any path leaves a sound text that says all else as before, or is refused."""
    choice, text = data[:4].ljust(4, b"\0"), data[4:].decode("utf-8", "replace")
    before = read(Source("a", text))
    if before.broken or before.problems:
        return
    paths = _paths(before)
    path = paths[choice[0] % len(paths)]
    value = VALUES[choice[1] % len(VALUES)]
    said, new = plain(before.root), (*path, 0 if choice[3] % 2 else "x-new")
    try:
        if not path or choice[2] % 3 == 0:
            made = edit.set_value(before, path, value)
            expected = with_value(said, path, value)
        elif choice[2] % 3 == 1:
            made = edit.remove(before, path)
            expected = without(said, path)
        else:
            made = edit.insert(before, new, value)
            expected = with_entry(said, new, value, None)
    except (EditRefused, LookupError):
        return
    changed = edit.apply(text, made)
    after = read(Source("a", changed))
    assert not after.broken, (text, path, value, changed)
    assert not after.problems, (text, path, value, changed)
    if own(before, path):
        # Else an alias says the same elsewhere.
        found = plain(after.root)
        assert repr(found) == repr(expected), (text, path, value, changed)


def _paths(tree: Tree) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    waiting: list[tuple[Node | None, tuple[str | int, ...]]] = [(tree.root, ())]
    while waiting and len(found) < 256:
        node, path = waiting.pop()
        found.append(path)
        if isinstance(node, Sequence):
            waiting += ((item, (*path, number)) for number, item in enumerate(node.items))
        elif isinstance(node, MappingNode):
            waiting += ((value, (*path, key)) for key, (_, value) in node.entries.items())
    return found


def formatting(data: bytes) -> None:
    """A text written anew says the same, and is not written anew again."""
    text = data.decode("utf-8", "replace")
    written = format_source(Source("a", text)).text
    if written is None:
        return
    assert is_same(read(Source("a", text)), read(Source("a", written)))
    again = format_source(Source("a", written))
    assert again.text == written, (text, written, again)


def checking(data: bytes) -> None:
    """All rules run over what could be read, and every reporter writes what they find."""
    project = Project()
    project.overlay(FILE, data)
    session = Session(project, today=TODAY)
    outcome = run(session, [FILE], Selection(("ALL",)))
    assert not [one for one in outcome.findings if one.code == "CJ901"], outcome.findings
    for name in FORMATS:
        report(run(session, [FILE], Selection(("ALL",))), name).encode("utf-8")


def drawing(data: bytes) -> None:
    """A map that validates can be drawn in every view and form of text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE.name
        file.write_bytes(data)
        try:
            journey = cjmap.load(file, today=TODAY)
        except cjmap.LoadError:
            return
        for view, form in DRAWINGS:
            if form not in BINARY:
                with contextlib.suppress(cjmap.UsageError):
                    cjmap.render(journey, view=view, format=form).encode("utf-8")


def foreign(data: bytes) -> None:
    """What another form holds becomes maps that can be written and read, or is refused."""
    form = FORMS[FOREIGN[(data[0] if data else 0) % len(FOREIGN)]]
    bench = Workbench(Project(), TODAY)
    with contextlib.suppress(UsageError):
        for draft in form.read(Given(data[1:], f"a{form.suffixes[0]}")).drafts:
            for piece in bench.lay([draft], [FILE]):
                assert not bench.document(piece).tree.broken, piece


def settings(data: bytes) -> None:
    """Settings, themes and libraries are read, or it is told why not and where."""
    text = data.decode("utf-8", "replace")
    for nested in (False, True):
        _, problems = parse(Source("cjmap.toml", text), FILE.parent, nested=nested)
        for problem in problems:
            assert problem.span is not None and problem.span[0] <= len(text), problem
    try:
        read_theme(text)
    except ThemeError as error:
        assert 1 <= error.line <= text.count("\n") + 1, (error, error.line)
        assert error.column >= 1, error
    with contextlib.suppress(NotToml):
        read_toml(text)
    source, unreadable = decoding.decode(data, LIBRARY.name, Limits())
    document = loader.load_text(source, LIBRARY, unreadable=unreadable)
    assert document.journey is not None or document.problems


VALUES: Final[Seq[Plain]] = ("", "a: b", "# c", "- d", 7, None, True, ["e", {"f": " g"}], "h\ni")

TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    one.__name__: one
    for one in (findings, tree, edits, formatting, checking, drawing, foreign, settings)
}
