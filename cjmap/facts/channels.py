"""The channels of a map: declared, built in, or implied by a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from cjmap.languages.enumerations import enumerated
from cjmap.messages import DEFAULT_LANGUAGE, Message
from cjmap.model.channel import Channel
from cjmap.records import dataclass
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.channels import ChannelType, Ownership, every_channel_word, kin_of


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
    """The declared channels of a map: its own, then its library's; `names` are words for them.

    `language` is the BCP 47 tag in which the words of the map are looked up first.
    """

    language: str
    declared: tuple[ChannelFact, ...]
    names: Mapping[str, ChannelFact]


def declare(
    own: Iterable[Channel], language: str = DEFAULT_LANGUAGE, library: Iterable[Channel] = ()
) -> Channels:
    """What a map and its library declare; the first to name a channel wins.

    Written ids are taken first, and a word that is the id of one is the name of no other. A
    channel whose id or name is a word for a built-in one, or for one like it, takes over the type
    and the icon that it leaves out.
    """
    declared: dict[str, ChannelFact] = {}
    for key, channel in (*_keyed([*own]), *_keyed([*library])):
        if key not in declared:
            declared[key] = _declare(key, channel, language)
    names = dict(declared)
    for fact in declared.values():
        names.setdefault(_key(str(fact.name)), fact)
    return Channels(language, tuple(declared.values()), names)


def _keyed(channels: Collection[Channel]) -> Iterator[tuple[str, Channel]]:
    """Channels with their ids, but for those that are called what another has for an id."""
    written = {key_of(channel) for channel in channels if channel.id}
    for channel in channels:
        key = key_of(channel)
        if channel.id or key not in written:
            yield key, channel


def key_of(channel: Channel) -> str:
    """The id of a declared channel among them all: as written, else the slug of its name."""
    return composed(channel.id) if channel.id else slug(channel.name) or "channel"


def _declare(key: str, channel: Channel, language: str) -> ChannelFact:
    kin = kin_of(key, language)
    base = kin.channel if kin else None
    return ChannelFact(
        key,
        channel.name,
        channel.type or (base.type if base else None),
        channel.ownership,
        channel.icon or (base.icon if base else None),
        True,
    )


def find_channel(channels: Channels, reference: str) -> ChannelFact:
    """The channel that a text names: a declared one, a built-in one, else one that it implies."""
    key = _key(reference)
    known = channels.names.get(key)
    if known is not None:
        return known
    implied = _implied(key, reference, channels.language)
    return next((fact for fact in channels.declared if fact.id == implied.id), implied)


@lru_cache(maxsize=4096)
def _implied(key: str, reference: str, language: str) -> ChannelFact:
    """The channel that a text names where the map declares none of its own for it."""
    kin = kin_of(key, language)
    if kin is None:
        return ChannelFact(key, reference, None, None, None, False)
    base = kin.channel
    if not kin.same:
        return ChannelFact(key, reference, base.type, None, base.icon, True)
    # An id is no word of a map; what somebody wrote as a word stays theirs.
    name = base.label if reference == base else reference
    return ChannelFact(base.value, name, base.type, None, base.icon, True)


def known_words(channels: Channels) -> frozenset[str]:
    """Every word that names a declared or built-in channel, or one like it in some language."""
    return every_channel_word().union(channels.names)


def label_channel(channel: ChannelFact, language: str) -> str:
    """What a channel is called in a language."""
    return channel.name.render(language) if isinstance(channel.name, Message) else channel.name


def _key(word: str) -> str:
    """What words are compared by; one of signs alone is itself."""
    return slug(word) or word


def several_channels(channels: Channels, written: str) -> tuple[str, ...]:
    """The channels that a text names which would pass as one of its own; none where it is one.

    `instagram, whatsapp`, `web y correo`: every part is declared or built in, and the whole is not.
    """
    parts = enumerated(written)
    if len(parts) < 2:
        return ()
    known = known_words(channels)
    listed = _key(written) not in known and all(_key(part) in known for part in parts)
    return parts if listed else ()
