"""Maps from one form to another: what a file holds, laid out as maps of a project, and written."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.check.session import Session
from cjmap.check.validating import validate
from cjmap.convert.drafts import Draft, Given, Reading, Remark
from cjmap.convert.forms import JSON, YAML, Form
from cjmap.convert.losses import Losses, not_given_back, not_shown
from cjmap.convert.naming import MAP, name_maps
from cjmap.convert.originals import Original
from cjmap.convert.trees import values_of, write_json
from cjmap.convert.writing import clean, write_plainly, write_yaml
from cjmap.findings import Outcome
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.project import Project
from cjmap.records import dataclass, replace
from cjmap.text.notes import comments

if TYPE_CHECKING:
    from cjmap.facts.subject import Subject
    from cjmap.loading.document import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A map on its way: its file in the project, which a draft lies over where it came of one.

    `outcome` is what `validate` finds in it.
    """

    file: Path
    outcome: Outcome
    draft: Draft | None = None


class Workbench:
    """A project in which drafts lie as maps, so that they are read as any other."""

    def __init__(self, project: Project, today: datetime.date, language: str = "en") -> None:
        self._session = Session(project, today=today)
        self._project = project
        self._language = language

    def take(self, file: Path) -> Piece:
        """A map of the project as it is."""
        return Piece(file, self._validate(file))

    def lay(
        self, drafts: Sequence[Draft], files: Sequence[Path], heads: Sequence[str] = ()
    ) -> list[Piece]:
        """Drafts as the maps that files would hold; `heads` are lines above each.

        Raises:
            UsageError: one cannot be written.
        """
        drafts = [clean(draft) for draft in drafts]
        for number, (draft, file) in enumerate(zip(drafts, files, strict=True)):
            limits = self._project.workspace(file).settings.limits
            head = heads[number] if heads else ""
            text = write_yaml(draft, head=head, language=self._language, limits=limits)
            self._project.overlay(file, text.encode("utf-8"))
        # Maps may lead to each other.
        return [
            Piece(file, self._validate(file), draft)
            for draft, file in zip(drafts, files, strict=True)
        ]

    def _validate(self, file: Path) -> Outcome:
        return validate(self._project, [file], self._session.today)

    def document(self, piece: Piece) -> Document:
        return self._project.document(piece.file)

    def title(self, piece: Piece) -> str:
        """What a map is called; empty where it says nothing that can be read."""
        if piece.draft is not None:
            # It need not be read as a map for this.
            title = piece.draft.values.get("title")
            return title if isinstance(title, str) else ""
        journey = self.document(piece).journey
        return journey.title if journey is not None else ""

    def write(self, pieces: Sequence[Piece], form: Form) -> str | bytes | None:
        """Maps in a form, several only in one that holds several; None where one cannot be read.

        Raises:
            UsageError: they have nothing that the form shows.
        """
        if form.name in (YAML, JSON):
            (piece,) = pieces
            return self._write_map(piece, form)
        originals = []
        for piece in pieces:
            subject = self._session.subject(piece.file)
            if subject is None:
                return None
            if subject.journey.is_library:
                raise UsageError(tr("A library is no journey: it goes to YAML and to JSON alone."))
            originals.append(Original(self.document(piece), subject))
        return form.write(originals)

    def lose(self, piece: Piece, form: Form, content: str | bytes) -> Losses:
        """What of a map is not in what `write` made of it; it is read again for that."""
        if form.name == YAML:
            return Losses()
        # Those of a draft are not what anybody wrote.
        own = piece.draft is None
        written = sum(1 for _ in comments(self.document(piece).tree)) if own else 0
        losses = Losses(comments=written, for_eyes=form.hidden is not None)
        subject = self._session.subject(piece.file)
        if form.name == JSON or subject is None:
            return losses
        if form.hidden is not None:
            return replace(losses, lost=tuple(not_shown(subject, form.hides())))
        data = content.encode("utf-8") if isinstance(content, str) else content
        try:
            back = self._bring_back(form.read(Given(data, _NAMELESS)), piece.file)
        except UsageError as refused:
            return replace(losses, unread=refused.message)
        if back is None:
            return replace(losses, unread=tr("no map stands in it."))
        return replace(losses, lost=not_given_back(subject, back))

    def _bring_back(self, reading: Reading, file: Path) -> Subject | None:
        """A map that was written and read again, beside the one that it was."""
        beside = file.with_name(f"back-{file.name}")
        with self._project.trial():
            self._project.overlay(beside, write_plainly(reading.drafts[0]).encode("utf-8"))
            return self._session.subject(beside)

    def _write_map(self, piece: Piece, form: Form) -> str | None:
        if form.name == YAML:
            return self._project.text_of(piece.file)[0].text
        tree = self.document(piece).tree
        if tree.root is None or tree.broken or any(one.code in _UNREAD for one in tree.problems):
            return None
        return write_json(values_of(tree))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a map: its file's name, what that holds (None where it cannot be read)."""

    name: str
    content: str | bytes | None
    remarks: tuple[Remark, ...]
    outcome: Outcome


def convert(
    project: Project, file: Path, given: Given, source: Form, target: Form, today: datetime.date
) -> list[Result]:
    """The maps of a file in another form, one by one.

    Raises:
        UsageError: it holds none, or they have nothing that the form shows.
    """
    bench = Workbench(project, today)
    if source.name == YAML:
        pieces = [bench.take(file)]
    else:
        drafts = source.read(given).drafts
        pieces = bench.lay(drafts, [file.parent / name for name in name_maps(drafts)])
    return [
        Result(
            f"{_stem(piece.file)}{MAP if target.name == YAML else target.suffixes[0]}",
            bench.write([piece], target),
            piece.draft.remarks if piece.draft is not None else (),
            piece.outcome,
        )
        for piece in pieces
    ]


def _stem(file: Path) -> str:
    return file.name.removesuffix(MAP).removesuffix(".yaml").removesuffix(".yml")


# A file that lends its name to no map.
_NAMELESS: Final = "<written>"
# What of a text that has them nobody knows what it says.
_UNREAD: Final = frozenset(("CJ002", "CJ003", "CJ004", "CJ005", "CJ006"))
