"""A map put together from the cells of tables, piece by piece, with what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cjmap.convert.drafts import Draft, Fate, Remark, nobody, untitled
from cjmap.convert.recognition.atlas import Atlas
from cjmap.convert.recognition.cells import (
    as_written,
    choice_of,
    is_blank,
    items_of,
    name_of,
    names_of,
    plain_text,
    says_there_is_none,
)
from cjmap.convert.recognition.feelings import (
    Felt,
    emotion_of,
    feeling_of,
    is_off,
    joined,
    off_scale,
    on_scale,
    scale_of,
)
from cjmap.convert.recognition.figures import measured, metric_of
from cjmap.convert.recognition.heading import METRIC, OF_THINGS, THINGS, Heading
from cjmap.convert.recognition.pieces import Place, Row, Shelf, Values, is_same, portraits
from cjmap.convert.recognition.shortening import shorten
from cjmap.convert.recognition.values import (
    ends_of,
    value_of_map,
    value_of_place,
    value_of_thing,
)
from cjmap.convert.recognition.whole import as_built, read_whole
from cjmap.convert.tables import Cell
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.durations import duration_of_words
from cjmap.languages.heads import head_of
from cjmap.languages.known import CODES
from cjmap.languages.language import StandIn
from cjmap.languages.standing_in import stands_for
from cjmap.loading.shape import keys_of
from cjmap.messages import Message, tr
from cjmap.text.slugs import slug
from cjmap.vocabulary.improvement import OpportunityStatus, PainStatus
from cjmap.vocabulary.lanes import BUILT_IN_ROWS
from cjmap.vocabulary.lifecycle import LifecyclePhase

_LISTS: Final = frozenset(
    "does expects expectations physical_evidence tags frontstage backstage support".split()
)
_STAGE_TEXTS: Final = frozenset("goal description success phase".split())
_TEXTS: Final = frozenset("owner duration wait handoff".split()) | _STAGE_TEXTS
# What a touchpoint alone may have: at a stage it waits until the touchpoints are known.
_OF_TOUCHPOINTS: Final = frozenset(
    "does channel feedback moment_of_truth wait handoff automation initiator kind tags entry exit".split()
)
_WITH_PERSONAS: Final = ("pains", "gains", "metrics")
_EMPTY: Final = "[]"
# In which states a pain may be, and an opportunity.
_STATES: Final[Mapping[Path, tuple[object, ...]]] = {
    ("pains",): tuple(PainStatus),
    ("opportunities",): tuple(OpportunityStatus),
}
# Who says what, and how that one feels: `Tom (4): "…"`.
_SPOKEN: Final = expression(
    r"(?P<name>[^()（）:：\"“„«]{1,60}?)\s*(?:[(（](?P<inside>[^()（）]{1,40})[)）])?\s*"
    r"(?:(?:[:：]|\s[-–—](?=\s))\s*(?P<said>.+))?"
)
_FEW_WORDS: Final = 4
_QUOTES: Final = " \"'“”„‟«»‘’「」『』"
_PORTRAIT_LISTS: Final = frozenset("goals needs frustrations motivations channels devices".split())


class Builder(Atlas):
    """Takes pieces one by one; `finish` gives the draft."""

    def __init__(
        self, language: str, *, comma: bool, title: str = "", by_file: bool = True
    ) -> None:
        super().__init__(title)
        self.language: str = language
        self.comma: bool = comma
        self.journey: Place = Place("journey", self.values, ())
        self.scales: list[tuple[float, float]] = []
        # Whether it is the file's name that stands where nothing says a title.
        self._by_file: bool = by_file
        self._shelves: dict[int, Shelf] = {}
        self._felt: dict[tuple[int, str], tuple[Place, list[tuple[Heading, Felt, Cell]]]] = {}
        # Things that have a row of their own, by what they are.
        self._alone: set[int] = set()
        self._deferred: list[tuple[Place, Heading, Cell]] = []

    # --- pieces ----------------------------------------------------------------------------------

    def add(self, place: Place, heading: Heading, cell: Cell, row: Row | None = None) -> None:
        """What a cell below, or behind, a head says of a place."""
        if not cell.text.strip():
            return
        if is_blank(cell.text):
            self.take(cell, place.path)
            return
        key = heading.key
        if heading.scale is not None:
            self.scales.append(heading.scale)
        if row is not None and key in OF_THINGS:
            row.about.append((heading, cell))
        elif place.level == "stage" and key in _OF_TOUCHPOINTS:
            self._deferred.append((place, heading, cell))
        elif not self._say(place, heading, cell, row) and not self.set_whole(place, heading, cell):
            self.keep(place, heading.name, cell)

    def set_whole(self, place: Place, heading: Heading, cell: Cell) -> bool:
        """Takes what tables of our own say whole, as JSON below the name of its key, or below `x-…`."""
        name, text = heading.name, cell.text.strip()
        if not (heading.whole or (name.startswith("x-") and not heading.key)):
            return False
        value = as_built(place.level, name, read_whole(text))
        known = place.values.get(name)
        if value is None or (known and known != value):
            return False
        if heading.whole and name not in keys_of(place.path):
            return False
        place.values[name] = value
        self.take(cell, (*place.path, name))
        return True

    def keep(self, place: Place, name: str, cell: Cell) -> None:
        """What the format has no key for, in a lane of the user's own."""
        lane, number = self._lane(name or head_of("notes", self.language))
        items = items_of(cell.text)
        if place.level == "journey":
            texts = self.values["lanes"][number].setdefault("texts", [])
            texts += items
            path: Path = ("lanes", number)
        else:
            place.values.setdefault("lanes", {}).setdefault(lane, []).extend(items)
            path = (*place.path, "lanes", lane)
        self.remarks.append(Remark(Fate.KEPT, cell.text.strip(), cell.spot, path))

    def keep_beside(self, place: Place, name: str, cell: Cell) -> None:
        """What is said of a note that stands in a lane, where nothing more can be said of it."""
        key = f"x-{slug(name) or 'note'}"
        said = place.values.setdefault(key, [])
        said.append(plain_text(cell.text))
        path = (*place.path, key, len(said) - 1)
        self.remarks.append(Remark(Fate.KEPT, cell.text.strip(), cell.spot, path))

    def _lane(self, name: str) -> tuple[str, int]:
        listed = self.values.setdefault("lanes", [])
        key = slug(name)
        for number, lane in enumerate(listed):
            if key in (lane.get("id"), slug(str(lane.get("name", "")))):
                return str(lane.get("id") or key), number
        taken = {lane.get("id") or slug(str(lane.get("name", ""))) for lane in listed}
        taken |= BUILT_IN_ROWS
        own, count = key or "lane", 2
        while own in taken:
            own, count = f"{key or 'lane'}-{count}", count + 1
        listed.append({"name": name} if own == key else {"id": own, "name": name})
        return own, len(listed) - 1

    def _say(self, place: Place, heading: Heading, cell: Cell, row: Row | None) -> bool:
        """Says a cell with a key of the format; False where it cannot be said so."""
        key = heading.key
        if key in ("emotion", "score") and place.level != "journey":
            return self._feel(place, heading, cell)
        if key in ("thoughts", "quote") and place.level != "journey":
            return self._think(place, key, heading.about, cell)
        if heading.about and key not in (*_WITH_PERSONAS, "opportunities", METRIC):
            return False
        if key in THINGS or key == METRIC:
            return self._name_things(place, heading, cell, row)
        if key == "personas":
            return self._take_part(place, cell)
        if key == "evidence":
            return self._cite(place, cell)
        if key == "channel":
            return self._extend(place, key, names_of(cell.text), cell)
        if key in ("expects", "expectations"):
            key = "expects" if place.level == "touchpoint" else "expectations"
        if key in _LISTS and (place.level != "journey" or key == "expectations"):
            return self._extend(place, key, items_of(cell.text), cell)
        if key in _STAGE_TEXTS and place.level == "touchpoint" and key != "description":
            assert place.stage is not None
            return self._set(place.stage, key, self._text(key, cell), cell)
        if key in _TEXTS and not (key == "description" and place.level == "touchpoint"):
            return self._set(place, key, self._text(key, cell), cell)
        return self._say_choice(place, key, cell)

    def _text(self, key: str, cell: Cell) -> str:
        items = items_of(cell.text)
        text = (", " if key == "owner" else "; ").join(items)
        if key in ("duration", "wait"):
            return duration_of_words(text, self.language) or text
        return text

    def _say_choice(self, place: Place, key: str, cell: Cell) -> bool:
        if place.level != "touchpoint" and key != "id":
            return False
        found = value_of_place(key, plain_text(cell.text), self.language)
        if found is None:
            return False
        if found is False:
            # What is left out says the same.
            self.take(cell, place.path)
            return True
        return self._set(place, key, found, cell)

    def _set(self, place: Place, key: str, value: object, cell: Cell) -> bool:
        if place.values.get(key, value) != value or (place.level == "journey" and key == "handoff"):
            return False
        place.values[key] = value
        self.take(cell, (*place.path, key))
        return True

    def _extend(self, place: Place, key: str, items: Iterable[str], cell: Cell) -> bool:
        shelf = self._shelf(place.values.setdefault(key, []))
        for item in items:
            shelf.add(item)
        self.take(cell, (*place.path, key))
        return True

    # --- people and what they feel -----------------------------------------------------------------

    def _feel(self, place: Place, heading: Heading, cell: Cell) -> bool:
        spoken = [] if heading.about else self._spoken(cell)
        if spoken:
            return self._feel_each(place, heading, cell, spoken)
        felt = feeling_of(cell.text, self.language, comma=self._comma(cell))
        if felt is None:
            return False
        _, told = self._felt.setdefault((id(place.values), heading.about), (place, []))
        told.append((heading, felt, cell))
        return True

    def _spoken(self, cell: Cell) -> list[tuple[str, Felt | None, str]]:
        """Who says what in a cell, a line each; nothing where one does not begin with somebody's name."""
        found: list[tuple[str, Felt | None, str]] = []
        for item in items_of(cell.text):
            line = _SPOKEN.fullmatch(item)
            if line is None or not self.knows_persona(line["name"]):
                return []
            inside = line["inside"]
            felt = feeling_of(inside, self.language, comma=self._comma(cell)) if inside else None
            if (inside and felt is None) or not (inside or line["said"]):
                return []
            found.append((line["name"], felt, line["said"] or ""))
        return found

    def _feel_each(
        self,
        place: Place,
        heading: Heading,
        cell: Cell,
        spoken: Iterable[tuple[str, Felt | None, str]],
    ) -> bool:
        """Takes a cell that says of several people how each feels, and what each says."""
        for who, felt, said in spoken:
            words = said.strip(_QUOTES)
            if felt is None:
                felt = feeling_of(said, self.language, comma=self._comma(cell))
            elif words and words == said and not felt.label and len(words.split()) <= _FEW_WORDS:
                felt = Felt(felt.score, words, felt.most)
            elif words:
                self._quote(place, "quote", who, words)
            if felt is None:
                self._quote(place, "quote", who, words)
                self.take(cell, (*place.path, "quote"))
                continue
            _, told = self._felt.setdefault((id(place.values), who), (place, []))
            told.append((heading, felt, cell))
        return True

    def _quote(self, place: Place, key: str, who: str, text: str) -> None:
        listed = place.values.setdefault(key, [])
        listed.append({"text": text, "persona": self.reference(who)})

    def _think(self, place: Place, key: str, who: str, cell: Cell) -> bool:
        spoken = [] if who else [one for one in self._spoken(cell) if one[2]]
        if spoken and len(spoken) == len(items_of(cell.text)):
            for name, felt, words in spoken:
                self._quote(place, key, name, words.strip(_QUOTES) or words)
                if felt is not None:
                    _, told = self._felt.setdefault((id(place.values), name), (place, []))
                    told.append((Heading("emotion", name), felt, cell))
            self.take(cell, (*place.path, key))
            return True
        listed = place.values.setdefault(key, [])
        for text in items_of(cell.text):
            said: Values = {"text": text}
            if who:
                said["persona"] = self.reference(who)
            listed.append(said)
        self.take(cell, (*place.path, key))
        return True

    def _take_part(self, place: Place, cell: Cell) -> bool:
        if place.level == "journey":
            for name, more in portraits(cell.text):
                persona = self.persona(name)
                for key, said in more.items():
                    persona.setdefault(key, said)
            self.take(cell, ("personas",))
            return True
        names = names_of(cell.text)
        if any(StandIn.EVERYBODY in stands_for(name) for name in names):
            self.take(cell, place.path, tr("Everybody takes part where nobody is named."))
            return True
        return self._extend(place, "personas", [self.reference(name) for name in names], cell)

    def _cite(self, place: Place, cell: Cell) -> bool:
        cited = [self.cited(item) for item in items_of(cell.text)]
        if place.level == "journey":
            self.take(cell, ("evidence",))
            return True
        return self._extend(place, "evidence", cited, cell)

    def portray(self, persona: Values, path: Path, heading: Heading, cell: Cell) -> None:
        """What a cell says of a persona."""
        key = heading.key
        if key in _PORTRAIT_LISTS:
            items = names_of(cell.text) if key == "channels" else items_of(cell.text)
            persona.setdefault(key, []).extend(items)
            self.take(cell, (*path, key))
            return
        if key == "evidence":
            self._cite(Place("persona", persona, path), cell)
            return
        self.describe(persona, path, heading, cell)

    # --- pains, gains, opportunities, metrics --------------------------------------------------------

    def _name_things(self, place: Place, heading: Heading, cell: Cell, row: Row | None) -> bool:
        key = "metrics" if heading.key == METRIC else heading.key
        listed = place.values.setdefault(key, [])
        if says_there_is_none(cell.text):
            self.take(cell, (*place.path, key))
            return True
        found: list[Values] = []
        if heading.key == METRIC:
            metric = measured(
                heading.about, plain_text(cell.text), self.language, comma=self._comma(cell)
            )
            if metric is None:
                if not listed:
                    del place.values[key]
                return False
            found.append(metric)
        else:
            for item in items_of(cell.text):
                if key == "metrics":
                    found.append(metric_of(item, self.language, comma=self._comma(cell)))
                else:
                    found.append({"text": item})
        for thing in found:
            if heading.about and heading.key != METRIC:
                own = "personas" if key in _WITH_PERSONAS else "x-personas"
                thing[own] = [self.reference(heading.about)]
            alone = row is not None and row.alone
            shelf = self._shelf(listed)
            number = next(
                (
                    at
                    for at in shelf.places(thing, key)
                    if is_same(listed[at], thing, key)
                    and not (alone and id(listed[at]) in self._alone)
                ),
                None,
            )
            if number is None:
                number = len(listed)
                listed.append(thing)
            known = listed[number]
            if alone:
                self._alone.add(id(known))
            path = (*place.path, key, number)
            if row is not None:
                row.things.setdefault(key, []).append((known, path))
        self.take(cell, (*place.path, key))
        return True

    def end_row(self, row: Row, place: Place) -> None:
        """Says what the cells of a row say of the things that the row names."""
        for heading, cell in row.about:
            owners = (key for key in OF_THINGS[heading.key] if row.things.get(key))
            owner = next(owners, None)
            if owner is None:
                self.keep(place, heading.name, cell)
                continue
            things = row.things[owner]
            parts = items_of(cell.text)
            parts = parts if len(parts) == len(things) else [cell.text] * len(things)
            for (thing, path), part in zip(things, parts, strict=True):
                self.describe(thing, path, heading, cell, part)

    def describe(
        self, thing: Values, path: Path, heading: Heading, cell: Cell, text: str = ""
    ) -> None:
        """What a cell says of one thing, by a key of its own; else under an `x-` key."""
        if is_blank(text or cell.text):
            return
        text = name_of(text or cell.text)
        key = heading.key
        if not key and self.set_whole(Place("thing", thing, path), heading, cell):
            return
        if key == "serves":
            # Pains of this name stand in the row itself: these are the ids of those that it answers.
            thing["pains"] = [] if text == _EMPTY else items_of(cell.text)
            self.take(cell, (*path, "pains"))
            return
        value = value_of_thing(key, text, self.language, comma=self._comma(cell))
        known = keys_of(path)
        if key == "status" and path[-2:-1] in _STATES:
            value = choice_of(text, _STATES[path[-2:-1]], self.language)
        if (known and key not in known) or value is None or thing.get(key, value) != value:
            own = f"x-{slug(heading.name) or 'note'}"
            thing[own] = text
            self.remarks.append(Remark(Fate.KEPT, cell.text.strip(), cell.spot, (*path, own)))
        else:
            thing[key] = value
            if key == "id" and path[:1] == ("personas",):
                self.know_person(str(value), thing)
            elif key == "id" and path[:1] == ("evidence",):
                self.know_source(str(value), int(path[1]))
            self.take(cell, (*path, key))

    def _shelf(self, listed: list[Any]) -> Shelf:
        """What stands in a list of the map, by what it says."""
        return self._shelves.setdefault(id(listed), Shelf(listed))

    # --- the map itself ------------------------------------------------------------------------------

    def head(self, heading: Heading, cell: Cell) -> bool:
        """What a line above the table, or a sheet of its own, says of the journey as a whole."""
        key, text = heading.key, plain_text(cell.text)
        if not text or is_blank(text):
            return True
        if key == "personas":
            return self._take_part(self.journey, cell)
        if key in THINGS or key == "evidence":
            return self._say(self.journey, heading, cell, None)
        if key in ("expectations", "tags"):
            items = items_of(cell.text) if key == "expectations" else names_of(cell.text)
            return self._extend(self.journey, key, items, cell)
        if key == "cjmap":
            self.take(cell, ())
            return True
        if key == "emotion_scale":
            ends = ends_of(text)
            if ends is None:
                return False
            self.scales.insert(0, ends)
            return self._set(self.journey, key, [as_written(end) for end in ends], cell)
        if key in ("description", "scenario", "goal", "start", "end") and "\n" in cell.text:
            text = "; ".join(items_of(cell.text))
        value = value_of_map(key, text, self.language)
        return value is not None and self._set(self.journey, key, value, cell)

    def keep_head(self, name: str, cell: Cell) -> None:
        """What a line above the table says that the format has no key for."""
        key = f"x-{slug(name) or 'note'}"
        self.values[key] = plain_text(cell.text)
        self.remarks.append(Remark(Fate.KEPT, cell.text.strip(), cell.spot, (key,)))

    # --- the end -----------------------------------------------------------------------------------

    def finish(self) -> Draft:
        """The map with all that was taken."""
        self._settle()
        self._score()
        self._tell_lifecycle()
        if "title" not in self.values and self.title:
            self.values["title"] = self.title
            if self._by_file:
                self.remarks.append(untitled())
        if not self.values.get("personas"):
            self.values["personas"] = []
            self.remarks.append(nobody())
        if self.language != "en":
            self.values.setdefault("language", self.language)
        return Draft(shorten(self.values), tuple(self.remarks))

    def _comma(self, cell: Cell) -> bool:
        """Whether decimals stand behind a comma; numbers of a spreadsheet come with a point."""
        return self.comma and cell.number is None

    def _settle(self) -> None:
        """Gives what is a touchpoint's to the one that its stage has, or makes touchpoints of it."""
        bare = {
            id(place.values) for place, _, _ in self._deferred if not self.touchpoints_of(place)
        }
        for wanted in ("does", "channel"):
            for place, heading, cell in list(self._deferred):
                if heading.key != wanted or id(place.values) not in bare:
                    continue
                if wanted == "channel" and self.touchpoints_of(place):
                    continue
                for item in items_of(cell.text) if wanted == "does" else names_of(cell.text):
                    made = self.touchpoint(place, item, who=heading.about)
                    if wanted == "channel":
                        made.values["channel"] = [item]
                self.take(cell, (*place.path, "touchpoints"))
                self._deferred.remove((place, heading, cell))
        for place, heading, cell in self._deferred:
            touchpoints = self.touchpoints_of(place)
            if len(touchpoints) != 1 or not self._say(touchpoints[0], heading, cell, None):
                self.keep(place, heading.name, cell)

    def _tell_lifecycle(self) -> None:
        """Makes the phases of the stages those of the map where they are of no lifecycle that is known."""
        stages: list[Values] = self.values.get("stages") or []
        phases = [str(stage["phase"]) for stage in stages if "phase" in stage]
        if "lifecycle" in self.values or all(map(_is_phase, phases)):
            return
        self.values["lifecycle"] = list(dict.fromkeys(phases))
        note = tr("Nothing names the lifecycle; it is made of the phases of the stages.")
        self.remarks.append(Remark(Fate.TAKEN, path=("lifecycle",), note=note))

    def _score(self) -> None:
        felt = [one for _, told in self._felt.values() for _, one, _ in told]
        scale = scale_of(felt, self.scales)
        if scale != (-2.0, 2.0):
            self.values["emotion_scale"] = [as_written(end) for end in scale]
            if scale not in self.scales:
                worst, best = (f"{end:g}" for end in scale)
                guessed = tr(
                    "Nothing names a scale; by the scores it is {worst} to {best}.",
                    worst=worst,
                    best=best,
                )
                self.remarks.append(Remark(Fate.TAKEN, path=("emotion_scale",), note=guessed))
        for (_, who), (place, every) in self._felt.items():
            told = []
            brought = []
            for heading, felt_there, cell in every:
                one = on_scale(felt_there, scale)
                if is_off(one, scale):
                    self.miss(cell, off_scale(scale))
                else:
                    told.append((heading, felt_there, cell))
                    brought.append(one)
            if not told:
                continue
            score, label = joined(brought)
            key = "emotions" if who else "emotion"
            value = emotion_of(Felt(score, label))
            if who:
                place.values.setdefault(key, {}).setdefault(self.reference(who), value)
            else:
                # What a table of our own says whole says more than score and words.
                place.values.setdefault(key, value)
            for (heading, before, cell), one in zip(told, brought, strict=True):
                if _counts(one) and one.score != score:
                    # A place has one score: what another cell says of it stays as it is.
                    self.keep(place, heading.name, cell)
                else:
                    note = None if one is before else _brought(scale)
                    self.take(cell, (*place.path, key), note)


def _is_phase(text: str) -> bool:
    """Whether a text is a phase of a lifecycle that is known, in whatever language."""
    return any(choice_of(text, tuple(LifecyclePhase), code) is not None for code in CODES)


def _counts(felt: Felt) -> bool:
    return isinstance(felt.score, float | int)


def _brought(scale: tuple[float, float]) -> Message:
    worst, best = (f"{end:g}" for end in scale)
    return tr("It is brought to the scale from {worst} to {best}.", worst=worst, best=best)
