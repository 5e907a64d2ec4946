"""What a map with nothing wrong in itself still leaves open: references, files, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cjmap.expressions import expression
from cjmap.languages.denials import DENIABLE, denial
from cjmap.records import dataclass
from cjmap.sieve.checks import NAMED, Checks
from cjmap.sieve.events import Plain
from cjmap.text.slugs import composed, slug
from cjmap.vocabulary.maps import Relation
from cjmap.vocabulary.metrics import MetricType
from cjmap.vocabulary.personas import PersonaType

_OTHER: Final = expression(r"[^a-z0-9]+", re.ASCII)
# What a map may say of a persona or a channel that its library knows better.
_ADDITIONS: Final = frozenset(("id", "name", "match", "evidence"))
_SOURCES: Final = ("events", "surveys", "customers")


class Named(NamedTuple):
    """A thing with an id: the one that is written, if any, and what it is called."""

    id: str | None
    name: str

    @property
    def key(self) -> str:
        """The id by which maps and libraries know it."""
        return self.id if self.id is not None else short(self.name)

    @property
    def words(self) -> set[str]:
        """What may mean it."""
        own = {short(self.name), composed(self.name)}
        return own if self.id is None else {*own, self.id}


class Person(NamedTuple):
    """A persona. `bare` where nothing but a name is written, `plain` where nothing is that takes
    the place of a library's persona, `negative` where the journey is not made for it.
    """

    named: Named
    bare: bool
    plain: bool
    negative: bool


class Tie(NamedTuple):
    """A link to another map: its path, what stands behind `#`, and its kind."""

    path: str
    anchor: str
    rel: str

    @property
    def family(self) -> bool:
        """Whether it makes a tree of maps."""
        return self.rel in (Relation.PARENT, Relation.CHILD)


class Statement(NamedTuple):
    """Who is said to feel or say something, and who alone takes part there."""

    persona: str
    present: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What libraries, settings and other files must bear out for a map to be clean.

    `language` is as the map writes it. `wanted` are its references, by kind, to what libraries
    may have, and `channels` the words for its channels. `speaking` says that something is said of
    single personas, `statements` where not everybody takes part. `files` must be there, `paths`
    only stay inside. `phases` are those that stages name, `lifecycle` the model or the list of
    phases that the map writes. `data` is all that it says.
    """

    library: bool
    language: str | None
    named: Mapping[str, tuple[Named, ...]]
    persons: tuple[Person, ...]
    wanted: Mapping[str, frozenset[str]]
    channels: frozenset[str]
    speaking: bool
    statements: tuple[Statement, ...]
    files: tuple[str, ...]
    paths: tuple[str, ...]
    ties: tuple[Tie, ...]
    phases: frozenset[str]
    lifecycle: str | tuple[str, ...] | None
    data: Mapping[str, Plain]


def look(data: dict[str, Plain], checks: Checks, *, library: bool) -> Sight | None:
    """What a map leaves open; None where two things have one id or a reference is not plain."""
    named = {kind: _name_all(checks.things[kind], key) for kind, key in NAMED.values()}
    refers = {kind: frozenset(map(composed, words)) for kind, words in checks.references.items()}
    places = [place for stage in _list(data, "stages") for place in (stage, *_touchpoints(stage))]
    if any(map(_denies, (data, *places))):
        return None
    if not (
        all(map(have_own_ids, named.values()))
        and all(_metrics_are_plain(owner) for owner in (data, *places))
        and all(
            are_meant(refers[kind], named[kind]) for kind in ("touchpoint", "pain", "opportunity")
        )
        and _are_places(refers["place"], named)
    ):
        return None
    language = data.get("language")
    return Sight(
        library,
        language if isinstance(language, str) else None,
        named,
        tuple(map(_person, checks.things["persona"], named["persona"])),
        {kind: refers[kind] for kind in ("persona", "evidence", "lane")},
        frozenset(checks.references["channel"]),
        any(any(True for _ in _spoken_of(place)) for place in places),
        tuple(_statements(data)),
        tuple(dict.fromkeys(checks.references["file"])),
        tuple(_paths(data)),
        tuple(map(_tie, _list(data, "links"))),
        frozenset(_each(data, "stages", "phase")),
        _lifecycle(data.get("lifecycle")),
        data,
    )


def _denies(place: Plain) -> bool:
    """Whether a list of a map, a stage or a touchpoint holds a word for nothing."""
    if not isinstance(place, dict):
        return False
    if any(denial(place[key]) is not None for key in DENIABLE & place.keys()):
        return True
    serving = (one for one in _list(place, "opportunities") if isinstance(one, dict))
    return any("pains" in one and denial(one["pains"]) is not None for one in serving)


def _lifecycle(written: Plain) -> str | tuple[str, ...] | None:
    if isinstance(written, list):
        return tuple(map(str, written))
    return written if isinstance(written, str) else None


# --- ids and references --------------------------------------------------------------------------


def short(name: str) -> str:
    """The slug of a name; plain letters, the common case, need no tables of Unicode."""
    return _OTHER.sub("-", name.lower()).strip("-") if name.isascii() else slug(name)


def are_meant(words: Iterable[str], things: Iterable[Named]) -> bool:
    """Whether each of the words means one of the things and no second one."""
    listed = tuple(things)
    left = set(words).difference(one.id for one in listed if one.id is not None)
    if not left:
        return True
    # Names cost more than ids: they are asked where an id does not answer.
    counts = Counter(word for one in listed for word in one.words)
    return all(counts[word] == 1 for word in left)


def _are_places(words: frozenset[str], named: Mapping[str, tuple[Named, ...]]) -> bool:
    """Whether each word means a stage, or a touchpoint where no stage is called so."""
    if not words:
        return True
    stages = Counter(word for one in named["stage"] for word in one.words)
    rest = [word for word in words if stages[word] != 1]
    return not any(stages[word] for word in rest) and are_meant(rest, named["touchpoint"])


def _name_all(things: list[Plain], key: str) -> tuple[Named, ...]:
    return tuple(_name(thing, key) for thing in things)


def _name(thing: Plain, key: str) -> Named:
    if not isinstance(thing, dict):
        return Named(None, str(thing))
    written = thing.get("id")
    return Named(composed(written) if isinstance(written, str) else None, str(thing[key]))


def have_own_ids(things: Iterable[Named]) -> bool:
    """Whether no id is written twice."""
    written = [one.id for one in things if one.id is not None]
    return len(written) == len(set(written))


def _metrics_are_plain(owner: Plain) -> bool:
    """Whether no id is written twice and every type is a known one: another may be meant for it."""
    written = list(_each(owner, "metrics", "id"))
    if any(MetricType.known(kind) is None for kind in _each(owner, "metrics", "type")):
        return False
    return len(written) == len(set(written))


# --- who takes part ------------------------------------------------------------------------------


def _person(thing: Plain, named: Named) -> Person:
    if not isinstance(thing, dict):
        return Person(named, True, True, False)
    keys = {key for key, value in thing.items() if value is not None}
    own = {key for key in keys if not key.startswith("x-")}
    return Person(
        named, keys <= {"name"}, own <= _ADDITIONS, thing.get("type") == PersonaType.NEGATIVE
    )


def _statements(data: dict[str, Plain]) -> Iterator[Statement]:
    """What is said of single personas where not everybody takes part."""
    for stage in _list(data, "stages"):
        inside = _touchpoints(stage)
        whole = _texts(stage, "personas")
        gathered: set[str] = set()
        everybody = not inside
        for touchpoint in inside:
            present = _texts(touchpoint, "personas") or whole
            gathered |= present
            everybody = everybody or not present
            yield from _said(touchpoint, present)
        yield from _said(stage, whole or (frozenset() if everybody else frozenset(gathered)))


def _said(place: Plain, present: frozenset[str]) -> Iterator[Statement]:
    if present:
        spoken = (composed(name) for name in _spoken_of(place))
        yield from (Statement(name, present) for name in spoken if name not in present)


def _spoken_of(place: Plain) -> Iterator[str]:
    """The personas that a stage or touchpoint says something of."""
    if not isinstance(place, dict):
        return
    emotions = place.get("emotions")
    if isinstance(emotions, dict):
        yield from emotions
    for key in ("thoughts", "quote"):
        for one in _list(place, key):
            if isinstance(one, dict) and isinstance(one.get("persona"), str):
                yield str(one["persona"])
    for metric in _list(place, "metrics"):
        yield from _texts(metric, "personas")


# --- other files ---------------------------------------------------------------------------------


def _tie(link: Plain) -> Tie:
    assert isinstance(link, dict)
    path, _, anchor = str(link["to"]).partition("#")
    return Tie(path, composed(anchor), str(link["rel"]))


def _paths(data: dict[str, Plain]) -> Iterator[str]:
    """The paths of sources, up to what stands before their first star."""
    bound = data.get("data")
    for name in _SOURCES if isinstance(bound, dict) else ():
        source = bound.get(name) if isinstance(bound, dict) else None
        uri = source.get("uri") if isinstance(source, dict) else source
        if isinstance(uri, str):
            yield uri.partition("*")[0] or "."


# --- plain data ----------------------------------------------------------------------------------


def _list(owner: Plain, key: str) -> list[Plain]:
    """What a key holds, as a list."""
    value = owner.get(key) if isinstance(owner, dict) else None
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _touchpoints(stage: Plain) -> list[Plain]:
    return _list(stage, "touchpoints")


def _texts(owner: Plain, key: str) -> frozenset[str]:
    return frozenset(composed(text) for text in _list(owner, key) if isinstance(text, str))


def _each(owner: Plain, key: str, inner: str) -> Iterator[str]:
    """What the things of a list say under a key, where they do."""
    for one in _list(owner, key):
        value = one.get(inner) if isinstance(one, dict) else None
        if isinstance(value, str):
            yield value
