"""What would be said of many siblings is said once for their parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path as FilePath

from cjmap.check.placing import Findings, Placed, locate
from cjmap.findings import (
    Finding,
    Path,
    Problem,
)
from cjmap.messages import Message, line_up, quote, shorten, verbatim
from cjmap.records import replace
from cjmap.rules import Rule
from cjmap.rules.base import Siblings

# From how many on findings of one rule in a map are said once.
_COUSINS = 6

# Characters of a name in such a sentence.
_NAME = 40


def gather(
    told: Findings, placed: Iterable[Placed], *, parts: bool
) -> Iterator[tuple[Finding, bool]]:
    """What would be said of many siblings, once for their parent; and whether it stands for many.

    More than three items of one list are said at that list's key, unless their rule counts
    otherwise; and where a rule would even so speak more than five times of one map, it speaks once.
    Without `parts` no finding has `members`: what each would say is not worked out.
    """
    groups: dict[tuple[FilePath, str], list[Placed]] = {}
    for one in placed:
        groups.setdefault((one.document.file, one.code), []).append(one)
    for (_, code), group in groups.items():
        rule = told.rules[code]
        if (
            any(one.problem.subject is None for one in group)
            or rule.several(0, verbatim("")) is None
        ):
            yield from ((told.of(one), False) for one in group)
            continue
        families: dict[Path, list[Placed]] = {}
        for one in group:
            families.setdefault(_PARENT[rule.siblings](one.problem.path), []).append(one)
        least = rule.gathered_from
        spoken = sum(1 if len(f) >= least else len(f) for f in families.values())
        if spoken >= _COUSINS or rule.siblings is Siblings.MAP:
            tops = {one.problem.path[:1] for one in group}
            families = {tops.pop() if len(tops) == 1 else (): group}
        for path, family in families.items():
            if len(family) < least:
                yield from ((told.of(one), False) for one in family)
            else:
                yield _gathered(told, rule, path, family, parts=parts), True


def _gathered(
    told: Findings, rule: Rule, path: Path, family: list[Placed], *, parts: bool
) -> Finding:
    names = line_up([quote(_call(one.problem.subject)) for one in family[: rule.shown]])
    message = rule.several(len(family), names)
    assert message is not None
    first = family[0]
    since = first.problem.since
    problem = Problem(rule.code, path, message, first.problem.help, key=True, since=since)
    finding = told.make(locate(first.document, first.workspace, problem))
    if rule.at_first:
        # Its name stays that of the parent, whichever of them is mended.
        finding = replace(finding, span=first.span, path=first.path)
    return replace(finding, members=tuple(map(told.of, family))) if parts else finding


def _call(subject: str | Message | None) -> str | Message:
    """What a thing is called in such a sentence: a name that people gave it, or words of ours."""
    return subject if isinstance(subject, Message) else shorten(str(subject), _NAME)


def _list_of(path: Path) -> Path:
    """The innermost list that a path goes through, by its key."""
    last = max((n for n, step in enumerate(path) if isinstance(step, int)), default=0)
    return path[:last]


def _stage_of(path: Path) -> Path:
    """The stage that a path leads into; of a path that leads into none, its list."""
    return path[:2] if path[:1] == ("stages",) and len(path) > 1 else _list_of(path)


_PARENT: Mapping[Siblings, Callable[[Path], Path]] = {
    Siblings.LIST: _list_of,
    Siblings.STAGE: _stage_of,
    Siblings.MAP: lambda path: (),
}
