"""What the format has at a place of a map: whose keys stand there, which key's value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cjmap.findings import Key as Step
from cjmap.lsp.cursor import ITEM
from cjmap.records import dataclass, replace
from cjmap.reference.keys import ROOT, Key, Thing, things
from cjmap.reference.pages import Answer, as_markdown

LISTS: Final = ("list", "many", "either")
"""The forms of keys whose value is a list, or may be one."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the format has at a place.

    That is the `thing` whose keys may stand there, the `key` whose value may (its form is that of
    an item within a list), and of a mapping with names of the map's own the key that holds it.
    """

    thing: Thing | None = None
    key: Key | None = None
    named_by: Key | None = None

    def below(self, step: Step) -> Meaning | None:
        """What the format has a step further down; None where that is nothing that it knows."""
        if self.named_by is not None:
            inner = replace(self.named_by, form=self.named_by.form[1])
            return Meaning(things().get(inner.holds), inner)
        if step == ITEM or isinstance(step, int):
            return self._item()
        found = self.thing.key(step) if self.thing is not None else None
        if found is None:
            return None
        if found.form[0] == "dict":
            return Meaning(None, None, found)
        # In a list nothing but an item has keys; a thing that may stand alone has them right there.
        alone = found.form[0] in ("model", "many")
        return Meaning(things().get(found.holds) if alone else None, found)

    def _item(self) -> Meaning | None:
        key = self.key
        if key is None or key.form[0] not in LISTS:
            return None
        return Meaning(things().get(key.holds), replace(key, form=key.form[1]))


def find_meaning(path: Iterable[Step]) -> Meaning | None:
    """What the format has at the end of a path of a map."""
    here: Meaning | None = Meaning(things()[ROOT])
    for step in path:
        here = here.below(step) if here is not None else None
    return here


def explain(key: Key, language: str) -> str:
    """What the reference tells of a key, as Markdown."""
    whole = next(one for one in things()[key.thing].keys if one.name == key.name)
    return as_markdown(Answer(keys=(whole,)), language)
