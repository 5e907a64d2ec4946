"""CJ1: references between the parts of a map and between maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as FilePath

from cjmap.facts.channels import find_channel, known_words
from cjmap.facts.evidence import citations
from cjmap.facts.index import Index, Item, brief_id, candidates, list_ids, resolve
from cjmap.facts.reach import reach
from cjmap.facts.subject import Subject
from cjmap.facts.things import Things
from cjmap.findings import Path, Place, Problem, Severity, numbered
from cjmap.languages.quantities import round_half
from cjmap.messages import Message, shorten, tr
from cjmap.model.emotion import Quote, Thought
from cjmap.model.improvement import Gain, Pain
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.model.scalars import decimals_of
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.project.disk import is_file
from cjmap.rules.base import Rule
from cjmap.rules.reading import named_files
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.vocabulary.channels import BuiltInChannel, is_way_to_meet, kin_of
from cjmap.vocabulary.lanes import BUILT_IN_ROWS
from cjmap.vocabulary.maps import Relation, Thing
from cjmap.vocabulary.metrics import MetricType


class DuplicateId(Rule):
    """Two things of one kind have the same id.

    Why:
        A reference to that id would mean one of them, and nobody could tell which. Default
        ids may collide; only ids that are written must differ. A lane of your own never has
        the id of one that is built in (`pains`, `metrics`).

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: start
          - name: Consideration
            id: start

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            id: start
          - name: Consideration
            id: compare
    """

    code = "CJ101"
    name = "duplicate-id"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for first, second in subject.index.duplicates:
            yield self.problem(
                (*second.path, "id"),
                tr("The id `{id}` is taken already.", id=second.id),
                tr("Give one of the two another id; references follow it."),
                related=[Place((*first.path, "id"), tr("it stands here first"))],
            )
        for item in subject.index.items[Thing.LANE]:
            if item.id in BUILT_IN_ROWS and not item.external:
                yield self.problem(
                    (*item.path, "id") if item.written else item.path,
                    tr("The id `{id}` is that of a lane that is built in.", id=item.id),
                    tr("Give your lane another id; the built-in one needs no declaration."),
                )


_MOST_COMPARED = 20_000
# A slip in a shorter name is as likely another name.
_LEAST_TYPO = 5


class _Reference(Rule):
    """A rule about references of one kind."""

    kind: str

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        raise NotImplementedError

    def says(self, reference: str) -> Message:
        raise NotImplementedError

    def check(self, subject: Subject) -> Iterator[Problem]:
        if self.kind in subject.lost:
            return
        items = subject.index.items[self.kind]
        words = {
            word: item
            for item in items
            for word in (item.name, item.id, brief_id(subject.index, item))
        }
        unknown = 0
        for path, reference in self.references(subject):
            if not candidates(subject.index, self.kind, reference):
                unknown += 1
                # Each guess looks at every word, and nobody reads them by the hundred.
                guesses = words if unknown * len(words) <= _MOST_COMPARED else {}
                yield self.unknown(subject.index, items, guesses, path, reference)

    def unknown(
        self,
        index: Index,
        items: tuple[Item, ...],
        words: dict[str, Item],
        path: Path,
        reference: str,
    ) -> Problem:
        """The problem of a reference that means nothing, with what of `words` may be meant."""
        near = nearest(reference, words)
        meant = {brief_id(index, words[word]) for word in near}
        replacement = None
        if len(meant) == 1:
            replacement = near[0]
            help = tr("Did you mean `{name}`?", name=replacement)
        elif near:
            help = tr(
                "Did you mean one of {names}?", names=", ".join(f"`{n}`" for n in sorted(meant))
            )
        elif 0 < len(items) <= 12:
            help = tr(
                "Known: {names}.", names=", ".join(f"`{brief_id(index, item)}`" for item in items)
            )
        else:
            help = tr("Write the id, or the name as it stands there.")
        return self.problem(
            path, self.says(shorten(reference)), help, key=_is_key(path), replacement=replacement
        )


class UnknownPersona(_Reference):
    """A persona is named that the map does not have.

    Why:
        What is said of a persona that is not there reaches no curve and no matrix.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            personas: [Lara]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            personas: [Laura]
    """

    code = "CJ102"
    name = "unknown-persona"
    severity = Severity.ERROR
    kind = "persona"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return persona_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no persona `{reference}` in this map.", reference=reference)


class UnknownTouchpoint(_Reference):
    """A touchpoint (or stage) is named that the map does not have.

    In `next`, in a metric's `from` and in a link's `from`; the latter two may name a stage.

    Why:
        A way that leads nowhere is not drawn, and what lies behind it looks unreachable.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Cart
                next: chekout
              - name: Checkout

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            touchpoints:
              - name: Cart
                next: checkout
              - name: Checkout
    """

    code = "CJ103"
    name = "unknown-touchpoint"
    severity = Severity.ERROR
    kind = "touchpoint"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        yield from next_references(subject.things)
        for path, reference in from_references(subject.things):
            if not candidates(subject.index, "stage", reference):
                yield path, reference

    def says(self, reference: str) -> Message:
        return tr("There is no touchpoint `{reference}` in this map.", reference=reference)


class UnknownPain(_Reference):
    """An opportunity names a pain that the map does not have.

    Why:
        The pain that was meant stays unanswered, and the opportunity answers nothing.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Decision
            pains:
              - text: Nobody answers
                id: no-answer
            opportunities:
              - text: Follow up by e-mail
                pains: no-anwser

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Decision
            pains:
              - text: Nobody answers
                id: no-answer
            opportunities:
              - text: Follow up by e-mail
                pains: no-answer
    """

    code = "CJ104"
    name = "unknown-pain"
    severity = Severity.ERROR
    kind = "pain"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return pain_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no pain `{reference}` in this map.", reference=reference)


class UnknownEvidence(_Reference):
    """Evidence is cited that neither the map nor its library has.

    Why:
        A statement that seems to rest on something rests on nothing.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            evidence: [interviews]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            type: interview
        stages:
          - name: Awareness
            evidence: [interviews]
    """

    code = "CJ105"
    name = "unknown-evidence"
    severity = Severity.ERROR
    kind = "evidence"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return citations(subject.things)

    def says(self, reference: str) -> Message:
        return tr(
            "There is no evidence `{reference}` in this map or its library.", reference=reference
        )


class ChannelTypo(Rule):
    """A channel is one letter away from a known one.

    It has five letters or more, begins as the other does, and is no word of any language that
    cjmap knows for a way to meet.

    Why:
        A channel need not be declared, so a mistyped one would silently become a channel of
        its own and split every figure by channel. Declare it under `channels` if it is meant.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Notice
                channel: whatsap

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Awareness
            touchpoints:
              - name: Notice
                channel: whatsapp
    """

    code = "CJ106"
    name = "channel-typo"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Problem]:
        if Thing.CHANNEL in subject.lost:
            return
        # Only a word that nobody knows is held against those of all languages.
        known: list[str] = []
        for path, reference in channel_references(subject.things):
            channel = find_channel(subject.index.channels, reference)
            word = channel.id
            if channel.declared or len(word) < _LEAST_TYPO or is_way_to_meet(word):
                continue
            known = known or sorted(known_words(subject.index.channels))
            near = nearest(word, [name for name in known if name.startswith(word[0])], most=1)
            if not near:
                continue
            meant = {find_channel(subject.index.channels, name).id for name in near}
            replacement = near[0] if len(meant) == 1 else None
            yield self.problem(
                path,
                tr("The channel `{channel}` is not known.", channel=reference),
                tr(
                    "Did you mean `{name}`? If not, declare it under `channels`.",
                    name=replacement or ", ".join(near),
                ),
                replacement=replacement,
            )


class MissingFile(Rule):
    """A file that the map names is not there.

    Photos and images, and the files of evidence. Targets of links are CJ108; data files may
    come later and are not looked for.

    Why:
        The report would show a hole, and the evidence cannot be looked up.
    """

    code = "CJ107"
    name = "missing-file"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for path, written in named_files(subject):
            if path[0] in ("links", "data"):
                continue
            target = subject.linked(written)
            if target is not None and not is_file(target):
                yield self.problem(
                    path,
                    tr("There is no file `{path}`.", path=written),
                    tr("Paths count from this map's folder."),
                )


class BrokenLink(Rule):
    """A link leads to a map or touchpoint that is not there.

    Why:
        Parents, children and baselines are compared across maps; a link into nothing hides a
        whole map from that.
    """

    code = "CJ108"
    name = "broken-link"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for number, link in enumerate(subject.journey.links):
            written, _, anchor = link.to.partition("#")
            target = subject.linked(written)
            if target is None:
                continue
            place = ("links", number, "to")
            if not is_file(target):
                yield self.problem(
                    place,
                    tr("There is no map `{path}`.", path=written),
                    tr("Paths count from this map's folder."),
                )
                continue
            other = subject.neighbour(target)
            if other is None:
                yield self.problem(
                    place,
                    tr("`{path}` is no map that can be read.", path=written),
                    tr("Run `cjmap validate {path}`.", path=written),
                )
            elif anchor and not (
                candidates(other.index, "touchpoint", anchor)
                or candidates(other.index, "stage", anchor)
            ):
                if other.lost & {"touchpoint", "stage"}:
                    continue
                yield self.problem(
                    place,
                    tr(
                        "The map `{path}` has no touchpoint `{anchor}`.",
                        path=written,
                        anchor=anchor,
                    ),
                    _suggest(anchor, list_ids(other.index, "touchpoint")),
                )


class LinkCycle(Rule):
    """A map is its own parent or child, by way of others.

    Why:
        Parent and child journeys form a tree; in a ring no map is the whole.
    """

    code = "CJ109"
    name = "link-cycle"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        ways = _descents(subject)
        for number, link in enumerate(subject.journey.links):
            target = subject.linked(link.to.partition("#")[0])
            if link.rel not in (Relation.PARENT, Relation.CHILD) or target is None:
                continue
            here, there = subject.file, target
            above, below = (here, there) if link.rel is Relation.CHILD else (there, here)
            # A ring that needs this link: from its lower end one comes back to its upper end.
            if above == below or above in reach(ways, [below]):
                yield self.problem(
                    ("links", number, "to"),
                    tr("Parent and child links run in a ring through `{path}`.", path=link.to),
                    tr("Decide which map is the whole, and link the others as its children."),
                )


class NoStages(Rule):
    """A map has an empty list of stages.

    Why:
        Without stages there is no journey to draw or check.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: []

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - Awareness
    """

    code = "CJ110"
    name = "no-stages"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.stages or subject.journey.is_library or Thing.STAGE in subject.lost:
            return
        yield self.problem(
            ("stages",),
            tr("The map has no stages."),
            tr("Write the parts of the journey, one a line: `- name: Awareness`."),
        )


class EmotionForAbsentPersona(Rule):
    """A score, thought, quote or metric is for a persona that takes no part there.

    A persona takes part in a touchpoint that names it; where the touchpoint names nobody, if
    the stage names it; where neither names anybody, always, unless it is negative.

    Why:
        Either the persona does take part, or the score belongs to another; both change the
        curve.

    Example:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                personas: [Laura]
                emotions: {jorge: -1}

    Instead:
        title: Buy a coat online
        personas: [Laura, Jorge]
        stages:
          - name: Purchase
            touchpoints:
              - name: Checkout
                personas: [Laura, Jorge]
                emotions: {jorge: -1}
    """

    code = "CJ111"
    name = "emotion-for-absent-persona"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        if Thing.PERSONA in subject.lost:
            return
        for path, reference, present, what in self._statements(subject):
            persona = resolve(subject.index, "persona", reference)
            if persona is None or persona in present:
                continue
            yield self.problem(
                path,
                tr(
                    "{what} for “{persona}”, who takes no part here.",
                    what=what,
                    persona=persona.name,
                ),
                tr("Add the persona to `personas` here, or remove this."),
                key=_is_key(path),
            )

    def _statements(
        self, subject: Subject
    ) -> Iterator[tuple[Path, str, tuple[Item, ...], Message]]:
        things = subject.things
        for touchpoint in subject.participation.touchpoints:
            item = touchpoint.item
            yield from self._of(item.path, things.touchpoints[item], touchpoint.personas)
        for stage in subject.participation.stages:
            yield from self._of(stage.item.path, things.stages[stage.item], stage.personas)

    def _of(
        self, path: Path, thing: Stage | Touchpoint, present: tuple[Item, ...]
    ) -> Iterator[tuple[Path, str, tuple[Item, ...], Message]]:
        for reference in thing.emotions:
            yield (*path, "emotions", reference), reference, present, tr("A score")
        for place, reference, what in _speakers(path, thing):
            yield place, reference, present, what
        for number, metric in enumerate(thing.metrics):
            for place, reference in numbered(
                (*path, "metrics", number, "personas"), metric.personas
            ):
                yield place, reference, present, tr("A metric")


class MetricComponentsDisagree(Rule):
    """The counts behind an NPS and its value or n disagree.

    The value is compared at the decimals that are written: NPS = 100 (promoters - detractors)
    / n. Components belong to an NPS alone.

    Why:
        One of the figures is wrong, and nobody who reads the map can tell which.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        metrics:
          - type: nps
            value: 50
            components: {promoters: 60, passives: 20, detractors: 20}

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [{name: Awareness}]
        metrics:
          - type: nps
            value: 40
            components: {promoters: 60, passives: 20, detractors: 20}
    """

    code = "CJ112"
    name = "metric-components-disagree"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        for item, metric in subject.things.metrics:
            if metric.components is not None:
                yield from self._compare(item.path, metric)

    def _compare(self, path: Path, metric: Metric) -> Iterator[Problem]:
        counts = metric.components
        assert counts is not None
        if metric.type is not MetricType.NPS:
            yield self.problem(
                (*path, "components"),
                tr(
                    "Promoters, passives and detractors belong to an NPS, not to `{type}`.",
                    type=metric.type,
                ),
                tr("Remove them, or write `type: nps`."),
            )
            return
        if metric.n is not None and metric.n != counts.total:
            yield self.problem(
                (*path, "n"),
                tr(
                    "n is {n}, the components add up to {total}.",
                    n=str(metric.n),
                    total=counts.total,
                ),
                tr("Mend the wrong one; `n` may be left out."),
                related=[Place((*path, "components"), tr("the components"), key=True)],
            )
        if metric.value is not None and counts.total:
            exact = 100 * (counts.promoters - counts.detractors) / counts.total
            decimals = decimals_of(metric.value)
            if round_half(exact, decimals) != metric.value:
                yield self.problem(
                    (*path, "value"),
                    tr(
                        "The NPS is written as {value}, its components give {exact}.",
                        value=str(metric.value),
                        exact=f"{exact:.{max(decimals, 1)}f}",
                    ),
                    tr("Mend the wrong one; `value` may be left out."),
                    related=[Place((*path, "components"), tr("the components"), key=True)],
                )


class AmbiguousReference(Rule):
    """A reference fits several things.

    Default ids may collide, since a touchpoint `Web` in two stages is ordinary. Then each is
    referred to by the ids on the way down to it, such as `purchase/web`.

    Why:
        Guessing would connect the wrong things.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            touchpoints:
              - name: Web
          - name: Purchase
            touchpoints:
              - name: Web
              - name: Delivery
                next: web

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Consideration
            touchpoints:
              - name: Web
          - name: Purchase
            touchpoints:
              - name: Web
              - name: Delivery
                next: purchase/web
    """

    code = "CJ113"
    name = "ambiguous-reference"
    severity = Severity.ERROR

    def check(self, subject: Subject) -> Iterator[Problem]:
        kinds: tuple[tuple[str, Iterable[tuple[Path, str]]], ...] = (
            ("persona", persona_references(subject.things)),
            ("touchpoint", next_references(subject.things)),
            ("pain", pain_references(subject.things)),
            ("evidence", citations(subject.things)),
            ("opportunity", opportunity_references(subject.things)),
            ("lane", lane_references(subject.things)),
        )
        for kind, references in kinds:
            for path, reference in references:
                yield from self._several(
                    path, reference, candidates(subject.index, kind, reference)
                )
        for path, reference in from_references(subject.things):
            stages = candidates(subject.index, "stage", reference)
            touchpoints = candidates(subject.index, "touchpoint", reference)
            # One stage of that name is meant, whatever touchpoints are called so too.
            if not stages or len(stages) > 1:
                yield from self._several(path, reference, stages or touchpoints)

    def _several(
        self, path: Path, reference: str, candidates: tuple[Item, ...]
    ) -> Iterator[Problem]:
        if len(candidates) > 1:
            names = ", ".join(f"`{item.id}`" for item in candidates[:6])
            yield self.problem(
                path,
                tr("`{reference}` fits {n} things.", reference=reference, n=len(candidates)),
                tr("Write one of {names}.", names=names),
                related=[Place(item.path, tr("one is here")) for item in candidates[:3]],
                key=_is_key(path),
            )


class UnknownOpportunity(_Reference):
    """An outcome names an opportunity that the map does not have.

    Why:
        The outcome is credited to nothing, and the opportunity seems to have brought none.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Decision
            opportunities:
              - text: Follow up by e-mail
                id: follow-up
        outcomes:
          - metric: conversion
            change: +15 %
            opportunities: followup

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Decision
            opportunities:
              - text: Follow up by e-mail
                id: follow-up
        outcomes:
          - metric: conversion
            change: +15 %
            opportunities: follow-up
    """

    code = "CJ114"
    name = "unknown-opportunity"
    severity = Severity.ERROR
    kind = "opportunity"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return opportunity_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no opportunity `{reference}` in this map.", reference=reference)


class PersonaTypo(Rule):
    """A persona given by its name alone is one letter away from one of the library.

    Names of five letters or more are compared.

    Why:
        A name that the library does not know is a new persona, of whom nothing else is known:
        the curve and every figure of the one who was meant fall apart.

    Example:
        # the library of the workspace knows Laura
        title: Buy a coat online
        personas: [Lauira]
        stages: [Awareness]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages: [Awareness]
    """

    code = "CJ115"
    name = "persona-typo"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Problem]:
        known = subject.index.shelf.personas
        for item, persona in subject.things.personas:
            if item.external or persona.written > {"name"} or item.id in known:
                continue
            near = nearest(item.id, known, most=1) if len(item.id) >= _LEAST_TYPO else ()
            if near:
                yield self.problem(
                    item.path,
                    tr("The library has no persona `{name}`.", name=shorten(persona.name)),
                    tr(
                        "Did you mean `{name}`? If not, say more of the new one than its name.",
                        name=near[0],
                    ),
                    replacement=near[0] if len(near) == 1 else None,
                )


class UnknownLane(_Reference):
    """A lane is filled in that nobody declared.

    Rows of your own are declared under `lanes`, in the map or in a library of its workspace.

    Why:
        What stands in a row that is not there is drawn nowhere.

    Example:
        title: Buy a coat online
        personas: [Laura]
        lanes: [Open questions]
        stages:
          - name: Awareness
            lanes: {open-question: Who sees the ad?}

    Instead:
        title: Buy a coat online
        personas: [Laura]
        lanes: [Open questions]
        stages:
          - name: Awareness
            lanes: {open-questions: Who sees the ad?}
    """

    code = "CJ116"
    name = "unknown-lane"
    severity = Severity.ERROR
    kind = "lane"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return lane_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no lane `{reference}` in this map or its library.", reference=reference)


# --- where references stand ----------------------------------------------------------------------


def _is_key(path: Path) -> bool:
    """Whether a reference is a key (of `emotions`, of `lanes`) rather than a value."""
    return len(path) > 1 and path[-2] in ("emotions", "lanes") and isinstance(path[-1], str)


def persona_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every place that names a persona of the map."""
    for path, _, owner in things.owners:
        if not isinstance(owner, Journey):
            yield from numbered((*path, "personas"), owner.personas)
            for reference in owner.emotions:
                yield (*path, "emotions", reference), reference
            for place, reference, _ in _speakers(path, owner):
                yield place, reference
        lists: tuple[tuple[str, tuple[Pain | Gain | Metric, ...]], ...] = (
            ("pains", owner.pains),
            ("gains", owner.gains),
            ("metrics", owner.metrics),
        )
        for key, listed in lists:
            for number, thing in enumerate(listed):
                yield from numbered((*path, key, number, "personas"), thing.personas)


def _speakers(path: Path, thing: Stage | Touchpoint) -> Iterator[tuple[Path, str, Message]]:
    """Every persona that a thought or quote names, and which of the two it is."""
    lists: tuple[tuple[str, Message, Sequence[Thought | Quote]], ...] = (
        ("thoughts", tr("A thought"), thing.thoughts),
        ("quote", tr("A quote"), thing.quote),
    )
    for key, what, listed in lists:
        for number, one in enumerate(listed):
            if one.persona is not None:
                yield (*path, key, number, "persona"), one.persona, what


def next_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every `next`."""
    for item, touchpoint in things.touchpoints:
        for number, entry in enumerate(touchpoint.next):
            yield (*item.path, "next", number, "to"), entry.to


def from_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every `from` that names a stage or touchpoint."""
    for item, metric in things.metrics:
        if metric.from_ is not None:
            yield (*item.path, "from"), metric.from_
    for number, link in enumerate(things.journey.links):
        if link.from_ is not None:
            yield ("links", number, "from"), link.from_


def pain_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every pain that an opportunity names."""
    for item, opportunity in things.opportunities:
        yield from numbered((*item.path, "pains"), opportunity.pains)


def lane_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every lane of the user's own that is filled in somewhere."""
    for path, _, owner in things.owners:
        if not isinstance(owner, Journey):
            for reference in owner.lanes:
                yield (*path, "lanes", reference), reference


def opportunity_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every opportunity that an outcome names."""
    for number, outcome in enumerate(things.journey.outcomes):
        yield from numbered(("outcomes", number, "opportunities"), outcome.opportunities)


def channel_references(things: Things) -> Iterator[tuple[Path, str]]:
    """Every place that names a channel."""
    for number, persona in enumerate(things.journey.personas):
        yield from numbered(("personas", number, "channels"), persona.channels)
    for item, touchpoint in things.touchpoints:
        yield from numbered((*item.path, "channel"), touchpoint.channel)
        for number, automation in enumerate(touchpoint.automation):
            if automation.channel is not None:
                yield (*item.path, "automation", number, "channel"), automation.channel


def _suggest(word: str, known: Iterable[str]) -> Message:
    near = nearest(word, known)
    if near:
        return tr("Did you mean `{name}`?", name=near[0])
    return tr("Write the id of a touchpoint or stage of that map.")


def _descents(subject: Subject) -> dict[FilePath, set[FilePath]]:
    """From each map that can be reached over parent and child links to its children."""
    ways: dict[FilePath, set[FilePath]] = {}
    seen: set[FilePath] = set()
    waiting: list[Subject] = [subject]
    while waiting:
        current = waiting.pop()
        if current.file in seen:
            continue
        seen.add(current.file)
        for link in current.journey.links:
            target = current.linked(link.to.partition("#")[0])
            if link.rel not in (Relation.PARENT, Relation.CHILD) or target is None:
                continue
            above, below = (
                (current.file, target) if link.rel is Relation.CHILD else (target, current.file)
            )
            ways.setdefault(above, set()).add(below)
            other = current.neighbour(target)
            if other is not None:
                waiting.append(other)
    return ways


class ChannelWordInDoubt(Rule):
    """A word for a channel is a built-in id, and something else in the map's language.

    Why:
        `Mail` is an e-mail to a German reader and a letter to an English one. The map is read in
        its own language; the id of the other channel, or a declared one, leaves no doubt.

    Example:
        title: Einen Mantel kaufen
        language: de
        personas: [Laura]
        stages:
          - name: Kauf
            touchpoints:
              - name: Bestätigung
                channel: Mail

    Instead:
        title: Einen Mantel kaufen
        language: de
        personas: [Laura]
        stages:
          - name: Kauf
            touchpoints:
              - name: Bestätigung
                channel: email
    """

    code = "CJ117"
    name = "channel-word-in-doubt"
    severity = Severity.INFO

    def check(self, subject: Subject) -> Iterator[Problem]:
        channels = subject.index.channels
        for path, reference in channel_references(subject.things):
            word = slug(reference)
            built_in, kin = BuiltInChannel.known(word), kin_of(word, channels.language)
            if built_in is None or kin is None or kin.channel is built_in or word in channels.names:
                continue
            language = channels.language
            other = built_in.label.render(language)
            yield self.problem(
                path,
                tr(
                    "`{word}` is read as “{meant}” here; the built-in channel `{id}` is “{other}”.",
                    word=reference,
                    meant=kin.channel.label.render(language),
                    id=built_in,
                    other=other,
                ),
                tr(
                    "Write `{meant}` if that is meant, else `{other}`.",
                    meant=kin.channel,
                    other=other,
                ),
                subject=reference,
            )

    def several(self, number: int, names: Message) -> Message:
        return tr(
            "{n} channels are words that the map's language reads otherwise than the built-in ids "
            "of that name: {names} …",
            n=number,
            names=names,
        )


REFERENCES: tuple[Rule, ...] = (
    DuplicateId(),
    UnknownPersona(),
    UnknownTouchpoint(),
    UnknownPain(),
    UnknownEvidence(),
    ChannelTypo(),
    MissingFile(),
    BrokenLink(),
    LinkCycle(),
    NoStages(),
    EmotionForAbsentPersona(),
    MetricComponentsDisagree(),
    AmbiguousReference(),
    UnknownOpportunity(),
    PersonaTypo(),
    UnknownLane(),
    ChannelWordInDoubt(),
)
