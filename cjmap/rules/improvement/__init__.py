"""CJ5: pains, and what is done about them."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.improvement.opportunities import (
    AllPrioritiesEqual,
    DoneWithoutOutcome,
    DuplicateOpportunity,
    OpportunityServesMany,
    OpportunityWithoutPain,
    OpportunityWithoutPriority,
    OverdueOpportunity,
    StartedWithoutOwner,
)
from cjmap.rules.improvement.pains import (
    PainWithoutOpportunity,
    SeverePainOnlyIdea,
    SeverePainWithoutOwner,
)

IMPROVEMENT: tuple[Rule, ...] = (
    PainWithoutOpportunity(),
    SeverePainWithoutOwner(),
    OpportunityWithoutPain(),
    OpportunityWithoutPriority(),
    SeverePainOnlyIdea(),
    DoneWithoutOutcome(),
    StartedWithoutOwner(),
    OverdueOpportunity(),
    AllPrioritiesEqual(),
    DuplicateOpportunity(),
    OpportunityServesMany(),
)
