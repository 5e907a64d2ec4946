"""How somebody feels at a place before and after, persona by persona."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from cjmap.compare.assuming import present_at
from cjmap.compare.contrast import same
from cjmap.compare.saying import Said, Speaker, Table, Word, show
from cjmap.facts.changes import Value
from cjmap.facts.index import Item, resolve
from cjmap.findings import Path
from cjmap.model.emotion import Emotion
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint
from cjmap.records import dataclass
from cjmap.text.slugs import composed
from cjmap.vocabulary.maps import Thing


@dataclass(frozen=True, slots=True)
class Turn:
    """An emotion that is another one, is new (`old` is None) or gone (`new` is None).

    `persona` is whose it is, by id and name; both are "" where it is nobody's in particular.
    `path` is where it is written, in the old map where it is gone.
    """

    persona: str
    name: str
    path: Path
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class _Written:
    """An emotion as said, and where it stands."""

    path: Path
    said: Said


@dataclass(frozen=True, slots=True)
class _Place:
    """What a stage or touchpoint says of how people feel there: of all, and of each by what
    personas are known by on both sides. `present` are those who take part, `names` what all are called.
    """

    shared: _Written | None
    own: Mapping[Hashable, _Written]
    present: frozenset[Hashable]
    names: Mapping[Hashable, tuple[str, str]]

    def felt(self, persona: Hashable) -> _Written | None:
        """What holds for a persona."""
        return self.own.get(persona) or (self.shared if persona in self.present else None)

    @property
    def following(self) -> frozenset[Hashable]:
        """Those who feel what is said of all."""
        return self.present - self.own.keys()


def turns(
    old: Speaker,
    before: tuple[Stage | Touchpoint, Path],
    new: Speaker,
    now: tuple[Stage | Touchpoint, Path],
) -> Iterator[Turn]:
    """How emotions changed at a place for those who take part before and after.

    Whoever takes part anew feels what was said of all anyway: that is no change, nor is what is
    said of all where each has a feeling of their own.
    """
    then, since = _look(old, *before), _look(new, *now)
    moved = not _alike(then.shared, since.shared)
    names = {**then.names, **since.names}
    for persona in names:
        one, other = then.felt(persona), since.felt(persona)
        newly = (persona in then.present) != (persona in since.present)
        if newly and not moved:
            one, other = then.own.get(persona), since.own.get(persona)
        if not _alike(one, other):
            yield _turn(one, other, *names[persona])
    if moved and _is_to_tell_of_all(then, since):
        yield _turn(then.shared, since.shared, "", "")


def _is_to_tell_of_all(then: _Place, since: _Place) -> bool:
    """Whether nobody's own change shows that something else is said of all, though it matters.

    It does where nobody takes part who could feel it, unless those who did are told to feel nothing now, and where
    somebody feels nothing as all do, who would be taken to feel what was said of all before.
    """
    for side, other in ((then, since), (since, then)):
        unsaid = other.following <= side.own.keys()
        if not side.present and (side.shared is not None or unsaid):
            return True
    if then.following & since.following:
        return False
    came = since.following - then.following if since.shared is None else ()
    went = then.following - since.following if then.shared is None else ()
    return bool(came or went)


def _look(speaker: Speaker, thing: Stage | Touchpoint, path: Path) -> _Place:
    present = {speaker.identify(item): (item.id, item.name) for item in _present(speaker, path)}
    names: dict[Hashable, tuple[str, str]] = dict(present)
    own: dict[Hashable, _Written] = {}
    for reference, emotion in thing.emotions.items():
        item = resolve(speaker.subject.index, Thing.PERSONA, reference)
        known: Hashable = composed(reference) if item is None else speaker.identify(item)
        names.setdefault(known, (reference, reference) if item is None else (item.id, item.name))
        own.setdefault(known, _write(speaker, emotion, (*path, "emotions", reference)))
    shared = None if thing.emotion is None else _write(speaker, thing.emotion, (*path, "emotion"))
    return _Place(shared, own, frozenset(present), names)


def _present(speaker: Speaker, path: Path) -> tuple[Item, ...]:
    return present_at(speaker.subject, path)


def _write(speaker: Speaker, emotion: Emotion, path: Path) -> _Written:
    return _Written(path, speaker.tell(emotion, path))


def _alike(one: _Written | None, other: _Written | None) -> bool:
    if one is None or other is None:
        return one is other
    return same(one.said, other.said)


def _turn(one: _Written | None, other: _Written | None, persona: str, name: str) -> Turn:
    found = other or one
    assert found is not None
    return Turn(persona, name, found.path, _show(one), _show(other))


def _show(written: _Written | None) -> Value:
    """The score, where nothing else is said; else all keys."""
    if written is None:
        return None
    said = written.said
    if isinstance(said, Table) and list(said.entries) == ["score"]:
        _, score = said.entries["score"]
        if isinstance(score, Word):
            return score.shown
    return show(said)
