"""CJ1: references between the parts of a map and between maps."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.references.files import BrokenLink, LinkCycle, MissingFile
from cjmap.rules.references.names import (
    AmbiguousReference,
    ChannelTypo,
    ChannelWordInDoubt,
    PersonaTypo,
    UnknownEvidence,
    UnknownLane,
    UnknownOpportunity,
    UnknownPain,
    UnknownPersona,
    UnknownTouchpoint,
)
from cjmap.rules.references.structure import (
    DuplicateId,
    EmotionForAbsentPersona,
    MetricComponentsDisagree,
    NoStages,
)

REFERENCES: tuple[Rule, ...] = (
    DuplicateId(),
    UnknownPersona(),
    UnknownTouchpoint(),
    UnknownPain(),
    UnknownEvidence(),
    ChannelTypo(),
    MissingFile(),
    BrokenLink(),
    LinkCycle(),
    NoStages(),
    EmotionForAbsentPersona(),
    MetricComponentsDisagree(),
    AmbiguousReference(),
    UnknownOpportunity(),
    PersonaTypo(),
    UnknownLane(),
    ChannelWordInDoubt(),
)
