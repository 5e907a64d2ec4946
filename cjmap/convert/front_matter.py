"""The front matter of a page: a head in YAML between two lines of dashes, which becomes the map's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cjmap.convert.drafts import Draft, Fate, Remark
from cjmap.convert.sections import plain_words
from cjmap.convert.tables import Spot
from cjmap.convert.trees import plain
from cjmap.expressions import expression
from cjmap.findings.source import Source
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.sieve.grammar import MODELS
from cjmap.text import tree as nodes
from cjmap.text.emitting import Value
from cjmap.text.reading import read as read_yaml
from cjmap.text.slugs import slug

_FRONT: Final = expression(
    r"---[ \t]*\n(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.M
)
# What marks words, and addresses behind them.
_MARKED: Final = expression(r"[*_`~\[]")


def part_front(text: str) -> tuple[str, str]:
    """The front matter, and the rest with its lines where they were."""
    front = _FRONT.match(text)
    if front is None:
        return "", text
    return front["head"], "\n" * front[0].count("\n") + text[front.end() :]


def with_front(draft: Draft, front: str) -> Draft:
    """A draft whose head is the front matter: keys of the format as they are, others kept."""
    root = read_yaml(Source("", front)).root if front.strip() else None
    if not isinstance(root, nodes.Mapping):
        return replace(draft, remarks=(*draft.remarks, *left_front(front)))
    known: Mapping[str, object] = MODELS["Journey"][0]
    values: dict[str, Value] = dict(draft.values)
    remarks = [*draft.remarks]
    for key, (written, node) in root.entries.items():
        line = 1 + front.count("\n", 0, written.start) + 1
        own = key if key.startswith("x-") else f"x-{slug(key) or 'more'}"
        name = key if key in known and key != "stages" else own
        value = _unmarked(plain(node, known.get(name)))
        if value is None:
            continue
        text = node.value if isinstance(node, nodes.Scalar) else key
        fate = Fate.KEPT if name.startswith("x-") else Fate.TAKEN
        remarks = [one for one in remarks if not (one.fate is Fate.MISSING and one.path == (name,))]
        remarks.append(Remark(fate, text, Spot(line), (name,)))
        values[name] = value
    return replace(draft, values=values, remarks=tuple(remarks))


def left_front(front: str) -> Iterator[Remark]:
    """Says of a head that is the head of no map that nobody knows what it means, line by line."""
    note = tr("The head of the page is no YAML with keys, or it belongs to several maps.")
    for line, text in enumerate(front.split("\n"), 2):
        if text.strip():
            yield Remark(Fate.UNKNOWN, text.strip(), Spot(line), (), note)


def _unmarked(value: Value) -> Value:
    """What a head says, its texts without the marks of Markdown; several lines stay as they are."""
    if isinstance(value, str):
        return plain_words(value) if _MARKED.search(value) and "\n" not in value else value
    if isinstance(value, Mapping):
        return {key: _unmarked(one) for key, one in value.items()}
    return [*map(_unmarked, value)] if isinstance(value, list) else value
