"""What a map says, in a form in which two maps can be held against each other.

References are what they mean, whatever word was written for it; numbers, faces and words for
ratings are what they are read as; short forms are long ones; and what holds where a key is not
written is known, so that writing it out says nothing new.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

from pydantic import BaseModel

from cjmap.compare.assuming import assume
from cjmap.facts.changes import Value
from cjmap.facts.channels import find_channel
from cjmap.facts.figures import comparison_of
from cjmap.facts.index import Item, candidates, resolve
from cjmap.facts.subject import Subject
from cjmap.findings import Key, Path
from cjmap.model.blueprint import Automation, Handoff
from cjmap.model.element import Element
from cjmap.model.improvement import Opportunity
from cjmap.model.journey import Journey, Link
from cjmap.model.metric import JourneyResult, Metric, Result, Target
from cjmap.model.persona import Persona
from cjmap.model.scalars import Percent, dump_number
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Next, Touchpoint
from cjmap.records import dataclass
from cjmap.text.slugs import composed
from cjmap.vocabulary.maps import Thing
from cjmap.vocabulary.metrics import MetricType


def _nothing(key: Hashable) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Word:
    """A value at the end of the tree: what it is compared by, and what is shown of it."""

    key: Hashable
    shown: Value


@dataclass(frozen=True, slots=True)
class Bag:
    """Values whose order says nothing."""

    entries: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Values in their order."""

    entries: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Values by what their keys mean, each with the key as it is written.

    `assume` tells what holds of a key that is not written, None where nothing does.
    """

    entries: Mapping[Hashable, tuple[Key, Said]]
    assume: Callable[[Hashable], Said | None] = _nothing


Said: TypeAlias = Word | Bag | Row | Table

# Lists in which the order says nothing, beside those of references to personas and evidence.
_UNORDERED = frozenset(("tags", "personas", "evidence", "channel", "channels"))
_PLACES = (Thing.STAGE, Thing.TOUCHPOINT)
# What keys refer to, whatever they stand in.
_REFERENCES: Mapping[str, tuple[Thing, ...]] = {
    "personas": (Thing.PERSONA,),
    "persona": (Thing.PERSONA,),
    "evidence": (Thing.EVIDENCE,),
    "source": (Thing.EVIDENCE,),
}
# And what those of some things do.
_OWN_REFERENCES: Mapping[tuple[type[Element], str], tuple[Thing, ...]] = {
    (Opportunity, "pains"): (Thing.PAIN,),
    (JourneyResult, "opportunities"): (Thing.OPPORTUNITY,),
    (Result, "metric"): (Thing.METRIC,),
    (JourneyResult, "metric"): (Thing.METRIC,),
    (Next, "to"): (Thing.TOUCHPOINT,),
    (Metric, "from_"): _PLACES,
    (Link, "from_"): _PLACES,
}
_CHANNELS = frozenset(
    ((Touchpoint, "channel"), (Persona, "channels"), (Automation, "channel")),
)
# Texts that are called as references elsewhere are.
_TEXTS = frozenset(((Handoff, "from_"),))


@cache
def _keys_of(kind: type[Element]) -> tuple[tuple[str, Key], ...]:
    """The fields of a kind of thing in their order, each with the key that it is written by."""
    fields = kind.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if name != "extensions")


class Speaker:
    """One of the two maps. `counterparts` are the things of the other by the paths of its own."""

    def __init__(self, subject: Subject, counterparts: Mapping[Path, Item], *, new: bool) -> None:
        self.subject = subject
        self._counterparts = counterparts
        self._new = new

    def identify(self, item: Item) -> Hashable:
        """What a thing is known by on both sides, and one of this side alone by nobody else."""
        other = self._counterparts.get(item.path)
        if other is None:
            return ("here alone", self._new, item.path)
        return item.path if self._new else other.path

    def tell(self, thing: Element, path: Path, skipped: frozenset[str] = frozenset()) -> Table:
        """All that a thing at a path writes, but for some of its fields."""
        told: dict[Hashable, tuple[Key, Said]] = {}
        written = thing.model_fields_set
        for name, key in _keys_of(type(thing)):
            if name in written and name not in skipped:
                said = self._say_field(thing, name, getattr(thing, name), path)
                if said is not None:
                    told[name] = (key, said)
        for key, value in thing.extensions.items():
            told[key] = (key, say_plain(value))
        return Table(told, partial(self._assume, thing, path))

    def list_channels(self, touchpoint: Touchpoint, path: Path) -> Bag:
        """The channels of a touchpoint at a path; none where it names none."""
        said = self._say_field(touchpoint, "channel", touchpoint.channel, path)
        assert isinstance(said, Bag)
        return said

    def _assume(self, thing: Element, path: Path, name: Hashable) -> Said | None:
        value = assume(self.subject, thing, str(name), path)
        return None if value is None else self._say_field(thing, str(name), value, path)

    # -- fields ---------------------------------------------------------------------------

    def _say_field(self, thing: Element, name: str, value: Any, path: Path) -> Said | None:
        kind = type(thing)
        if isinstance(thing, Metric) and name == "target" and isinstance(value, Target):
            return self._say_target(thing, value)
        if isinstance(value, Percent):
            return self._say_share(thing, value)
        if isinstance(thing, Stage) and name == "phase":
            return self._say_phase(value, path)
        if name == "lanes" and isinstance(value, dict):
            return self._say_lanes(value, path)
        wanted = self._wanted(kind, name)
        if (kind, name) in _CHANNELS:
            return self._each(value, name, self._say_channel)
        if wanted:
            return self._each(value, name, lambda one: self._refer(wanted, one))
        return self._say(value, path, name)

    @staticmethod
    def _wanted(kind: type[Element], name: str) -> tuple[Thing, ...]:
        if (kind, name) in _TEXTS or kind is Journey:
            return ()
        return _OWN_REFERENCES.get((kind, name)) or _REFERENCES.get(name, ())

    @staticmethod
    def _each(value: Any, name: str, say: Callable[[str], Word]) -> Said:
        if not isinstance(value, tuple):
            return say(value)
        entries = tuple(map(say, value))
        return Bag(entries) if name in _UNORDERED else Row(entries)

    def _say(self, value: Any, path: Path, name: str = "") -> Said | None:
        """A value of a model; None for a mapping that says nothing."""
        if isinstance(value, Element):
            return self.tell(value, path)
        if isinstance(value, dict):
            entries: dict[Hashable, tuple[Key, Said]] = {
                composed(str(key)): (key, said)
                for key, one in value.items()
                if (said := self._say(one, path)) is not None
            }
            return Table(entries) if entries else None
        if isinstance(value, tuple):
            listed = tuple(said for one in value if (said := self._say(one, path)) is not None)
            return Bag(listed) if name in _UNORDERED else Row(listed)
        return say_plain(value)

    def _say_lanes(self, lanes: Mapping[str, Any], path: Path) -> Said | None:
        told: dict[Hashable, tuple[Key, Said]] = {}
        for reference, texts in lanes.items():
            said = self._say(texts, path)
            if said is not None:
                told[self._refer((Thing.LANE,), reference).key] = (reference, said)
        return Table(told) if told else None

    def _refer(self, kinds: Sequence[Thing], reference: str) -> Word:
        """What a reference means: a thing, or the text alone where it means none."""
        for kind in kinds:
            several = kind is Thing.METRIC
            found = candidates(self.subject.index, kind, reference)
            if found and (several or len(found) == 1):
                return Word((kind, self.identify(found[0])), found[0].id)
        return Word(composed(reference), reference)

    def _say_channel(self, reference: str) -> Word:
        """A channel; one that the other map does not declare may be implied there all the same."""
        fact = find_channel(self.subject.index.channels, reference)
        declared = resolve(self.subject.index, Thing.CHANNEL, fact.id)
        if declared is not None and declared.path in self._counterparts:
            return Word((Thing.CHANNEL, self.identify(declared)), declared.id)
        return Word(fact.id, fact.id)

    def _say_phase(self, written: str, path: Path) -> Word:
        """A phase by what it is, in whatever language it is written."""
        number = path[1]
        assert isinstance(number, int)
        found = self.subject.phases.stages[number]
        if not found.phases:
            return Word(composed(written), written)
        return Word(tuple(phase.id for phase in found.phases), written)

    def _say_target(self, metric: Metric, target: Target) -> Word:
        comparison = comparison_of(metric, target)
        bears_percent = self._bears_percent(metric, target.value)
        number = str(target.value) if bears_percent else dump_number(target.value)
        operator = target.operator
        shown = number if operator is None else f"{operator} {number}"
        return Word((comparison, float(target.value), bears_percent), shown)

    def _say_share(self, thing: Element, value: Percent) -> Said:
        if self._bears_percent(thing, value):
            return Word(("%", float(value)), str(value))
        return say_plain(float(value))

    def _bears_percent(self, thing: Element, value: float) -> bool:
        """Whether `%` behind a number says something: not where it is a percentage anyway."""
        if not isinstance(value, Percent) or isinstance(thing, Next):
            return False
        if isinstance(thing, Metric):
            return thing.unit is None and not isinstance(thing.type, MetricType)
        if isinstance(thing, Result):
            known = MetricType.known(thing.metric)
            return known is None or not known.percentage or thing.change is value
        return False


# --- values ----------------------------------------------------------------------------------------


def say_plain(value: Any) -> Said:
    """A value that means itself, such as a text or a number; lists keep their order."""
    # Most values are texts.
    if isinstance(value, str):
        return Word(composed(str(value)), str(value))
    if isinstance(value, dict):
        return Table({str(key): (str(key), say_plain(one)) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return Row(tuple(map(say_plain, value)))
    if isinstance(value, BaseModel):
        return say_plain(value.model_dump(mode="json"))
    if isinstance(value, bool) or value is None:
        return Word(("is", value), value)
    if isinstance(value, datetime.date):
        return Word(value.isoformat(), value.isoformat())
    # Thirds of a scale, worked out in another way, are the same.
    number = round(float(value), 9)
    return Word(number, int(number) if number.is_integer() else number)


def key_of(said: Said) -> Hashable:
    """What two things that are said are told apart by, key by key as they are written."""
    if isinstance(said, Word):
        return ("word", said.key)
    if isinstance(said, Bag):
        return ("bag", frozenset(Counter(map(key_of, said.entries)).items()))
    if isinstance(said, Row):
        return ("row", tuple(map(key_of, said.entries)))
    return ("table", frozenset((key, key_of(one)) for key, (_, one) in said.entries.items()))


def show(said: Said | None) -> Value:
    """What is said as JSON has it; None where nothing is."""
    if said is None:
        return None
    if isinstance(said, Word):
        return said.shown
    if isinstance(said, Table):
        return {str(key): show(one) for key, one in said.entries.values()}
    return [show(one) for one in said.entries]
