"""A file → what it says, where it says it, and what is wrong with it.

The only room that knows both pydantic and places. A wrong place does not hide the rest: it is
mended where one mending is certain (a mistyped key), else pruned, and the remainder is
validated again, so that every independent mistake of a file is found in one run and none
drags others behind it.
"""

from __future__ import annotations

import os
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from cjmap.findings import Path, Problem
from cjmap.findings.source import Source
from cjmap.messages import Message, shorten, tr
from cjmap.model.journey import FORMAT_VERSION, THINGS, Element, Journey
from cjmap.model.scalars import Plain, parse_number
from cjmap.text import tree as yaml_tree
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.text.tree import Alias, Limits, Lost, Node, Scalar, Sequence, Tree
from cjmap.text.tree import Mapping as MappingNode

# Keys by which other kinds of files are known, so that the message can say what was found.
_OTHERS = (
    ({"apiVersion", "kind"}, "Kubernetes"),
    ({"jobs", "on"}, "GitHub Actions"),
    ({"services"}, "Docker Compose"),
    ({"openapi"}, "OpenAPI"),
    ({"repos"}, "pre-commit"),
    ({"stages"}, "GitLab CI"),
)
_ROUNDS = 12


@dataclass(frozen=True)
class Places:
    """From a path of the model to the path of the document.

    They differ where a list lost a pruned item and where a mistyped key was read as the one
    that it was meant to be.
    """

    removed: Mapping[Path, list[int]] = field(default_factory=dict)
    renamed: Mapping[Path, str] = field(default_factory=dict)

    def document(self, path: Path) -> Path:
        modelled: list[str | int] = []
        written: list[str | int] = []
        for step in path:
            if isinstance(step, int):
                step = _original(step, self.removed.get(tuple(modelled), ()))
                written.append(step)
                modelled.append(step)
            else:
                modelled.append(step)
                written.append(self.renamed.get(tuple(modelled), step))
        return tuple(written)


@dataclass(frozen=True)
class Document:
    """One file as read. `journey` is None where it is no map at all.

    `incomplete` names the kinds of things (`pain`) and the keys (`owner:`) of which some could
    not be read: what refers to them cannot be called wrong, nor missing.
    """

    file: FilePath
    source: Source
    tree: Tree
    journey: Journey | None = None
    places: Places = field(default_factory=Places)
    problems: tuple[Problem, ...] = ()
    incomplete: frozenset[str] = frozenset()

    def locate(self, path: Path, *, key: bool = False) -> tuple[Path, int, int]:
        """Where a path of the model stands: the written prefix of it, and a stretch of text."""
        return self.tree.locate(self.places.document(path), key=key)


def read_source(file: FilePath, name: str, limits: Limits) -> tuple[Source, Problem | None]:
    """The text of a file, or the problem (CJ001, CJ002, CJ006) that there is none."""
    try:
        if file.is_dir():
            raise IsADirectoryError(0, os.strerror(21))
        if not file.is_file() and file.exists():
            # A pipe or a device might never end.
            raise OSError(0, "not a regular file")
        with file.open("rb") as stream:
            data = stream.read(limits.file_size + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Source(name, ""), Problem(
            "CJ001",
            (),
            tr("The file cannot be read: {reason}.", reason=reason),
            tr("Check the path and the permissions."),
        )
    return decode(data, name, limits)


def decode(data: bytes, name: str, limits: Limits) -> tuple[Source, Problem | None]:
    """The text of bytes that should be UTF-8."""
    if len(data) > limits.file_size:
        return Source(name, ""), Problem(
            "CJ006",
            (),
            tr("The file has more than {n} bytes.", n=limits.file_size),
            tr("If that is meant, raise `file-size` under `[limits]` in cjmap.toml."),
        )
    try:
        text = data.decode("utf-8")
        return Source(name, text.removeprefix("\ufeff"), text.startswith("\ufeff")), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = tr("The file is in UTF-16.")
        else:
            message = tr("The byte 0x{byte} is not UTF-8.", byte=f"{data[error.start]:02X}")
        return Source(name, text), Problem(
            "CJ002",
            (),
            message,
            tr("Save the file as UTF-8; Latin-1 and UTF-16 are not read."),
            span=(len(before), len(before) + 1),
        )


def load_text(
    source: Source,
    file: FilePath,
    *,
    limits: Limits | None = None,
    unreadable: Problem | None = None,
    pure: bool = False,
) -> Document:
    """Reads a map from its text. Nothing is raised: what is wrong is in `problems`."""
    if unreadable is not None:
        broken = Tree(source, None, broken=True)
        return Document(file, source, broken, problems=(unreadable,))
    tree = yaml_tree.read(source, limits, pure=pure)
    reader = _Reader(tree, file)
    return reader.read()


def map_id(file: FilePath) -> str:
    """The default id of a map: the slug of its file's name without the suffixes."""
    return slug(re.sub(r"(\.journey|\.library)?\.ya?ml$", "", file.name)) or "journey"


class _Reader:
    def __init__(self, tree: Tree, file: FilePath) -> None:
        self.tree = tree
        self.file = file
        self.problems: list[Problem] = list(tree.problems)
        self.removed: dict[Path, list[int]] = {}
        self.renamed: dict[Path, str] = {}
        # Places of the document, in the model's words, whose mistake has been told.
        self.told: set[Path] = set()
        self.incomplete: set[str] = set()
        # Mappings of which nobody can say what is missing.
        self.merged: set[Path] = set()

    def read(self) -> Document:
        if self.tree.broken:
            return self._document(None)
        root = self.tree.root.target if isinstance(self.tree.root, Alias) else self.tree.root
        stranger = _stranger(root)
        if stranger is not None:
            # What else is odd about a file that is no map is nobody's business here.
            self.problems = [p for p in self.problems if p.code == "CJ003"] or [stranger]
            return self._document(None)
        assert isinstance(root, MappingNode)
        version = _version_problem(root)
        if version is not None:
            self.problems.append(version)
            return self._document(None)
        data = self._plain(root, ())
        if "kind" not in data and self.file.name.endswith((".library.yaml", ".library.yml")):
            data["kind"] = "library"
        return self._document(self._validate(data))

    def _document(self, journey: Journey | None) -> Document:
        return Document(
            self.file,
            self.tree.source,
            self.tree,
            journey,
            Places(self.removed, self.renamed),
            tuple(self._placed(problem) for problem in self.problems),
            frozenset(self.incomplete),
        )

    def _placed(self, problem: Problem) -> Problem:
        """A problem of reading with its span: its path has the document's numbers already."""
        if problem.span is not None:
            return problem
        written: list[str | int] = []
        for number, step in enumerate(problem.path):
            name = self.renamed.get(problem.path[: number + 1]) if isinstance(step, str) else None
            written.append(step if name is None else name)
        path, start, end = self.tree.locate(tuple(written), key=problem.key)
        return replace(problem, path=path, span=(start, end))

    # -- nodes to data --------------------------------------------------------------------

    def _plain(self, node: Node, path: Path) -> Any:
        if isinstance(node, Alias):
            node = node.target
        if isinstance(node, Scalar):
            return Plain(node.value) if node.plain else node.value
        if isinstance(node, Sequence):
            items = []
            for number, item in enumerate(node.items):
                inner = (*path, number)
                if isinstance(item, Lost):
                    self.removed.setdefault(path, []).append(number)
                    self._mark(inner)
                elif _is_null(item):
                    self._empty_item(item, inner)
                else:
                    items.append(self._plain(item, inner))
            return items
        assert isinstance(node, MappingNode)
        if node.partial:
            # What was refused may have held anything.
            self.incomplete.update(THINGS)
        if node.merged:
            self.merged.add(path)
        data: dict[str, Any] = {}
        for name, (key, value) in node.entries.items():
            if isinstance(value, Lost):
                self.told.add((*path, name))
                self._mark((*path, name))
            elif _is_null(value):
                self._lost_value(key, value, (*path, name))
                # A key that is not known is wrong even where nothing stands behind it.
                if _is_stray(path, name):
                    data[name] = None
            elif name.startswith("x-") and _shape_at(path) is not None:
                data[name] = _untouched(value)
            else:
                data[name] = self._plain(value, (*path, name))
        return data

    def _empty_item(self, item: Node, path: Path) -> None:
        assert isinstance(path[-1], int)
        self.removed.setdefault(path[:-1], []).append(path[-1])
        self._mark(path)
        lost = self._comment_behind(item)
        if lost is not None:
            self._note_lost(lost, path)
            return
        start = item.start if item.end > item.start else self._dash_before(item.start)
        self.problems.append(
            Problem(
                "CJ012",
                path,
                tr("This item of the list is empty."),
                tr("Write something behind the `-`, or remove it."),
                span=(start, max(item.end, start + 1)),
            )
        )

    def _dash_before(self, index: int) -> int:
        found = self.tree.source.text.rfind("-", 0, index)
        return found if found >= 0 else index

    def _lost_value(self, key: Scalar, value: Node, path: Path) -> None:
        if isinstance(value, Scalar) and value.start == value.end:
            lost = self._comment_behind(value)
            if lost is not None:
                self._note_lost(lost, path)
                self.told.add(path)
                self._mark(path)

    def _comment_behind(self, value: Node) -> re.Match[str] | None:
        """A `#word` right behind an empty value: meant as text, taken for a comment."""
        if value.end > value.start:
            return None
        return _LOST.match(self.tree.source.text, value.start)

    def _note_lost(self, lost: re.Match[str], path: Path) -> None:
        written = lost.group(1).rstrip()
        shown = shorten(written)
        self.problems.append(
            Problem(
                "CJ019",
                path,
                tr("`{text}` is a comment to YAML; the value is lost.", text=shown),
                tr('Put it in quotes: "{text}".', text=shown),
                span=(lost.start(1), lost.start(1) + len(written)),
            )
        )

    # -- validating -----------------------------------------------------------------------

    def _validate(self, data: dict[str, Any]) -> Journey | None:
        for _ in range(_ROUNDS):
            try:
                return Journey.model_validate(data)
            except ValidationError as error:
                _Round(self, data).handle(error)
        return None

    def _mark(self, path: Path) -> None:
        """Remembers which kinds of things, and which keys, may be missing now that `path` is pruned."""
        kinds = {
            "personas": ("persona",),
            "channels": ("channel",),
            "evidence": ("evidence",),
            "touchpoints": ("touchpoint", "pain", "gain", "opportunity", "metric"),
            "pains": ("pain",),
            "gains": ("gain",),
            "opportunities": ("opportunity",),
            "metrics": ("metric",),
            "stages": ("stage", "touchpoint", "pain", "gain", "opportunity", "metric"),
        }
        names = [step for step in path if isinstance(step, str)]
        last = names[-1] if names else ""
        self.incomplete.update(
            f"{name}:" for name in names if name not in ("stages", "touchpoints")
        )
        if last in kinds:
            self.incomplete.update(kinds[last])
        elif last in ("id", "name", "text", "title") and len(names) > 1 and names[-2] in kinds:
            # The thing is still there, under a name that nobody refers to.
            self.incomplete.update(kinds[names[-2]])


class _Round:
    """One validation's errors made into problems, and the data mended for the next."""

    def __init__(self, reader: _Reader, data: dict[str, Any]) -> None:
        self.reader = reader
        self.data = data
        self.places = Places(reader.removed, reader.renamed)
        self.drops: dict[Path, None] = {}
        # Keys read as another: (owner, right key).
        self.recovered: set[Path] = set()

    def handle(self, error: ValidationError) -> None:
        errors = error.errors(include_url=False, include_input=False)
        fills: list[tuple[Path, Any]] = []
        for item in errors:
            if item["type"] == "extra_forbidden":
                self._unknown_key(tuple(item["loc"]))
        for item in errors:
            if item["type"] == "extra_forbidden":
                continue
            location = tuple(item["loc"])
            if item["type"] == "missing":
                fill = self._missing(location)
                if fill is not None:
                    fills.append(fill)
                continue
            self._wrong(location, item["type"], dict(item.get("ctx") or {}))
        for owner, value in fills:
            container = _get(self.data, owner[:-1])
            if isinstance(container, dict):
                container.setdefault(owner[-1], value)
            elif owner[:-1]:
                # Shorthand gave the owner; it has no mapping to fill.
                self.drops.setdefault(owner[:-1])
        gone: dict[Path, list[int]] = {}
        for path in sorted(self.drops, key=_reverse_order):
            self._drop(path, gone)
        for owner, numbers in gone.items():
            listed = self.reader.removed.setdefault(owner, [])
            listed += numbers
            listed.sort()

    def _note(
        self, code: str, location: Path, message: Message, help: Message | None, **more: Any
    ) -> None:
        path = self._written(location)
        if path in self.reader.told:
            return
        self.reader.told.add(path)
        self.reader.problems.append(Problem(code, path, message, help, **more))

    def _written(self, location: Path) -> Path:
        """The location with the numbers of the document's lists, and the model's keys."""
        modelled: list[str | int] = []
        for step in location:
            if isinstance(step, int):
                step = _original(step, self.reader.removed.get(tuple(modelled), ()))
            modelled.append(step)
        return tuple(modelled)

    def _unknown_key(self, location: Path) -> None:
        key = str(location[-1])
        owner = _get(self.data, location[:-1])
        if not isinstance(owner, dict) or key not in owner:
            return
        shape = _shape_at(location[:-1])
        known = tuple(shape) if shape else ()
        free = [name for name in known if name not in owner]
        near = _nearest_key(key, free)
        if len(near) > 1:
            # `stage` is as near to `state`; what has to be there was meant.
            near = tuple(name for name in near if _is_required(location[:-1], name)) or near
        path = self._written(location)
        if len(near) == 1:
            right = near[0]
            self.reader.problems.append(
                Problem(
                    "CJ011",
                    path,
                    tr("There is no key `{key}` here.", key=shorten(key)),
                    tr("Did you mean `{name}`?", name=right),
                    key=True,
                    replacement=right,
                )
            )
            value = owner.pop(key)
            target = (*path[:-1], right)
            if value is None:
                self.reader.told.add(target)
            else:
                owner[right] = value
            self.reader.renamed[target] = key
            self._move(path, target)
            self.recovered.add((*location[:-1], right))
            return
        if near:
            help = tr("Did you mean one of {names}?", names=", ".join(f"`{name}`" for name in near))
        elif _nearest_key(key, [name for name in known if name in owner]):
            help = tr("Its like is here already; put both together, or remove one.")
        else:
            help = tr(
                "Known here: {names}. Keys of your own begin with `x-`.",
                names=", ".join(sorted(known)),
            )
        self.reader.problems.append(
            Problem(
                "CJ011", path, tr("There is no key `{key}` here.", key=shorten(key)), help, key=True
            )
        )
        if isinstance(owner[key], list | dict):
            # It may have held anything.
            self.reader.incomplete.update(THINGS)
        del owner[key]

    def _move(self, path: Path, target: Path) -> None:
        """Removals noted below a mistyped key belong below the right one."""
        for known in [known for known in self.reader.removed if known[: len(path)] == path]:
            self.reader.removed[target + known[len(path) :]] = self.reader.removed.pop(known)

    def _missing(self, location: Path) -> tuple[Path, Any] | None:
        if location in self.recovered:
            return None
        key = str(location[-1])
        owner = location[:-1]
        what = _shape_class(owner)
        if self._written(owner) not in self.reader.merged:
            self._note(
                "CJ010",
                location,
                tr("The key `{key}` is missing here.", key=key),
                _missing_help(what, key),
            )
        if not owner:
            if key == "title":
                return location, map_id(self.reader.file)
            self.reader._mark(location)
            return location, []
        if key == "name":
            number = next((step for step in reversed(owner) if isinstance(step, int)), 0)
            return location, f"{what.__name__.lower() if what else 'item'}-{number + 1}"
        self.drops.setdefault(owner)
        return None

    def _wrong(self, location: Path, kind: str, context: dict[str, Any]) -> None:
        code, message, help = _describe(kind, context)
        existing = _existing(self.data, location)
        self._note(code, existing, message, help)
        self.drops.setdefault(existing)

    def _drop(self, path: Path, gone: dict[Path, list[int]]) -> None:
        if not path:
            return
        written = self._written(path)
        container = _get(self.data, path[:-1])
        step = path[-1]
        self.reader._mark(written)
        self.reader.told.add(written)
        if isinstance(container, list) and isinstance(step, int) and step < len(container):
            assert isinstance(written[-1], int)
            gone.setdefault(written[:-1], []).append(written[-1])
            del container[step]
        elif isinstance(container, dict):
            container.pop(step, None)


def _original(number: int, removed: typing.Sequence[int]) -> int:
    """The number that an item had before the items of `removed` (ascending) were taken out."""
    low, high = 0, len(removed)
    while low < high:
        middle = (low + high) // 2
        if removed[middle] - middle <= number:
            low = middle + 1
        else:
            high = middle
    return number + low


_LOST = re.compile(r"[ \t]*(#(?!cjmap:)[^\s#=-][^\r\n]*)")


def _is_null(node: Node) -> bool:
    inner = node.target if isinstance(node, Alias) else node
    return isinstance(inner, Scalar) and inner.null


def _reverse_order(path: Path) -> tuple[Any, ...]:
    """Sorts the last items of a list first, so that the numbers of the others hold."""
    return tuple(-step if isinstance(step, int) else 0 for step in path), -len(path)


def _untouched(node: Node) -> Any:
    """What stands below a key of the user's own: whatever it is, empty items included."""
    if isinstance(node, Alias):
        node = node.target
    if isinstance(node, Sequence):
        return [_untouched(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {name: _untouched(value) for name, (_, value) in node.entries.items()}
    assert isinstance(node, Scalar)
    if node.null:
        return None
    return Plain(node.value) if node.plain else node.value


def _is_left_out(data: dict[str, Any], step: str | int) -> bool:
    """Whether a step of the model is one that shorthand leaves out of the document."""
    return isinstance(step, int) or (step == "events" and "event" in data and step not in data)


def _get(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            if _is_left_out(data, step):
                continue
            data = data.get(step)
        elif isinstance(data, list):
            if isinstance(step, str):
                continue
            data = data[step] if step < len(data) else None
        else:
            return None
    return data


def _existing(data: Any, location: Path) -> Path:
    """The longest prefix of a location that the data hold, shorthand stepped over."""
    path: list[str | int] = []
    for step in location:
        if isinstance(data, dict):
            if _is_left_out(data, step):
                continue
            if step not in data:
                break
            data = data[step]
        elif isinstance(data, list):
            if isinstance(step, str):
                continue
            if step >= len(data):
                break
            data = data[step]
        else:
            break
        path.append(step)
    return tuple(path)


# --- the shape of the models ---------------------------------------------------------------------


@cache
def _shape(model: type[Element]) -> dict[str, tuple[type[Element] | None, bool]]:
    """The keys of a model: what each holds, and whether as a mapping from the user's own words."""
    shape: dict[str, tuple[type[Element] | None, bool]] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key == "x-":
            continue
        shape[key] = (_element_of(info.annotation), _is_mapping(info.annotation))
    return shape


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _element_of(annotation: Any) -> type[Element] | None:
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, Element):
            return part
    return None


def _is_mapping(annotation: Any) -> bool:
    return any(typing.get_origin(part) is dict for part in _parts(annotation))


def _shape_class(location: Path) -> type[Element] | None:
    current: type[Element] | None = Journey
    free = False
    for step in location:
        if isinstance(step, int):
            continue
        if free:
            free = False
            continue
        if current is None:
            return None
        current, free = _shape(current).get(step, (None, False))
    return None if free else current


def _is_required(location: Path, key: str) -> bool:
    """Whether a place needs a key."""
    found = _shape_class(location)
    fields = found.model_fields if found is not None else {}
    return key in fields and fields[key].is_required()


def _is_stray(location: Path, key: str) -> bool:
    """Whether a key is none that the models know at a place where they know them all."""
    shape = _shape_at(location)
    return shape is not None and key not in shape and not key.startswith("x-")


def _shape_at(location: Path) -> dict[str, tuple[type[Element] | None, bool]] | None:
    found = _shape_class(location)
    return _shape(found) if found is not None else None


def _nearest_key(key: str, known: list[str]) -> tuple[str, ...]:
    """The known keys that a mistyped one may mean; other ways to join words count as none."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).replace("-", "_").replace(" ", "_").lower()
    if snake in known:
        return (snake,)
    return nearest(snake, known)


# --- words for what is wrong -----------------------------------------------------------------------


def _stranger(root: Node | None) -> Problem | None:
    """CJ007: the file is no map."""
    help = tr(
        "A map begins with `title:`, `personas:` and `stages:`; `cjmap init` writes a first one."
    )
    if root is None or (isinstance(root, Scalar) and root.null):
        return Problem("CJ007", (), tr("The file is empty."), help)
    if not isinstance(root, MappingNode):
        found = tr("a list") if isinstance(root, Sequence) else tr("a text")
        return Problem(
            "CJ007", (), tr("This is not a journey map: {found} stands here.", found=found), help
        )
    keys = set(root.entries)
    if keys & {"cjmap", "title", "personas"}:
        return None
    stages = root.entries.get("stages", (None, None))[1]
    bare = (
        isinstance(stages, Sequence)
        and bool(stages.items)
        and all(isinstance(item, Scalar) for item in stages.items)
    )
    first = next(iter(root.entries.values()), None)
    span = (first[0].start, first[0].end) if first else None
    for marks, name in _OTHERS:
        if marks <= keys and (name != "GitLab CI" or bare):
            message = tr("This is not a journey map: it looks like a file for {name}.", name=name)
            return Problem("CJ007", (), message, help, span=span)
    message = tr("This is not a journey map: it has none of `title`, `personas` and `cjmap`.")
    return Problem("CJ007", (), message, help, span=span)


def _version_problem(root: MappingNode) -> Problem | None:
    entry = root.entries.get("cjmap")
    value = entry[1] if entry else None
    if isinstance(value, Alias):
        value = value.target
    if not isinstance(value, Scalar) or value.null:
        return None
    if value.plain and _is_version(value.value):
        return None
    return Problem(
        "CJ018",
        ("cjmap",),
        tr("The format version {version} is not known.", version=shorten(value.value)),
        tr("Known: {known}. Write `cjmap: 1`, or use a newer cjmap.", known=str(FORMAT_VERSION)),
    )


def _is_version(text: str) -> bool:
    number = parse_number(text)
    return number is not None and float(number) == FORMAT_VERSION


_EXPECTED: dict[str, Message] = {
    "text": tr("A text is needed here."),
    "word": tr("A word is needed here."),
    "number": tr("A number is needed here."),
    "whole": tr("A whole number is needed here."),
    "date": tr("A date is needed here."),
    "value": tr("A value is needed here, not a list or a mapping."),
    "mapping": tr("Keys and values are needed here."),
    "text or mapping": tr("A text, or keys and values, are needed here."),
    "emotion": tr("An emotion is a number from -2 to 2, a face, a level or `none`."),
}
_EXPECTED_HELP: dict[str, Message] = {
    "word": tr("Write one word, neither a list nor keys."),
    "value": tr("Write one value; several stand in a list under `in`."),
    "text or mapping": tr("Write the text alone, or `key: value` lines, indented."),
    "number": tr("Write it without unit and without quotes: `value: 34`."),
    "whole": tr("Write it without unit and without quotes: `severity: 3`."),
    "date": tr("Write it as year-month-day: `2026-03-31`."),
    "emotion": tr(
        "Faces: 😡 🙁 😐 🙂 😍. Levels: very-negative, negative, neutral, positive, very-positive."
    ),
    "text": tr("Put text that holds `: `, `[` or `{{` in quotes."),
    "mapping": tr("Write `key: value`, one a line, indented below this key."),
}
_FORMS: dict[str, tuple[Message, Message]] = {
    "slug": (
        tr("`{text}` is no id."),
        tr("An id is lower-case letters, digits and hyphens: `{slug}`."),
    ),
    "language": (
        tr("`{text}` is no language."),
        tr("Write a language tag such as `en`, `es` or `es-MX`."),
    ),
    "target": (
        tr("`{text}` is no target."),
        tr('Write a number, or a comparison in quotes: `target: ">= 40"`.'),
    ),
    "duration": (
        tr("`{text}` is no ISO 8601 duration."),
        tr("Write `P30D` for thirty days, `PT2H` for two hours."),
    ),
    "environment": (
        tr("`{text}` does not name an environment variable."),
        tr(
            "Write `env:` and its name, such as `env:CJMAP_WAREHOUSE`; an address never stands in a map."
        ),
    ),
}


def _describe(kind: str, context: dict[str, Any]) -> tuple[str, Message, Message | None]:
    """Code, message and help of a validation error, all in our own words."""
    context = {
        name: shorten(value) if isinstance(value, str) else value for name, value in context.items()
    }
    if kind == "wrong_type":
        expected = context["expected"]
        if context.get("quoted") and expected in ("number", "whole"):
            return (
                "CJ012",
                tr("A number is needed here; in quotes it is text."),
                tr("Remove the quotes."),
            )
        return "CJ012", _EXPECTED[expected], _EXPECTED_HELP.get(expected)
    if kind == "out_of_range":
        least, most = context["least"], context["most"]
        if least and most:
            help = tr("Allowed: {least} to {most}.", least=least, most=most)
        elif least:
            help = tr("Allowed: {least} and more.", least=least)
        elif most:
            help = tr("Allowed: {most} and less.", most=most)
        else:
            help = tr("Write a number that a computer can hold.")
        return "CJ013", tr("{written} is out of range.", written=context["written"]), help
    if kind == "empty_text":
        return (
            "CJ013",
            tr("The text is empty."),
            tr("Write something, or remove the key."),
        )
    if kind in ("too_short", "too_long"):
        return (
            "CJ013",
            tr("Exactly two values are needed here."),
            tr("Write the lower and the upper one: `[1, 5]`."),
        )
    if kind == "unknown_value":
        allowed = [str(value) for value in context["allowed"]]
        near = nearest(context["written"], allowed)
        names = ", ".join(allowed)
        if len(near) == 1:
            help = tr("Did you mean `{name}`? Allowed: {names}.", name=near[0], names=names)
        else:
            help = tr("Allowed: {names}.", names=names)
        return "CJ014", tr("`{written}` is not known here.", written=context["written"]), help
    if kind == "bad_date":
        return (
            "CJ015",
            tr("`{text}` is no date.", text=context["text"]),
            tr("Write it as year-month-day: `2026-03-31`."),
        )
    if kind == "unsafe_url":
        return (
            "CJ016",
            tr("`{text}` is no web address.", text=context["text"]),
            tr("Only http:// and https:// addresses are taken."),
        )
    if kind == "bad_format":
        message, help = _FORMS[context["form"]]
        text = context["text"]
        return (
            "CJ019",
            tr(message.template, text=text),
            tr(help.template, slug=slug(text) or "my-id") if "{slug}" in help.template else help,
        )
    if kind in ("tuple_type", "list_type"):
        return (
            "CJ012",
            tr("A list is needed here."),
            tr("Begin each item with `- ` on a line of its own."),
        )
    if kind == "dict_type":
        return "CJ012", _EXPECTED["mapping"], _EXPECTED_HELP["mapping"]
    return "CJ012", tr("This does not fit here."), None


def _missing_help(what: type[Element] | None, key: str) -> Message:
    if what is Journey and key == "stages":
        return tr("Write `stages:` and below it `- name: …`, one for each part of the journey.")
    if what is Journey and key == "personas":
        return tr("Write `personas:` and below it `- ` and a name.")
    return tr("Add `{key}: …`.", key=key)
