"""The catalogue of checks. A new rule is one class in its family's file and one word here."""

from __future__ import annotations

from cjmap.rules.base import Rule, WorkspaceRule
from cjmap.rules.internal import InternalError
from cjmap.rules.reading import READING
from cjmap.rules.references import REFERENCES

RULES: tuple[Rule, ...] = (*READING, *REFERENCES, InternalError())

__all__ = ["RULES", "Rule", "WorkspaceRule", "by_code", "matching"]


def by_code(code: str) -> Rule | None:
    """The rule with a code or a name."""
    wanted = code.strip()
    return next(
        (rule for rule in RULES if rule.code == wanted.upper() or rule.name == wanted.lower()), None
    )


def matching(prefixes: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules whose code begins with one of `prefixes`; `ALL` means every rule."""
    return tuple(
        rule
        for rule in RULES
        if any(prefix == "ALL" or rule.code.startswith(prefix) for prefix in prefixes)
    )
