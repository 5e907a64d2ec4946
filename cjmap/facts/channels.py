"""The channels of a map: declared, built in, or implied by a word."""

from __future__ import annotations

from collections.abc import Iterable
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

    def label(self, language: str) -> str:
        return self.name.render(language) if isinstance(self.name, Message) else self.name


class Channels:
    """The channels of a map: its own, its library's, then the built-in ones, then the implied.

    An own channel whose id or name is that of a built-in one inherits what it leaves out.
    """

    def __init__(self, declared: Iterable[Channel]) -> None:
        self._facts: dict[str, ChannelFact] = {}
        self._names: dict[str, str] = {}
        for channel in declared:
            self._declare(channel)

    def _declare(self, channel: Channel) -> None:
        key = channel.id or slug(channel.name) or "channel"
        if key in self._facts:
            return
        base = built_in_channels().get(key)
        self._facts[key] = ChannelFact(
            key,
            channel.name,
            channel.type or (base.type if base else None),
            channel.ownership,
            channel.icon or (base.icon if base else None),
            True,
        )
        self._names.setdefault(key, key)
        self._names.setdefault(slug(channel.name), key)

    def resolve(self, reference: str) -> ChannelFact:
        """The channel that a text names; one that nobody declared is implied by the text."""
        key = slug(reference) or reference
        known = self._names.get(key)
        if known is not None:
            return self._facts[known]
        base = built_in_channels().get(key)
        if base is not None:
            if base in self._facts:
                return self._facts[base]
            return ChannelFact(base.value, base.label, base.type, None, base.icon, True)
        return ChannelFact(key, reference, None, None, None, False)

    def vocabulary(self) -> frozenset[str]:
        """Every word that names a declared or built-in channel."""
        return frozenset(self._names) | frozenset(built_in_channels())

    @property
    def declared(self) -> tuple[ChannelFact, ...]:
        return tuple(self._facts.values())
