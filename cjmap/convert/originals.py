"""Maps that are to be written in another form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmap.loading.document import Document
from cjmap.records import dataclass

if TYPE_CHECKING:
    from cjmap.board.board import Board
    from cjmap.facts.subject import Subject


@dataclass(frozen=True, slots=True)
class Original:
    """A map: its text as a tree of what is written, and what follows from it.

    What must come back says what the map writes (`document.tree`, `subject.journey`); what is only
    to be looked at draws the `board`.
    """

    document: Document
    subject: Subject

    @property
    def board(self) -> Board:
        """The map as readers meet it."""
        from cjmap.board.reading import read

        return read(self.subject)
