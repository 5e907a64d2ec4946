"""The places of a map that is put together: what its stages, touchpoints, people and evidence are called."""

from __future__ import annotations

from typing import Final

from cjmap.convert.drafts import Fate, Remark, unstaged
from cjmap.convert.recognition.cells import name_of
from cjmap.convert.recognition.heading import Headings
from cjmap.convert.recognition.pieces import Place, Values
from cjmap.convert.tables import Cell
from cjmap.findings import Path
from cjmap.messages import Message, tr
from cjmap.text.slugs import slug

_PERSON: Final = frozenset(("personas",))


class Atlas:
    """The places of a map, each found by its name or made, and what became of each piece.

    `title` stands where nothing says one.
    """

    def __init__(self, title: str) -> None:
        self.values: Values = {}
        self.remarks: list[Remark] = []
        self.title: str = title
        # Whether numbers say which touchpoint is meant, and what stages are called that have another name elsewhere.
        self.numbered: bool = False
        self.renamed: dict[str, str] = {}
        self._stages: dict[str, Place] = {}
        self._touchpoints: dict[int, list[tuple[str, str, Place]]] = {}
        # What a table of a hundred thousand rows would else be searched for, row by row.
        self._named: dict[tuple[int, str], list[tuple[str, Place]]] = {}
        self._people: dict[str, Values] = {}
        self._sources: dict[str, int] = {}

    # --- what became of a piece ------------------------------------------------------------------

    def take(self, cell: Cell, path: Path, note: Message | None = None) -> None:
        """A cell is said by the format's key at a path."""
        self.remarks.append(Remark(Fate.TAKEN, cell.text.strip(), cell.spot, path, note))

    def miss(self, cell: Cell, note: Message | None = None) -> None:
        """Nobody knows what a cell means."""
        self.remarks.append(Remark(Fate.UNKNOWN, cell.text.strip(), cell.spot, (), note))

    # --- stages and touchpoints ------------------------------------------------------------------

    def stage(self, name: str) -> Place:
        """The stage of a name; a new one where there is none yet."""
        name = self.renamed.get(slug(name), name)
        known = self._stages.get(slug(name) or name)
        if known is not None:
            return known
        listed = self.values.setdefault("stages", [])
        values: Values = {"name": name}
        listed.append(values)
        place = Place("stage", values, ("stages", len(listed) - 1))
        self._stages[slug(name) or name] = place
        return place

    def only_stage(self) -> Place:
        """The one stage of a journey of which nothing names any; it is called as the journey is."""
        if not self._stages:
            self.remarks.append(unstaged())
        return self.stage(str(self.values.get("title") or self.title or "1"))

    def touchpoint(
        self, stage: Place, name: str, number: str = "", *, last: bool = False, who: str = ""
    ) -> Place:
        """The touchpoint of a name in a stage; a new one where there is none, or of another number.

        `last`: only the last one of the stage may be it, as where rows go on with one touchpoint.
        `who`: the persona who takes part in it, where not everybody does.
        """
        listed = self._touchpoints.setdefault(id(stage.values), [])
        named = self._named.setdefault((id(stage.values), name), [])
        if last and listed and listed[-1][0] != name:
            candidates = []
        else:
            candidates = named[-1:] if last else named
        for at, place in candidates:
            if not number or not at or number == at:
                people = place.values.get("personas")
                if who and people and self.reference(who) not in people:
                    people.append(self.reference(who))
                return place
        touchpoints = stage.values.setdefault("touchpoints", [])
        values: Values = {"name": name}
        if who:
            values["personas"] = [self.reference(who)]
        touchpoints.append(values)
        path = (*stage.path, "touchpoints", len(touchpoints) - 1)
        place = Place("touchpoint", values, path, stage)
        listed.append((name, number, place))
        named.append((number, place))
        return place

    def ask_name(self, touchpoint: Place, cell: Cell) -> None:
        """Says that nothing names a touchpoint, for whose name there is a cell."""
        note = tr("Nothing says what this touchpoint is called: what is its name?")
        path = (*touchpoint.path, "name")
        self.remarks.append(Remark(Fate.MISSING, "", cell.spot, path, note))

    def touchpoint_anew(self, stage: Place, name: str, number: str) -> Place | None:
        """The touchpoint of a number that has another name; None where one has the name."""
        listed = self._touchpoints.get(id(stage.values), [])
        if not self.numbered or not number or any(known == name for known, _, _ in listed):
            return None
        return next((place for _, at, place in listed if at == number), None)

    def numbers_of(self, stage: Place, name: str) -> list[str]:
        """The numbers of the touchpoints of a name in a stage, "" of one that has none."""
        return [number for number, _ in self._named.get((id(stage.values), name), ())]

    def only_touchpoint(self, name: str) -> Place | None:
        """The one touchpoint of a name, in whatever stage; None where there is none, or several."""
        found = [
            place
            for listed in self._touchpoints.values()
            for known, _, place in listed
            if slug(known) == slug(name)
        ]
        return found[0] if len(found) == 1 else None

    def touchpoints_of(self, stage: Place) -> list[Place]:
        """The touchpoints of a stage so far."""
        return [place for _, _, place in self._touchpoints.get(id(stage.values), [])]

    @property
    def has_journey(self) -> bool:
        return bool(self._stages)

    # --- people and evidence ---------------------------------------------------------------------

    def persona(self, name: str) -> Values:
        """The persona of a name or an id; a new one where there is none yet."""
        found = self._find_persona(name)
        if found is None:
            found = {"name": name}
            self.values.setdefault("personas", []).append(found)
            self._people[slug(name) or name] = found
        return found

    def take_person(self, cell: Cell, headings: Headings) -> str:
        """Takes a cell that names a person, `Laura` or `Persona: Laura`; gives the name."""
        said = headings.read(cell.text, _PERSON)
        persona = self.persona(said.about if said.key and said.about else name_of(cell.text))
        self.take(cell, ("personas",))
        return str(persona["name"])

    def knows_persona(self, name: str) -> bool:
        return self._find_persona(name) is not None

    def _find_persona(self, name: str) -> Values | None:
        return self._people.get(slug(name) or name)

    def know_person(self, id: str, persona: Values) -> None:
        """From here on a persona is found by this id, too."""
        self._people.setdefault(id, persona)

    def reference(self, name: str) -> str:
        """How the map refers to a persona of a name."""
        found = self.persona(name)
        return str(found.get("id") or slug(str(found["name"])) or name)

    def source(self, title: str) -> tuple[Values, Path]:
        """The piece of evidence of a title or an id; a new one where there is none yet."""
        listed = self.values.setdefault("evidence", [])
        number = self._sources.get(title)
        if number is None:
            number = len(listed)
            listed.append({"title": title})
            for name in (title, slug(title)):
                self._sources.setdefault(name, number)
        return listed[number], ("evidence", number)

    def cited(self, title: str) -> str:
        """How the map refers to a piece of evidence of a title."""
        known = self.source(title)[0]
        return str(known.get("id") or slug(known["title"]) or known["title"])

    def know_source(self, id: str, number: int) -> None:
        """From here on a piece of evidence is found by this id, too."""
        self._sources.setdefault(id, number)
