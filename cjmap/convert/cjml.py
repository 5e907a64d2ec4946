"""CJML (Customer Journey Modelling Language, XML of version 2) → drafts of maps.

A planned journey is a map of the future state, an actual one of the current. End users are personas;
of other actors it stands in front of or behind the scene what they do. CJML knows no stages: a
journey has one, unless its touchpoints name phases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from cjmap.convert.drafts import Draft, Fate, Given, Reading, Remark, nobody, untitled
from cjmap.convert.naming import MAP, name_maps
from cjmap.convert.people import Cast
from cjmap.convert.tables import Spot
from cjmap.convert.xml import Element, read_xml
from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.text.emitting import Value
from cjmap.text.slugs import slug

_STATES: Final = {"plannedJourney": "future", "actualJourney": "current"}
_END_USERS: Final = ("endUser", "customer", "user")
_NAMES: Final = ("actorName", "companyName", "name", "actorTitle")
_ABOUT: Final = {"role": ("actorRole", "role"), "age": ("age",), "bio": ("description",)}
_LABELS: Final = {"initiator": "initiatorLabel", "receiver": "receiverLabel"}
_POINTS: Final = ("plannedCommunicationPoint", "actualCommunicationPoint", "communicationPoint")
_ACTIONS: Final = ("plannedAction", "actualAction", "action")
_PHASES: Final = ("phase", "stage", "phaseName")
_REFERENCE: Final = "plannedReference"
_HUMP: Final = expression(r"(?<=[a-z0-9])(?=[A-Z])")


def read(given: Given) -> Reading:
    """The journeys of a document.

    Raises:
        UsageError: it is no XML that is read, or no CJML.
    """
    root = read_xml(given.data, given.name)
    journeys = [child for child in root.children if child.name in _STATES]
    if root.name.lower() != "cjml" or not journeys:
        raise UsageError(
            tr(
                "{file} is no CJML of version 2: `<CJML>` with planned or actual journeys.",
                file=given.name,
            )
        )
    others = [
        Remark(Fate.UNKNOWN, one.text or one.name, Spot(one.line))
        for one in root.children
        if one.name not in _STATES
    ]
    # An actor who is known from an earlier journey is only referred to in later ones.
    actors = {
        actor.attributes["actorID"]: actor
        for journey in journeys
        for actor in _actors(journey)
        if "actorID" in actor.attributes
    }
    drafts = [_Journey(journey, actors, given.stem).draft() for journey in journeys]
    return Reading(_linked(drafts, journeys), tuple(others))


def _linked(drafts: Sequence[Draft], journeys: Sequence[Element]) -> tuple[Draft, ...]:
    """The drafts with links where an actual journey names the planned one of the same document.

    What is planned is compared with what was actual: that is its baseline.
    """
    places = {journey.said("journeyID"): number for number, journey in enumerate(journeys)}
    files = name_maps(drafts)
    found = [
        replace(draft, name=file.removesuffix(MAP))
        for draft, file in zip(drafts, files, strict=True)
    ]
    for number, journey in enumerate(journeys):
        reference = journey.find(_REFERENCE)
        planned = None if reference is None else places.get(reference.text)
        if reference is None or planned is None or planned == number:
            continue
        path: Path = (f"x-{slug(_HUMP.sub('-', _REFERENCE))}",)
        own = found[number]
        values = {key: value for key, value in own.values.items() if (key,) != path}
        found[number] = replace(
            own, values=values, remarks=tuple(one for one in own.remarks if one.path != path)
        )
        target = found[planned]
        links = target.values.get("links")
        listed = [*(links if isinstance(links, list) else ())]
        remark = Remark(Fate.TAKEN, reference.text, Spot(reference.line), ("links", len(listed)))
        listed.append({"to": files[number], "rel": "baseline"})
        found[planned] = replace(
            target, values={**target.values, "links": listed}, remarks=(*target.remarks, remark)
        )
    return tuple(found)


def _actors(journey: Element) -> Iterable[Element]:
    listed = journey.find("actors")
    return () if listed is None else listed.children


class _Journey:
    def __init__(self, journey: Element, known: Mapping[str, Element], stem: str) -> None:
        self._journey = journey
        self._stem = stem
        self._remarks: list[Remark] = []
        self._people: dict[str, str] = {}
        self._others: dict[str, str] = {}
        for actor in _actors(journey):
            key = actor.attributes.get("actorID") or actor.attributes.get("actorIDref") or ""
            name = actor.said(*_NAMES) or (known[key].said(*_NAMES) if key in known else "") or key
            people = self._people if actor.name in _END_USERS else self._others
            people[key or name] = name
        self._cast = Cast(self._people.values())

    def draft(self) -> Draft:
        journey = self._journey
        values: dict[str, Value] = {"title": self._title()}
        values["state"] = _STATES[journey.name]
        description = journey.find("journeyDescription", "description")
        if description is not None:
            values["description"] = description.text
            self._take(description, ("description",))
        self._say_people(values)
        values["stages"] = [*self._stages(str(values["title"]))]
        told = (
            "journeyTitle",
            "title",
            "journeyDescription",
            "description",
            "actors",
            "touchpoints",
        )
        self._keep(values, journey, told, ())
        return Draft(values, tuple(sorted(self._remarks, key=lambda one: one.spot.line or 0)))

    def _title(self) -> str:
        title = self._journey.find("journeyTitle", "title")
        if title is not None and title.text:
            self._take(title, ("title",))
            return title.text
        identity = self._journey.said("journeyID")
        if identity:
            note = tr("the journey has no title, so it is called by its id")
            self._remarks.append(Remark(Fate.TAKEN, identity, path=("title",), note=note))
            return identity
        self._remarks.append(untitled())
        return self._stem

    def _say_people(self, values: dict[str, Value]) -> None:
        values["personas"] = entries = self._cast.entries()
        if not entries:
            self._remarks.append(nobody())
        names = [*self._cast.names]
        companies = [*dict.fromkeys(self._others.values())]
        if len(companies) == 1:
            values["organization"] = companies[0]
        for actor in _actors(self._journey):
            key = actor.attributes.get("actorID") or actor.attributes.get("actorIDref") or ""
            if actor.name in _END_USERS:
                number = names.index(self._people[key or actor.said(*_NAMES)])
                entry = entries[number]
                told: dict[str, Value] = (
                    dict(entry) if isinstance(entry, Mapping) else {"name": names[number]}
                )
                for key, tags in _ABOUT.items():
                    if actor.said(*tags):
                        told[key] = actor.said(*tags)
                known = [tag for tags in _ABOUT.values() for tag in tags]
                self._keep(told, actor, (*_NAMES, *known), ("personas", number))
                if told.keys() - {"name"}:
                    entries[number] = told
                self._take(actor, ("personas", number), names[number])
            elif len(companies) == 1:
                self._take(actor, ("organization",), companies[0])
                self._keep(values, actor, _NAMES, ())
            else:
                self._take(actor, (), self._others[key or actor.said(*_NAMES)])

    # -- touchpoints ------------------------------------------------------------------------------

    def _stages(self, title: str) -> Iterator[Value]:
        listed = self._journey.find("touchpoints")
        points = [] if listed is None else listed.children
        for number, (phase, group) in enumerate(groupby(points, lambda one: one.said(*_PHASES))):
            path: Path = ("stages", number)
            if not phase:
                note = tr("CJML has no stages: what is this one called?")
                self._remarks.append(Remark(Fate.MISSING, path=(*path, "name"), note=note))
            touchpoints: list[Value] = []
            for point in group:
                found = self._touchpoint(point, (*path, "touchpoints", len(touchpoints)))
                if found is not None:
                    touchpoints.append(found)
            yield {"name": phase or title, "touchpoints": touchpoints}

    def _touchpoint(self, point: Element, path: Path) -> Value | None:
        if point.name not in (*_POINTS, *_ACTIONS):
            text = point.text or point.name
            note = tr("neither a communication point nor an action")
            self._remarks.append(Remark(Fate.UNKNOWN, text, Spot(point.line), note=note))
            return None
        sides = [
            _Side(role, side.said(label), self._who(side))
            for role, label in _LABELS.items()
            for side in point.all(role)
        ]
        # A touchpoint is called by what its customer does.
        named = sorted(sides, key=lambda side: side.who not in self._people)
        own = next((side for side in named if side.label), None)
        identity = point.said("touchpointID")
        touchpoint: dict[str, Value] = {"name": own.label if own else identity or point.name}
        if slug(identity):
            touchpoint["id"] = slug(identity)
        if point.name in _ACTIONS:
            touchpoint["kind"] = "action"
        channels = [one.said("channelName") or one.text for one in point.all("channel")]
        if any(channels):
            touchpoint["channel"] = [*filter(None, channels)]
        first = next((side for side in sides if side.role == "initiator"), None)
        if first is not None and point.name in _POINTS and first.who:
            theirs = first.who in self._people
            touchpoint["initiator"] = "customer" if theirs else "organization"
        here = dict.fromkeys(side.who for side in sides if side.who in self._people)
        if here and len(here) < len(self._people):
            references = self._cast.references()
            touchpoint["personas"] = [references[self._people[who]] for who in here]
        self._say_sides(touchpoint, sides, own, point)
        told = ("touchpointID", "initiator", "receiver", "channel", *_PHASES)
        self._keep(touchpoint, point, told, path)
        self._take(point, path, str(touchpoint["name"]))
        return touchpoint

    def _say_sides(
        self,
        touchpoint: dict[str, Value],
        sides: Iterable[_Side],
        own: _Side | None,
        point: Element,
    ) -> None:
        """What the others do: where customers see it, or behind the scene."""
        lines: list[Value] = []
        for side in sides:
            if side.who in self._people:
                if side is not own and side.label:
                    touchpoint["does"] = side.label
                continue
            name = self._others.get(side.who, side.who)
            if name and side.label:
                lines.append({"actor": name, "does": side.label})
            elif name or side.label:
                lines.append({"actor": name} if name else side.label)
        if lines:
            touchpoint["backstage" if point.name in _ACTIONS else "frontstage"] = lines

    @staticmethod
    def _who(side: Element) -> str:
        refers = side.find("refersTo")
        return "" if refers is None else refers.attributes.get("actorIDref", refers.text)

    # -- remarks ----------------------------------------------------------------------------------

    def _take(self, element: Element, path: Path, text: str = "") -> None:
        self._remarks.append(Remark(Fate.TAKEN, text or element.text, Spot(element.line), path))

    def _keep(
        self, owner: dict[str, Value], element: Element, told: Iterable[str], path: Path
    ) -> None:
        """Keeps what stands in an element and has no place in the format."""
        for child in element.children:
            if child.name in told:
                continue
            value = _plain(child)
            if value in ("", {}):
                continue
            key = f"x-{slug(_HUMP.sub('-', child.name))}"
            while key in owner:
                key += "-more"
            owner[key] = value
            self._remarks.append(
                Remark(Fate.KEPT, child.text or child.name, Spot(child.line), (*path, key))
            )


class _Side:
    """One of the two sides of a touchpoint: what is done there, and the id of who does it."""

    def __init__(self, role: str, label: str, who: str) -> None:
        self.role = role
        self.label = label
        self.who = who


def _plain(element: Element) -> Value:
    """An element as a value: its text, or what it is put together from."""
    if not element.children and not element.attributes:
        return element.text
    found: dict[str, Value] = {**element.attributes}
    for child in element.children:
        value, before = _plain(child), found.get(child.name)
        if before is None:
            found[child.name] = value
        else:
            found[child.name] = [*before, value] if isinstance(before, list) else [before, value]
    if element.text:
        found["text"] = element.text
    return found
