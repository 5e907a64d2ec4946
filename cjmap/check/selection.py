"""Which rules run, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from cjmap.findings import (
    Severity,
)
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project.globs import covers
from cjmap.project.settings import LintSettings
from cjmap.records import dataclass, field, replace
from cjmap.rules import FAMILIES, Rule, all_rules, family
from cjmap.text.slugs import composed
from cjmap.text.spelling import nearest

# What is wrong with reading itself cannot be talked away in the file.
NEVER_SUPPRESSED = frozenset(f"CJ00{n}" for n in range(1, 8))
# Nor can settings or a baseline leave out what keeps a map or the settings from being read, or is
# a defect of cjmap: behind it nothing was checked.
NEVER_LEFT_OUT = NEVER_SUPPRESSED | {"CJ020", "CJ901"}


@dataclass(frozen=True)
class Selection:
    """Which rules run, and how grave their findings are.

    `select` are the prefixes in force, `ignore` those taken out again; the longer of two
    prefixes that fit a code wins. `validate` keeps to CJ0 and CJ1.
    """

    select: tuple[str, ...] = ("CJ0", "CJ1", "CJ9")
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of_lint(
        cls,
        settings: LintSettings,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
    ) -> Selection:
        """Every rule, or what the settings choose, changed by what a call asks for.

        `select` takes the place of the settings' choice, the other two add to theirs. Each is
        a list of codes, beginnings of codes, names of rules, or lists of these with commas.

        Raises:
            UsageError: a word that names no rule.
        """
        chosen = parse_codes(select)
        if chosen:
            settings = replace(settings, select=chosen, ignore=(), extend_select=())
        return cls(
            (*(settings.select or ("ALL",)), *settings.extend_select, *parse_codes(extend_select)),
            (*settings.ignore, *parse_codes(ignore)),
            dict(settings.severity),
            settings.per_file_ignores,
        )

    def narrowed(self, codes: Iterable[str]) -> Selection:
        """Those of the given codes that run here, as grave as here."""
        return replace(self, select=tuple(sorted(filter(self.has, codes))), ignore=())

    def has(self, code: str) -> bool:
        if code in NEVER_LEFT_OUT:
            return True
        chosen = max((len(p) for p in self.select if fits(p, code)), default=-1)
        refused = max((len(p) for p in self.ignore if fits(p, code)), default=-1)
        return chosen > refused

    def grade(self, code: str, default: Severity) -> Severity:
        fitting = [prefix for prefix in self.severity if fits(prefix, code)]
        return self.severity[max(fitting, key=len)] if fitting else default

    def ignores(self, code: str, name: str) -> bool:
        """Whether the settings silence a code in a file (named from the workspace's root)."""
        return any(
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
        )

    def _reaches(self, name: str) -> bool:
        return any(
            prefix == "ALL" or prefix.startswith(name) or name.startswith(prefix)
            for prefix in (*self.select, *NEVER_LEFT_OUT)
        )


def parse_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Codes and beginnings of codes from what a person wrote: `CJ3,no-owner`.

    Raises:
        UsageError: a word that names no rule.
    """
    names = {rule.name: rule.code for rule in all_rules()}
    codes = []
    for word in (part.strip() for text in words for part in text.split(",")):
        code = names.get(word.lower(), word.upper())
        if word and not (code == "ALL" or any(rule.code.startswith(code) for rule in all_rules())):
            near = nearest(word, [*names, *names.values()])
            raise UsageError(
                tr(
                    "`{word}` is no rule; did you mean {names}?",
                    word=word,
                    names=", ".join(near[:3]),
                )
                if near
                else tr("`{word}` is no rule; `cjmap rules` lists them.", word=word)
            )
        if word:
            codes.append(code)
    return tuple(codes)


def fits(prefix: str, code: str) -> bool:
    return prefix == "ALL" or code.startswith(prefix)
