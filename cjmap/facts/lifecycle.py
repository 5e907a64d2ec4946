"""The phases that a map's stages are held against, and which stage is which phase.

A stage says its phase, or its name does: the languages hold, for every named model, the words
that are recognised. The user's own list is recognised by its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from cjmap.expressions import expression
from cjmap.facts.index import Item
from cjmap.languages.enumerations import enumerated
from cjmap.languages.known import every_language, language_of
from cjmap.languages.language import Language
from cjmap.messages import Message, verbatim
from cjmap.model.journey import Journey
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.lifecycle import LifecycleModel, LifecyclePhase
from cjmap.vocabulary.maps import MapKind, Relation

_P = LifecyclePhase

# Which of the seven stages' names the phases of other models take over.
_SPANS: Mapping[LifecycleModel, Mapping[_P, tuple[_P, ...]]] = {
    LifecycleModel.SEVEN_STAGE: {phase: (phase,) for phase in LifecycleModel.SEVEN_STAGE.phases},
    LifecycleModel.FOUR_STAGE: {
        _P.AWARENESS: (_P.AWARENESS,),
        _P.CONSIDERATION: (_P.CONSIDERATION,),
        _P.DECISION: (_P.DECISION, _P.PURCHASE),
        _P.LOYALTY: (_P.POST_PURCHASE, _P.LOYALTY, _P.ADVOCACY),
    },
    LifecycleModel.AIDA: {
        _P.ATTENTION: (_P.AWARENESS,),
        _P.INTEREST: (_P.CONSIDERATION,),
        _P.DESIRE: (_P.DECISION,),
        _P.ACTION: (_P.PURCHASE,),
    },
    LifecycleModel.AARRR: {
        _P.ACQUISITION: (_P.AWARENESS,),
        _P.RETENTION: (_P.LOYALTY,),
        _P.REFERRAL: (_P.ADVOCACY,),
    },
    LifecycleModel.FIVE_A: {
        _P.AWARE: (_P.AWARENESS,),
        _P.ACT: (_P.PURCHASE, _P.POST_PURCHASE),
        _P.ADVOCATE: (_P.ADVOCACY, _P.LOYALTY),
    },
    LifecycleModel.FIVE_E: {
        _P.ENTICE: (_P.AWARENESS,),
        _P.EXTEND: (_P.LOYALTY, _P.ADVOCACY),
    },
    LifecycleModel.SEE_THINK_DO_CARE: {
        _P.SEE: (_P.AWARENESS,),
        _P.THINK: (_P.CONSIDERATION,),
        _P.DO: (_P.DECISION, _P.PURCHASE),
        _P.CARE: (_P.POST_PURCHASE, _P.LOYALTY, _P.ADVOCACY),
    },
}


# Longer names are read no further: what they are about stands at their beginning.
_LONGEST = 200
# So many stages must be recognised, and half of them, before one may speak of a model unasked.
_FEWEST = 3


# What stands in brackets, and numbers, whatever the language.
_ASIDE = expression(r"\([^()]*\)|\[[^\[\]]*\]|\d+")


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the lifecycle in force; `rank` counts from 0."""

    id: str
    label: Message
    rank: int


@dataclass(frozen=True, slots=True)
class StagePhase:
    """The phases that a stage covers: several only where its name joins them; none if unknown.

    `phase` is the first, which decides the stage's place in the order. `written` says that the
    stage names its phase itself.
    """

    stage: Item
    phases: tuple[Phase, ...]
    phase: Phase | None
    written: bool


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The phases of a model and the stages of a map that are them.

    `model` is the model's name, None for the user's own list; `chosen` says that the map or
    its workspace wrote the choice down; `fitting` that the map wrote it, or shows a whole
    customer journey, as a lifecycle does. `share` is the share of stages whose phase is known,
    0 to 1, None without a stage or a phase. The map may be held against the model where it
    `applies`: it fits, and was chosen or knows half of the stages and three at least.

    `missing` are the phases that no stage covers, in order; `out_of_order` each stage that
    follows one of a later phase, behind that one (the latest so far).
    """

    model: LifecycleModel | None
    chosen: bool
    fitting: bool
    phases: tuple[Phase, ...]
    stages: tuple[StagePhase, ...]
    share: float | None
    applies: bool
    missing: tuple[Phase, ...]
    out_of_order: tuple[tuple[StagePhase, StagePhase], ...]


def covering(lifecycle: Lifecycle, phase: Phase) -> tuple[Item, ...]:
    """The stages that cover a phase."""
    return tuple(entry.stage for entry in lifecycle.stages if phase in entry.phases)


def is_whole(journey: Journey) -> bool:
    """Whether a map shows a whole customer journey.

    Neither other kinds of maps nor the parts of a larger journey go from awareness to advocacy.
    """
    return journey.kind is MapKind.JOURNEY and all(
        link.rel is not Relation.PARENT for link in journey.links
    )


class Staged(Protocol):
    """What a stage is recognised by: its name, and the phase that it writes."""

    @property
    def name(self) -> str: ...

    @property
    def phase(self) -> str | None: ...


def follow(
    lifecycle: LifecycleModel | tuple[str, ...],
    stages: Iterable[tuple[Item, Staged]],
    *,
    language: str,
    chosen: bool,
    fitting: bool,
) -> Lifecycle:
    """Holds stages against a named model or a list of the user's own phases.

    `language` is a BCP 47 tag: of a name that two languages have, its meaning counts.
    """
    if isinstance(lifecycle, LifecycleModel):
        model: LifecycleModel | None = lifecycle
        phases = tuple(
            Phase(phase, phase.label, rank) for rank, phase in enumerate(lifecycle.phases)
        )
        words = _model_words(lifecycle, language_of(language).code)
    else:
        model = None
        own = {slug(text) or f"phase-{place + 1}": text for place, text in enumerate(lifecycle)}
        phases = tuple(Phase(n, verbatim(text), rank) for rank, (n, text) in enumerate(own.items()))
        fillers = _all_fillers()
        names = {_leave_out(fillers, name): name for name in own} | {name: name for name in own}
        words = (_Names(names, fillers),)
    by_id = {phase.id: phase for phase in phases}
    placed = tuple(_place(item, stage, by_id, words) for item, stage in stages)
    known = sum(bool(entry.phases) for entry in placed)
    share = known / len(placed) if placed and phases else None
    covered = {phase for entry in placed for phase in entry.phases}
    return Lifecycle(
        model,
        chosen,
        fitting,
        phases,
        placed,
        share,
        share is not None and fitting and (chosen or (share >= 0.5 and known >= _FEWEST)),
        tuple(phase for phase in phases if phase not in covered),
        tuple(_turned(placed)),
    )


def _turned(stages: tuple[StagePhase, ...]) -> Iterator[tuple[StagePhase, StagePhase]]:
    """Each stage that follows one of a later phase, behind that one."""
    latest: tuple[int, StagePhase] | None = None
    for entry in stages:
        if entry.phase is None:
            continue
        if latest is not None and entry.phase.rank < latest[0]:
            yield latest[1], entry
        else:
            latest = (entry.phase.rank, entry)


@dataclass(frozen=True, slots=True)
class _Names:
    """The recognised names of one language, as slugs, to their phases; and the words around them.

    `fillers` are articles and the like, and the words for stage.
    """

    phases: Mapping[str, str]
    fillers: frozenset[str]

    def find(self, name: str) -> str | None:
        """The phase of a whole name, without brackets and numbers, and if need be fillers."""
        whole = slug(_ASIDE.sub(" ", name))
        return self.phases.get(whole) or self.phases.get(_leave_out(self.fillers, whole))


# The names of one language after the other: the first that knows a name says what it means.
_Words = tuple[_Names, ...]


def _leave_out(fillers: frozenset[str], name: str) -> str:
    return "-".join(piece for piece in name.split("-") if piece not in fillers)


def _find(name: str, words: _Words) -> str | None:
    return next((found for names in words if (found := names.find(name)) is not None), None)


def phase_names(model: LifecycleModel, phase: LifecyclePhase, language: Language) -> Iterator[str]:
    """The names, as people write them, by which a language knows a phase of a model."""
    known = language.phases
    foreign = known.foreign.get(model, {}).get(phase, ())
    for shared in _SPANS.get(model, {}).get(phase, ()):
        yield from (name for name in known.shared[shared] if name not in foreign)
    yield from known.own.get(model, {}).get(phase, ())


@cache
def _model_words(model: LifecycleModel, code: str) -> _Words:
    """The names of a model's phases; where two languages differ, that of `code` wins."""
    own = language_of(code)
    others = (language for language in every_language() if language is not own)
    return tuple(_names_of(model, language) for language in (own, *others))


def _names_of(model: LifecycleModel, language: Language) -> _Names:
    fillers = language.small_words | language.stage_words
    known: dict[str, str] = {phase: phase for phase in model.phases}
    names = [
        (slug(name), phase)
        for phase in model.phases
        for name in phase_names(model, phase, language)
    ]
    for name, phase in names:
        known.setdefault(name, phase)
    for name, phase in names:
        known.setdefault(_leave_out(fillers, name), phase)
    return _Names(known, fillers)


@cache
def _all_fillers() -> frozenset[str]:
    languages = every_language()
    return frozenset().union(*(one.small_words | one.stage_words for one in languages))


def _place(item: Item, stage: Staged, phases: Mapping[str, Phase], words: _Words) -> StagePhase:
    if stage.phase is not None:
        # A phase may be written in the words of its own language too: `phase: lealtad`.
        word = slug(stage.phase)
        name = word if word in phases else _find(stage.phase, words) or ""
        found: Iterable[str] = (name,) if name in phases else ()
    else:
        found = recognise(stage.name, words)
    covered = tuple(phases[name] for name in found)
    return StagePhase(
        item, covered, covered[0] if covered else None, written=stage.phase is not None
    )


def recognise(name: str, words: _Words) -> tuple[str, ...]:
    """The phases that a stage's name says, in the order of the name.

    The whole name is one, or joins several ("Lealtad y promoción"); of one in which there is
    more than that ("Tablero y exploración") nobody can tell what it is.
    """
    name = name[:_LONGEST]
    whole = _find(name, words)
    if whole is not None:
        return (whole,)
    parts = [_find(part, words) for part in enumerated(name)]
    known = tuple(dict.fromkeys(part for part in parts if part is not None))
    return known if None not in parts else ()
