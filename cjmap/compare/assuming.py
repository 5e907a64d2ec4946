"""What holds where a key is not written: to write it out is no change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cjmap.facts.index import Item
from cjmap.facts.lifecycle import follow
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.model.binding import Data
from cjmap.model.channel import Channel
from cjmap.model.element import Element
from cjmap.model.emotion import Quote, Thought
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.journey import FORMAT_VERSION, Journey
from cjmap.model.metric import Metric
from cjmap.model.scale import BEST, WORST
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Next, Touchpoint
from cjmap.text.slugs import slug
from cjmap.vocabulary.channels import kin_of
from cjmap.vocabulary.data import DataCount, DataEntry, DataOrder
from cjmap.vocabulary.lifecycle import DEFAULT_MODEL
from cjmap.vocabulary.maps import MapStatus, Thing
from cjmap.vocabulary.metrics import MetricType, Statistic, answers_to, is_mean
from cjmap.vocabulary.personas import PersonaType
from cjmap.vocabulary.touchpoints import TouchpointKind, WayType

_STAGE = len(("stages", 0))
_TOUCHPOINT = len(("stages", 0, "touchpoints", 0))
_Assume = Callable[[Subject, Any, Path], Any]


def assume(subject: Subject, thing: Element, name: str, path: Path) -> Any:
    """The value that a field of a thing at a path has where it is not written; None for none."""
    found = _ASSUMED.get((type(thing), name))
    return found(subject, thing, path) if found is not None else None


# -- who takes part --------------------------------------------------------------------------------


def _usual(subject: Subject) -> tuple[Item, ...]:
    """Who takes part where nobody is named."""
    return tuple(
        item for item, one in subject.things.personas if one.type is not PersonaType.NEGATIVE
    )


def present_at(subject: Subject, path: Path) -> tuple[Item, ...]:
    """Who takes part in what stands at a path, or leads into it; in the journey all who do by default."""
    if len(path) < _STAGE or path[0] != "stages":
        return _usual(subject)
    stage = subject.participation.stages[_number(path[1])]
    item = subject.index.places.get(path[:_TOUCHPOINT])
    if item is not None and item.kind is Thing.TOUCHPOINT:
        return stage.touchpoints[_number(item.path[-1])].personas
    return stage.personas


def _number(step: str | int) -> int:
    assert isinstance(step, int)
    return step


def _ids(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _of_stage(subject: Subject, stage: Stage, path: Path) -> Any:
    return _ids(_usual(subject))


def _of_touchpoint(subject: Subject, touchpoint: Touchpoint, path: Path) -> Any:
    return subject.things.stages.at(path[:_STAGE]).personas or _ids(_usual(subject))


def _all_present(subject: Subject, thing: Pain | Gain, path: Path) -> Any:
    return _ids(present_at(subject, path))


def _everybody(subject: Subject, thing: Metric, path: Path) -> Any:
    return _ids(subject.participation.personas)


def _alone(subject: Subject, thing: Thought | Quote, path: Path) -> Any:
    """Who says what nobody is named for: the one who takes part, if nobody else does."""
    present = present_at(subject, path)
    return present[0].id if len(present) == 1 else None


# -- where the way leads ---------------------------------------------------------------------------


def _onward(subject: Subject, touchpoint: Touchpoint, path: Path) -> Any:
    """The next touchpoint of the file, where all who take part here go on to the same."""
    if touchpoint.exit:
        return None
    facts = subject.participation.touchpoints
    here = next((number for number, fact in enumerate(facts) if fact.item.path == path), None)
    if here is None:
        return None
    following = {
        next((one.item.id for one in facts[here + 1 :] if persona in one.personas), None)
        for persona in facts[here].personas
    }
    only = following.pop() if len(following) == 1 else None
    return None if only is None else (Next(to=only),)


def _served(subject: Subject, opportunity: Opportunity, path: Path) -> Any:
    """The pains beside an opportunity that names none."""
    place = path[:-2]
    inside = len(place) == _STAGE
    return tuple(
        item.id
        for item, _ in subject.things.pains
        if item.place == place or (inside and item.place[:_STAGE] == place)
    )


# -- the rest --------------------------------------------------------------------------------------


def _kind(subject: Subject, touchpoint: Touchpoint, path: Path) -> Any:
    return TouchpointKind.INTERACTION if touchpoint.channel else None


def _phase(subject: Subject, stage: Stage, path: Path) -> Any:
    """The phase that the name alone tells, whatever the stage writes."""
    silent = subject.things.stages.where(lambda item, _: item.path == path).mapped(
        lambda _, one: one.model_copy(update={"phase": None})
    )
    told = follow(subject.lifecycle, silent, language=subject.language, chosen=False, fitting=False)
    phases = told.stages[0].phases
    return phases[0].id if len(phases) == 1 else None


def _kin(key: str) -> _Assume:
    def found(subject: Subject, channel: Channel, path: Path) -> Any:
        kin = kin_of(channel.id or slug(channel.name), subject.index.channels.language)
        return getattr(kin.channel, key) if kin is not None else None

    return found


def _statistic(subject: Subject, metric: Metric, path: Path) -> Any:
    if metric.type not in (MetricType.CSAT, MetricType.CES):
        return None
    return Statistic.MEAN if is_mean(MetricType.known(metric.type), None) else Statistic.PERCENT


def _answers(subject: Subject, metric: Metric, path: Path) -> Any:
    known = MetricType.known(metric.type)
    return answers_to(known, None) if known in (MetricType.CSAT, MetricType.CES) else None


def _of_type(subject: Subject, metric: Metric, path: Path) -> Any:
    known = MetricType.known(metric.type)
    return known.better if known is not None else None


def _always(value: Any) -> _Assume:
    return lambda subject, thing, path: value


def _default(name: str) -> _Assume:
    """The value that the model itself has where none is written."""
    return lambda subject, thing, path: type(thing).model_fields[name].default


_ASSUMED: Mapping[tuple[type[Element], str], _Assume] = {
    (Journey, "cjmap"): _always(FORMAT_VERSION),
    (Journey, "kind"): _default("kind"),
    (Journey, "state"): _default("state"),
    (Journey, "status"): _always(MapStatus.DRAFT),
    # Not what the map says itself: of two maps that each write another, neither holds anyway.
    (Journey, "language"): lambda subject, thing, path: (
        subject.settings.language or DEFAULT_LANGUAGE
    ),
    (Journey, "emotion_scale"): _always((WORST, BEST)),
    (Journey, "lifecycle"): lambda subject, thing, path: (
        subject.settings.lifecycle or DEFAULT_MODEL
    ),
    (Stage, "personas"): _of_stage,
    (Stage, "phase"): _phase,
    (Touchpoint, "personas"): _of_touchpoint,
    (Touchpoint, "kind"): _kind,
    (Touchpoint, "next"): _onward,
    (Touchpoint, "entry"): _always(False),
    (Touchpoint, "exit"): _always(False),
    (Touchpoint, "moment_of_truth"): _always(False),
    (Next, "type"): _always(WayType.HAPPY),
    (Pain, "status"): _default("status"),
    (Pain, "personas"): _all_present,
    (Gain, "personas"): _all_present,
    (Opportunity, "status"): _default("status"),
    (Opportunity, "pains"): _served,
    (Metric, "personas"): _everybody,
    (Metric, "direction"): _of_type,
    (Metric, "statistic"): _statistic,
    (Metric, "scale"): _answers,
    (Thought, "persona"): _alone,
    (Quote, "persona"): _alone,
    (Channel, "type"): _kin("type"),
    (Channel, "icon"): _kin("icon"),
    (Data, "order"): _always(DataOrder.LOOSE),
    (Data, "entry"): _always(DataEntry.FIRST),
    (Data, "count"): _always(DataCount.CUSTOMER),
}
