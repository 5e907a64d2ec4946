"""What a closed choice is: values that a map may write, each with its words.

A value is added with one line in its class. Model, schema, rules, boards and pages read the
values, their order, their words and the facts about them there and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self, TypeVar

from cjmap.messages import Message
from cjmap.records import dataclass

FIRST = "0.1"
"""The version in which the format's first values came."""


class Choice(StrEnum):
    """One value of a closed choice; it is its own text, and classes list them in their order.

    `label` is what readers of a map call the value, `help` what an editor shows beside it
    (English, as the whole schema is), `since` the version that brought it.
    """

    label: Message
    help: str
    since: str

    def __new__(cls, value: str, label: Message, help: str, since: str = FIRST) -> Self:
        return make(cls, value, label, help, since)

    @classmethod
    def known(cls, value: object) -> Self | None:
        """The value that is written so, or None. Nothing is raised, unlike by a call of the class."""
        found = cls._value2member_map_.get(value)
        return found if isinstance(found, cls) else None


_Kind = TypeVar("_Kind", bound=Choice)


def make(cls: type[_Kind], value: str, label: Message, help: str, since: str) -> _Kind:
    """A member of a choice, for classes whose values carry facts of their own."""
    member = str.__new__(cls, value)
    member._value_ = value
    member.label = label
    member.help = help
    member.since = since
    return member


@dataclass(frozen=True, slots=True)
class Switch:
    """What `true` and `false` say at a key that takes them.

    `label` is what readers call what is switched on; `on` and `off` are what an editor shows.
    """

    label: Message
    on: str
    off: str
