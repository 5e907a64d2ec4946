"""What stands around a map: other maps that it names, and what lint says of it."""

from __future__ import annotations

from pathlib import Path as FilePath

from cjmap.board.assessment import Link, Remark
from cjmap.board.board import Prompt
from cjmap.board.cut import Cut, nearest
from cjmap.facts.index import Item, resolve
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.model import journey as model
from cjmap.vocabulary.maps import Thing


def read_link(cut: Cut, link: model.Link) -> Link:
    subject = cut.subject
    name, _, fragment = link.to.partition("#")
    file = subject.linked(name)
    other = subject.neighbour(file) if file is not None else None
    title = other.journey.title if other is not None else name
    target = _touchpoint(other, fragment)
    return Link(
        link.rel,
        cut.say(link.rel.label),
        f"{title} · {target.name}" if target is not None else title,
        _begin(subject, link.from_) if link.from_ else "",
        file,
        target.id if target is not None else "",
    )


def _touchpoint(subject: Subject | None, reference: str) -> Item | None:
    if subject is None or not reference:
        return None
    return resolve(subject.index, Thing.TOUCHPOINT, reference)


def _begin(subject: Subject, reference: str) -> str:
    """The name of the touchpoint or stage that a link begins from, else what is written."""
    item = resolve(subject.index, Thing.TOUCHPOINT, reference) or resolve(
        subject.index, Thing.STAGE, reference
    )
    return item.name if item is not None else reference


def find_origin(subject: Subject) -> FilePath:
    """The file of the first state of a journey, to which all later ones go back."""
    seen = {subject.file}
    earlier = subject.baseline
    while earlier is not None and earlier.file not in seen:
        subject = earlier
        seen.add(subject.file)
        earlier = subject.baseline
    return subject.file


def read_prompts(subject: Subject) -> tuple[Prompt, ...]:
    """The texts of a template that still stand, without their brackets."""
    return tuple(Prompt(prompt.path, prompt.text) for prompt in subject.prompts)


def read_remark(cut: Cut, number: int, finding: Finding) -> Remark:
    return Remark(
        number,
        finding,
        finding.code,
        finding.name,
        finding.severity,
        cut.say(finding.message),
        cut.say(finding.help) if finding.help is not None else "",
        FilePath(finding.file).name,
        finding.span.start.line if finding.span is not None else None,
        finding.path,
        nearest(cut.subject, finding.path),
    )
