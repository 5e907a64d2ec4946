"""A page of our own that is being read: what it says, and what became of each of its pieces."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cjmap.convert import mermaid
from cjmap.convert.drafts import Draft, Fate, Remark
from cjmap.convert.own.finding import FIGURE, Journey, section_of
from cjmap.convert.own.tasks import Scale
from cjmap.convert.recognition.cells import number_of
from cjmap.convert.recognition.places import whole_journey
from cjmap.convert.sections import Section
from cjmap.convert.tables import Cell, Spot
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.conventions import convention_of
from cjmap.messages import Message, tr
from cjmap.records import replace
from cjmap.text.emitting import Value
from cjmap.text.slugs import slug
from cjmap.views.written.mermaid import safe

NAMES: Final = expression(r",\s+|[、،]\s*")
BESIDE: Final = " · "
# They keep numbers in their order among words from right to left.
MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
FOR_READERS: Final = tr("a page for readers; convert the map itself to keep all of it")
STAGELESS: Final = tr("No stage stands beside it, so it is the whole journey's.")
# Of what both say the table says more.
COUNTS: Final = tr("The table of the page says otherwise, and counts.")


class Record:
    """What a page says, by the keys of the format, and what became of each piece."""

    def __init__(self, draft: Draft, sections: Sequence[Section], journey: Journey) -> None:
        self.values: dict[str, Any] = copy.deepcopy(dict(draft.values))
        self.remarks: list[Remark] = []
        # Those of headings and heads of tables that were looked at.
        heading = tr("Journey").render(journey.code)
        self.lines: set[int] = {one.line for one in sections if one.heading == heading}
        self.lines |= {journey.block.line} if journey.block is not None else set()
        self.sections = sections
        self.journey = journey
        self.code = code = journey.code
        self.comma = convention_of(code).decimal == ","
        self.places: dict[str, tuple[dict[str, Any], Path]] = {}
        # The lines of the diagram that are a stage or a touchpoint, by what was made of them.
        self.drawn_lines: dict[int, list[Remark]] = {}
        self.drawn: dict[int, Remark] = {}
        for remark in draft.remarks:
            thing = self._at(remark.path) if remark.fate is Fate.TAKEN else None
            if thing is None:
                self.remarks.append(remark)
            else:
                self.drawn_lines.setdefault(id(thing), []).append(remark)
                self.drawn[id(thing)] = remark

    def _at(self, path: Path) -> dict[str, Any] | None:
        """The stage or the touchpoint at a path; None for what is none."""
        if path[:1] != ("stages",) or len(path) not in (2, 4):
            return None
        found: Any = self.values
        for part in path:
            found = found[part]
        return found if isinstance(found, dict) else None

    def section(self, heading: str) -> Section | None:
        found = section_of(self.sections, heading)
        if found is not None:
            self.lines.add(found.line)
        return found

    def place(self, name: str) -> tuple[dict[str, Any], Path]:
        """The stage of a name, or the journey; a stage without touchpoints is not in the diagram."""
        if not name.strip() or slug(name) in whole_journey():
            return self.values, ()
        drawn = as_drawn(name)
        if drawn not in self.places:
            listed = self.values.setdefault("stages", [])
            listed.append({"name": name})
            self.places[drawn] = (listed[-1], ("stages", len(listed) - 1))
        return self.places[drawn]

    def take(self, cell: Cell, path: Path) -> None:
        if cell.text.strip():
            self.remarks.append(Remark(Fate.TAKEN, cell.text, cell.spot, path))

    def take_place(self, cell: Cell, said: Cell, path: Path) -> None:
        """Takes the stage of a row, or tells that what the row says is the journey's without one."""
        self.take(cell, path)
        if not cell.text.strip():
            self.remarks.append(Remark(Fate.TAKEN, said.text, said.spot, path, STAGELESS))

    def miss(self, text: str, spot: Spot, note: Message = FOR_READERS) -> None:
        if text.strip():
            self.remarks.append(Remark(Fate.UNKNOWN, text, spot, note=note))

    def set(
        self, thing: dict[str, Any], key: str, value: object, text: str, spot: Spot, path: Path
    ) -> None:
        """Says a text with a key, or that nobody knows what it says."""
        if value is None:
            self.miss(text, spot)
        else:
            thing[key] = value
            self.remarks.append(Remark(Fate.TAKEN, text, spot, (*path, key)))

    def told_scale(self) -> Scale | None:
        """The scale that the head of the page names beside the mean of all scores."""
        label = tr("mean emotion").render(self.code)
        for item in (item for one in self.sections if one.level == 1 for item in one.items):
            _, found, beside = item.text.translate(MARKS).partition(label)
            ends = [number_of(end, comma=self.comma) for end in FIGURE.findall(beside)[:2]]
            if found and len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                return float(ends[0]), float(ends[1])
        return None

    # -- the lines of the diagram -----------------------------------------------------------------

    def settle_lines(self) -> None:
        """Says of the lines of the diagram what they are now, but of those that are told otherwise."""
        for number, stage in enumerate(mappings(self.values.get("stages"))):
            path: Path = ("stages", number)
            self._place_lines(stage, path)
            for at, one in enumerate(mappings(stage.get("touchpoints"))):
                self._place_lines(one, (*path, "touchpoints", at))

    def _place_lines(self, thing: dict[str, Any], path: Path) -> None:
        self.remarks += (replace(line, path=path) for line in self.drawn_lines.pop(id(thing), ()))

    def mark_alone(self, thing: dict[str, Any]) -> None:
        """Says that the diagram alone has something."""
        note = tr("It stands in the diagram alone, and not in the table.")
        self.drawn_lines[id(thing)] = [
            replace(line, note=note) for line in self.drawn_lines.get(id(thing), ())
        ]

    def mark_differing(self, thing: dict[str, Any]) -> None:
        """Says that the table has something by another name."""
        for line in self.drawn_lines.pop(id(thing), ()):
            self.tell(line, COUNTS)

    def tell(self, line: Remark, note: Message) -> None:
        """Says of a line of the diagram that it is not taken over."""
        same = (Fate.TAKEN, line.text, line.spot)
        self.remarks = [one for one in self.remarks if (one.fate, one.text, one.spot) != same]
        told = Remark(Fate.UNKNOWN, line.text, line.spot, (), note)
        if told not in self.remarks:
            self.remarks.append(told)


def as_drawn(text: str) -> str:
    return mermaid.shown(safe(text))


def plain(number: float) -> Value:
    return int(number) if float(number).is_integer() else float(number)


def touchpoints_of(stage: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(mappings(stage.get("touchpoints")))


def personas_of(value: object) -> Iterator[Mapping[str, Any]]:
    """Personas, each as a mapping with its name."""
    for one in value if isinstance(value, list) else ():
        yield one if isinstance(one, dict) else {"name": one}


def mappings(value: object) -> Iterator[dict[str, Any]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
