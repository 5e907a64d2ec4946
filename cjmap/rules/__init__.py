"""The catalogue of checks. A new rule is one class in its family's file and one word here."""

from __future__ import annotations

from cjmap.rules.base import JourneyRule, Rule, WorkspaceRule
from cjmap.rules.blueprint import BLUEPRINT
from cjmap.rules.coverage import COVERAGE
from cjmap.rules.emotion import EMOTION
from cjmap.rules.evidence import EVIDENCE
from cjmap.rules.improvement import IMPROVEMENT
from cjmap.rules.internal import InternalError
from cjmap.rules.portfolio import PORTFOLIO
from cjmap.rules.reading import READING
from cjmap.rules.references import REFERENCES
from cjmap.rules.scope import SCOPE
from cjmap.rules.suppression import SUPPRESSION

# In the order of their codes, a family a line.
RULES: tuple[Rule, ...] = (
    *READING,
    *REFERENCES,
    *SCOPE,
    *COVERAGE,
    *EMOTION,
    *IMPROVEMENT,
    *EVIDENCE,
    *BLUEPRINT,
    *SUPPRESSION,
    *PORTFOLIO,
    InternalError(),
)

__all__ = ["RULES", "JourneyRule", "Rule", "WorkspaceRule", "by_code"]


def by_code(code: str) -> Rule | None:
    """The rule with a code or a name."""
    wanted = code.strip()
    return next(
        (rule for rule in RULES if rule.code == wanted.upper() or rule.name == wanted.lower()), None
    )
