"""The catalogue of checks. A new rule is one class in a file of its family and one word in its tuple."""

from __future__ import annotations

from functools import cache

from cjmap.rules.base import JourneyRule, Rule, WorkspaceRule

__all__ = ["FAMILIES", "JourneyRule", "Rule", "WorkspaceRule", "all_rules", "by_code", "family"]

# In the order of their codes.
FAMILIES = ("CJ0", "CJ1", "CJ2", "CJ3", "CJ4", "CJ5", "CJ6", "CJ7", "CJ8", "CJ9")


@cache
def family(name: str) -> tuple[Rule, ...]:
    """The rules of one of `FAMILIES`, in the order of their codes.

    A family is imported when it is asked for: `validate`, which runs in every CI, needs three.
    """
    match name:
        case "CJ0":
            from cjmap.rules.reading import READING

            return READING
        case "CJ1":
            from cjmap.rules.references import REFERENCES

            return REFERENCES
        case "CJ2":
            from cjmap.rules.scope import SCOPE
            from cjmap.rules.writing import WRITING

            return (*SCOPE, *WRITING)
        case "CJ3":
            from cjmap.rules.coverage import COVERAGE

            return COVERAGE
        case "CJ4":
            from cjmap.rules.emotion import EMOTION

            return EMOTION
        case "CJ5":
            from cjmap.rules.improvement import IMPROVEMENT

            return IMPROVEMENT
        case "CJ6":
            from cjmap.rules.evidence import EVIDENCE

            return EVIDENCE
        case "CJ7":
            from cjmap.rules.blueprint import BLUEPRINT

            return BLUEPRINT
        case "CJ8":
            from cjmap.rules.portfolio import PORTFOLIO
            from cjmap.rules.suppression import SUPPRESSION

            return (*SUPPRESSION, *PORTFOLIO)
        case "CJ9":
            from cjmap.rules.internal import InternalError

            return (InternalError(),)
    raise KeyError(name)


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    return tuple(rule for name in FAMILIES for rule in family(name))


def by_code(code: str) -> Rule | None:
    """The rule with a code or a name."""
    wanted = code.strip()
    return next(
        (
            rule
            for rule in all_rules()
            if rule.code == wanted.upper() or rule.name == wanted.lower()
        ),
        None,
    )
