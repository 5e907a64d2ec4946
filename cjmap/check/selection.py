"""Which rules run, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from cjmap.findings import (
    Severity,
)
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr
from cjmap.project.globs import covers
from cjmap.project.requirement import is_new
from cjmap.project.settings import LintSettings
from cjmap.records import dataclass, field, replace
from cjmap.rules import FAMILIES, Rule, family
from cjmap.text.slugs import composed
from cjmap.vocabulary.rules import (
    EVERY,
    NEVER_LEFT_OUT,
    RULES,
    find_code,
    fits,
    is_fixed,
    like,
)

SAME_ID: Final = "CJ803"
"""The rule that `validate` has beside those of reading: what refers to a map by its id means one."""

_READING: Final = ("CJ0", "CJ1", "CJ9")


def is_of_reading(code: str) -> bool:
    """Whether a rule says if a map can be read, and not what it could say better."""
    return code.startswith(_READING)


@dataclass(frozen=True)
class Selection:
    """Which rules run, and how grave their findings are.

    `select` are the prefixes in force, `ignore` those taken out again; the longer of two
    prefixes that fit a code wins. By default they say whether a map can be read. `named` are the
    rules that were selected each by itself: their warnings are warnings from their first version
    on, as all are with `preview`. `own` are rules that a workspace brings itself.
    """

    select: tuple[str, ...] = _READING
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    named: frozenset[str] = frozenset()
    preview: bool = False
    own: tuple[Rule, ...] = ()

    @classmethod
    def of_reading(cls, settings: LintSettings, *more: str) -> Selection:
        """Whether a map can be read, and `more`, as grave as the settings say."""
        return cls(
            (*_READING, *more),
            settings.ignore,
            dict(settings.severity),
            settings.per_file_ignores,
            preview=settings.preview,
        )

    @classmethod
    def of_validate(cls, settings: LintSettings) -> Selection:
        """What `validate` says: whether a map can be read, and has an id of its own."""
        return cls.of_reading(settings, SAME_ID)

    @classmethod
    def of_lint(
        cls,
        settings: LintSettings,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        *,
        own: tuple[Rule, ...] = (),
    ) -> Selection:
        """Every rule, or what the settings choose, changed by what a call asks for.

        `select` takes the place of the settings' choice, the other two add to theirs. Each is
        a list of codes, beginnings of codes, names of rules, or lists of these with commas.

        Raises:
            UsageError: a word that names no rule, or one to ignore that nobody may.
        """
        chosen = parse_codes(select)
        if chosen:
            settings = replace(settings, select=chosen, ignore=(), extend_select=())
        asked = (*settings.select, *settings.extend_select, *parse_codes(extend_select))
        return cls(
            (*(() if settings.select else (EVERY,)), *asked),
            (*settings.ignore, *parse_codes(ignore, silencing=True)),
            dict(settings.severity),
            settings.per_file_ignores,
            frozenset(RULES).intersection(asked),
            settings.preview,
            own,
        )

    def narrowed(self, codes: Iterable[str]) -> Selection:
        """Those of the given codes that run here, as grave as here."""
        return replace(self, select=tuple(sorted(filter(self.has, codes))), ignore=())

    def has(self, code: str) -> bool:
        if code in NEVER_LEFT_OUT:
            return True
        # What stands for every rule is the shortest beginning, also beside that of all of one's own.
        chosen = max(
            (1 if p == EVERY else len(p) for p in self.select if fits(p, code)), default=-1
        )
        refused = max((len(p) for p in self.ignore if fits(p, code)), default=-1)
        return chosen > refused

    def grade(self, code: str, default: Severity) -> Severity:
        if code in NEVER_LEFT_OUT:
            return default
        fitting = [prefix for prefix in self.severity if fits(prefix, code)]
        return self.severity[max(fitting, key=len)] if fitting else default

    def eases(self, code: str, default: Severity, since: str) -> bool:
        """Whether a warning is a note for now, because it is new: an update fails no build."""
        return (
            default is Severity.WARNING
            and is_new(since)
            and not self.preview
            and code not in self.named
            and not any(fits(prefix, code) for prefix in self.severity)
        )

    def ignores(self, code: str, name: str) -> bool:
        """Whether the settings silence a code in a file (named from the workspace's root)."""
        return code not in NEVER_LEFT_OUT and any(
            covers(composed(name), (composed(pattern),))
            and any(fits(prefix, code) for prefix in codes)
            for pattern, codes in self.per_file_ignores
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run; families of which none can are not even imported."""
        return tuple(
            rule
            for name in FAMILIES
            if self._reaches(name)
            for rule in family(name)
            if self.has(rule.code)
        ) + tuple(rule for rule in self.own if self.has(rule.code))

    def _reaches(self, name: str) -> bool:
        return any(
            prefix == EVERY or prefix.startswith(name) or name.startswith(prefix)
            for prefix in (*self.select, *NEVER_LEFT_OUT)
        )


def parse_codes(words: Iterable[str], *, silencing: bool = False) -> tuple[str, ...]:
    """Codes and beginnings of codes from what a person wrote: `CJ3,no-owner`.

    Raises:
        UsageError: a word that names no rule; with `silencing` also one that cannot be left out.
    """
    codes = []
    for word in (part.strip() for text in words for part in text.split(",")):
        code = find_code(word)
        if word and code is None:
            raise UsageError(deny(word))
        if code and silencing and is_fixed(code):
            raise UsageError(
                tr(
                    "`{word}` can be neither left out nor lowered: behind it nothing is checked.",
                    word=word,
                )
            )
        if word and code:
            codes.append(code)
    return tuple(codes)


def deny(word: str) -> Message:
    """That a word is no rule's, with those that are most like it."""
    near = like(word)
    if not near:
        return tr("`{word}` is no rule; `cjmap rules` lists them.", word=word)
    return tr("`{word}` is no rule; did you mean {names}?", word=word, names=", ".join(near))
