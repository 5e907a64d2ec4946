"""What is meant by a key that is not known where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cjmap.findings import Path
from cjmap.languages.durations import duration_of_words
from cjmap.languages.keys import Called, is_english, keys_meant
from cjmap.loading.paths import Value
from cjmap.loading.shape import choice_of, class_at, has_key, is_required, keys_of
from cjmap.loading.values import values_meant
from cjmap.messages import Message, line_up, shorten, tr
from cjmap.model.blueprint import Automation, Line
from cjmap.model.channel import Channel
from cjmap.model.element import Element
from cjmap.model.emotion import Emotion, Quote, Thought
from cjmap.model.evidence import Evidence
from cjmap.model.improvement import Gain, Opportunity, Pain
from cjmap.model.journey import Journey, Link
from cjmap.model.metric import Components, Metric, Reading, Result
from cjmap.model.persona import Job, Persona, Segment
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Next, Touchpoint
from cjmap.records import dataclass
from cjmap.text.characters import first_hidden, name_character, without_hidden
from cjmap.text.durations import parse_duration
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key was meant to be: keys of that place, as likely as each other.

    `sure`: it is a slip of the pen, or a word that says the same as the key whatever stands
    behind it. `value` is what stands there in the words of the key where it is written
    otherwise, and `help` says how. `message` says what is wrong, where there is more to say
    than that the key is none.
    """

    keys: tuple[str, ...] = ()
    sure: bool = False
    value: Value = None
    help: Message | None = None
    message: Message | None = None


# What a key of one thing is called at another.
_NAMED: Final = {"title": "name", "heading": "name", "text": "name"}
_TITLED: Final = {"name": "title", "text": "title"}
_WORDED: Final = {"name": "text", "title": "text", "description": "text"}
_ELSEWHERE: Final[Mapping[type[Element], Mapping[str, str]]] = {
    Journey: {**_TITLED, "expects": "expectations"},
    Persona: {**_NAMED, "description": "bio", "pains": "frustrations"},
    Channel: _NAMED,
    Stage: {**_NAMED, "expects": "expectations"},
    Touchpoint: {**_NAMED, "expectations": "expects", "trigger": "automation"},
    Pain: _WORDED,
    Gain: _WORDED,
    Opportunity: {**_WORDED, "date": "due"},
    # Where it comes from is a text.
    Metric: {**_NAMED, "sources": "source"},
    Evidence: _TITLED,
    Job: _WORDED,
    Thought: _WORDED,
    Quote: _WORDED,
    Line: {"text": "does", "name": "does", "description": "does"},
    Next: {"label": "when", "text": "when", "description": "when"},
}

# The steps of which a word is the writer's own: the key itself, and the map's language.
_OWN: Final = 2
# So long a word that is one slip from a key is no other word of a language that is not the map's.
_LONG: Final = 8

# Whose key one is: the things that people write first, then what stands in them.
_OWNERS: Final[tuple[Mapping[type[Element], Message], ...]] = (
    {
        Journey: tr("the map"),
        Persona: tr("a persona"),
        Channel: tr("a channel"),
        Stage: tr("a stage"),
        Touchpoint: tr("a touchpoint"),
        Emotion: tr("an emotion"),
        Pain: tr("a pain"),
        Gain: tr("a gain"),
        Opportunity: tr("an opportunity"),
        Metric: tr("a metric"),
        Evidence: tr("a piece of evidence"),
    },
    {
        Segment: tr("a segment"),
        Thought: tr("a thought"),
        Line: tr("a line of a blueprint"),
        Automation: tr("an automation"),
        Next: tr("a way in `next`"),
        Link: tr("a link"),
        Result: tr("an outcome"),
        Reading: tr("a reading in `history`"),
        Components: tr("the components of an NPS"),
    },
)
# What an opportunity is worth: two keys, of which a priority or an impact may be either.
_WORTH: Final = frozenset({"customer_value", "business_value"})
_HOW_RATED: Final = tr(
    "Write `customer_value`, `business_value` and `effort`, each from 1 to 5 (or `low`, `high` …): "
    "the priority follows from them."
)
# What holds a duration.
_TIMES: Final = frozenset({"wait", "duration"})
# A key of more things than these says nothing about where it belongs.
_MOST_OWNERS: Final = 3


def meaning_of(place: Path, key: str, value: Value, language: str) -> Meaning:
    """What an unknown key of a place means there: nothing where it is neither near nor a word.

    Words of the language (a BCP 47 tag) come first.
    """
    model = class_at(place)
    rewritten = _rewrite(model, key, value)
    if rewritten is not None:
        return rewritten
    known = keys_of(place)
    plain = without_hidden(key)
    hidden = first_hidden(key)
    if plain in known and hidden is not None:
        return _hidden(plain, hidden)
    snake = _snake(plain)
    if snake in known:
        return Meaning((snake,), sure=True)
    near = nearest(snake, known, most=1)
    everywhere = not (near and len(snake) >= _LONG)
    for number, words in enumerate(_steps(snake, language, everywhere=everywhere)):
        found = _fitting(model, _called(model, words, known), value, language)
        time = _time_of_others(words, known, value, language) if found else None
        if time is not None:
            return Meaning(help=_tell_owners(time))
        if found:
            # A word of another language may as well be a slip: `dores` is near `does`.
            both = tuple(found) if number < _OWN else tuple(dict.fromkeys((*found, *near)))
            return _word(key, both, sure=any(found.values()), own=not number)
    return Meaning(near, sure=True)


def _hidden(key: str, character: str) -> Meaning:
    """What a key means in which a character stands that nobody sees."""
    message = tr(
        "An invisible character ({name}) stands in this key.", name=name_character(character)
    )
    return Meaning((key,), sure=True, message=message, help=tr("Write `{key}:`.", key=key))


def _word(key: str, keys: tuple[str, ...], *, sure: bool, own: bool) -> Meaning:
    """What a word means that some language has for keys, or (`own`) the format for another thing."""
    if not sure and _WORTH.issuperset(keys):
        return Meaning(keys, help=_HOW_RATED)
    if own or not sure or len(keys) != 1:
        return Meaning(keys, sure=sure)
    (right,) = keys
    help = (
        tr("Write `{key}:`.", key=right)
        if is_english(slug(_snake(key)))
        else tr("Write `{key}:`. Keys are always English, texts are in any language.", key=right)
    )
    return Meaning(
        keys,
        sure=True,
        help=help,
        message=tr("The key `{word}` is called `{key}` here.", word=shorten(key), key=right),
    )


def _called(model: type[Element] | None, words: Called, known: tuple[str, ...]) -> dict[str, bool]:
    """What keys of anything are called at a place, the sure ones alone where there are some."""
    found: dict[str, bool] = {}
    for word, sure in words.items():
        name = _call(model, word, known)
        if name is not None:
            found[name] = found.get(name, False) or sure
    return {name: sure for name, sure in found.items() if sure} or found


def _time_of_others(
    words: Called, known: tuple[str, ...], value: Value, language: str
) -> str | None:
    """The key of other things for a duration, where a word for it has one behind it.

    `espera: 2 días` is a wait, and not what a stage is expected to be.
    """
    times = [key for key in words if key in _TIMES]
    if not times or not set(known).isdisjoint(times) or not isinstance(value, str):
        return None
    is_time = parse_duration(value) is not None or duration_of_words(value, language) is not None
    return times[0] if is_time else None


def _fitting(
    model: type[Element] | None, found: dict[str, bool], value: Value, language: str
) -> dict[str, bool]:
    """Those of several keys that what stands there fits: `estado: actual` is a `state`."""
    if model is None or len(found) < 2 or not isinstance(value, str):
        return found
    allowed = {name: choice_of(model, name) for name in found}
    fits = [n for n, values in allowed.items() if values and values_meant(value, values, language)]
    left = fits or [name for name, values in allowed.items() if not values] or list(found)
    return {name: found[name] for name in left}


def holds_another(place: Path, key: str, owner: Mapping[str, Value], language: str) -> bool:
    """Whether beside an unknown key stands one that is another thing's: then all of it may be.

    A pain under `next` has its `severity` beside its `text`, which is no `when` then.
    """
    known = keys_of(place)
    strange = (name for name in owner if name != key and name not in known)
    return any(
        has_key(model, name) and not meaning_of(place, name, owner[name], language).keys
        for name in strange
        for things in _OWNERS
        for model in things
    )


def far_meaning(place: Path, key: str) -> Meaning:
    """The keys of a place that are several slips of the pen away."""
    return Meaning(nearest(_snake(key), keys_of(place)), sure=True)


def free_keys(place: Path, meaning: Meaning, owner: Mapping[str, Value]) -> tuple[str, ...]:
    """Those keys of a meaning that are not there yet."""
    free = tuple(name for name in meaning.keys if name not in owner)
    if len(free) > 1:
        # `stage` is as near to `state`; what has to be there was meant.
        return tuple(name for name in free if is_required(place, name)) or free
    return free


def tell_owners(key: str, language: str) -> Message | None:
    """Whose key one is, where it is a key of few other things, by its own name or a word for it."""
    for words in _steps(_snake(key), language):
        for word in words:
            told = _tell_owners(word)
            if told is not None:
                return told
    return None


def _tell_owners(key: str) -> Message | None:
    owners = _owners(key)
    return tr("`{key}` is a key of {owners}.", key=key, owners=line_up(owners)) if owners else None


def _owners(key: str) -> list[Message]:
    for things in _OWNERS:
        owners = [name for model, name in things.items() if has_key(model, key)]
        if owners:
            return owners if len(owners) <= _MOST_OWNERS else []
    return []


def _steps(snake: str, language: str, *, everywhere: bool = True) -> Iterator[Called]:
    """Keys of anything that a key may stand for: itself, then by the words of languages."""
    yield {snake: True}
    yield from keys_meant(slug(snake), language, everywhere=everywhere)


def _call(model: type[Element] | None, key: str, known: tuple[str, ...]) -> str | None:
    """What a key of some thing is called at a place: so, as the table has it, or one of many."""
    other = _ELSEWHERE.get(model, {}).get(key) if model is not None else None
    return next(
        (name for name in (key, other, f"{key}s", key.removesuffix("s")) if name in known), None
    )


def _snake(key: str) -> str:
    """A key in the format's way to join words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).replace("-", "_").replace(" ", "_").lower()


def _rewrite(model: type[Element] | None, key: str, value: Value) -> Meaning | None:
    """What a key means together with what stands behind it."""
    if model is not Touchpoint or not isinstance(value, str):
        return None
    if key == "trigger":
        return Meaning(
            ("automation",),
            value=[{"trigger": value}],
            help=tr("Write `automation:` and below it `trigger: …`."),
        )
    kind = {"true": "action", "false": "interaction"}.get(value.lower())
    if key == "action" and kind is not None:
        return Meaning(("kind",), value=kind, help=tr("Write `kind: {kind}`.", kind=kind))
    return None
