"""What a rule is: one small class whose docstring is its page.

The docstring begins with one line that says what the rule finds. Sections follow, each under
its own name: *Why*, *Options* (where there are any), *Example* and *Instead* (YAML), and
*Sources*. The command line, the README's table and SARIF all print from there.

What would be said of many siblings is said once for their parent. A rule that wants this
gives each problem a `subject` (the name of the stage, touchpoint, pain … it speaks of) and
offers `several`, the sentence for all of them together; the engine does the rest, after
suppression and baseline, so that those go by single problems. By default, siblings are the items
of the innermost list that a problem's path goes through, and the gathered finding stands at that
list's key; `siblings` and `gathered_from` say otherwise. Help is taken from the first of them, so it should name nothing of its own.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cjmap.expressions import expression
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.messages import Message, tr, translate_page
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.facts.members import Member
    from cjmap.facts.subject import Subject

# The headings of a page, in order. An example is translated as a whole: its keys stay as they are.
SECTIONS = {
    "Why": tr("Why"),
    "Options": tr("Options"),
    "Names": tr("Names"),
    "Example": tr("Example"),
    "Instead": tr("Instead"),
    "Sources": tr("Sources"),
}
EXAMPLES = ("Example", "Instead")
NAMES = "Names"
_HEADING = expression(r"^([A-Z][a-z]+):\n", re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's documentation: the summary, and per section its paragraphs (or its YAML)."""

    summary: str
    text: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]

    def section(self, name: str) -> tuple[str, ...]:
        return dict(self.sections).get(name, ())

    def paragraphs(self) -> Iterator[str]:
        """Every text below the summary, examples included."""
        yield from self.text
        for _, content in self.sections:
            yield from content


def read_page(docstring: str) -> Page:
    """The page that a docstring holds."""
    text = inspect.cleandoc(docstring)
    pieces = _HEADING.split(text)
    head = _paragraphs(pieces[0])
    sections: list[tuple[str, tuple[str, ...]]] = []
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if name in EXAMPLES:
            sections.append((name, (inspect.cleandoc("\n" + body).strip("\n") + "\n",)))
        else:
            sections.append((name, _paragraphs(inspect.cleandoc("\n" + body))))
    summary = head[0].rstrip(".") if head else ""
    return Page(summary, head[1:], tuple(sections))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(p.split()) for p in re.split(r"\n\s*\n", text.strip()) if p.strip())


SHOWN = 3
"""How many siblings are named where all are said at once."""


class Siblings(StrEnum):
    """Who are siblings: the items of one list, all in one stage, or all in the map."""

    LIST = "list"
    STAGE = "stage"
    MAP = "map"


class Rule:
    """A check of one map. `check` yields problems at symbolic places; it knows no line."""

    code: str
    name: str
    severity: Severity
    since: str = "0.1.0"
    # The keys that it looks at, for who asks what is checked about one: `emotion` is that of the
    # map, its stages and touchpoints, `pain.severity` that of one thing, `*.id` that of each. Rules
    # of reading that look at all of them name none.
    keys: tuple[str, ...] = ()
    # Whether `--fix` mends its findings only where it is selected by its code or name, since a
    # value of a sound map would change.
    by_name: bool = False
    # Whether it speaks of what was measured alone: it does not run where nothing was.
    of_data: bool = False
    # From how many on siblings are said once, and who they are.
    gathered_from: int = SHOWN + 1
    # How many of them are named; None: all.
    shown: int | None = SHOWN
    siblings: Siblings = Siblings.LIST
    # Whether what is said of all stands at the first of them, rather than at their parent.
    at_first: bool = False

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The problems of one map; rules that reading itself carries out have none here."""
        return iter(())

    def problem(
        self,
        path: Path,
        message: Message,
        help: Message | None = None,
        *,
        related: Iterable[Place] = (),
        key: bool = False,
        replacement: str | tuple[str, ...] | None = None,
        subject: str | Message | None = None,
        severity: Severity | None = None,
        item: str = "",
    ) -> Problem:
        """A problem of this rule at a path of the model."""
        return Problem(
            self.code,
            path,
            message,
            help,
            tuple(related),
            key=key,
            replacement=replacement,
            subject=subject,
            severity=severity,
            item=item,
        )

    def names(self, language: str) -> tuple[str, ...]:
        """The words that the rule goes by, as paragraphs, those of a language first."""
        return ()

    def several(self, number: int, names: Message) -> Message | None:
        """What is said once of `number` siblings; `names` are the first three, in quotes.

        A sentence ends `: {names} …`, since by default there are always more than three. None:
        each problem is said by itself.
        """
        return None

    @property
    def family(self) -> str:
        """The first digit of the code: `CJ3`."""
        return self.code[:3]

    @cached_property
    def page(self) -> Page:
        return read_page(type(self).__doc__ or "")

    @property
    def summary(self) -> Message:
        return Message(as_template(self.page.summary))

    def markdown(self, language: str = "en") -> str:
        """The page as Markdown, without its title."""
        parts = [f"{self.summary.render(language)}."]
        parts += [translate_page(paragraph, language) for paragraph in self.page.text]
        sections = {
            name: [translate_page(paragraph, language) for paragraph in content]
            for name, content in self.page.sections
        }
        if names := self.names(language):
            sections[NAMES] = list(names)
        for name in SECTIONS:
            content = sections.get(name, [])
            parts += [f"## {SECTIONS[name].render(language)}"] if content else []
            parts += [f"```yaml\n{one}```" for one in content] if name in EXAMPLES else content
        return "\n\n".join(parts) + "\n"


class JourneyRule(Rule):
    """A check of a journey, which a library is not.

    `needs` names the kinds of things (`pain`, see `Thing`) and the keys (`owner:`) that
    must all have been read, anywhere in the map, `nearby` those that must have been read where
    a problem stands (see `Subject.lost_around`): of what may merely have been unreadable nobody
    can say that it is missing.
    """

    needs: frozenset[str] = frozenset()
    nearby: frozenset[str] = frozenset()

    def check(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.is_library or subject.lost & self.needs:
            return
        for problem in self.judge(subject):
            if not subject.lost_around(problem.path) & self.nearby:
                yield problem

    def judge(self, subject: Subject) -> Iterator[Problem]:
        """The problems of a journey."""
        raise NotImplementedError


class WorkspaceRule(Rule):
    """A check of all the maps of a run together, by what is known of each among the others."""

    def check_all(self, maps: tuple[Member, ...]) -> Iterator[tuple[Member, Problem]]:
        raise NotImplementedError


def as_template(text: str) -> str:
    """A paragraph as the catalogues know it: a template without places, its braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")
