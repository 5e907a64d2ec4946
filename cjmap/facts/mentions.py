"""Where a map names its personas: each reference with its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjmap.facts.things import Things
from cjmap.findings import Path, numbered
from cjmap.model.emotion import Quote, Thought
from cjmap.model.improvement import Gain, Pain
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.model.stage import Stage
from cjmap.model.touchpoint import Touchpoint


def mentions(things: Things) -> Iterator[tuple[Path, str]]:
    """Every place that names a persona of the map, owner by owner."""
    for path, _, owner in things.owners:
        if not isinstance(owner, Journey):
            yield from numbered((*path, "personas"), owner.personas)
            for reference in owner.emotions:
                yield (*path, "emotions", reference), reference
            for place, reference, _ in speakers(path, owner):
                yield place, reference
        lists: tuple[tuple[str, Sequence[Pain | Gain | Metric]], ...] = (
            ("pains", owner.pains),
            ("gains", owner.gains),
            ("metrics", owner.metrics),
        )
        for key, listed in lists:
            for number, thing in enumerate(listed):
                if thing.personas:
                    yield from numbered((*path, key, number, "personas"), thing.personas)


def speakers(path: Path, thing: Stage | Touchpoint) -> Iterator[tuple[Path, str, Thought | Quote]]:
    """Every persona that a thought or quote of a thing at a path names."""
    lists: tuple[tuple[str, Sequence[Thought | Quote]], ...] = (
        ("thoughts", thing.thoughts),
        ("quote", thing.quote),
    )
    for key, listed in lists:
        for number, one in enumerate(listed):
            if one.persona is not None:
                yield (*path, key, number, "persona"), one.persona, one
