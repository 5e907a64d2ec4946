"""Each change told in one sentence, as the customer meets it where that can be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cjmap.compare.contrast import Contrast
from cjmap.compare.emotions import Turn
from cjmap.facts.changes import Value
from cjmap.facts.channels import find_channel
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Path
from cjmap.findings.json_text import json_text
from cjmap.messages import Message, Sayable, line_up, ntr, quote, shorten, tr, verbatim
from cjmap.model.scale import Scale
from cjmap.vocabulary.changes import Changed, ChangeKind
from cjmap.vocabulary.improvement import OpportunityStatus, PainStatus
from cjmap.vocabulary.maps import Thing

# Longer values are cut.
_LONGEST: Final = 60
# So many touchpoints of a stage that came or went are named.
_MOST_NAMED: Final = 8

_ADDED: Final[Mapping[Thing, Message]] = {
    Thing.STAGE: tr("There is a new stage: {name}."),
    Thing.TOUCHPOINT: tr("There is a new touchpoint in {place}: {name}."),
    Thing.PERSONA: tr("There is a new persona: {name}."),
    Thing.CHANNEL: tr("There is a new channel: {name}."),
    Thing.PAIN: tr("There is a new pain at {place}: {name}."),
    Thing.GAIN: tr("There is a new gain at {place}: {name}."),
    Thing.OPPORTUNITY: tr("There is a new opportunity at {place}: {name}."),
    Thing.METRIC: tr("There is a new metric at {place}: {name}."),
    Thing.EVIDENCE: tr("There is new evidence: {name}."),
    Thing.LANE: tr("There is a new lane: {name}."),
}
_REMOVED: Final[Mapping[Thing, Message]] = {
    Thing.STAGE: tr("The stage {name} is gone."),
    Thing.TOUCHPOINT: tr("The touchpoint {name} in {place} is gone."),
    Thing.PERSONA: tr("The persona {name} is gone."),
    Thing.CHANNEL: tr("The channel {name} is gone."),
    Thing.PAIN: tr("The pain {name} at {place} is gone."),
    Thing.GAIN: tr("The gain {name} at {place} is gone."),
    Thing.OPPORTUNITY: tr("The opportunity {name} at {place} is gone."),
    Thing.METRIC: tr("The metric {name} at {place} is gone."),
    Thing.EVIDENCE: tr("The evidence {name} is gone."),
    Thing.LANE: tr("The lane {name} is gone."),
}
_RENAMED: Final[Mapping[Thing, Message]] = {
    Thing.STAGE: tr("The stage {old} is now called {new}."),
    Thing.TOUCHPOINT: tr("The touchpoint {old} is now called {new}."),
    Thing.PERSONA: tr("The persona {old} is now called {new}."),
    Thing.CHANNEL: tr("The channel {old} is now called {new}."),
    Thing.PAIN: tr("The pain {old} now reads {new}."),
    Thing.GAIN: tr("The gain {old} now reads {new}."),
    Thing.OPPORTUNITY: tr("The opportunity {old} now reads {new}."),
    Thing.METRIC: tr("The metric {old} is now called {new}."),
    Thing.EVIDENCE: tr("The evidence {old} is now called {new}."),
    Thing.LANE: tr("The lane {old} is now called {new}."),
}
# The keys that say best what a mapping is about.
_NAMES: Final = ("name", "text", "title", "does", "to", "label", "event", "metric")
_WHOLE: Final = tr("the journey as a whole")
_MAP: Final = tr("The map")
# What there may be none of, by the keys.
_NONE: Final[Mapping[str, Message]] = {
    "channel": tr("channels"),
    "channels": tr("channels"),
    "evidence": tr("sources of evidence"),
    "lanes": tr("lanes"),
    "touchpoints": tr("touchpoints"),
    "pains": tr("pains"),
    "gains": tr("gains"),
    "opportunities": tr("opportunities"),
    "metrics": tr("metrics"),
}


# -- things ----------------------------------------------------------------------------------------


def tell_thing(
    kind: ChangeKind, item: Item, old: Value, new: Value, subjects: tuple[Subject, Subject]
) -> Message:
    """What happened to a thing as a whole; `subjects` are the old and the new map."""
    name = _name(item.name)
    before, now = subjects
    if kind is ChangeKind.RENAMED:
        return _fill(_RENAMED[item.kind], old=_name(str(old)), new=_name(str(new)))
    gone = kind is ChangeKind.REMOVED
    inner = _name_touchpoints(old if gone else new)
    if inner:
        # What comes or goes with it is told nowhere else.
        said = (
            tr("There is a new stage: {name}, with {touchpoints}."),
            tr("The stage {name} is gone, and with it {touchpoints}."),
        )
        return _fill(said[gone], name=name, touchpoints=line_up(inner))
    told = (_REMOVED if gone else _ADDED)[item.kind]
    return _fill(told, name=name, place=_place(before if gone else now, item))


def _name_touchpoints(stage: Value) -> list[Message]:
    """The touchpoints that a stage holds, none of anything else, in quotes; of many not all."""
    held = stage.get("touchpoints") if isinstance(stage, dict) else None
    found = [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    names = [_name(str(one.get("name", ""))) for one in found]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names[_MOST_NAMED:] = [ntr("{n} more", "{n} more", more)]
    return names


def tell_move(old: Item, new: Item, subjects: tuple[Subject, Subject], *, within: bool) -> Message:
    """What is said of a thing that stands elsewhere; `within` what is the same place, however called."""
    name = _name(new.name)
    left, home = (_owner(subject, item) for subject, item in zip(subjects, (old, new), strict=True))
    if not within and left != home:
        return tr("{name} moved from {old} to {new}.", name=name, old=left, new=home)
    then, since = position(old), position(new)
    if new.kind is Thing.STAGE:
        said = (
            tr("The stage {name} now comes later in the journey."),
            tr("The stage {name} now comes earlier in the journey."),
        )
    elif new.kind is Thing.TOUCHPOINT:
        said = tr("{name} now comes later in {place}."), tr("{name} now comes earlier in {place}.")
    else:
        said = (
            tr("{name} now stands further down at {place}."),
            tr("{name} now stands further up at {place}."),
        )
    return _fill(said[then > since], name=name, place=home)


def position(item: Item) -> int:
    """Its number in the list that it stands in, from 0."""
    number = item.path[-1]
    assert isinstance(number, int)
    return number


def _owner(subject: Subject, item: Item) -> Message:
    found = subject.index.places.get(item.place)
    return _WHOLE if found is None else _name(found.name)


_place = _owner


# -- feelings --------------------------------------------------------------------------------------


def tell_turn(turn: Turn, place: str, scale: Scale) -> Message:
    """How somebody's feeling at a place changed, on the scale that readers of the map see."""
    who: Message = verbatim(turn.name) if turn.name else tr("everyone")
    where = _name(place)
    old, new = _score(turn.old), _score(turn.new)
    if old is not None and new is not None and old != new:
        figures: dict[str, Sayable] = {"old": scale.show(old), "new": scale.show(new)}
        if new > old:
            return tr(
                "{place} now feels better to {who}: {old} → {new}.", place=where, who=who, **figures
            )
        return tr(
            "{place} now feels worse to {who}: {old} → {new}.", place=where, who=who, **figures
        )
    if turn.old is None:
        return tr(
            "How {place} feels to {who} is now told: {new}.",
            place=where,
            who=who,
            new=_felt(turn.new, scale),
        )
    if turn.new is None:
        return tr(
            "How {place} feels to {who} is no longer told: it was {old}.",
            place=where,
            who=who,
            old=_felt(turn.old, scale),
        )
    return tr(
        "How {place} feels to {who} is told otherwise: {old} → {new}.",
        place=where,
        who=who,
        old=_felt(turn.old, scale),
        new=_felt(turn.new, scale),
    )


def _score(value: Value) -> float | None:
    found = value.get("score") if isinstance(value, dict) else value
    return float(found) if isinstance(found, int | float) else None


def _felt(value: Value, scale: Scale) -> Sayable:
    """A feeling in a few words: its score, and its label or what else is said of it."""
    score = _score(value)
    figure: Sayable | None = scale.show(score) if score is not None else None
    more = {k: v for k, v in value.items() if k != "score"} if isinstance(value, dict) else {}
    if figure is None:
        return verbatim(_brief(more.get("label", value)))
    if not more:
        return figure
    return tr(
        "{figure} ({words})", figure=figure, words=_brief(", ".join(map(_brief, more.values())))
    )


# -- fields ----------------------------------------------------------------------------------------


def tell_field(
    what: Changed,
    item: Item | None,
    key: Path,
    found: Contrast,
    subjects: tuple[Subject, Subject],
) -> Message:
    """What a key says otherwise: of a thing, or of the map itself where that is None."""
    name = _MAP if item is None else _name(item.name)
    own = _tell_own(what, item, key, name, found, subjects)
    if own is not None:
        return own
    return _tell_key(name, key, found)


def _tell_key(name: Message, key: Path, found: Contrast) -> Message:
    """What a key says now, or an entry of its list."""
    old, new = found.old, found.new
    listed = len(key) > 1 and isinstance(key[-1], int)
    told: dict[str, str | Sayable] = {"name": name, "key": name_key(key[:-1] if listed else key)}
    if found.kind is ChangeKind.ADDED:
        said = (
            tr("{name} has one more under `{key}`: {new}.")
            if listed
            else tr("{name} now gives `{key}`: {new}.")
        )
        return _fill(said, **told, new=_brief(new))
    if found.kind is ChangeKind.REMOVED:
        said = (
            tr("{name} has one less under `{key}`: {old}.")
            if listed
            else tr("{name} no longer gives `{key}`: it was {old}.")
        )
        return _fill(said, **told, old=_brief(old))
    return tr("{name}, `{key}`: {old} → {new}.", **told, old=_brief(old), new=_brief(new))


def name_key(key: Path) -> str:
    """A path below a thing as people read it: `next 1 › when`, entries counted from 1."""
    words: list[str] = []
    for step in key:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return " › ".join(words)


def _tell_own(
    what: Changed,
    item: Item | None,
    key: Path,
    name: Message,
    found: Contrast,
    subjects: tuple[Subject, Subject],
) -> Message | None:
    """What is said of keys that readers ask for first; None for all others."""
    old, new = found.old, found.new
    if [] in (old, new) and None in (old, new):
        return _tell_none(name, key, found)
    if what is Changed.CHANNEL and item is not None and item.kind is Thing.TOUCHPOINT:
        return _tell_channel(name, item, found, subjects)
    if key == ("owner",):
        return _tell_owner(name, found)
    if item is None and key == ("title",):
        return tr("The map {old} is now called {new}.", old=_name(str(old)), new=_name(str(new)))
    if what is Changed.PAIN and key == ("status",):
        if new == PainStatus.RESOLVED:
            return tr("The pain {name} is resolved.", name=name)
        return tr("The pain {name} is open again.", name=name)
    if what is Changed.PAIN and key == ("severity",) and _are_numbers(old, new):
        told: dict[str, str | Sayable] = {"name": name, "old": _brief(old), "new": _brief(new)}
        if isinstance(old, int) and isinstance(new, int) and new > old:
            return tr("The pain {name} is graver: severity {old} → {new}.", **told)
        return tr("The pain {name} is milder: severity {old} → {new}.", **told)
    if what is Changed.OPPORTUNITY and key == ("status",):
        labels = (OpportunityStatus.known(old), OpportunityStatus.known(new))
        if labels[0] is not None and labels[1] is not None:
            return tr(
                "The opportunity {name} went from {old} to {new}.",
                name=name,
                old=labels[0].label,
                new=labels[1].label,
            )
    return None


def _tell_none(name: Message, key: Path, found: Contrast) -> Message:
    """Where somebody looked and found none, or no longer says so."""
    things = _NONE.get(str(key[-1]))
    words: dict[str, str | Sayable] = {"name": name}
    if things is None:
        words["key"] = name_key(key)
        said = (
            tr("{name} no longer says that there is nothing under `{key}`."),
            tr("{name} now says that there is nothing under `{key}`."),
        )
    else:
        words["things"] = things
        said = (
            tr("{name} no longer says that there are no {things}."),
            tr("{name} now says that there are no {things}."),
        )
    return _fill(said[found.new == []], **words)


def _tell_owner(name: Message, found: Contrast) -> Message:
    told: dict[str, str | Sayable] = {
        "name": name,
        "old": _brief(found.old),
        "new": _brief(found.new),
    }
    said = {
        ChangeKind.ADDED: tr("{name} now has an owner: {new}."),
        ChangeKind.REMOVED: tr("{name} no longer has an owner: it was {old}."),
    }
    return _fill(said.get(found.kind, tr("{name} now belongs to {new}, before to {old}.")), **told)


def _tell_channel(
    name: Message, item: Item, found: Contrast, subjects: tuple[Subject, Subject]
) -> Message | None:
    if isinstance(found.old, list) or isinstance(found.new, list):
        return None
    told: dict[str, str | Sayable] = {
        "name": name,
        "old": call_channel(_flat(found.old), subjects[0]),
        "new": call_channel(_flat(found.new), subjects[1]),
    }
    if found.kind is ChangeKind.REMOVED:
        return _fill(tr("{name} is no longer met by {old}."), **told)
    if found.kind is ChangeKind.CHANGED:
        return _fill(tr("{name} is now met by {new} in place of {old}."), **told)
    others = len(subjects[1].things.touchpoints[item].channel) > 1
    said = tr("{name} is now also met by {new}.") if others else tr("{name} is now met by {new}.")
    return _fill(said, **told)


def _are_numbers(*values: Value) -> bool:
    return all(isinstance(value, int | float) for value in values)


# -- words -----------------------------------------------------------------------------------------


def call_channel(id: str, subject: Subject) -> str | Sayable:
    """What people call a channel of a map: a known one in their language, others as it is written."""
    channels = subject.index.channels
    fact = find_channel(channels, id)
    called = fact.name
    if not fact.declared:
        words = (word for _, one in subject.things.touchpoints for word in one.channel)
        called = next((word for word in words if find_channel(channels, word).id == id), id)
    return shorten(called, _LONGEST) if isinstance(called, str) else called


def _fill(told: Message, **words: str | Sayable) -> Message:
    wanted = {key: word for key, word in words.items() if f"{{{key}}}" in told.template}
    return tr(told.template, **wanted)


def _name(text: str) -> Message:
    return quote(shorten(text, _LONGEST))


def _brief(value: Value) -> str:
    """A value in a few signs: of a mapping what it is called, or the first that it says."""
    return shorten(_flat(value), _LONGEST)


def _flat(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value:
        return ", ".join(map(_flat, value))
    if isinstance(value, dict) and value:
        named = next((value[key] for key in _NAMES if key in value), None)
        return _flat(next(iter(value.values())) if named is None else named)
    return json_text(value, indent=None)
