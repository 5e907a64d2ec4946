"""All that follows from one map, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from cjmap.facts.coverage import Coverage
from cjmap.facts.curve import Curve
from cjmap.facts.evidence import EvidenceBase
from cjmap.facts.feelings import Feelings
from cjmap.facts.figures import Figures
from cjmap.facts.flow import Flow
from cjmap.facts.improvement import Improvement
from cjmap.facts.index import Item
from cjmap.facts.lifecycle import Lifecycle
from cjmap.facts.participation import Participation
from cjmap.facts.priorities import Priorities
from cjmap.facts.steps import Step
from cjmap.facts.story import Story
from cjmap.facts.times import PersonaTime
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What follows from a map: plain frozen data that can be compared, pickled and cached.

    It holds neither the journey nor anything that works something out. `items` are those of the
    index, by kind (see `Thing`); `steps` are those of a map without errors. A `Subject` derives
    each of them when it is asked for.
    """

    items: Mapping[str, tuple[Item, ...]]
    participation: Participation
    feelings: Feelings
    curve: Curve
    flow: Flow
    evidence: EvidenceBase
    phases: Lifecycle
    improvement: Improvement
    coverage: Coverage
    priorities: Priorities
    figures: Figures
    times: tuple[PersonaTime, ...]
    story: Story
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        counts = (f"{kind}={len(items)}" for kind, items in self.items.items() if items)
        return f"Facts({', '.join(counts)})"
