"""What may be written next: keys with their meaning, values, and what a map refers to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lsprotocol import types

from cjmap.expressions import expression
from cjmap.facts.index import Item, brief_id
from cjmap.facts.naming import name_shared
from cjmap.facts.subject import Subject
from cjmap.lsp.cursor import ITEM, Cursor, find_cursor
from cjmap.lsp.desk import Desk
from cjmap.lsp.meaning import LISTS, Meaning, explain, find_meaning
from cjmap.records import dataclass, replace
from cjmap.reference.forms import tell
from cjmap.reference.keys import ROOT, Key, Thing, things, translated
from cjmap.text.emitting import EditRefused, is_plain, single
from cjmap.vocabulary.maps import Thing as Kind

TRIGGERS: Final = (":", " ", "-", "[", "{", ",", "#")

# What keys name that stands elsewhere in the map: by the thing that has the key and the key,
# "*" for any thing.
_REFERENCES: Final[Mapping[tuple[str, str], tuple[Kind, ...]]] = {
    ("*", "personas"): (Kind.PERSONA,),
    ("*", "persona"): (Kind.PERSONA,),
    ("*", "emotions"): (Kind.PERSONA,),
    ("*", "evidence"): (Kind.EVIDENCE,),
    ("*", "source"): (Kind.EVIDENCE,),
    ("*", "lanes"): (Kind.LANE,),
    ("touchpoint", "channel"): (Kind.CHANNEL,),
    ("automation", "channel"): (Kind.CHANNEL,),
    ("persona", "channels"): (Kind.CHANNEL,),
    ("touchpoint", "next"): (Kind.TOUCHPOINT,),
    ("next", "to"): (Kind.TOUCHPOINT,),
    ("opportunity", "pains"): (Kind.PAIN,),
    ("journey-result", "opportunities"): (Kind.OPPORTUNITY,),
    ("metric", "from"): (Kind.STAGE, Kind.TOUCHPOINT),
    ("link", "from"): (Kind.STAGE, Kind.TOUCHPOINT),
    (ROOT, "personas"): (Kind.PERSONA,),
    (ROOT, "channels"): (Kind.CHANNEL,),
    (ROOT, "evidence"): (Kind.EVIDENCE,),
}
# Where a snippet stops for what is to be written.
_STOP = expression(r"\$(?:\{\d+:(?P<text>(?:\\.|[^}\\])*)\}|\d+)")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be written.

    `text` is what is written, a snippet where `snippet` says so. `sought` are the words by which
    it is found beside `label`.
    """

    label: str
    text: str
    detail: str
    kind: types.CompletionItemKind
    documentation: str = ""
    snippet: bool = False
    sought: str = ""


def complete(
    desk: Desk, file: Path, position: types.Position, *, snippets: bool
) -> types.CompletionList | None:
    """What may be written at a place of a map; `snippets`: whether the editor knows any."""
    places = desk.places(file)
    index = places.index(position)
    cursor = find_cursor(places.source, index)
    place = _place_of(cursor) if cursor is not None else None
    if cursor is None or place is None:
        return None
    start = cursor.start
    if cursor.word[:1] in ("'", '"'):
        cursor = replace(cursor, word=cursor.word[1:])
    offers = list(_Offers(desk, file, cursor, place).offers())
    items = [
        _item(offer, number, places.range(start, index), snippets=snippets)
        for number, offer in enumerate(offers)
    ]
    return types.CompletionList(is_incomplete=False, items=items) if items else None


def _item(
    offer: Offer, number: int, written: types.Range, *, snippets: bool
) -> types.CompletionItem:
    as_snippet = offer.snippet and snippets
    text = offer.text if as_snippet or not offer.snippet else _without_stops(offer.text)
    return types.CompletionItem(
        label=offer.label,
        kind=offer.kind,
        detail=offer.detail or None,
        documentation=(
            types.MarkupContent(types.MarkupKind.Markdown, offer.documentation)
            if offer.documentation
            else None
        ),
        # The order is that of the format, or of the file.
        sort_text=f"{number:04}",
        filter_text=offer.sought or offer.label,
        text_edit=types.TextEdit(written, text),
        insert_text_format=(
            types.InsertTextFormat.Snippet if as_snippet else types.InsertTextFormat.PlainText
        ),
    )


def _place_of(cursor: Cursor) -> Meaning | None:
    """What the format has where somebody writes; None where that is nothing that it knows."""
    here = find_meaning(cursor.path)
    return here.below(cursor.key) if here is not None and cursor.key else here


class _Offers:
    """What may be written at a place of the format."""

    def __init__(self, desk: Desk, file: Path, cursor: Cursor, where: Meaning) -> None:
        self._desk = desk
        self._file = file
        self._cursor = cursor
        self._where = where

    def offers(self) -> Iterator[Offer]:
        where, cursor = self._where, self._cursor
        if cursor.key:
            yield from self._values(where)
            return
        if cursor.path and cursor.path[-1] == ITEM:
            yield from self._items(where)
        elif where.key is not None and where.key.form[0] in LISTS:
            yield from self._first_items(where.key)
        if where.named_by is not None:
            yield from self._names(where.named_by)
        if where.thing is not None:
            yield from self._keys(where.thing)

    # -- keys -----------------------------------------------------------------------------

    def _keys(self, thing: Thing) -> Iterator[Offer]:
        """The keys of a thing that it does not have yet, those that it needs first."""
        left = [key for key in thing.keys if key.name not in self._cursor.siblings]
        for key in sorted(left, key=lambda key: not key.needed):
            yield Offer(
                key.name,
                self._key_text(key),
                self._desk.say(tell(key)),
                types.CompletionItemKind.Property,
                explain(key, self._desk.language),
                snippet=True,
            )

    def _key_text(self, key: Key) -> str:
        """A key with what follows it: its value's place, or the first item of its list."""
        if self._cursor.flow:
            return f"{key.name}: $0"
        indent = " " * self._cursor.column
        form = key.form[0]
        if form == "list" and key.holds:
            return f"{key.name}:\n{indent}  - {_skeleton(key, indent + '    ')}"
        if form == "list" or (form == "many" and not key.holds and not key.values):
            return f"{key.name}:\n{indent}  - $0"
        if form == "dict" or (form == "model" and not things()[key.holds].short):
            return f"{key.name}:\n{indent}  $0"
        return f"{key.name}: $0"

    def _names(self, key: Key) -> Iterator[Offer]:
        """The keys of a mapping that are names of the map's own."""
        for offer in self._references(key):
            if offer.text not in self._cursor.siblings:
                yield replace(offer, text=f"{offer.text}: ")

    # -- items ----------------------------------------------------------------------------

    def _items(self, where: Meaning) -> Iterator[Offer]:
        """What an item of a list may be: a reference, a value, or a thing that begins here."""
        if where.key is None or self._cursor.siblings:
            return
        yield from self._values(where)
        if where.thing is not None and not self._cursor.flow:
            yield self._new(where.key, _skeleton(where.key, " " * self._cursor.column))

    def _first_items(self, key: Key) -> Iterator[Offer]:
        """The dash of a list's item, where none stands yet."""
        if self._cursor.flow:
            return
        if key.holds:
            indent = " " * (self._cursor.column + 2)
            yield self._new(key, f"- {_skeleton(key, indent)}")
            return
        for offer in self._values(Meaning(None, replace(key, form=key.form[1]))):
            yield replace(offer, text=f"- {offer.text}")

    def _new(self, key: Key, text: str) -> Offer:
        """A thing as one begins it."""
        meaning = translated(things()[key.holds].meaning, self._desk.language)
        return Offer(
            f"- {key.holds}" if text.startswith("- ") else f"{key.holds} …",
            text,
            meaning,
            types.CompletionItemKind.Snippet,
            snippet=True,
            sought=key.holds,
        )

    # -- values ---------------------------------------------------------------------------

    def _values(self, where: Meaning) -> Iterator[Offer]:
        key = where.key
        if key is None:
            return
        if key.form[0] == "list" and not self._cursor.flow:
            # Behind the colon of a list nothing stands.
            return
        known: set[str] = set()
        for offer in (*self._references(key), *self._choices(key)):
            if offer.text not in known:
                known.add(offer.text)
                yield offer

    def _choices(self, key: Key) -> Iterator[Offer]:
        """The words of a choice, with their meaning; faces and levels where a feeling stands."""
        chosen = things()["emotion"].key("score") if key.holds == "emotion" else key
        assert chosen is not None
        for value in chosen.values:
            meaning = translated(value.meaning, self._desk.language)
            yield Offer(
                value.word, self._written(value.word), meaning, types.CompletionItemKind.EnumMember
            )
        if key.form[0] == "choice" and not key.form[1]:
            for word in ("true", "false"):
                yield Offer(word, word, "", types.CompletionItemKind.EnumMember)
        if (key.thing, key.name) == ("stage", "phase"):
            yield from self._phases()

    def _phases(self) -> Iterator[Offer]:
        subject = self._desk.subject(self._file)
        if subject is not None:
            for phase in subject.phases.phases:
                yield Offer(
                    phase.id,
                    self._written(phase.id),
                    self._desk.say(phase.label),
                    types.CompletionItemKind.EnumMember,
                )

    def _references(self, key: Key) -> Iterator[Offer]:
        """What a key may name: things of the map, and those of the libraries of its workspace."""
        if (key.thing, key.name) == ("link", "to"):
            yield from self._links()
            return
        kinds = _REFERENCES.get((key.thing, key.name)) or _REFERENCES.get(("*", key.name), ())
        subject = self._desk.subject(self._file)
        if key.thing == ROOT:
            yield from self._shared(kinds)
        elif subject is not None:
            for kind in kinds:
                for item in subject.index.items[kind]:
                    yield self._reference(subject, item)
            yield from self._shared(kinds)

    def _reference(self, subject: Subject, item: Item) -> Offer:
        id = brief_id(subject.index, item)
        stage = next((s for s in subject.index.items[Kind.STAGE] if s.stage == item.stage), None)
        where = stage.name if stage is not None and item.kind is not Kind.STAGE else ""
        return Offer(
            id,
            self._written(id),
            " · ".join(filter(None, (item.name, where))),
            types.CompletionItemKind.Reference,
            sought=f"{id} {item.name}",
        )

    def _shared(self, kinds: Iterable[Kind]) -> Iterator[Offer]:
        """What the libraries of the workspace hold of some kinds."""
        library = self._desk.project.library(self._desk.project.workspace(self._file))
        shelves: Mapping[Kind, Iterable[Any]] = {
            Kind.PERSONA: library.personas,
            Kind.CHANNEL: library.channels,
            Kind.EVIDENCE: library.evidence,
            Kind.LANE: library.lanes,
        }
        for kind in kinds:
            for thing in shelves.get(kind, ()):
                id = name_shared(thing)
                name = str(getattr(thing, "name", None) or getattr(thing, "title", None) or id)
                yield Offer(
                    id,
                    self._written(id),
                    name,
                    types.CompletionItemKind.Reference,
                    sought=f"{id} {name}",
                )

    def _links(self) -> Iterator[Offer]:
        """The other maps of the workspace; behind `#` what a map has."""
        project = self._desk.project
        named, mark, _ = self._cursor.word.partition("#")
        home = project.workspace(self._file)
        if mark:
            target = home.contain(self._file.parent, named)
            subject = self._desk.session.glimpse(target) if target is not None else None
            if subject is not None:
                for kind in (Kind.TOUCHPOINT, Kind.STAGE):
                    for item in subject.index.items[kind]:
                        offer = self._reference(subject, item)
                        text = f"{named}#{brief_id(subject.index, item)}"
                        yield replace(offer, text=self._written(text), sought=text)
            return
        for file in project.company(home):
            if file != self._file and not project.workspace(file).is_library(file):
                path = Path(os.path.relpath(file, self._file.parent)).as_posix()
                yield Offer(path, self._written(path), "", types.CompletionItemKind.File)

    def _written(self, text: str) -> str:
        """A text as it is written here: in quotes where it must be."""
        flow = self._cursor.flow
        try:
            return text if is_plain(text, flow=flow) else single(text, flow=flow)
        except EditRefused:
            return text


# -- snippets ----------------------------------------------------------------------------------


def _skeleton(key: Key, indent: str) -> str:
    """A new thing of a list as one begins it, with stops for what is to be written."""
    example = key.examples[0]
    first = example[0] if isinstance(example, list) else example
    stops = _Stops()
    return stops.write(first, indent) + "$0"


class _Stops:
    """Writes a value as a snippet: its texts are stops, numbered in their order."""

    def __init__(self) -> None:
        self._number = 0

    def write(self, value: Any, indent: str) -> str:
        """The value; lines behind the first begin with `indent`."""
        if isinstance(value, dict):
            return f"\n{indent}".join(
                f"{name}:{self._behind(inner, indent)}" for name, inner in value.items()
            )
        if isinstance(value, list):
            return f"\n{indent}".join(f"- {self.write(one, indent + '  ')}" for one in value)
        self._number += 1
        written = single(value, flow=False)
        escaped = written.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
        return f"${{{self._number}:{escaped}}}"

    def _behind(self, value: Any, indent: str) -> str:
        if isinstance(value, dict | list):
            return f"\n{indent}  {self.write(value, indent + '  ')}"
        return f" {self.write(value, indent)}"


def _without_stops(snippet: str) -> str:
    """A snippet for an editor that knows none: its texts alone."""
    plain = _STOP.sub(lambda match: match["text"] or "", snippet)
    return plain.replace("\\}", "}").replace("\\$", "$").replace("\\\\", "\\")
