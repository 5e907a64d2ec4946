"""CJ7: the ways through the map, and what must work behind it."""

from __future__ import annotations

from cjmap.rules.base import Rule
from cjmap.rules.blueprint.layers import (
    AutomationWithoutTrigger,
    BackstageWithoutActorOrSystem,
    BlueprintWithoutBackstage,
    JargonInCustomerLane,
)
from cjmap.rules.blueprint.ways import (
    BranchOnTheWay,
    DeadEnd,
    LoopWithoutExit,
    SeparateWays,
    UnreachableTouchpoint,
)

BLUEPRINT: tuple[Rule, ...] = (
    UnreachableTouchpoint(),
    DeadEnd(),
    LoopWithoutExit(),
    BackstageWithoutActorOrSystem(),
    BlueprintWithoutBackstage(),
    AutomationWithoutTrigger(),
    JargonInCustomerLane(),
    SeparateWays(),
    BranchOnTheWay(),
)
