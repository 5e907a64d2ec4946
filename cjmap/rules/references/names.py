"""References that mean nothing, several things, or most likely another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cjmap.facts.channels import Channels, find_channel, known_words
from cjmap.facts.evidence import citations
from cjmap.facts.index import Index, Item, Shelf, brief_id, candidates, named_in_part
from cjmap.facts.referring import (
    channel_references,
    from_references,
    is_key,
    lane_references,
    next_references,
    opportunity_references,
    pain_references,
)
from cjmap.facts.subject import Subject
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.enumerations import enumerated
from cjmap.languages.feelings import says_none
from cjmap.languages.language import StandIn
from cjmap.languages.standing_in import stands_for
from cjmap.messages import Message, shorten, tr
from cjmap.rules.base import Rule
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest, same_digits
from cjmap.vocabulary.channels import BuiltInChannel, is_way_to_meet, is_word_of, kin_of
from cjmap.vocabulary.maps import Thing

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

    def advise(self, path: Path, reference: str) -> Message | None:
        """What to do about a reference that was meant for something else; None where none was."""
        return None

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
        advice = self.advise(path, reference)
        # A bare id stands for a way: its list is that of `next`.
        listed = isinstance(path[-1], int) or path[-3:-2] == ("next",)
        several = _several(index, self.kind, reference) if listed else ()
        near = () if advice is not None or several else nearest(reference, words)
        if not near and words and advice is None:
            near = tuple(item.name for item in named_in_part(index, self.kind, reference))
        meant = {brief_id(index, words[word]) for word in near}
        replacement: str | tuple[str, ...] | None = None
        if advice is not None:
            help = advice
        elif several:
            replacement = several if isinstance(path[-1], int) else None
            help = tr("Write a list: `[{items}]`.", items=", ".join(several))
        elif len(meant) == 1:
            # Another number is another thing, and no slip of the pen.
            replacement = near[0] if same_digits(near[0], reference) else None
            help = tr("Did you mean `{name}`?", name=near[0])
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
            path, self.says(shorten(reference)), help, key=is_key(path), replacement=replacement
        )


def _several(index: Index, kind: str, reference: str) -> tuple[str, ...]:
    """The things that a text names which is a list of them; none where it is no such list."""
    parts = enumerated(reference)
    found = [candidates(index, kind, part) or named_in_part(index, kind, part) for part in parts]
    if len(parts) < 2 or any(len(each) != 1 for each in found):
        return ()
    named: dict[Item, str] = {}
    for part, (item,) in zip(parts, found, strict=True):
        named.setdefault(item, part if candidates(index, kind, part) else _write(index, item))
    return tuple(named.values())


def _write(index: Index, item: Item) -> str:
    """How a map refers to a thing: by its name where that is plain and nobody else's."""
    plain = "," not in item.name and candidates(index, item.kind, item.name) == (item,)
    return item.name if plain else brief_id(index, item)


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
    keys: tuple[str, ...] = ("*.personas", "*.persona", "emotions")
    kind = "persona"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return iter(subject.mentions)

    def says(self, reference: str) -> Message:
        return tr("There is no persona `{reference}` in this map.", reference=reference)

    def advise(self, path: Path, reference: str) -> Message | None:
        if "personas" not in path or StandIn.EVERYBODY not in stands_for(reference):
            return None
        return tr("Leave `personas` out where everybody is meant.")


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
    keys: tuple[str, ...] = ("next", "next.to", "link.to", "link.from", "metric.from")
    kind = "touchpoint"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        yield from next_references(subject.things)
        for path, reference in from_references(subject.things):
            if not candidates(subject.index, "stage", reference):
                yield path, reference

    def says(self, reference: str) -> Message:
        return tr("There is no touchpoint `{reference}` in this map.", reference=reference)

    def advise(self, path: Path, reference: str) -> Message | None:
        if "next" not in path:
            return None
        meant = stands_for(reference)
        if says_none(reference) or StandIn.NOTHING in meant:
            return tr("Where nothing follows, write `next: []`.")
        if StandIn.GIVEN_UP in meant:
            return tr("Where people give up, write `exit: abandon` in place of `next`.")
        if StandIn.END in meant:
            return tr(
                "Where the way ends, write `exit: success` (or `abandon`) in place of `next`."
            )
        return None


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
    keys: tuple[str, ...] = ("opportunity.pains",)
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
    keys: tuple[str, ...] = ("*.evidence", "*.source")
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
    keys: tuple[str, ...] = ("*.channel", "persona.channels")

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
            near = _likeliest(near, subject.index.channels)
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


def _likeliest(near: tuple[str, ...], channels: Channels) -> tuple[str, ...]:
    """Of words equally near those that the map declares, else those of its language, else the
    built-in ids, else all.
    """
    declared = tuple(name for name in near if name in channels.names)
    own = tuple(name for name in near if is_word_of(name, channels.language))
    built_in = tuple(name for name in near if BuiltInChannel.known(name) is not None)
    return declared or own or built_in or near


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
    keys: tuple[str, ...] = (
        "next",
        "next.to",
        "opportunity.pains",
        "*.personas",
        "metric.from",
        "link.from",
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        kinds: tuple[tuple[str, Iterable[tuple[Path, str]]], ...] = (
            ("persona", subject.mentions),
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
                key=is_key(path),
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
    keys: tuple[str, ...] = ("journey-result.opportunities",)
    kind = "opportunity"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return opportunity_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no opportunity `{reference}` in this map.", reference=reference)


class PersonaTypo(Rule):
    """A persona given by its name alone is new, and one of the library is called nearly so.

    It is one letter away from the id or the name of one, of five letters or more; or several of the
    library's are called just so. A name that is one persona's alone means that one.

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
    keys: tuple[str, ...] = ("journey.personas", "persona.name")

    def check(self, subject: Subject) -> Iterator[Problem]:
        known = subject.index.shelf.personas
        for item, persona in subject.things.personas:
            if item.external or persona.written > {"name"} or item.id in known:
                continue
            several = subject.index.shelf.named.get(slug(persona.name), ())
            if several:
                yield self.problem(
                    item.path,
                    tr(
                        "Several personas of the library are called `{name}`.",
                        name=shorten(persona.name),
                    ),
                    tr("Write one of {names}.", names=", ".join(f"`{id}`" for id in several)),
                )
                continue
            near = _near_persona(slug(persona.name), subject.index.shelf)
            if near:
                yield self.problem(
                    item.path,
                    tr("The library has no persona `{name}`.", name=shorten(persona.name)),
                    tr(
                        "Did you mean `{name}`? If not, say more of the new one than its name.",
                        name="`, `".join(near),
                    ),
                    replacement=near[0] if len(near) == 1 else None,
                )


def _near_persona(word: str, shelf: Shelf) -> tuple[str, ...]:
    """The ids of the library's personas of whose id or name a word may be a slip."""
    if len(word) < _LEAST_TYPO:
        return ()
    known = {**shelf.named, **{id: (id,) for id in shelf.personas}}
    near = [name for name in nearest(word, known, most=1) if same_digits(name, word)]
    return tuple(dict.fromkeys(chain.from_iterable(known[name] for name in near)))


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
    keys: tuple[str, ...] = ("lanes",)
    kind = "lane"

    def references(self, subject: Subject) -> Iterator[tuple[Path, str]]:
        return lane_references(subject.things)

    def says(self, reference: str) -> Message:
        return tr("There is no lane `{reference}` in this map or its library.", reference=reference)


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
    keys: tuple[str, ...] = ("*.channel", "persona.channels")

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
