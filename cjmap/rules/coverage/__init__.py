"""CJ3: what each stage leaves out, and what the journey as a whole does."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.coverage.channels import (
    ChannelSwitchWithoutHandoff,
    NoFeedbackLoop,
    PreferredChannelAbsent,
    SingleChannelJourney,
    TouchpointWithoutChannel,
)
from cjmap.rules.coverage.lifecycle import (
    JourneyEndsAtPurchase,
    LifecycleOutOfOrder,
    LifecyclePhaseMissing,
)
from cjmap.rules.coverage.stages import (
    PersonaAbsentFromStage,
    StageWithoutEmotion,
    StageWithoutEvidence,
    StageWithoutExpectation,
    StageWithoutMetric,
    StageWithoutOwner,
    StageWithoutThought,
    StageWithoutTouchpoint,
)

COVERAGE: tuple[Rule, ...] = (
    StageWithoutTouchpoint(),
    StageWithoutEmotion(),
    StageWithoutThought(),
    StageWithoutMetric(),
    StageWithoutOwner(),
    PersonaAbsentFromStage(),
    LifecyclePhaseMissing(),
    LifecycleOutOfOrder(),
    TouchpointWithoutChannel(),
    SingleChannelJourney(),
    PreferredChannelAbsent(),
    ChannelSwitchWithoutHandoff(),
    StageWithoutEvidence(),
    NoFeedbackLoop(),
    StageWithoutExpectation(),
    JourneyEndsAtPurchase(),
)
