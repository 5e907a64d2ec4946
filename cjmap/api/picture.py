"""A picture of a journey that stands in a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from cjmap.check import Session
from cjmap.draw.escape import xml_attribute
from cjmap.facts.subject import Subject
from cjmap.findings.usage import UsageError
from cjmap.messages import tr

if TYPE_CHECKING:
    from cjmap.draw.theme import Theme


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
    theme: str | Theme = "light",
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
        THEMES[theme] if isinstance(theme, str) else theme,
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


# A map is shown as wide as the page lets it be, and scrolls from this height on, px.
_HIGHEST: Final = 640


def frame(drawn: Picture, title: str) -> str:
    """A picture as a piece of HTML, which neither takes anything from the page around nor gives it.

    It stands in a frame of its own, in which no script runs.
    """
    page = (
        '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<style>body{{margin:0}}svg{{display:block}}</style>{drawn}"
    )
    return (
        f'<iframe sandbox="allow-popups" title="{xml_attribute(title)}" width="100%" '
        f'height="{_HIGHEST}" style="border:0" srcdoc="{xml_attribute(page)}"></iframe>'
    )
