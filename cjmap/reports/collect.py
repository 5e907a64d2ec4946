"""What pages draw: a map's board, and its findings in the order that the board counts them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjmap.board.board import Board
from cjmap.board.reading import read
from cjmap.facts.subject import Subject
from cjmap.findings import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """A map read for a page. `findings` are listed as the page does; the board's gaps count them."""

    board: Board
    findings: tuple[Finding, ...]
    facts: Subject


def collect(facts: Subject, findings: Iterable[Finding], language: str | None = None) -> Reading:
    """A map with what was found in it, in any order, in a language (by default its own)."""
    listed = tuple(sorted(findings, key=lambda finding: (finding.severity.rank, finding.order())))
    return Reading(read(facts, listed, language=language), listed, facts)
