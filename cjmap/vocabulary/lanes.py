"""The lanes that a map may show, in the order in which they stand."""

from __future__ import annotations

from typing import Final

LANES: Final = (
    "goal",
    "touchpoints",
    "emotion",
    "does",
    "thinks",
    "expects",
    "pains",
    "gains",
    "opportunities",
    "metrics",
    "owner",
    "physical-evidence",
    "frontstage",
    "handoffs",
    "automation",
    "backstage",
    "support",
)
