"""What a thing says, in a form in which two of them can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TypeAlias, TypeVar

from cjmap.facts.index import Item
from cjmap.facts.paraphrase import content_words
from cjmap.facts.things import Listing, Things, words_of
from cjmap.model.channel import Channel
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.lane import Lane
from cjmap.model.metric import Metric
from cjmap.model.persona import Persona
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.text.slugs import slug
from cjmap.vocabulary.maps import Thing

T = TypeVar("T")
_Texts: TypeAlias = Iterable[str | None]
_Marks: TypeAlias = Mapping[str, object]
_Shape: TypeAlias = tuple[str, ...]
_GRAM = 3


class Portrait:
    """What a thing says, as sets, each worked out when it is first asked for.

    Most things are known by their ids or names, so that nobody holds their portraits against others.
    `sort` parts what is never one thing: the types of metrics, empty for all else.
    """

    def __init__(
        self,
        item: Item,
        sort: str,
        say: Callable[[], _Texts],
        mark: Callable[[], _Marks],
        *,
        parts: Callable[[], _Texts],
        inner: Callable[[], _Texts],
        shape: Callable[[], _Shape],
    ) -> None:
        self.item = item
        self.sort = sort
        self._say = say
        self._mark = mark
        self._parts = parts
        self._inner = inner
        self._shape = shape

    @cached_property
    def name(self) -> frozenset[str]:
        """The words of its name."""
        return frozenset(content_words(self.item.name))

    @cached_property
    def letters(self) -> frozenset[str]:
        """The runs of three letters of its name, ends included."""
        return frozenset(_runs(self.item.name))

    @cached_property
    def text(self) -> frozenset[str]:
        """The words of all else that it says, and of the names of what stands in it."""
        return _words((*self._say(), *self._parts()))

    @cached_property
    def inner(self) -> frozenset[str]:
        """The words of what the things say that stand in it."""
        return _words(self._inner())

    @cached_property
    def prose(self) -> frozenset[str]:
        """All words but those of names."""
        return _words(self._say()) | self.inner

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its choices, numbers and days."""
        return frozenset(_flatten(self._mark()))

    @cached_property
    def shape(self) -> _Shape:
        """What no other words change: the channels of a touchpoint, or of all those of a stage."""
        return self._shape()


def _nothing(thing: object) -> _Texts:
    return ()


def portray(things: Things) -> Mapping[Thing, tuple[Portrait, ...]]:
    """The portraits of a map's things, by kind (see `Thing`), in the order of the file."""
    return {
        Thing.PERSONA: _draw(things.personas, _persona_text, _persona_marks),
        Thing.CHANNEL: _draw(things.channels, _nothing, _channel_marks),
        Thing.EVIDENCE: _draw(things.evidence, _nothing, _evidence_marks),
        Thing.STAGE: _draw(
            things.stages,
            _stage_text,
            _stage_marks,
            parts=_stage_parts,
            inner=_stage_inner,
            shape=_stage_shape,
        ),
        Thing.TOUCHPOINT: _draw(
            things.touchpoints, _touchpoint_text, _touchpoint_marks, shape=_touchpoint_shape
        ),
        Thing.PAIN: _draw(things.pains, _pain_text, _pain_marks),
        Thing.GAIN: _draw(things.gains, _nothing, _gain_marks),
        Thing.OPPORTUNITY: _draw(things.opportunities, _nothing, _opportunity_marks),
        Thing.METRIC: _draw(things.metrics, _metric_text, _metric_marks, lambda one: one.type),
        Thing.LANE: _draw(things.lanes, _lane_text, lambda lane: {}),
    }


def _draw(
    listing: Listing[T],
    say: Callable[[T], _Texts],
    mark: Callable[[T], _Marks],
    sort: Callable[[T], str] = lambda thing: "",
    *,
    parts: Callable[[T], _Texts] = _nothing,
    inner: Callable[[T], _Texts] = _nothing,
    shape: Callable[[T], _Shape] = lambda thing: (),
) -> tuple[Portrait, ...]:
    return tuple(
        Portrait(
            item,
            sort(thing),
            partial(say, thing),
            partial(mark, thing),
            parts=partial(parts, thing),
            inner=partial(inner, thing),
            shape=partial(shape, thing),
        )
        for item, thing in listing
    )


def _words(texts: _Texts) -> frozenset[str]:
    return frozenset(word for text in texts if text for word in content_words(text))


def _runs(text: str) -> Iterator[str]:
    """The runs of three letters of each word, with its beginning and end: ` pay`, `ay `."""
    for word in slug(text).split("-"):
        framed = f" {word} "
        for start in range(len(framed) - _GRAM + 1):
            yield framed[start : start + _GRAM]


def _flatten(marks: _Marks) -> Iterator[str]:
    """A mark for each value that is written, one for each entry of a list."""
    for key, value in marks.items():
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                yield f"{key}:{slug(str(one)) or one}"


def _persona_text(persona: Persona) -> _Texts:
    yield from (persona.role, persona.bio, persona.quote)
    yield from (value for value in persona.traits.values() if isinstance(value, str))
    for listed in (persona.goals, persona.needs, persona.frustrations, persona.motivations):
        yield from listed
    yield from (job.text for job in persona.jobs)
    if persona.segment is not None:
        yield persona.segment.name


def _persona_marks(persona: Persona) -> _Marks:
    numbers = ((k, v) for k, v in persona.traits.items() if not isinstance(v, str))
    return {
        "type": persona.type,
        "age": persona.age,
        "channel": persona.channels,
        "device": persona.devices,
        **{f"trait {name}": value for name, value in numbers},
    }


def _channel_marks(channel: Channel) -> _Marks:
    return {"type": channel.type, "ownership": channel.ownership, "icon": channel.icon}


def _evidence_marks(evidence: Evidence) -> _Marks:
    return {
        "type": evidence.type,
        "date": evidence.date,
        "n": evidence.n,
        "url": evidence.url,
        "file": evidence.file,
        "confidence": evidence.confidence,
    }


def _stage_text(stage: Stage) -> _Texts:
    yield from (stage.goal, stage.description, stage.success)
    yield from stage.expectations
    yield from _shared_text(stage)


def _stage_parts(stage: Stage) -> _Texts:
    return (touchpoint.name for touchpoint in stage.touchpoints)


def _stage_inner(stage: Stage) -> _Texts:
    return (text for touchpoint in stage.touchpoints for text in _touchpoint_text(touchpoint))


def _stage_shape(stage: Stage) -> _Shape:
    return tuple(sorted(" ".join(_touchpoint_shape(one)) for one in stage.touchpoints))


def _stage_marks(stage: Stage) -> _Marks:
    return {"phase": stage.phase, "owner": stage.owner, "duration": stage.duration}


def _touchpoint_text(touchpoint: Touchpoint) -> _Texts:
    yield from touchpoint.does
    yield from touchpoint.expects
    yield from _shared_text(touchpoint)


def _touchpoint_shape(touchpoint: Touchpoint) -> _Shape:
    return tuple(sorted(slug(channel) or channel for channel in touchpoint.channel))


def _shared_text(thing: Stage | Touchpoint) -> _Texts:
    yield from (thought.text for thought in words_of(thing))
    yield from (text for texts in thing.lanes.values() for text in texts)
    yield from (pain.text for pain in thing.pains)
    yield from (gain.text for gain in thing.gains)
    yield from (opportunity.text for opportunity in thing.opportunities)
    for lines in (thing.frontstage, thing.backstage, thing.support):
        yield from (line.does for line in lines)


def _touchpoint_marks(touchpoint: Touchpoint) -> _Marks:
    return {
        "channel": touchpoint.channel,
        "kind": touchpoint.kind,
        "initiator": touchpoint.initiator,
        "owner": touchpoint.owner,
        "moment": touchpoint.moment_of_truth,
        "duration": touchpoint.duration,
        "wait": touchpoint.wait,
        "feedback": touchpoint.feedback,
    }


def _lane_text(lane: Lane) -> _Texts:
    yield from (lane.help, *lane.texts)


def _pain_text(pain: Pain) -> _Texts:
    yield pain.cause


def _pain_marks(pain: Pain) -> _Marks:
    return {
        "severity": pain.severity,
        "frequency": pain.frequency,
        "effect": pain.effect,
        "owner": pain.owner,
        "persona": pain.personas,
    }


def _gain_marks(gain: Gain) -> _Marks:
    return {"persona": gain.personas}


def _opportunity_marks(opportunity: Opportunity) -> _Marks:
    return {
        "customer value": opportunity.customer_value,
        "business value": opportunity.business_value,
        "effort": opportunity.effort,
        "owner": opportunity.owner,
        "ticket": opportunity.ticket,
        "due": opportunity.due,
    }


def _metric_text(metric: Metric) -> _Texts:
    yield from (metric.method, metric.source)


def _metric_marks(metric: Metric) -> _Marks:
    return {
        "unit": metric.unit,
        "value": metric.value,
        "n": metric.n,
        "date": metric.date,
        "owner": metric.owner,
        "persona": metric.personas,
    }
