"""What the heads of rows and columns mean: keys of the format, and of whom or what they speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from cjmap.convert.recognition.cells import plain_text
from cjmap.convert.tables import Cell
from cjmap.expressions import expression
from cjmap.languages.heads import heads_meant, without_fillers
from cjmap.languages.known import CODES, language_of
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.metrics import MetricType

# The keys that a row or a column of a journey may hold: of a touchpoint, of a stage, of what
# makes it hard, better and measured there.
JOURNEY_KEYS: Final = frozenset(
    """
    stages touchpoints number id channel does thoughts quote expects emotion score pains gains
    opportunities serves metrics owner duration wait frontstage backstage support physical_evidence
    evidence feedback moment_of_truth goal description success phase personas tags automation
    handoff severity frequency effect cause customer_value business_value effort status ticket due
    done cost confidence entry exit initiator kind type name value unit n date target direction
    method source
    """.split()
)
# The keys that a line above a table, or a sheet of its own, says of the journey as a whole.
MAP_KEYS: Final = frozenset(
    """
    cjmap title id kind language state status organization owner version tags updated review_by
    description scenario goal start end expectations emotion_scale lifecycle personas duration
    pains gains opportunities metrics evidence
    """.split()
)
PERSONA_KEYS: Final = frozenset(
    """
    personas name id type role age quote bio goals needs frustrations motivations channels devices evidence
    """.split()
)
EVIDENCE_KEYS: Final = frozenset("evidence id type date n url file confidence".split())
NOTE_KEYS: Final = frozenset("stages frame text".split())
LANES: Final = JOURNEY_KEYS - {"number"}
"""What a lane may be about."""

THINGS: Final = ("pains", "gains", "opportunities", "metrics")
"""What may have a row, and columns, of its own."""

OF_THINGS: Final[Mapping[str, tuple[str, ...]]] = {
    # Whose columns these are, the likeliest first; the key of a thing that stands in the row.
    "severity": ("pains",),
    "frequency": ("pains",),
    "effect": ("pains",),
    "cause": ("pains",),
    "serves": ("opportunities",),
    "customer_value": ("opportunities",),
    "business_value": ("opportunities",),
    "effort": ("opportunities",),
    "ticket": ("opportunities",),
    "due": ("opportunities",),
    "done": ("opportunities",),
    "cost": ("opportunities",),
    "confidence": ("opportunities",),
    "status": ("opportunities", "pains"),
    "value": ("metrics",),
    "unit": ("metrics",),
    "n": ("metrics",),
    "date": ("metrics",),
    "target": ("metrics",),
    "direction": ("metrics",),
    "method": ("metrics",),
    "source": ("metrics",),
    "name": ("metrics",),
}
"""Columns that speak of the pains, opportunities or metrics in their row."""

# Kinds of metric that give a column of figures its head.
_MEASURED: Final = (
    MetricType.NPS,
    MetricType.CSAT,
    MetricType.CES,
    MetricType.CONVERSION,
    MetricType.DROP_OFF,
    MetricType.RETENTION,
)
METRIC: Final = "metric"
"""The key of a column that holds figures of one metric, which `Heading.about` names."""

OWN: Final = "lane:"
"""Begins the head of a row of the user's own whose name alone would mean something else."""

WHOLE: Final = "key:"
"""Begins the head of a column whose cells hold what a key says as JSON."""

_LANES: Final[Mapping[LaneName, str]] = {
    LaneName.GOAL: "goal",
    LaneName.TOUCHPOINTS: "touchpoints",
    LaneName.EMOTION: "emotion",
    LaneName.DOES: "does",
    LaneName.THINKS: "thoughts",
    LaneName.EXPECTS: "expects",
    LaneName.PAINS: "pains",
    LaneName.GAINS: "gains",
    LaneName.OPPORTUNITIES: "opportunities",
    LaneName.METRICS: "metrics",
    LaneName.OWNER: "owner",
    LaneName.PHYSICAL_EVIDENCE: "physical_evidence",
    LaneName.FRONTSTAGE: "frontstage",
    LaneName.HANDOFFS: "handoff",
    LaneName.AUTOMATION: "automation",
    LaneName.BACKSTAGE: "backstage",
    LaneName.SUPPORT: "support",
}
# What is longer is a text, and no head.
_LONGEST: Final = 80
# Languages that put no blanks between words.
_UNPARTED: Final = ("ja", "zh")
_BRACKETS: Final = expression(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_PARTS: Final = expression(r"\s*(?:[:：|]|\s[-–—]\s)\s*")
_JOINED: Final = expression(r"\s*(?:[/&+,、，・]|／)\s*")
_NUMBERED: Final = expression(r"^\s*\d{1,2}\s*[.):]\s*")
_SCALE: Final = expression(
    r"(?P<worst>[-+\u2212]?\d+)\s*(?:\.\.\.?|…|/|to|bis|a|à|tot|do|až|～|~|至|إلى|[-–—])\s*(?P<best>[-+\u2212]?\d+)",
    re.IGNORECASE,
)
_OUT_OF: Final = expression(r"(?:/|out of|of|sobre|von|sur|su|van|z|de)\s*(\d+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a head means: a key, "" where nobody knows; `about` is the metric, or who it is about.

    `whole`: cells below hold what the key `name` says as JSON. `scale` are the ends of the scale that it names, `unit` what else it has in brackets. `name`
    is what it says as a whole.
    """

    key: str
    name: str
    about: str = ""
    scale: tuple[float, float] | None = None
    unit: str = ""
    sure: bool = True
    candidates: tuple[str, ...] = ()
    whole: bool = False

    @property
    def sure_key(self) -> str:
        """The key where the head surely means it."""
        return self.key if self.sure else ""


class Headings:
    """The reading of heads in one language, English and then all the others."""

    def __init__(self, language: str | None, columns: Mapping[str, str] | None = None) -> None:
        first = [] if language is None else [language_of(language).code]
        self._codes: tuple[str, ...] = tuple(dict.fromkeys((*first, "en", *CODES)))
        # What the user says of a head, by its slug; "" says that it is nothing of the format's.
        self._columns: Mapping[str, str] = {
            slug(plain_text(head)): key for head, key in (columns or {}).items()
        }

        self._unmet = dict.fromkeys(self._columns)
        self._read: dict[tuple[str, frozenset[str]], Heading] = {}

    def read(self, text: str, allowed: frozenset[str]) -> Heading:
        """What one head means among the keys that are allowed where it stands."""
        known = self._read.get((text, allowed))
        if known is None:
            known = self._understand(text, allowed)
            self._read[text, allowed] = known
        return known

    @property
    def unmet(self) -> tuple[str, ...]:
        """What the user says of heads that no table has, as slugs."""
        return tuple(self._unmet)

    def _understand(self, text: str, known: frozenset[str]) -> Heading:
        whole = plain_text(text).rstrip(" :：*")
        told = self._columns.get(slug(whole))
        if told is not None:
            self._unmet.pop(slug(whole), None)
            return Heading(told, whole)
        for mark in (OWN, WHOLE):
            if whole.lower().startswith(mark):
                return Heading("", whole[len(mark) :].strip(), whole=mark == WHOLE)
        if len(whole) > _LONGEST:
            return Heading("", whole)
        bare = _NUMBERED.sub("", whole)
        for words, rest in _readings(bare):
            found = self._meant(words, known)
            if found:
                return _heading(whole, found, rest)
        # Of several words that are joined one that is sure says more than one in doubt before it.
        meant = [
            (found, rest) for words, rest in _joined(bare) if (found := self._meant(words, known))
        ]
        meant.sort(key=lambda one: not any(one[0].values()))
        return _heading(whole, *meant[0]) if meant else Heading("", whole)

    def read_all(self, cells: Sequence[Cell], allowed: frozenset[str]) -> list[Heading]:
        """What several heads mean side by side: a word in doubt means what no other word does."""
        read = [self.read(cell.text, allowed) for cell in cells]
        taken = {one.key for one in read if one.sure and one.key}
        things = [key for key in THINGS if key in taken]
        settled: list[Heading] = []
        for one in read:
            if one.key and not one.sure:
                free = [key for key in one.candidates if key not in taken]
                if len(things) == 1:
                    # Of a word for several things that of the one which the table is about.
                    own = [key for key in free if things[0] in OF_THINGS.get(key, things)]
                    free = own or free
                one = Heading(
                    free[0] if free else one.key, one.name, one.about, one.scale, one.unit, False
                )
                taken.add(one.key)
            settled.append(one)
        return settled

    def _meant(self, words: str, allowed: frozenset[str]) -> dict[str, bool]:
        metric = _metric_of(words)
        if metric and "metrics" in allowed:
            return {f"{METRIC}:{metric}": True}
        lane = _lanes().get(words)
        for code in self._codes:
            for spelled in dict.fromkeys((words, without_fillers(words, code))):
                meant = heads_meant(spelled, code)
                found = {key: sure for key, sure in meant.items() if key in allowed}
                if found:
                    return found
        if lane in allowed and lane is not None:
            return {lane: True}
        return {} if words.isascii() else self._meant_within(words, allowed)

    def _meant_within(self, words: str, allowed: frozenset[str]) -> dict[str, bool]:
        """What a head means that begins or ends with such a word, where words have no blanks between."""
        for length in range(len(words) - 1, 1, -1):
            for part in (words[:length], words[-length:]):
                if part.isascii() or "-" in part:
                    continue
                for code in _UNPARTED:
                    meant = heads_meant(part, code)
                    found = [key for key, sure in meant.items() if sure and key in allowed]
                    if found:
                        return {found[0]: False}
        return {}


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Ways to read a head, each as a slug and what is said beside it, the plainest first."""
    yield slug(text), ""
    outside, inside = _unbracketed(text)
    if inside and outside:
        yield slug(outside), inside
    parts = [part for part in _PARTS.split(outside) if part]
    if len(parts) == 2:
        beside = f" {inside}" if inside else ""
        yield slug(parts[0]), parts[1] + beside
        yield slug(parts[1]), parts[0] + beside


def _joined(text: str) -> Iterator[tuple[str, str]]:
    """The words that a head joins, such as `Process & Channels`, as `_readings` gives them."""
    outside, inside = _unbracketed(text)
    joined = [part for part in _JOINED.split(outside) if part]
    joined = [*joined, *(word for part in joined for word in _by_conjunctions(part))]
    if len(joined) > 1:
        for part in joined:
            yield slug(part), inside


def _unbracketed(text: str) -> tuple[str, str]:
    """What stands outside of brackets, and what stands in them."""
    inside = " ".join(found.strip() for found in _BRACKETS.findall(text))
    return _BRACKETS.sub(" ", text).strip(), inside


def _by_conjunctions(text: str) -> list[str]:
    words = text.split()
    for number, word in enumerate(words):
        if 0 < number < len(words) - 1 and slug(word) in _conjunctions():
            return [" ".join(words[:number]), " ".join(words[number + 1 :])]
    return []


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(word for code in CODES for word in language_of(code).conjunctions)


@cache
def _lanes() -> Mapping[str, str]:
    """The keys of lanes by what readers call them, in every language."""
    return {slug(lane.label.render(code)): key for lane, key in _LANES.items() for code in CODES}


def _metric_of(words: str) -> str:
    """The kind of metric that a head (a slug) is the name of."""
    for word in dict.fromkeys((words, words.removesuffix("-rate"), words.removesuffix("-score"))):
        if word in _metrics():
            return _metrics()[word]
    return ""


@cache
def _metrics() -> Mapping[str, str]:
    return {
        slug(word): str(kind)
        for kind in _MEASURED
        for word in (str(kind), *(kind.label.render(code) for code in CODES))
    }


def _heading(whole: str, found: Mapping[str, bool], rest: str) -> Heading:
    key = next(iter(found))
    sure = found[key] and sum(found.values()) == 1
    if key.startswith(f"{METRIC}:"):
        return Heading(METRIC, whole, key.partition(":")[2], unit=rest)
    scale = _scale_of(rest) if key in ("emotion", "score") else None
    about = "" if scale is not None else rest
    surest = sorted(found, key=lambda each: not found[each])
    return Heading(surest[0], whole, about, scale, "", sure, tuple(surest))


def _scale_of(text: str) -> tuple[float, float] | None:
    """The ends of a scale that a head names in brackets: `1-5`, `-2 to +2`, `/10`."""
    found = _SCALE.search(text)
    if found is not None:
        worst, best = (float(each.replace("\u2212", "-")) for each in found.groups())
        return (worst, best) if worst != best else None
    most = _OUT_OF.search(text)
    return (0.0 if float(most[1]) >= 10 else 1.0, float(most[1])) if most is not None else None


def likely_language(texts: Iterable[str]) -> str:
    """The language that most heads of a table are words of; English where that is not plain."""
    counts = dict.fromkeys(("en", *CODES), 0)
    for text in texts:
        words = slug(_NUMBERED.sub("", plain_text(text)))
        for code in counts:
            meant = heads_meant(words, code)
            if any(meant.get(key) for key in meant):
                counts[code] += 1
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts["en"] else "en"
