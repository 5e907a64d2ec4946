"""Whom a map is read for, and how each persona is told from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.board.board import Channel, Image, Labelled, Mark, Persona, Trait
from cjmap.board.cut import Cut
from cjmap.board.sources import is_assumption
from cjmap.facts.channels import ChannelFact, find_channel, label_channel
from cjmap.facts.index import Item
from cjmap.languages.quantities import format_number, format_quote
from cjmap.messages import tr
from cjmap.model.persona import Persona as ModelPersona
from cjmap.model.scalars import decimals_of
from cjmap.vocabulary.channels import kin_of
from cjmap.vocabulary.personas import PersonaType


def mark_personas(personas: Sequence[Item]) -> dict[str, Mark]:
    """A mark for each persona, by id: no two have the same initials."""
    marks: dict[str, Mark] = {}
    taken: set[str] = set()
    for style, item in enumerate(personas):
        sign = next(sign for sign in _signs(item.name, style) if sign not in taken)
        taken.add(sign)
        marks[item.id] = Mark(item.id, item.name, sign, style)
    return marks


def _signs(name: str, style: int) -> Iterator[str]:
    """What may stand for a name, the best first: at last its number, which nobody else has."""
    words = [word for word in name.split() if word[0].isalnum()]
    first = words[0] if words else name.strip()
    last = words[-1] if len(words) > 1 else ""
    if last.isdecimal() and len(last) <= 3:
        # Persona 1, 10 and 11 are three.
        yield first[:1].upper() + last
    yield (first[:1] + last[:1]).upper()
    yield (first[:2] + last[:1]).upper()
    yield (first[:1] + last[:2]).upper()
    yield f"{first[:1].upper()}{style + 1}"
    yield f"{style + 1}"


def read_persona(cut: Cut, item: Item) -> Persona:
    thing = cut.subject.things.personas[item]
    photo = None
    if thing.photo is not None:
        photo = Image(cut.way_to(item, thing.photo.src), thing.photo.alt or "")
    return Persona(
        cut.marks[item.id],
        item.path,
        cut.say(thing.type.label) if thing.type else "",
        thing.type is PersonaType.NEGATIVE,
        tuple(part for part in (thing.age, thing.role) if part),
        format_quote(thing.quote, cut.language) if thing.quote else "",
        thing.bio or "",
        photo,
        tuple(_lists(cut, thing)),
        tuple(_read_trait(cut, *trait) for trait in thing.traits.items()),
        read_channels(cut, thing.channels),
        is_assumption(cut, item.path, thing.evidence),
    )


def _lists(cut: Cut, persona: ModelPersona) -> Iterator[Labelled]:
    jobs = tuple(
        f"{job.text} ({cut.say(job.type.label)})" if job.type else job.text for job in persona.jobs
    )
    for label, texts in (
        # Who has no goals has jobs to be done, which are what is wanted.
        (tr("Wants"), persona.goals or jobs),
        (tr("Needs"), persona.needs),
        (tr("Is bothered by"), persona.frustrations),
        (tr("Is driven by"), persona.motivations),
        (tr("Jobs to be done"), jobs if persona.goals else ()),
        (tr("Devices"), persona.devices),
        (tr("Segment"), tuple(_segment(persona))),
    ):
        if texts:
            yield Labelled(cut.say(label), texts)


def _read_trait(cut: Cut, name: str, value: str | float) -> Trait:
    if isinstance(value, str):
        return Trait(name, value, None)
    figure = format_number(value, cut.language, most=decimals_of(value))
    return Trait(name, cut.say(tr("{value} of 5", value=figure)), float(value))


def _segment(persona: ModelPersona) -> Iterator[str]:
    segment = persona.segment
    if segment is None:
        return
    if segment.name:
        yield segment.name
    for texts in (segment.demographic, segment.psychographic, segment.behavioural):
        yield from texts
    if segment.size:
        yield segment.size


def read_channels(cut: Cut, references: Iterable[str]) -> tuple[Channel, ...]:
    """The channels that somebody or something names, each once, by the first word for it."""
    found: dict[str, Channel] = {}
    for reference in references:
        channel = read_channel(cut, reference)
        found.setdefault(channel.id, channel)
    return tuple(found.values())


def read_channel(cut: Cut, reference: str) -> Channel:
    """The channel that a reference names."""
    return describe_channel(find_channel(cut.subject.index.channels, reference), cut.language)


def describe_channel(channel: ChannelFact, language: str) -> Channel:
    icon = channel.icon or ""
    # Most channels have none: no language need be read for that.
    kin = kin_of(icon, language) if icon else None
    return Channel(
        channel.id,
        label_channel(channel, language),
        channel.type or "",
        kin.channel.icon if kin else icon,
    )
