"""Which files of a project are clean, without reading them in full."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.loading.naming import LIBRARY_SUFFIXES
from cjmap.messages import DEFAULT_LANGUAGE
from cjmap.records import dataclass
from cjmap.sieve.sieve import Sieve
from cjmap.sieve.sight import Named, Person, Sight, are_meant, have_own_ids, short
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.vocabulary.maps import Relation

if TYPE_CHECKING:
    from cjmap.project.project import Project
    from cjmap.project.workspace import Workspace

# How many linked maps are kept in mind: families of maps link to each other.
_KEPT: Final = 64
# A slip in a shorter word for a channel is as likely another word.
_LEAST_TYPO: Final = 5


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the libraries of a workspace hold together; the first to name a thing wins."""

    personas: dict[str, Person]
    channels: tuple[Named, ...]
    evidence: tuple[Named, ...]
    lanes: tuple[Named, ...]


_EMPTY: Final = _Shelf({}, (), (), ())


class Sifter:
    """Tells clean files from those that are to be read in full.

    In a clean file the checks of reading and references (CJ0, CJ1) find nothing. Of one that is
    not called clean nothing is known.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._sieve = Sieve()
        self._shelves: dict[Path, _Shelf | None] = {}
        self._linked: OrderedDict[Path, Sight | None] = OrderedDict()

    def is_clean(self, file: Path) -> bool:
        """Whether a file is known to have nothing wrong with it."""
        return self.sift(file) is not None

    def sift(self, file: Path) -> Sight | None:
        """What stands in a file that is known to have nothing wrong with it."""
        workspace = self._project.workspace(file)
        if not workspace.suits or not workspace.is_sound:
            return None
        sight = self._look(file, workspace)
        if sight is None:
            return None
        shelf = _EMPTY if workspace.is_library(file) else self._shelf(workspace)
        holds = shelf is not None and self._holds(file, workspace, sight, shelf)
        return sight if holds else None

    def shares_personas(self, file: Path, sight: Sight) -> bool:
        """Whether a persona of a clean map is, or stands for, one of its libraries."""
        shelf = self._shelf(self._project.workspace(file))
        known = {} if shelf is None else {key: one.named for key, one in shelf.personas.items()}
        return any(_meant(person.named, known) is not None for person in sight.persons)

    def _look(self, file: Path, workspace: Workspace) -> Sight | None:
        text = self._project.peek(file)
        if text is None:
            return None
        library = file.name.endswith(LIBRARY_SUFFIXES)
        return self._sieve.sift(text, workspace.settings.limits, library=library)

    def _shelf(self, workspace: Workspace) -> _Shelf | None:
        if workspace.root not in self._shelves:
            self._shelves[workspace.root] = self._fill(workspace)
        return self._shelves[workspace.root]

    def _fill(self, workspace: Workspace) -> _Shelf | None:
        project = self._project
        files = [f for f in project.company(workspace) if project.workspace(f).is_library(f)]
        sights = [sight for file in files if (sight := self._look(file, workspace)) is not None]
        if len(sights) < len(files):
            return None
        personas: dict[str, Person] = {}
        for person in (person for sight in sights for person in sight.persons):
            personas.setdefault(person.named.key, person)
        channels, evidence, lanes = (
            tuple(named for sight in sights for named in sight.named[kind])
            for kind in ("channel", "evidence", "lane")
        )
        if any(len({one.key for one in listed}) < len(listed) for listed in (evidence, lanes)):
            return None
        return _Shelf(personas, channels, evidence, lanes)

    def _holds(self, file: Path, workspace: Workspace, sight: Sight, shelf: _Shelf) -> bool:
        return (
            _know_personas(sight, shelf)
            and _know_shared(sight, "evidence", shelf.evidence)
            and _know_shared(sight, "lane", shelf.lanes)
            and _are_lanes_free(sight.named["lane"])
            and _know_channels(sight, shelf, workspace)
            and _know_phases(sight, workspace)
            and self._are_there(file, workspace, sight)
            and all(self._leads(file, workspace, tie.path, tie.anchor) for tie in sight.ties)
            and not (any(tie.family for tie in sight.ties) and self._runs_in_ring(file))
        )

    # -- other files ------------------------------------------------------------------------

    @staticmethod
    def _are_there(file: Path, workspace: Workspace, sight: Sight) -> bool:
        for written in sight.files:
            target = workspace.contain(file.parent, written)
            if target is None or not workspace.files.is_file(target):
                return False
        return all(workspace.contain(file.parent, path) is not None for path in sight.paths)

    def _leads(self, file: Path, workspace: Workspace, path: str, anchor: str) -> bool:
        """Whether a link leads to a clean map that has what is named behind `#`."""
        target = workspace.contain(file.parent, path)
        other = (
            self._linked_sight(target)
            if target is not None and workspace.files.is_file(target)
            else None
        )
        if other is None:
            return False
        places = (*other.named["touchpoint"], *other.named["stage"])
        return not anchor or any(anchor in one.words for one in places)

    def _linked_sight(self, file: Path) -> Sight | None:
        if file not in self._linked:
            workspace = self._project.workspace(file)
            self._linked[file] = self._look(file, workspace) if workspace.suits else None
            while len(self._linked) > _KEPT:
                self._linked.popitem(last=False)
        return self._linked[file]

    def _runs_in_ring(self, file: Path) -> bool:
        """Whether parents and children lead back to one of them, or to what nobody can tell."""
        below: dict[Path, set[Path]] = {}
        waiting, seen = [file], {file}
        while waiting:
            current = waiting.pop()
            sight = self._linked_sight(current)
            if sight is None:
                return True
            workspace = self._project.workspace(current)
            for tie in sight.ties:
                target = workspace.contain(current.parent, tie.path) if tie.family else None
                if tie.family and target is None:
                    return True
                if target is None:
                    continue
                upper, lower = (current, target) if tie.rel == Relation.CHILD else (target, current)
                below.setdefault(upper, set()).add(lower)
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return _has_ring(below)


def _has_ring(below: dict[Path, set[Path]]) -> bool:
    """Whether a way leads back to where it began: what is left once all ends are taken away."""
    left = {upper: set(lower) for upper, lower in below.items()}
    while left:
        ends = [upper for upper, lower in left.items() if not lower & left.keys()]
        if not ends:
            return True
        for end in ends:
            del left[end]
    return False


# --- what libraries and settings bear out --------------------------------------------------------


def _know_personas(sight: Sight, shelf: _Shelf) -> bool:
    people = [_shared(person, shelf) for person in sight.persons]
    if any(_is_slip(person, shelf.personas) for person in sight.persons):
        return False
    if not have_own_ids(person.named for person in people):
        return False
    if not are_meant(sight.wanted["persona"], (person.named for person in people)):
        return False
    if sight.speaking and any(person.negative for person in people):
        # Who takes part is not so plain then.
        return False
    return all(
        _find(statement.persona, people) in {_find(word, people) for word in statement.present}
        for statement in sight.statements
    )


def _is_slip(person: Person, known: Mapping[str, Person]) -> bool:
    """Whether a persona given by its name alone may be one of the library, mistyped or one of
    several who are called so."""
    key = person.named.key
    if not known or not person.bare or key in known:
        return False
    called = [short(one.named.name) for one in known.values()]
    if key in called:
        return called.count(key) > 1
    return len(key) >= _LEAST_TYPO and bool(nearest(key, (*known, *called), most=1))


def _shared(person: Person, shelf: _Shelf) -> Person:
    """The persona that a map means: its library's, where it does not describe it itself."""
    if not person.plain:
        return person
    known = {key: one.named for key, one in shelf.personas.items()}
    key = _meant(person.named, known)
    return person if key is None else shelf.personas[key]


def _meant(own: Named, known: Mapping[str, Named]) -> str | None:
    """The key of a library's thing that one of a map means: by its id, or a name that is its alone."""
    if own.key in known or own.id is not None or not own.key:
        return own.key if own.key in known else None
    keys = [key for key, one in known.items() if short(one.name) == own.key]
    return keys[0] if len(keys) == 1 else None


def _mean_one_each(own: tuple[Named, ...], shared: tuple[Named, ...]) -> bool:
    """Whether no two things of a map mean the same one of its libraries."""
    if len(own) < 2 or not shared:
        return True
    known = {one.key: one for one in shared}
    meant = [key for one in own if (key := _meant(one, known)) is not None]
    return len(meant) == len(set(meant))


def _find(word: str, people: list[Person]) -> int | None:
    """The number of the persona that a word means; they are known to be meant."""
    by_id = next((n for n, person in enumerate(people) if person.named.id == word), None)
    if by_id is not None:
        return by_id
    return next((n for n, person in enumerate(people) if word in person.named.words), None)


def _know_shared(sight: Sight, kind: str, shared: tuple[Named, ...]) -> bool:
    """Whether every reference of a kind means one thing of the map or of its libraries."""
    own = sight.named[kind]
    if not _mean_one_each(own, shared):
        return False
    if not sight.wanted[kind]:
        return True
    keys = {one.key for one in own}
    return are_meant(sight.wanted[kind], (*own, *(one for one in shared if one.key not in keys)))


def _are_lanes_free(lanes: tuple[Named, ...]) -> bool:
    """Whether no lane of the user's own has the id of one that is built in."""
    if not lanes:
        return True
    from cjmap.vocabulary.lanes import BUILT_IN_ROWS

    return not any(lane.key in BUILT_IN_ROWS for lane in lanes)


def _know_phases(sight: Sight, workspace: Workspace) -> bool:
    """Whether the phases that stages name are called as the map's lifecycle calls them."""
    if not sight.phases:
        return True
    from cjmap.vocabulary.lifecycle import DEFAULT_MODEL, LifecycleModel

    chosen = sight.lifecycle or workspace.settings.lifecycle or DEFAULT_MODEL
    model = LifecycleModel.known(chosen)
    known = model.phases if model is not None else map(short, chosen)
    return {short(phase) for phase in sight.phases} <= set(known)


def _know_channels(sight: Sight, shelf: _Shelf, workspace: Workspace) -> bool:
    """Whether every word for a channel is declared, built in, or one that nobody mistypes."""
    if not _mean_one_each(sight.named["channel"], shelf.channels):
        return False
    declared = _declared((*sight.named["channel"], *shelf.channels))
    language = sight.language or workspace.settings.language or DEFAULT_LANGUAGE
    left = {slug(word) or word for word in sight.channels} - declared
    return all(_is_plain_channel(word, language, declared) for word in sorted(left))


def _declared(channels: Iterable[Named]) -> set[str]:
    words: set[str] = set()
    keys: set[str] = set()
    for channel in channels:
        key = channel.key or "channel"
        if key not in keys:
            keys.add(key)
            words |= {key, short(channel.name) or channel.name}
    return words


def _is_plain_channel(word: str, language: str, declared: set[str]) -> bool:
    """Whether a word for a channel is in no doubt, and no slip of another."""
    from cjmap.vocabulary.channels import BuiltInChannel, channel_words, is_way_to_meet, kin_of

    kin = kin_of(word, language)
    if kin is not None:
        built_in = BuiltInChannel.known(word)
        return built_in is None or kin.channel is built_in
    if len(word) < _LEAST_TYPO or is_way_to_meet(word):
        return True
    known = declared | channel_words() | set(BuiltInChannel)
    return not nearest(word, (name for name in known if name[:1] == word[0]), most=1)
