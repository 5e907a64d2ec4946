"""CJ6: what the map rests on, and the figures that say whether it holds."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.evidence.figures import (
    FiguresDisagree,
    GoodTouchpointsBadJourney,
    GroupedThousands,
    PercentageInDoubt,
    ReachGrows,
)
from cjmap.rules.evidence.measured import MEASURED
from cjmap.rules.evidence.metrics import (
    MetricWithoutSource,
    MetricWithoutTarget,
    MomentOfTruthWithoutMetric,
    SmallSample,
    TargetMissed,
)
from cjmap.rules.evidence.sources import (
    StaleEvidence,
    StaleMap,
    UnusedEvidence,
    ValidatedOnAssumptions,
)

EVIDENCE: tuple[Rule, ...] = (
    ValidatedOnAssumptions(),
    StaleMap(),
    StaleEvidence(),
    SmallSample(),
    MetricWithoutTarget(),
    TargetMissed(),
    MomentOfTruthWithoutMetric(),
    UnusedEvidence(),
    MetricWithoutSource(),
    GoodTouchpointsBadJourney(),
    ReachGrows(),
    PercentageInDoubt(),
    FiguresDisagree(),
    GroupedThousands(),
    *MEASURED,
)
