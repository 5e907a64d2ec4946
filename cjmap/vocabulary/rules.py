"""The codes and names of rules, for whoever reads what people write of them.

The rules say them themselves; settings, comments and options need no more than these, and rules
are many to import. A test holds both equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cjmap.expressions import expression
from cjmap.text.spelling import nearest

EVERY: Final = "ALL"
"""What stands for every rule."""

RULES: Final[Mapping[str, str]] = {
    "CJ001": "unreadable-file",
    "CJ002": "not-utf8",
    "CJ003": "yaml-syntax",
    "CJ004": "duplicate-key",
    "CJ005": "yaml-feature-refused",
    "CJ006": "limit-exceeded",
    "CJ007": "not-a-journey",
    "CJ010": "missing-key",
    "CJ011": "unknown-key",
    "CJ012": "wrong-type",
    "CJ013": "out-of-range",
    "CJ014": "unknown-value",
    "CJ015": "bad-date",
    "CJ016": "unsafe-url",
    "CJ017": "path-outside-workspace",
    "CJ018": "unsupported-version",
    "CJ019": "bad-format",
    "CJ020": "bad-config",
    "CJ101": "duplicate-id",
    "CJ102": "unknown-persona",
    "CJ103": "unknown-touchpoint",
    "CJ104": "unknown-pain",
    "CJ105": "unknown-evidence",
    "CJ106": "channel-typo",
    "CJ107": "missing-file",
    "CJ108": "broken-link",
    "CJ109": "link-cycle",
    "CJ110": "no-stages",
    "CJ111": "emotion-for-absent-persona",
    "CJ112": "metric-components-disagree",
    "CJ113": "ambiguous-reference",
    "CJ114": "unknown-opportunity",
    "CJ115": "persona-typo",
    "CJ116": "unknown-lane",
    "CJ117": "channel-word-in-doubt",
    "CJ201": "no-scenario",
    "CJ202": "no-goal",
    "CJ203": "no-start-or-end",
    "CJ204": "persona-without-goals",
    "CJ205": "unused-persona",
    "CJ206": "no-expectations",
    "CJ207": "stage-count",
    "CJ208": "too-long",
    "CJ209": "inside-out-stage-name",
    "CJ210": "persona-without-segment",
    "CJ211": "several-primary-personas",
    "CJ212": "no-owner",
    "CJ213": "comma-splits-text",
    "CJ214": "hash-cuts-text",
    "CJ215": "template-words",
    "CJ216": "comma-list",
    "CJ217": "duration-in-words",
    "CJ301": "stage-without-touchpoint",
    "CJ302": "stage-without-emotion",
    "CJ303": "stage-without-thought",
    "CJ304": "stage-without-metric",
    "CJ305": "stage-without-owner",
    "CJ306": "persona-absent-from-stage",
    "CJ307": "lifecycle-phase-missing",
    "CJ308": "lifecycle-out-of-order",
    "CJ309": "touchpoint-without-channel",
    "CJ310": "single-channel-journey",
    "CJ311": "preferred-channel-absent",
    "CJ312": "channel-switch-without-handoff",
    "CJ313": "stage-without-evidence",
    "CJ314": "no-feedback-loop",
    "CJ315": "stage-without-expectation",
    "CJ316": "journey-ends-at-purchase",
    "CJ401": "no-negative-emotion",
    "CJ402": "flat-curve",
    "CJ403": "negative-emotion-without-pain",
    "CJ404": "lowest-point-without-opportunity",
    "CJ405": "ends-negative",
    "CJ406": "label-contradicts-score",
    "CJ407": "emotion-without-evidence",
    "CJ408": "future-not-better",
    "CJ409": "unexplained-jump",
    "CJ410": "stage-emotion-differs",
    "CJ411": "emotion-without-score",
    "CJ501": "pain-without-opportunity",
    "CJ502": "severe-pain-without-owner",
    "CJ503": "opportunity-without-pain",
    "CJ504": "opportunity-without-priority",
    "CJ505": "severe-pain-only-idea",
    "CJ506": "done-without-outcome",
    "CJ507": "started-without-owner",
    "CJ508": "overdue-opportunity",
    "CJ509": "all-priorities-equal",
    "CJ510": "duplicate-opportunity",
    "CJ511": "opportunity-serves-many",
    "CJ601": "validated-on-assumptions",
    "CJ602": "stale-map",
    "CJ603": "stale-evidence",
    "CJ604": "small-sample",
    "CJ605": "metric-without-target",
    "CJ606": "target-missed",
    "CJ607": "moment-of-truth-without-metric",
    "CJ608": "unused-evidence",
    "CJ609": "metric-without-source",
    "CJ610": "good-touchpoints-bad-journey",
    "CJ611": "reach-grows",
    "CJ612": "percentage-in-doubt",
    "CJ613": "figures-disagree",
    "CJ614": "grouped-thousands",
    "CJ621": "claim-contradicted",
    "CJ622": "measured-target-missed",
    "CJ623": "unmapped-events",
    "CJ624": "stage-without-events",
    "CJ625": "way-not-taken",
    "CJ626": "way-not-drawn",
    "CJ627": "unusable-rows",
    "CJ628": "event-in-neighbours",
    "CJ701": "unreachable-touchpoint",
    "CJ702": "dead-end",
    "CJ703": "loop-without-exit",
    "CJ704": "backstage-without-actor-or-system",
    "CJ705": "blueprint-without-backstage",
    "CJ706": "automation-without-trigger",
    "CJ707": "jargon-in-customer-lane",
    "CJ708": "separate-ways",
    "CJ709": "branch-on-the-way",
    "CJ801": "unused-suppression",
    "CJ802": "stage-vocabulary-drift",
    "CJ803": "duplicate-map-id",
    "CJ804": "one-sided-link",
    "CJ805": "persona-drift",
    "CJ806": "touchpoint-name-drift",
    "CJ807": "map-twice",
    "CJ901": "internal-error",
}
"""The names of rules by their codes, in the order of these."""

_CODES: Final = {name: code for code, name in RULES.items()}

# Rules of one's own go by codes of theirs, as keys of one's own do: none of ours begins so.
_OWN: Final = expression(r"X(?:[A-Z]{1,8}[0-9]{0,3})?")
_OWN_CODE: Final = expression(r"X[A-Z]{1,8}[0-9]{3}")

# What is wrong with reading itself cannot be talked away in the file.
NEVER_SUPPRESSED: Final = frozenset(f"CJ00{n}" for n in range(1, 8))
# Nor can settings, options or a baseline leave out what keeps a map or the settings from being
# read, or is a defect of cjmap: behind it nothing was checked.
NEVER_LEFT_OUT: Final = NEVER_SUPPRESSED | {"CJ020", "CJ901"}


def find_code(word: str) -> str | None:
    """The code, or the beginning of codes, that a word in any case means; None where it is no rule's."""
    code = _CODES.get(word.lower(), word.upper())
    known = code == EVERY or is_own(code) or any(fits(code, known) for known in RULES)
    return code if known else None


def is_own(prefix: str) -> bool:
    """Whether a code or beginning is of rules that a workspace brings itself."""
    return _OWN.fullmatch(prefix) is not None


def is_own_code(code: str) -> bool:
    """Whether a rule that a workspace brings itself may have a code: `XACME001`."""
    return _OWN_CODE.fullmatch(code) is not None


def fits(prefix: str, code: str) -> bool:
    """Whether a code is among those that begin so."""
    return prefix == EVERY or code.startswith(prefix)


def is_fixed(prefix: str) -> bool:
    """Whether every rule that a code or beginning means can be neither left out nor lowered."""
    return not is_own(prefix) and NEVER_LEFT_OUT.issuperset(
        code for code in RULES if fits(prefix, code)
    )


def like(word: str) -> tuple[str, ...]:
    """The names and codes of rules that are most like a word that is none, three at most."""
    return nearest(word, (*_CODES, *RULES))[:3]
