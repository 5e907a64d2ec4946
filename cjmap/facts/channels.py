"""The channels of a map: declared, built in, or implied by a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cjmap.messages import Message
from cjmap.model.channel import Channel
from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import ChannelType, Ownership, built_in_channels


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """A channel as the map uses it. `type` is None where nobody says it."""

    id: str
    name: Message | str
    type: ChannelType | None
    ownership: Ownership | None
    icon: str | None
    declared: bool


@dataclass(frozen=True, slots=True)
class Channels:
    """The declared channels of a map: its own, then its library's; `names` are words for them."""

    declared: tuple[ChannelFact, ...]
    names: Mapping[str, ChannelFact]


def declare(channels: Iterable[Channel]) -> Channels:
    """What a map (and its library behind it) declares; the first to name a channel wins.

    An own channel whose id or name is that of a built-in one inherits what it leaves out.
    """
    declared: dict[str, ChannelFact] = {}
    names: dict[str, ChannelFact] = {}
    for channel in channels:
        key = channel.id or slug(channel.name) or "channel"
        if key in declared:
            continue
        base = built_in_channels().get(key)
        fact = ChannelFact(
            key,
            channel.name,
            channel.type or (base.type if base else None),
            channel.ownership,
            channel.icon or (base.icon if base else None),
            True,
        )
        declared[key] = fact
        names.setdefault(key, fact)
        names.setdefault(slug(channel.name), fact)
    return Channels(tuple(declared.values()), names)


def find_channel(channels: Channels, reference: str) -> ChannelFact:
    """The channel that a text names: a declared one, a built-in one, else one that it implies."""
    key = slug(reference) or reference
    known = channels.names.get(key)
    if known is not None:
        return known
    base = built_in_channels().get(key)
    if base is None:
        return ChannelFact(key, reference, None, None, None, False)
    for fact in channels.declared:
        if fact.id == base:
            return fact
    return ChannelFact(base.value, base.label, base.type, None, base.icon, True)


def known_words(channels: Channels) -> frozenset[str]:
    """Every word that names a declared or built-in channel."""
    return frozenset(channels.names) | frozenset(built_in_channels())


def label_channel(channel: ChannelFact, language: str) -> str:
    """What a channel is called in a language."""
    return channel.name.render(language) if isinstance(channel.name, Message) else channel.name
