"""A map as lists: a row a touchpoint, a stage, a pain, with a column for each key that it has.

They are made of what the map writes, and the recognition of tables makes the same of them again. A
cell holds a text, a number, or a list, a line each behind `•`; what has no form of its own stands
whole, as JSON below the name of its key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from cjmap.convert.recognition.cells import (
    is_blank,
    items_of,
    names_of,
    plain_text,
    says_there_is_none,
)
from cjmap.convert.recognition.heading import JOURNEY_KEYS, OWN, WHOLE, Headings
from cjmap.languages.heads import head_of
from cjmap.languages.known import language_of
from cjmap.messages import tr
from cjmap.model.scale import read_scale
from cjmap.records import dataclass
from cjmap.text.scalars import Written
from cjmap.text.slugs import slug

Shown = str | int | float | None
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows below heads. `key` says of what: `touchpoints`, `pains`, `about`; `title` in words."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, and what it says of a thing."""

    head: str
    say: Callable[[Values], Shown]
    always: bool = False


def lists_of(values: Values, language: str) -> tuple[Sheet, ...]:
    """All that a map says, as sheets: the map itself, people, stages, touchpoints, what they have."""
    writer = _Writer(values, language)
    sheets = (
        writer.about(),
        writer.personas(),
        writer.evidence(),
        writer.stages(),
        writer.touchpoints(things=False),
        *(writer.things(key) for key in ("pains", "gains", "opportunities", "metrics")),
    )
    return tuple(sheet for sheet in sheets if sheet.rows)


def touchpoints_of(values: Values, language: str) -> Sheet:
    """The touchpoints of a map in one table, with the texts of their pains and the like."""
    return _Writer(values, language).touchpoints(things=True)


# -- cells ------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    """A text on one line, as it is read again: behind a bullet where it would be taken for a list."""
    bare = " ".join(text.split())
    if is_blank(bare) or says_there_is_none(bare) or items_of(bare) != [bare]:
        return f"• {bare}"
    return bare


def _lines(items: Iterable[str], *, named: bool = False) -> str | None:
    """A list: one text as it is where that is safe, several a line each behind a bullet."""
    listed = [" ".join(item.split()) for item in items]
    listed = [item for item in listed if item]
    if not listed:
        return None
    parted = names_of(listed[0]) if named else items_of(listed[0])
    if len(listed) == 1 and parted == listed and _text(listed[0]) == listed[0]:
        return listed[0]
    return "\n".join(f"• {item}" for item in listed)


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _whole(value: Any) -> Shown:
    """A value as JSON."""
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, default=_number)


def _number(value: object) -> object:
    return float(value) if isinstance(value, Written) else str(value)


def _single(value: Any) -> Shown:
    """A text, a number, or yes and no."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Written):
        return float(value)
    if isinstance(value, int | float):
        return value
    return _text(str(value)) if isinstance(value, str) else _whole(value)


# What has a cell of its own, by how it is written there; all else is written whole.
_LISTED: Final = frozenset(
    """
    does expects expectations frontstage backstage support physical_evidence tags evidence
    personas goals needs frustrations motivations devices
    """.split()
)
_NAMED: Final = frozenset(("channel", "channels", "feedback"))
_SAID: Final = frozenset(("thoughts", "quote"))
_SINGLE: Final = frozenset(
    """
    id kind initiator owner duration wait moment_of_truth entry exit goal description success phase
    severity frequency effect status cause customer_value business_value effort ticket due done
    cost confidence value unit n date target direction method source name role age bio type url
    file handoff
    """.split()
)
_FELT: Final = ("emotion", "emotions")
_THINGS: Final = ("pains", "gains", "opportunities", "metrics")
# The column by which a list of these is known.
_KNOWN_BY: Final = {
    "pains": "severity",
    "gains": "id",
    "opportunities": "status",
    "metrics": "value",
}
# What a table of touchpoints says of these beside their texts.
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "pains": ("severity", "frequency", "effect", "cause"),
    "opportunities": (
        *("status", "customer_value", "business_value", "effort"),
        *("due", "done", "ticket", "cost", "confidence"),
    ),
    "metrics": ("name", "n", "date", "target", "direction", "method", "source"),
}
# In which order columns stand; what is not named here stands behind them.
_ORDER: Final = (
    "personas id type name role age kind phase goal description channel initiator does thoughts expects "
    "expectations quote score emotion severity frequency effect status cause customer_value business_value effort "
    "value unit n date target direction serves pains gains opportunities metrics owner ticket due done cost confidence "
    "duration wait moment_of_truth success frontstage backstage support physical_evidence handoff feedback evidence "
    "tags entry exit method source"
).split()


def _fits(key: str, value: Any) -> bool:
    """Whether a cell can hold a value so that it is read again as it was."""
    if key in _LISTED or key in _NAMED:
        return all(isinstance(one, str) and one.strip() for one in _many(value)) and value != []
    if key in _SAID:
        return value != [] and all(
            isinstance(one, str) or (isinstance(one, Mapping) and set(one) <= {"text", "persona"})
            for one in _many(value)
        )
    if key == "target":
        return isinstance(value, str | int | float)
    return key in _SINGLE and not isinstance(value, list | Mapping)


class _Writer:
    """Makes the sheets of one map."""

    def __init__(self, values: Values, language: str) -> None:
        self._values = values
        self._tag = language
        self._code = language_of(language).code
        self._headings = Headings(self._code)
        self._scale = read_scale(values.get("emotion_scale"))
        self._people = self._name_people()
        self._lanes = {
            str(lane.get("id") or slug(name)): name
            for lane in map(_as_lane, _many(values.get("lanes")))
            if (name := _name_of(lane))
        }

    def _name_people(self) -> dict[str, str]:
        """The names of personas by every word that may refer to them."""
        found: dict[str, str] = {}
        for one in _many(self._values.get("personas")):
            persona = one if isinstance(one, Mapping) else {"name": one}
            name = str(persona.get("name") or persona.get("id") or "")
            for word in (name, slug(name), persona.get("id")):
                if word:
                    found.setdefault(str(word), name)
        return found

    def _head(self, key: str) -> str:
        return head_of(key, self._code)

    def _sheet(
        self, key: str, title: str, things: Sequence[Values], columns: Iterable[_Column]
    ) -> Sheet:
        kept: list[tuple[str, list[Shown]]] = []
        for column in columns:
            said = [column.say(thing) for thing in things]
            if column.always or any(one is not None for one in said):
                kept.append((column.head, said))
        rows = zip(*(said for _, said in kept), strict=True) if things else ()
        return Sheet(key, title, tuple(head for head, _ in kept), tuple(rows))

    # -- columns ----------------------------------------------------------------------------------

    def _columns(
        self, things: Sequence[Values], *, without: Iterable[str], always: str = ""
    ) -> Iterator[_Column]:
        """Columns for all that things say beside what has been said: those with cells, then the rest.

        The column of one key stands there `always`: by it, what the sheet lists is known again.
        """
        known = frozenset(without)
        if always and not any(always in thing for thing in things):
            yield _Column(self._head(always), lambda _: None, True)
        keys = {key: None for thing in things for key in thing if key not in known}
        ranked = sorted(keys, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER))
        whole: list[str] = []
        felt = False
        for key in ranked:
            if key in _FELT:
                if not felt:
                    yield from self._felt(things)
                felt = True
            elif key == "lanes":
                continue
            elif key == "serves":
                yield _Column(self._head(key), _served)
            elif key in _THINGS:
                yield _Column(self._head(key), _texts_of(key))
            elif all(_fits(key, thing[key]) for thing in things if thing.get(key) is not None):
                yield from self._said(key, things)
            else:
                whole.append(key)
        yield from self._own(things)
        for key in whole:
            yield _Column(_whole_head(key), _reader(key, _whole))
        for key in (*_FELT, *(key for key in (*_THINGS, "touchpoints") if key in known)):
            # A score with more than words; a list that says on purpose that there is none.
            more = _more_felt if key in _FELT else _none
            if any(more(thing.get(key)) for thing in things):
                yield _Column(
                    _whole_head(key),
                    lambda thing, key=key, more=more: (  # type: ignore[misc]
                        _whole(thing[key]) if more(thing.get(key)) else None
                    ),
                )

    def _said(self, key: str, things: Sequence[Values]) -> Iterator[_Column]:
        head = self._head(key)
        if key in _SAID:
            yield _Column(head, lambda thing: _lines(_said_by(thing.get(key), None)))
            for name in self._speakers(key, things):
                yield _Column(
                    f"{head} ({name})",
                    lambda thing, name=name: _lines(  # type: ignore[misc]
                        _said_by(thing.get(key), name, self._people)
                    ),
                )
        elif key == "personas":
            yield _Column(head, _reader(key, self._name_all))
        elif key in _LISTED:
            yield _Column(head, _reader(key, lambda value: _lines(_many(value))))
        elif key in _NAMED:
            yield _Column(head, _reader(key, lambda value: _lines(_many(value), named=True)))
        else:
            yield _Column(head, _reader(key, _single))

    def _name_all(self, value: Any) -> Shown:
        """References to personas, by their names."""
        return _lines(self._people.get(str(one), str(one)) for one in _many(value))

    def _speakers(self, key: str, things: Sequence[Values]) -> list[str]:
        names = (
            self._people.get(str(one["persona"]), str(one["persona"]))
            for thing in things
            for one in _many(thing.get(key))
            if isinstance(one, Mapping) and one.get("persona")
        )
        return list(dict.fromkeys(names))

    def _felt(self, things: Sequence[Values]) -> Iterator[_Column]:
        """Columns of scores and of words, of everybody and of each persona."""
        scale = self._scale_in_words()
        score, words = self._head("score"), self._head("emotion")
        yield _Column(f"{score}{scale}", lambda thing: _score(thing.get("emotion")), True)
        yield _Column(words, lambda thing: _words(thing.get("emotion")))
        names = dict.fromkeys(str(who) for thing in things for who in _by_name(thing, "emotions"))
        for who in names:
            name = self._people.get(who, who)
            yield _Column(
                f"{score} ({name})",
                lambda thing, who=who: _score(_by_name(thing, "emotions").get(who)),  # type: ignore[misc]
            )
            yield _Column(
                f"{words} ({name})",
                lambda thing, who=who: _words(_by_name(thing, "emotions").get(who)),  # type: ignore[misc]
            )

    def _scale_in_words(self) -> str:
        """The scale, always: of scores alone nobody could tell on which they are."""
        return f" ({self._scale.worst:g}…{self._scale.best:g})"

    def _own(self, things: Sequence[Values]) -> Iterator[_Column]:
        """Columns of the rows of the user's own."""
        used = dict.fromkeys(str(lane) for thing in things for lane in _by_name(thing, "lanes"))
        for lane in used:
            name = self._lanes.get(lane, lane)
            means = self._headings.read(name, JOURNEY_KEYS).key
            yield _Column(
                f"{OWN} {name}" if means else name,
                lambda thing, lane=lane: _lines(
                    map(str, _many(_by_name(thing, "lanes").get(lane)))
                ),  # type: ignore[misc]
            )

    # -- sheets -----------------------------------------------------------------------------------

    def about(self) -> Sheet:
        """What the map says of itself, a key a row."""
        rows: list[tuple[Shown, ...]] = [("cjmap", 1)]
        lists = {"personas", "evidence", "stages", "cjmap", *_THINGS}
        texts = ("title", "organization", "owner", "version", "scenario", "goal", "start", "end")
        plain = (*texts, "id", "kind", "language", "state", "status", "updated", "review_by")
        for key, value in self._values.items():
            if (key in lists and not (key in _THINGS and value == [])) or value is None:
                continue
            if key in (*plain, "description") and isinstance(value, str):
                rows.append((self._head(key), " ".join(value.split())))
            elif key in ("expectations", "tags"):
                listed = _lines(map(str, _many(value)), named=key == "tags")
                rows.append((self._head(key), listed))
            elif key == "emotion_scale":
                ends = (self._scale.worst, self._scale.best)
                rows.append((self._head(key), ", ".join(f"{end:g}" for end in ends)))
            elif key == "lifecycle" and isinstance(value, str):
                rows.append((self._head(key), value))
            else:
                rows.append((_whole_head(key), _whole(value)))
        return Sheet("about", tr("About").render(self._tag), (), tuple(rows))

    def personas(self) -> Sheet:
        people = [
            one if isinstance(one, Mapping) else {"name": one}
            for one in _many(self._values.get("personas"))
        ]
        title = tr("Personas").render(self._tag)
        first = _Column(self._head("personas"), lambda one: one.get("name") or one.get("id"), True)
        rest = self._columns(people, without=("name",), always="role")
        return self._sheet("personas", title, people, (first, *rest))

    def evidence(self) -> Sheet:
        sources = [
            one if isinstance(one, Mapping) else {"title": one}
            for one in _many(self._values.get("evidence"))
        ]
        head = self._head("evidence")
        first = _Column(head, lambda one: _text(str(one.get("title") or one.get("id"))), True)
        rest = self._columns(sources, without=("title",), always="type")
        return self._sheet("evidence", head, sources, (first, *rest))

    def stages(self) -> Sheet:
        stages = list(self._stages())
        first = _Column(self._head("stages"), lambda one: _text(_name_of(one)), True)
        rest = self._columns(stages, without=("name", "touchpoints", *_THINGS), always="goal")
        return self._sheet("stages", tr("Stages").render(self._tag), stages, (first, *rest))

    def touchpoints(self, *, things: bool) -> Sheet:
        """A row a touchpoint; `things`: with the texts of its pains and the like, and a row for a stage that has some."""
        rows: list[dict[str, Any]] = []
        number = 0
        for stage in self._stages():
            listed = _many(stage.get("touchpoints"))
            own = {key: value for key, value in stage.items() if key not in ("name", "touchpoints")}
            if things and (own or not listed):
                rows.append({**own, "stages": _name_of(stage)})
            for one in listed:
                number += 1
                touchpoint = dict(one) if isinstance(one, Mapping) else {"name": one}
                name = _name_of(touchpoint)
                touchpoint.pop("name", None)
                rows.append(
                    {
                        **touchpoint,
                        "number": number,
                        "stages": _name_of(stage),
                        "touchpoints": name,
                    }
                )
        # Where each row is a stage of its own, its cell is read as the names of several touchpoints.
        by_stage = len({slug(str(row["stages"])) for row in rows}) == len(rows)

        def call(row: Values) -> Shown:
            name = str(row.get("touchpoints") or "")
            return (_lines([name], named=True) if by_stage else _text(name)) if name else None

        columns = (
            _Column(self._head("number"), lambda one: one.get("number"), True),
            _Column(self._head("stages"), lambda one: _text(str(one["stages"])), True),
            _Column(self._head("touchpoints"), call, True),
        )
        without = ("number", "stages", "touchpoints", *(() if things else _THINGS))
        title = tr("Touchpoints").render(self._tag)
        rest = self._columns(rows, without=without)
        more = self._of_things() if things else ()
        return self._sheet("touchpoints", title, rows, (*columns, *rest, *more))

    def _of_things(self) -> Iterator[_Column]:
        """What a table of touchpoints says of their pains and opportunities, a line each."""
        for things, keys in _BESIDE.items():
            for key in keys:
                yield _Column(
                    self._head(key),
                    lambda one, things=things, key=key: _aligned(one.get(things), key),  # type: ignore[misc]
                )

    def things(self, key: str) -> Sheet:
        """A row a pain, an opportunity, a metric, with the place that it is of."""
        main = "type" if key == "metrics" else "text"
        rows: list[dict[str, Any]] = []
        for stage, touchpoint, number, owner in self._places():
            for one in _many(owner.get(key)):
                thing = dict(one) if isinstance(one, Mapping) else {main: one}
                said = str(thing.pop(main, ""))
                if key == "opportunities" and "pains" in thing:
                    thing["serves"] = thing.pop("pains")
                rows.append(
                    {
                        **thing,
                        "stages": stage,
                        "touchpoints": touchpoint,
                        "number": number,
                        key: said,
                    }
                )
        columns = (
            _Column(self._head("number"), lambda one: one["number"], False),
            _Column(self._head("stages"), lambda one: _text(str(one["stages"])), True),
            _Column(self._head("touchpoints"), lambda one: one["touchpoints"], True),
            _Column(self._head(key), lambda one: _text(one[key]), True),
        )
        known = ("number", "stages", "touchpoints", key)
        rest = self._columns(rows, without=known, always=_KNOWN_BY[key])
        return self._sheet(key, self._head(key), rows, (*columns, *rest))

    def _stages(self) -> Iterator[dict[str, Any]]:
        for one in _many(self._values.get("stages")):
            yield dict(one) if isinstance(one, Mapping) else {"name": one}

    def _places(self) -> Iterator[tuple[str, Shown, Shown, Values]]:
        """The journey, its stages and touchpoints: names, number, and what is written there."""
        yield tr("whole journey").render(self._tag), None, None, self._values
        number = 0
        for stage in self._stages():
            yield _name_of(stage), None, None, stage
            for one in _many(stage.get("touchpoints")):
                number += 1
                touchpoint = one if isinstance(one, Mapping) else {"name": one}
                yield _name_of(stage), _text(_name_of(touchpoint)), number, touchpoint


def _name_of(thing: Values) -> str:
    """A name; empty where a map with errors has none, or something else in its place."""
    name = thing.get("name")
    return "" if name is None or isinstance(name, list | Mapping) else str(name)


def _by_name(thing: Values, key: str) -> Values:
    """What a thing says by names under a key; nothing where a map with errors has something else there."""
    said = thing.get(key)
    return said if isinstance(said, Mapping) else {}


def _as_lane(lane: Any) -> Values:
    return lane if isinstance(lane, Mapping) else {"name": lane}


def _whole_head(key: str) -> str:
    return key if key.startswith("x-") else f"{WHOLE} {key}"


def _none(value: Any) -> bool:
    return isinstance(value, list) and not value


def _more_felt(value: Any) -> bool:
    """Whether emotions say more than score and words."""
    if not isinstance(value, Mapping):
        return False
    if not {"score", "label"}.isdisjoint(value):
        return bool(set(value) - {"score", "label"})
    return any(_more_felt(one) for one in value.values())


def _reader(key: str, show: Callable[[Any], Shown]) -> Callable[[Values], Shown]:
    return lambda thing: None if thing.get(key) is None else show(thing[key])


def _texts_of(key: str) -> Callable[[Values], Shown]:
    def say(thing: Values) -> Shown:
        return _lines(_told(one, key) for one in _many(thing.get(key)))

    return say


def _aligned(things: Any, key: str) -> Shown:
    """What several things say by a key, in lines that stand as their texts do; `-` for nothing."""
    said = [one.get(key) if isinstance(one, Mapping) else None for one in _many(things)]
    if all(one is None for one in said):
        return None
    if len(said) == 1:
        return _single(said[0])
    return "\n".join("• -" if one is None else f"• {' '.join(str(one).split())}" for one in said)


def _told(thing: Any, key: str) -> str:
    """A pain or the like as one text; of a metric also its figure."""
    if not isinstance(thing, Mapping):
        return str(thing)
    if key != "metrics":
        return str(thing.get("text", ""))
    said = str(thing.get("type", ""))
    value = thing.get("value")
    if value is None:
        return said
    unit = str(thing.get("unit") or "")
    return f"{said}: {value} {unit}".strip()


def _served(thing: Values) -> Shown:
    """The ids of the pains that an opportunity says it answers; `[]` where it says none."""
    listed = thing.get("serves")
    return None if listed is None else _lines(map(str, _many(listed))) or "[]"


def _said_by(said: Any, name: str | None, people: Mapping[str, str] | None = None) -> Iterator[str]:
    """The thoughts or quotes of one persona, or of nobody in particular."""
    for one in _many(said):
        who = one.get("persona") if isinstance(one, Mapping) else None
        text = str(one.get("text", "")) if isinstance(one, Mapping) else str(one)
        if (name is None and not who) or (who and (people or {}).get(str(who), str(who)) == name):
            yield text


def _score(emotion: Any) -> Shown:
    """The score of an emotion, where it is a number, a face or a level."""
    score = emotion.get("score") if isinstance(emotion, Mapping) else emotion
    if isinstance(score, str) and not isinstance(emotion, Mapping):
        return None
    return _single(score) if not isinstance(score, str) else score


def _words(emotion: Any) -> Shown:
    """What an emotion says in words, or with a face."""
    if isinstance(emotion, str):
        return emotion
    label = emotion.get("label") if isinstance(emotion, Mapping) else None
    return plain_text(str(label)) if label else None
