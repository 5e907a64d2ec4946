"""CJ8: what the maps of a workspace must agree on.

Links are followed wherever they lead; for the rest the maps of the run are laid side by side.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby, pairwise
from pathlib import Path as FilePath

from cjmap.facts.lifecycle import Phase
from cjmap.facts.members import Called, Member, Portrayal
from cjmap.facts.paraphrase import content_words
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.loading.naming import map_id
from cjmap.messages import Message, join, tr
from cjmap.records import dataclass
from cjmap.rules.base import JourneyRule, Rule, WorkspaceRule
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Relation

Found = Iterator[tuple[Member, Problem]]


class StageVocabularyDrift(WorkspaceRule):
    """One phase of the lifecycle has different names in different maps.

    Compared are maps of one workspace, organization, language and lifecycle in which the phase
    has one stage. The name that most maps use is taken for the usual one; of two as frequent,
    the one of the first file.

    Why:
        Whoever reads several maps, or adds up their figures by stage, must not guess whether
        “Payment” and “Checkout” are the same part of the journey.

    Example:
        title: Buy shoes online
        personas: [Laura]
        stages:
          - name: Checkout
            phase: purchase

    Instead:
        # another map of the workspace calls the phase "Purchase"
        title: Buy shoes online
        personas: [Laura]
        stages:
          - name: Purchase

    Sources:
        CJML, the modelling language of SINTEF (Halvorsrud and others), which gives journeys one
        terminology.
    """

    code = "CJ802"
    name = "stage-vocabulary-drift"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("stage.name", "phase")

    def check_all(self, maps: tuple[Member, ...]) -> Found:
        for family in _families(maps, lambda member: member.lifecycle):
            used: dict[Phase, list[_Use]] = {}
            for member in family:
                for phase, stage in member.phases:
                    used.setdefault(phase, []).append(_Use(member, stage))
            for phase, uses in used.items():
                for use, usual in _strays(uses):
                    yield (
                        use.member,
                        self.problem(
                            (*use.thing.path, "name"),
                            tr(
                                "The phase {phase} is “{here}” here and “{usual}” in {file}.",
                                phase=phase.label,
                                here=use.thing.name,
                                usual=usual.thing.name,
                                file=_file(usual.member),
                            ),
                            tr("Use one name for it in all maps."),
                            related=[usual.place()],
                        ),
                    )


class DuplicateMapId(WorkspaceRule):
    """Two maps of a workspace have the same id.

    A map without a written `id` is known by the name of its file; where several such names are
    the same, by the folders before it too (`retail/onboarding`).

    Why:
        The id is what reports, histories and figures of several maps know a map by.

    Example:
        id: buy-a-coat
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]

    Instead:
        # another map of the workspace has the id "buy-a-coat"
        id: buy-a-coat-in-store
        title: Buy a coat in the store
        personas: [Laura]
        stages: [Awareness]
    """

    code = "CJ803"
    name = "duplicate-map-id"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("journey.id", "title")

    def check_all(self, maps: tuple[Member, ...]) -> Found:
        seen: dict[tuple[FilePath, str], Member] = {}
        journeys = [member for member in maps if not member.is_library]
        # Those that nothing is told of come first, so that it is told at the other.
        journeys.sort(key=lambda member: member.asked)
        for member, name in _known_by(journeys):
            first = seen.setdefault((member.root, name), member)
            if first is not member:
                yield (
                    member,
                    self.problem(
                        ("id",),
                        tr("The map {file} has the id `{id}` too.", file=_file(first), id=name),
                        tr("Give one of the two another `id`."),
                        related=[_at(first, ("id",), tr("it stands there"))],
                    ),
                )


def _known_by(journeys: list[Member]) -> Iterator[tuple[Member, str]]:
    """The id of each map: as written, else the name of its file, with its folders where needed."""
    unwritten = [member for member in journeys if member.id is None]
    shared = Counter((member.root, map_id(member.file)) for member in unwritten)
    for member in journeys:
        name = member.id or map_id(member.file)
        if member.id is None and shared[member.root, name] > 1:
            folders = member.name.split("/")[:-1]
            name = "/".join((*map(slug, folders), name))
        yield member, name


class OneSidedLink(JourneyRule):
    """A map names another as its parent or child, and that one does not say so.

    Why:
        Whoever opens the other map does not learn that there is a closer look, or a whole that
        it belongs to; and both drift apart.

    Example:
        title: Return a coat
        personas: [Laura]
        stages: [Return]
        links:
          - to: buy-a-coat.journey.yaml
            rel: parent

    Instead:
        # in buy-a-coat.journey.yaml
        title: Buy a coat online
        personas: [Laura]
        stages: [Return]
        links:
          - to: return-a-coat.journey.yaml
            rel: child

    Sources:
        Smaply, Journey hierarchies: maps of different zoom levels are linked to each other.
    """

    code = "CJ804"
    name = "one-sided-link"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("links", "link.rel")
    REVERSE = {"parent": "child", "child": "parent"}

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for number, link in enumerate(subject.journey.links):
            written = link.to.partition("#")[0]
            back = self.REVERSE.get(link.rel)
            target = subject.linked(written)
            if back is None or target is None or target == subject.file:
                continue
            other = subject.neighbour(target)
            if other is None or self._links(other, back, subject.file):
                continue
            yield self.problem(
                ("links", number),
                tr("The parent `{file}` does not name this map as its child.", file=written)
                if link.rel is Relation.PARENT
                else tr("The child `{file}` does not name this map as its parent.", file=written),
                tr("Add a link to this map with `rel: {rel}` there.", rel=back),
            )

    def _links(self, subject: Subject, rel: str, file: FilePath) -> bool:
        return any(
            link.rel == rel and subject.linked(link.to.partition("#")[0]) == file
            for link in subject.journey.links
        )


class PersonaDrift(WorkspaceRule):
    """One persona is somebody else in another map.

    Two maps of a workspace have a persona with the same id, and name, role, age or segment
    differ where both write them. Roles and segments are compared within one language; a name
    may lack the family's, and an age may lie within the other's range. A map's own persona with
    the id of one of its library is told as well: it stands in that one's place.

    Why:
        A persona stands for a group of customers. If the group changes from map to map, curves
        and figures of the persona cannot be laid side by side.

    Example:
        title: Return a coat
        personas:
          - name: Laura
            role: Student
            age: 21
        stages: [Return]

    Instead:
        # another map of the workspace knows Laura as a manager of 44
        title: Return a coat
        personas:
          - name: Paula
            role: Student
            age: 21
        stages: [Return]

    Sources:
        Smaply, which keeps personas apart from the maps that use them.
    """

    code = "CJ805"
    name = "persona-drift"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("persona.name", "persona.role", "persona.age", "persona.segment")

    def check_all(self, maps: tuple[Member, ...]) -> Found:
        told: dict[tuple[FilePath, str, str], tuple[Member, Portrayal, str]] = {}
        for member in maps:
            for persona in member.personas:
                differences: list[_Difference] = []
                for key, said in persona.said:
                    spoken = f"{key} {member.tongue}" if key in _IN_WORDS else key
                    place = (member.root, persona.id, spoken)
                    first, other, before = told.setdefault(place, (member, persona, said))
                    if not _is_same(key, said, before):
                        there = _at(first, (*other.path, key), tr("the other one"))
                        differences.append(_Difference(key, said, before, first, there))
                if differences:
                    yield member, self._report(persona, differences)
                elif persona.replaces:
                    yield member, self._replaces(persona)

    def _replaces(self, persona: Portrayal) -> Problem:
        return self.problem(
            persona.path,
            tr(
                "The persona `{id}` of this map stands in the place of the library's.",
                id=persona.id,
            ),
            tr(
                "Write its name alone, or with `match` and `evidence`, which add to the library's; or give it another id."
            ),
        )

    def _report(self, persona: Portrayal, differences: list[_Difference]) -> Problem:
        first = differences[0]
        return self.problem(
            (*persona.path, first.key),
            tr(
                "The persona `{id}` is “{here}” here and “{there}” in {file} (differing: {keys}).",
                id=persona.id,
                here=first.here,
                there=first.there,
                file=_file(first.member),
                keys=join([f"`{one.key}`" for one in differences]),
            ),
            tr("Describe the persona once, in a library, or give one of the two another id."),
            related=[first.place],
        )


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a key of a persona says here and in another map, and where it says so there."""

    key: str
    here: str
    there: str
    member: Member
    place: Place


# Keys that say who somebody is in the words of a language.
_IN_WORDS = ("role", "segment")


def _is_same(key: str, first: str, second: str) -> bool:
    if key == "age":
        one, two = (sorted(int(n) for n in re.findall(r"\d{1,3}", t)) for t in (first, second))
        if one and two:
            return one[0] <= two[-1] and two[0] <= one[-1]
    words, others = set(slug(first).split("-")), set(slug(second).split("-"))
    # A name may be written with or without the family's.
    return words == others or (key == "name" and (words <= others or others <= words))


class TouchpointNameDrift(WorkspaceRule):
    """One touchpoint has slightly different names in different maps.

    The names say the same in nearly the same words: another order, a plural, an article, `email`
    for `e-mail`. Compared are maps of one workspace, organization and language. The name that
    most maps use is taken for the usual one; of two as frequent, the one of the first file.

    Why:
        A portfolio counts touchpoints by their names; what is called two ways is counted as
        two, and nobody sees how many journeys pass through it.

    Example:
        title: Buy shoes online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: E-mail of confirmation

    Instead:
        # other maps of the workspace call it "Confirmation e-mail"
        title: Buy shoes online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Confirmation e-mail

    Sources:
        CJML, the modelling language of SINTEF (Halvorsrud and others), which gives journeys one
        terminology.
    """

    code = "CJ806"
    name = "touchpoint-name-drift"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("touchpoint.name",)

    def check_all(self, maps: tuple[Member, ...]) -> Found:
        for family in _families(maps, lambda member: ""):
            for uses in _in_the_same_words(family):
                for use, usual in _strays(uses):
                    yield (
                        use.member,
                        self.problem(
                            (*use.thing.path, "name"),
                            tr(
                                "“{here}” is called “{usual}” in {file}.",
                                here=use.thing.name,
                                usual=usual.thing.name,
                                file=_file(usual.member),
                            ),
                            tr("Use one name for it in all maps, if it is the same touchpoint."),
                            related=[usual.place()],
                            subject=use.thing.name,
                        ),
                    )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} touchpoints have other names in other maps: {names} …", n=number, names=names
        )


class MapTwice(WorkspaceRule):
    """Two maps show the same touchpoints, and no link says why.

    Nine tenths of the touchpoints of both, by their names, of maps with three or more. A link
    with `rel: variant` or `rel: baseline` from one to the other says why.

    Why:
        A copy that nobody removed, or a state of today and one to be that nobody joined: what is
        mended in one stays wrong in the other, and a portfolio counts everything twice.

    Example:
        title: Buy shoes online (copy)
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints: [Cart, Checkout, Receipt]

    Instead:
        # the other map of the workspace has the same touchpoints
        title: Buy shoes online, to be
        state: future
        personas: [Laura]
        links:
          - to: shoes.journey.yaml
            rel: baseline
        stages:
          - name: Purchase
            touchpoints: [Cart, Checkout, Receipt]

    Sources:
        This project's own.
    """

    code = "CJ807"
    name = "map-twice"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("title", "links", "state")

    def check_all(self, maps: tuple[Member, ...]) -> Found:
        for family in _families(maps, lambda member: ""):
            for first, second in _that_share(family):
                if not _are_same(family[first], family[second]):
                    continue
                before, after = family[first], family[second]
                if after.file in before.excused or before.file in after.excused:
                    continue
                yield (
                    after,
                    self.problem(
                        ("title",),
                        tr("The map has the same touchpoints as {file}.", file=_file(before)),
                        tr("Remove one, or join them: `links`, with `rel: variant` or `baseline`."),
                        related=[
                            Place(("title",), tr("the other map"), file=str(before.file)),
                        ],
                    ),
                )


def _in_the_same_words(family: list[Member]) -> Iterable[list[_Use]]:
    """The touchpoints whose names have the same words as another's, together.

    Most names are nobody else's: of those a number each is kept in mind, and no more.
    """
    marks = array("q", (hash(_words(name)) for member in family for name in member.touchpoints))
    shared = {mark for mark, after in pairwise(sorted(marks)) if mark == after}
    used: dict[tuple[str, ...], list[_Use]] = {}
    number = iter(marks)
    for member in family:
        for place, name in enumerate(member.touchpoints):
            if next(number) in shared and (words := _words(name)):
                thing = Called(name, member.places[place])
                used.setdefault(words, []).append(_Use(member, thing))
    return used.values()


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(content_words(name)))


# Fewer touchpoints are alike by chance.
_FEWEST_ALIKE = 3
# A name that more maps have says little about two of them.
_RARE = 5


def _that_share(family: list[Member]) -> list[tuple[int, int]]:
    """The pairs of maps that have a rare name in common, in order.

    Of any number of names two numbers each are kept in mind: what the name is, and whose.
    """
    marks, owners = array("q"), array("q")
    for number, member in enumerate(family):
        own = {hash(slug(name)) for name in member.touchpoints}
        marks.extend(own)
        owners.extend([number] * len(own))
    pairs: set[tuple[int, int]] = set()
    for _, having in groupby(sorted(range(len(marks)), key=marks.__getitem__), marks.__getitem__):
        numbers = [owners[place] for place in having]
        if len(numbers) <= _RARE:
            pairs.update(combinations(numbers, 2))
    return sorted(pairs)


def _are_same(one: Member, other: Member) -> bool:
    first, second = (Counter(map(slug, member.touchpoints)) for member in (one, other))
    most = max(first.total(), second.total())
    return most >= _FEWEST_ALIKE and 10 * (first & second).total() >= 9 * most


# --- maps side by side ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Use:
    """A thing in one of the maps."""

    member: Member
    thing: Called

    def place(self) -> Place:
        return _at(self.member, (*self.thing.path, "name"), tr("the usual name"))


def _at(member: Member, path: Path, message: Message) -> Place:
    return Place(path, message, file=str(member.file))


def _file(member: Member) -> str:
    return f"`{member.name}`"


def _families(maps: tuple[Member, ...], more: Callable[[Member], str]) -> Iterator[list[Member]]:
    """The journeys of one workspace, organization and language (and what `more` adds), together.

    Where a workspace names one organization only, maps that name none are of it too.
    """
    named: dict[FilePath, set[str]] = {}
    journeys = [member for member in maps if not member.is_library]
    for member in journeys:
        if member.organization is not None:
            named.setdefault(member.root, set()).add(slug(member.organization))
    families: dict[tuple[FilePath, str, str, str], list[Member]] = {}
    for member in journeys:
        several = len(named.get(member.root, ())) > 1
        organization = slug(member.organization or "") if several else ""
        key = (member.root, organization, member.tongue, more(member))
        families.setdefault(key, []).append(member)
    yield from families.values()


def _strays(uses: list[_Use]) -> Iterator[tuple[_Use, _Use]]:
    """The things that are not called as in most maps, each with the first that is.

    Within one map names may differ: there somebody has seen both side by side.
    """
    maps: dict[str, set[FilePath]] = {}
    for use in uses:
        maps.setdefault(slug(use.thing.name), set()).add(use.member.file)
    if len(maps) < 2:
        return
    usual = max(maps, key=lambda name: len(maps[name]))
    first = next(use for use in uses if slug(use.thing.name) == usual)
    for use in uses:
        if use.member.file not in maps[usual] and slug(use.thing.name) != usual:
            yield use, first


PORTFOLIO: tuple[Rule, ...] = (
    StageVocabularyDrift(),
    DuplicateMapId(),
    OneSidedLink(),
    PersonaDrift(),
    TouchpointNameDrift(),
    MapTwice(),
)
