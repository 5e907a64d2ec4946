"""CJ4: whether the emotional curve is honest, and whether its low points are taken up."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.emotion.curve import (
    EndsNegative,
    FlatCurve,
    LowestPointWithoutOpportunity,
    NegativeEmotionWithoutPain,
    NoNegativeEmotion,
    StageEmotionDiffers,
    UnexplainedJump,
)
from cjmap.rules.emotion.future import FutureNotBetter
from cjmap.rules.emotion.words import (
    EmotionWithoutEvidence,
    EmotionWithoutScore,
    LabelContradictsScore,
)

EMOTION: tuple[Rule, ...] = (
    NoNegativeEmotion(),
    FlatCurve(),
    NegativeEmotionWithoutPain(),
    LowestPointWithoutOpportunity(),
    EndsNegative(),
    LabelContradictsScore(),
    EmotionWithoutEvidence(),
    FutureNotBetter(),
    UnexplainedJump(),
    StageEmotionDiffers(),
    EmotionWithoutScore(),
)
