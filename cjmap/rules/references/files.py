"""Files that a map names: pictures, and maps that it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from cjmap.facts.index import candidates, list_ids
from cjmap.facts.reach import reach
from cjmap.facts.subject import Subject
from cjmap.findings import Problem, Severity
from cjmap.messages import Message, tr
from cjmap.rules.base import Rule
from cjmap.rules.reading import named_files
from cjmap.text.spelling import nearest
from cjmap.vocabulary.maps import Relation


class MissingFile(Rule):
    """A file that the map names is not there.

    Photos and images, and the files of evidence. Targets of links are CJ108; data files may
    come later and are not looked for.

    Why:
        The report would show a hole, and the evidence cannot be looked up.
    """

    code = "CJ107"
    name = "missing-file"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("evidence.file", "image.src")

    def check(self, subject: Subject) -> Iterator[Problem]:
        for path, written in named_files(subject):
            if path[0] in ("links", "data"):
                continue
            target = subject.linked(written)
            if target is not None and not subject.workspace.files.is_file(target):
                yield self.problem(
                    path,
                    tr("There is no file `{path}`.", path=written),
                    tr("Paths count from this map's folder."),
                )


class BrokenLink(Rule):
    """A link leads to a map or touchpoint that is not there.

    Why:
        Parents, children and baselines are compared across maps; a link into nothing hides a
        whole map from that.
    """

    code = "CJ108"
    name = "broken-link"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("link.to", "link.from", "links")

    def check(self, subject: Subject) -> Iterator[Problem]:
        for number, link in enumerate(subject.journey.links):
            written, _, anchor = link.to.partition("#")
            target = subject.linked(written)
            if target is None:
                continue
            place = ("links", number, "to")
            # Text that lies over files may be a map that no disk has yet.
            other = subject.glimpse(target)
            if other is None and not subject.workspace.files.is_file(target):
                yield self.problem(
                    place,
                    tr("There is no map `{path}`.", path=written),
                    tr("Paths count from this map's folder."),
                )
            elif other is None:
                yield self.problem(
                    place,
                    tr("`{path}` is no map that can be read.", path=written),
                    tr("Run `cjmap validate {path}`.", path=written),
                )
            elif anchor and not (
                candidates(other.index, "touchpoint", anchor)
                or candidates(other.index, "stage", anchor)
            ):
                if other.lost & {"touchpoint", "stage"}:
                    continue
                yield self.problem(
                    place,
                    tr(
                        "The map `{path}` has no touchpoint `{anchor}`.",
                        path=written,
                        anchor=anchor,
                    ),
                    _suggest(anchor, list_ids(other.index, "touchpoint")),
                )


class LinkCycle(Rule):
    """A map is its own parent or child, by way of others.

    Why:
        Parent and child journeys form a tree; in a ring no map is the whole.
    """

    code = "CJ109"
    name = "link-cycle"
    severity = Severity.ERROR
    keys: tuple[str, ...] = ("links", "link.rel")

    def check(self, subject: Subject) -> Iterator[Problem]:
        ways = _descents(subject)
        for number, link in enumerate(subject.journey.links):
            target = subject.linked(link.to.partition("#")[0])
            if link.rel not in (Relation.PARENT, Relation.CHILD) or target is None:
                continue
            here, there = subject.file, target
            above, below = (here, there) if link.rel is Relation.CHILD else (there, here)
            # A ring that needs this link: from its lower end one comes back to its upper end.
            if above == below or above in reach(ways, [below]):
                yield self.problem(
                    ("links", number, "to"),
                    tr("Parent and child links run in a ring through `{path}`.", path=link.to),
                    tr("Decide which map is the whole, and link the others as its children."),
                )


def _suggest(word: str, known: Iterable[str]) -> Message:
    near = nearest(word, known)
    if near:
        return tr("Did you mean `{name}`?", name=near[0])
    return tr("Write the id of a touchpoint or stage of that map.")


def _descents(subject: Subject) -> dict[FilePath, set[FilePath]]:
    """From each map that can be reached over parent and child links to its children."""
    ways: dict[FilePath, set[FilePath]] = {}
    seen: set[FilePath] = set()
    waiting: list[Subject] = [subject]
    while waiting:
        current = waiting.pop()
        if current.file in seen:
            continue
        seen.add(current.file)
        for link in current.journey.links:
            target = current.linked(link.to.partition("#")[0])
            if link.rel not in (Relation.PARENT, Relation.CHILD) or target is None:
                continue
            above, below = (
                (current.file, target) if link.rel is Relation.CHILD else (target, current.file)
            )
            ways.setdefault(above, set()).add(below)
            other = current.neighbour(target)
            if other is not None:
                waiting.append(other)
    return ways
