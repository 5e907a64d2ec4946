"""A journey as it was read from a file, with what follows from it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from cjmap.api.picture import frame, picture
from cjmap.check import Session
from cjmap.facts.facts import Facts
from cjmap.facts.subject import Subject
from cjmap.findings.usage import UsageError
from cjmap.loading.incomplete import Loss
from cjmap.messages import tr
from cjmap.model.journey import Journey


class Home:
    """Where a journey was read, and on which day: what its facts rest on besides it.

    Copies of a journey share it, and each has facts of its own. It can be pickled: the workspace is
    then opened anew where it arrives.
    """

    __slots__ = ("_last", "file", "incomplete", "today")

    def __init__(self, file: Path, today: datetime.date, incomplete: frozenset[Loss]) -> None:
        self.file: Path = file
        self.today: datetime.date = today
        self.incomplete: frozenset[Loss] = incomplete
        self._last: tuple[Session, Subject] | None = None

    def __reduce__(self) -> tuple[type[Home], tuple[Path, datetime.date, frozenset[Loss]]]:
        return Home, (self.file, self.today, self.incomplete)

    def __deepcopy__(self, memo: dict[int, Any]) -> Home:
        return self

    def examine(self, journey: Journey) -> tuple[Session, Subject]:
        """A journey as a subject, and the session in which it stands for its file."""
        if self._last is None or self._last[1].journey is not journey:
            session = Session(today=self.today)
            subject = session.suppose(self.file, journey, self.incomplete)
            if subject is None:
                raise UsageError(tr("The settings of this journey ask for another cjmap."))
            self._last = session, subject
        return self._last


class JourneyMap(Journey):
    """A journey that `load` read: its keys are attributes, as the map writes them.

    It is a pydantic model like all that stands in it: `model_dump` gives plain values, which
    `Journey.model_validate` reads as an equal one. `facts` is what follows from it. A changed
    copy (`model_copy(update=…)`) has facts of its own. In a notebook it is drawn as a map.
    """

    _home: Home | None = PrivateAttr(None)

    @classmethod
    def of(cls, journey: Journey, home: Home) -> JourneyMap:
        """A journey at its home."""
        fields = type(journey).model_fields
        values = {info.alias or name: getattr(journey, name) for name, info in fields.items()}
        found = cls.model_construct(set(journey.model_fields_set), **values)
        found._home = home
        return found

    @property
    def facts(self) -> Facts:
        """All that follows from the map, as plain data: curve, flow, coverage, story and more.

        Raises:
            UsageError: the journey was not read by `load`.
        """
        return examine(self)[1].facts

    def _repr_svg_(self) -> str | None:
        try:
            return picture(*examine(self))
        except UsageError:
            # A library has nothing to draw; it is shown as text.
            return None

    def _repr_html_(self) -> str | None:
        """The map in the theme of its workspace, closed against the page around it."""
        from cjmap.draw.theme_choice import find_theme

        try:
            session, subject = examine(self)
            drawn = picture(session, subject, theme=find_theme(subject.workspace))
        except UsageError:
            return None
        return frame(drawn, self.title)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Journey) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]  # as every model that holds mappings


def examine(journey: JourneyMap) -> tuple[Session, Subject]:
    """A journey as a subject, and the session in which it stands for its file.

    Raises:
        UsageError: it was not read by `load`.
    """
    if journey._home is None:
        raise UsageError(tr("This journey was not read from a file: `load` reads one."))
    return journey._home.examine(journey)
