"""A map from its text, as the command line would read it."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import pytest

from cjmap.check import Selection, Session, run
from cjmap.facts.subject import Subject
from cjmap.findings import Outcome

TODAY = datetime.date(2026, 11, 21)


class Given:
    """Writes maps into a folder of the test's own and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, settings: str = "") -> Subject:
        """The subject of a map; a map with errors (CJ0, CJ1) is a mistake of the test."""
        subject, outcome = self.read(text, settings)
        assert not outcome.findings, [str(f.message) for f in outcome.findings]
        return subject

    def read(self, text: str, settings: str = "") -> tuple[Subject, Outcome]:
        """The subject of a map that may have errors, and what validating it finds."""
        (self.folder / "cjmap.toml").write_text(settings, encoding="utf-8")
        file = self.folder / "map.journey.yaml"
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        session = Session(today=TODAY)
        outcome = run(session, [file], Selection())
        subject = session.subject(file)
        assert subject is not None
        return subject, outcome


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return Given(tmp_path)
