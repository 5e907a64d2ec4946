"""Tree → plain data: the first of the three steps, and the last that sees nodes.

What the tree lost and what stands empty is left out and remembered, so that nothing is called
missing which was only unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cjmap.expressions import expression
from cjmap.findings import Edit, Path, Problem, Severity
from cjmap.findings.source import Source
from cjmap.languages.denials import DENIABLE, denial
from cjmap.loading.incomplete import Loss, lose, lose_everything
from cjmap.loading.paths import Value
from cjmap.loading.shape import is_stray, shape_at
from cjmap.loading.slips import Comma, Slips
from cjmap.loading.values import values_meant
from cjmap.messages import DEFAULT_LANGUAGE, shorten, tr
from cjmap.model.remarks import Remark
from cjmap.records import dataclass, replace
from cjmap.text.marks import looks_tight
from cjmap.text.scalars import NULLS, Plain, in_quotes
from cjmap.text.tree import Alias, Lost, Node, Scalar, Sequence
from cjmap.text.tree import Mapping as MappingNode
from cjmap.vocabulary.metrics import MetricType

_LOST_WORD = expression(r"[ \t]*(#(?!cjmap:)[^\s#=-][^\r\n]*)")

_LOST_ANCHOR = expression(r"(?<=[\s,\[{])(&[^\s,\[\]{}]+)[ \t]*\Z")


@dataclass(frozen=True)
class Extract:
    """What a map says, as plain data, and what of it could not be taken over.

    `removed` are the numbers of the items that lists lost, ascending; `told` the places whose
    mistake has been told; `incomplete` what may be missing (see `cjmap.loading.incomplete`);
    `merged` the mappings of which nobody can say what they lack. `remarks` are for rules;
    `commas` tells of keys that may be the rest of a text, `colons` of items of lists that may
    be texts, with the stretch that they take. Paths have the document's numbers.
    """

    data: dict[str, Value]
    problems: tuple[Problem, ...]
    removed: Mapping[Path, list[int]]
    told: frozenset[Path]
    incomplete: frozenset[Loss]
    merged: frozenset[Path]
    remarks: tuple[Remark, ...]
    commas: Mapping[Path, Comma]
    colons: Mapping[Path, tuple[int, int]]


def extract(source: Source, root: MappingNode) -> Extract:
    """The plain data of a map's root."""
    walk = _Walk(source.text)
    data = walk.mapping(root, ())
    return Extract(
        data,
        tuple(walk.problems),
        walk.removed,
        frozenset(walk.told),
        frozenset(walk.incomplete),
        frozenset(walk.merged),
        tuple(walk.remarks),
        walk.commas,
        walk.colons,
    )


class _Walk:
    """One walk through the nodes of a document; what it notes ends up in `Extract`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._slips = Slips(text)
        # Whether a line begins like one that lacks a space: most texts have none.
        self._tight = looks_tight(text)
        self.remarks: list[Remark] = []
        self.commas: dict[Path, Comma] = {}
        self.colons: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.removed: dict[Path, list[int]] = {}
        self.told: set[Path] = set()
        self.incomplete: set[Loss] = set()
        self.merged: set[Path] = set()

    def value(self, node: Node, path: Path) -> Value:
        if isinstance(node, Alias):
            node = node.target
        if isinstance(node, Scalar):
            self.remarks += self._slips.remarks_of_value(node, path)
            return self._read_otherwise(node, path) if self._tight else _characters(node)
        if isinstance(node, Sequence):
            return self.sequence(node, path)
        assert isinstance(node, MappingNode)
        return self.mapping(node, path)

    def _as_it_stands(self, node: Node) -> str | None:
        """A scalar that says something and of which there is nothing to tell; None for all else.

        Nearly all are so, and of those nobody need know where they stand.
        """
        if type(node) is not Scalar or self._tight or self._slips.is_cut(node):
            return None
        if not node.plain:
            return node.value
        return None if node.value in NULLS else Plain(node.value)

    def _read_otherwise(self, node: Scalar, path: Path) -> Value:
        """What a scalar says; as what it was meant to be where a space is missing in it."""
        items = self._slips.dashes(node)
        if items is not None:
            self._tell_tight(items[1], path)
            return list(map(Plain, items[0]))
        entry = self._slips.tight(node, path)
        if entry is not None:
            self._tell_tight(entry[2], path)
            return {entry[0]: Plain(entry[1])}
        return _characters(node)

    def _tell_tight(self, problem: Problem, path: Path) -> None:
        self.problems.append(replace(problem, code="CJ012", path=path))
        self.told.add(path)

    def sequence(self, node: Sequence, path: Path) -> list[Value]:
        items: list[Value] = []
        if node.flow:
            self.remarks += self._slips.remarks_of_list(node, path)
        for number, item in enumerate(node.items):
            simple = self._as_it_stands(item)
            if simple is not None:
                items.append(simple)
                continue
            inner = (*path, number)
            if not isinstance(item, Lost) and not _is_null(item):
                items.append(self.value(item, inner))
                colon = self._slips.colon(item)
                if colon is not None:
                    self.colons[inner] = colon
                continue
            self.removed.setdefault(path, []).append(number)
            self.incomplete.update(lose(inner))
            if not isinstance(item, Lost):
                self._tell_empty_item(item, inner)
        return items

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Value]:
        if node.partial:
            # What was refused may have held anything.
            self.incomplete.update(lose_everything(path))
        if node.merged:
            self.merged.add(path)
        if node.flow:
            self.remarks += self._slips.remarks_of_mapping(node, path)
            for comma in self._slips.commas(node, path):
                self.commas.update({(*path, key): comma for key in comma.keys})
        data: dict[str, Value] = {}
        for name, (_, value) in node.entries.items():
            simple = self._as_it_stands(value)
            if simple is not None:
                data[name] = simple
                continue
            inner = (*path, name)
            if isinstance(value, Lost):
                self.told.add(inner)
                self.incomplete.update(lose(inner))
            elif _is_null(value):
                self._look_for_lost_word(value, inner)
                # A key that is not known is wrong even where nothing stands behind it.
                if is_stray(path, name):
                    data[name] = None
            elif name.startswith("x-") and shape_at(path) is not None:
                data[name] = _untouched(value)
            else:
                data[name] = self.value(value, inner)
        for name in DENIABLE & data.keys():
            self._look_for_denial(node, data, path, name)
        if path[-2:-1] == ("metrics",):
            self._look_for_type(data, path)
        return data

    def _look_for_type(self, data: dict[str, Value], path: Path) -> None:
        """Tells of a word for a known type of metric, which would be a type of the writer's own."""
        written = data.get("type")
        if not isinstance(written, str) or MetricType.known(written) is not None:
            return
        meant = values_meant(written, tuple(MetricType), DEFAULT_LANGUAGE)
        if len(meant) == 1:
            self.problems.append(
                Problem(
                    "CJ014",
                    (*path, "type"),
                    tr("`{text}` would be a type of your own.", text=shorten(written)),
                    tr("That is `{key}: {value}`.", key="type", value=meant[0]),
                    replacement=str(meant[0]),
                    severity=Severity.WARNING,
                )
            )

    def _look_for_denial(
        self, node: MappingNode, data: dict[str, Value], path: Path, name: str
    ) -> None:
        """Tells of a list that holds a word for nothing, as if that were one of its things."""
        written = denial(data[name])
        if written is None or shape_at(path) is None or is_stray(path, name):
            return
        key, value = node.entries[name]
        stretch = self._text[key.end : value.end]
        word = value.items[0] if isinstance(value, Sequence) else value
        inner = (*path, name)
        self.told.add(inner)
        self.problems.append(
            Problem(
                "CJ012",
                inner,
                tr("`{text}` stands here as if it were one of them.", text=shorten(written)),
                tr("Where you looked and there is none, write `{key}: []`.", key=name),
                span=(word.start, word.end),
                # A comment between the two would go as well.
                edits=() if "#" in stretch else (Edit(key.end, value.end, ": []"),),
            )
        )
        data[name] = []

    def _tell_empty_item(self, item: Node, path: Path) -> None:
        lost = self._lost_word(item)
        if lost is not None:
            self._tell_lost_word(lost, path)
            return
        start = item.start if item.end > item.start else self._dash_before(item.start)
        self.problems.append(
            Problem(
                "CJ012",
                path,
                tr("This item of the list is empty."),
                tr("Write something behind the `-`, or remove it."),
                # An anchor in brackets that are not closed may be all that there is.
                span=(start, max(item.end, min(start + 1, len(self._text)))),
            )
        )

    def _dash_before(self, index: int) -> int:
        found = self._text.rfind("-", 0, index)
        return found if found >= 0 else index

    def _look_for_lost_word(self, value: Node, path: Path) -> None:
        lost = self._lost_word(value) if isinstance(value, Scalar) else None
        if lost is not None:
            self._tell_lost_word(lost, path)
            self.told.add(path)
            self.incomplete.update(lose(path))

    def _lost_word(self, value: Node) -> re.Match[str] | None:
        """A `#word` or `&word` in place of a value: meant as text, taken for something else."""
        if value.end > value.start:
            return None
        lost = _LOST_WORD.match(self._text, value.start)
        return lost or _LOST_ANCHOR.search(self._text, max(0, value.start - 80), value.start)

    def _tell_lost_word(self, lost: re.Match[str], path: Path) -> None:
        written = lost.group(1).rstrip()
        shown = shorten(written)
        message = (
            tr("`{text}` is a comment to YAML; the value is lost.", text=shown)
            if written.startswith("#")
            else tr("`{text}` is a mark of YAML's own; the value is lost.", text=shown)
        )
        self.problems.append(
            Problem(
                "CJ019",
                path,
                message,
                tr("Put it in quotes: {text}.", text=shorten(in_quotes(written))),
                span=(lost.start(1), lost.start(1) + len(written)),
            )
        )


def _characters(node: Scalar) -> str:
    return Plain(node.value) if node.plain else node.value


def _is_null(node: Node) -> bool:
    inner = node.target if isinstance(node, Alias) else node
    return isinstance(inner, Scalar) and inner.null


def _untouched(node: Node) -> Value:
    """What stands below a key of the user's own: whatever it is, empty items included."""
    if isinstance(node, Alias):
        node = node.target
    if isinstance(node, Sequence):
        return [_untouched(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {name: _untouched(value) for name, (_, value) in node.entries.items()}
    assert isinstance(node, Scalar)
    return None if node.null else _characters(node)
