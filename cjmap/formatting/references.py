"""All that a map refers to things by, and what each reference means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from cjmap.facts.channels import ChannelFact, find_channel, key_of
from cjmap.facts.evidence import citations
from cjmap.facts.index import Index, Item, candidates
from cjmap.facts.naming import LIBRARY, name_shared
from cjmap.facts.referring import (
    channel_references,
    from_references,
    lane_references,
    next_references,
    opportunity_references,
    pain_references,
)
from cjmap.facts.subject import Subject
from cjmap.facts.things import Things, results
from cjmap.findings import Path
from cjmap.model.emotion import Quote, Thought
from cjmap.model.journey import Journey
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing

PLACES = (Thing.STAGE, Thing.TOUCHPOINT)
"""What a metric or a link may begin at, the first that is asked in front."""

SharedId: TypeAlias = tuple[Thing, str]
"""A thing that a workspace's libraries hold: its kind and its id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that stands for a thing: where, and all that it may mean.

    `path` is that of the model. `kinds` are those of what it may mean, that of the channel
    included that a word is found to be.
    """

    path: Path
    text: str
    kinds: tuple[Thing, ...]
    meant: tuple[Item, ...]

    @property
    def item(self) -> Item | None:
        """What it means; None where that is nothing, or in doubt."""
        return self.meant[0] if len(self.meant) == 1 else None


def find_references(subject: Subject) -> Iterator[Reference]:
    """The references of a map to its own things and those of its library."""
    index, things = subject.index, subject.things
    listed: tuple[tuple[Thing, Iterable[tuple[Path, str]]], ...] = (
        (Thing.PERSONA, subject.mentions),
        (Thing.TOUCHPOINT, next_references(things)),
        (Thing.PAIN, pain_references(things)),
        (Thing.OPPORTUNITY, opportunity_references(things)),
        (Thing.EVIDENCE, citations(things)),
        (Thing.LANE, lane_references(things)),
    )
    for kind, references in listed:
        for path, text in references:
            yield Reference(path, text, (kind,), candidates(index, kind, text))
    for path, text in from_references(things):
        yield Reference(path, text, PLACES, meant_by(index, PLACES, text))
    # What may be plain text is a reference where it means one thing.
    for kind, references in (
        (Thing.EVIDENCE, _sources(things)),
        (Thing.METRIC, _measured(things)),
    ):
        for path, text in references:
            found = candidates(index, kind, text)
            if len(found) == 1:
                yield Reference(path, text, (kind,), found)
    yield from _channels(subject)


def meant_by(index: Index, kinds: Sequence[Thing], text: str) -> tuple[Item, ...]:
    """What a text may mean, of the first kind of which it means anything."""
    return next((found for kind in kinds if (found := candidates(index, kind, text))), ())


def _sources(things: Things) -> Iterator[tuple[Path, str]]:
    """Where figures and words come from: the id of a piece of evidence, or text."""
    for path, _, owner in things.owners:
        for number, metric in enumerate(owner.metrics):
            if metric.source is not None:
                yield (*path, "metrics", number, "source"), metric.source
        if not isinstance(owner, Journey):
            said: tuple[tuple[str, Sequence[Thought | Quote]], ...] = (
                ("thoughts", owner.thoughts),
                ("quote", owner.quote),
            )
            for key, listed in said:
                for number, one in enumerate(listed):
                    if one.source is not None:
                        yield (*path, key, number, "source"), one.source


def _measured(things: Things) -> Iterator[tuple[Path, str]]:
    """The metrics that outcomes speak of."""
    for path, result in results(things):
        yield (*path, "metric"), result.metric


def _channels(subject: Subject) -> Iterator[Reference]:
    """The words for channels that the map or its library declares."""
    channels = subject.index.channels
    known = {fact.id: _of_library(fact) for fact in channels.declared}
    for item, channel in sorted(subject.things.channels, key=lambda pair: pair[0].written):
        # Written ids are taken first, which here comes last.
        known[key_of(channel)] = item
    for path, text in channel_references(subject.things):
        found = known.get(find_channel(channels, text).id)
        if found is not None:
            yield Reference(path, text, (Thing.CHANNEL,), (found,))


def _of_library(channel: ChannelFact) -> Item:
    """A channel of the library that the map does not list; its id is written if no name gives it."""
    name = str(channel.name)
    path = (LIBRARY, "channels", channel.id)
    return Item(
        Thing.CHANNEL, channel.id, name, path, (), None, channel.id != slug(name), external=True
    )


def shared_id(subject: Subject, item: Item) -> SharedId | None:
    """By what a thing of a library is known, which a map may have listed; None for the map's own."""
    if not item.external:
        return None
    things = subject.things
    for listing in (things.personas, things.channels, things.evidence, things.lanes):
        if item in listing:
            return item.kind, name_shared(listing[item])
    return item.kind, item.id
