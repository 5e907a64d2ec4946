"""A picture of a journey that stands in a session."""

from __future__ import annotations

from typing import Protocol

from cjmap.check import Session
from cjmap.facts.subject import Subject
from cjmap.findings.usage import UsageError
from cjmap.messages import tr


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


class Picture(str):
    """A picture as text. A notebook that is shown one draws it, where it is SVG."""

    __slots__ = ()

    def _repr_svg_(self) -> str | None:
        return str(self) if self.startswith("<svg") else None

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        # A notebook keeps this line beside what it draws.
        printer.text(f"Picture({self[:40]!r}…, {len(self)} characters)")


def picture(
    session: Session,
    subject: Subject,
    *,
    view: str = "map",
    format: str = "svg",
    theme: str = "light",
    personas: tuple[str, ...] = (),
    baseline: Subject | None = None,
) -> Picture:
    """A picture of a map; the parameters are those of `render`, but for the subject of `baseline`.

    Raises:
        UsageError: no such view, format or persona, no engine for a flow, a map without stages.
    """
    from cjmap.board.lanes import CODES
    from cjmap.board.reading import read
    from cjmap.check.listing import list_findings
    from cjmap.draw.album import Album
    from cjmap.draw.engines import EngineError, find_engine
    from cjmap.draw.theme import THEMES
    from cjmap.views.catalogue import Order, draw, refuse_unknown, shows_gaps

    refuse_unknown(view, format)
    file = subject.file
    gaps = list_findings(session, [file], CODES)[file] if shows_gaps(view, format) else ()
    board = read(subject, gaps, personas=personas, baseline=baseline)
    order = Order(
        board,
        THEMES[theme],
        lambda: find_engine(None, subject.settings.render.engine),
        find=Album(subject.workspace, subject.file.parent, lambda _: None).find,
    )
    try:
        drawn = draw(view, format, order)
    except EngineError as error:
        raise UsageError(error.message) from error
    if isinstance(drawn, bytes):
        raise UsageError(
            tr("Here a picture is text; `cjmap render -f {format}` writes {format}.", format=format)
        )
    return Picture(drawn)
