"""Pictures on paper: a PDF of vectors with text that can be found and copied, page by page."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cjmap.draw.escape import printable
from cjmap.draw.fonts import FAMILY, FOLDER
from cjmap.draw.raster import prefer, size_of, warn_of_missing
from cjmap.draw.scripts import EMOJI, asks_for_others, part_by_script, replace_lone_emoji
from cjmap.draw.theme import Theme
from cjmap.draw.typefaces import Typeface
from cjmap.expressions import expression
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, ntr, tr
from cjmap.records import dataclass

PX: Final = 25.4 / 96
"""Millimetres of a px."""

MARGIN: Final = 10.0
"""Around what is drawn on a page, mm; page numbers stand in it."""

MOST_LINES: Final = 60_000
"""Of text in a document: each takes some 13 KB of memory while it is made."""

_IMAGE: Final = expression(r'<image\b[^>]*?\s(?:xlink:)?href="(data:image/[^"]*)"[^>]*/>')

_SIZES: Final = {
    "a4": (210.0, 297.0),
    "a3": (297.0, 420.0),
    "a2": (420.0, 594.0),
    "a1": (594.0, 841.0),
    "a0": (841.0, 1189.0),
    "letter": (215.9, 279.4),
    "tabloid": (279.4, 431.8),
}
_ORIENTATIONS: Final = ("landscape", "portrait")
_WRITTEN: Final = expression(r"(\d{2,4}(?:\.\d+)?)x(\d{2,4}(?:\.\d+)?)mm")
# Millimetres of a side: less holds no picture, more is beyond what PDF knows.
_LEAST: Final = 80.0
_MOST: Final = 5000.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, `width` by `height` mm."""

    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """What can be drawn on, in px at natural size."""
        return (self.width - 2 * MARGIN) / PX, (self.height - 2 * MARGIN) / PX


A3: Final = Paper(420.0, 297.0)
"""The sheet that nobody has to ask for: A3, its long side below."""


def parse_paper(text: str) -> Paper:
    """The sheet that is called `a3`, `a3-portrait` or `600x300mm`; names lie on their long side.

    Raises UsageError for any other text.
    """
    written = _WRITTEN.fullmatch(text.strip().lower())
    if written is not None:
        paper = Paper(float(written[1]), float(written[2]))
        if min(paper.width, paper.height) >= _LEAST and max(paper.width, paper.height) <= _MOST:
            return paper
    name, dash, orientation = text.strip().lower().partition("-")
    if name in _SIZES and (not dash or orientation in _ORIENTATIONS):
        short, long = _SIZES[name]
        return Paper(short, long) if orientation == "portrait" else Paper(long, short)
    raise UsageError(
        tr(
            "There is no paper `{paper}`. There are: {known}; each with `-portrait`; or a size such as 600x300mm.",
            paper=text,
            known=join([*_SIZES]),
        )
    )


def to_pdf(
    pages: Sequence[str],
    paper: Paper,
    theme: Theme,
    title: str,
    language: str,
    *,
    tell: Callable[[Message], None] = lambda _: None,
) -> bytes:
    """Pictures of ours as a PDF, each on a page of its own, as large as fits and no larger than it is.

    Of several pages each bears its number. `tell` is as `to_png` has it. Raises UsageError for
    more than `MOST_LINES` lines of text, and where what makes PDF is not installed.
    """
    try:
        # Imported late: only PDF needs it.
        import typst
    except ImportError:
        raise UsageError(
            tr("PDF needs a part of cjmap that is not installed: `pip install 'cjmap[pdf]'`.")
        ) from None
    if sum(page.count("<text") + page.count("<tspan") for page in pages) > MOST_LINES:
        raise UsageError(
            tr(
                "This picture has more than {most} lines of text, too many for a PDF: choose fewer `--lanes`, or svg.",
                most=MOST_LINES,
            )
        )
    faces = theme.font_files
    parted = [part_by_script(page, prefer(faces)) for page in pages]
    scripts = {script.name: script for _, several in parted for script in several}
    missing = warn_of_missing(scripts.values(), faces, tell)
    system = bool(scripts) or any(asks_for_others(page) for page, _ in parted)
    drawn = [replace_lone_emoji(page) if EMOJI in missing else page for page, _ in parted]
    source = _describe(pages, paper, theme, title, language)
    try:
        return _compile(source, drawn, faces, system=system)
    except typst.TypstError:
        # One broken image keeps all of a document from being made.
        sound = _leave_out_broken(drawn, tell)
    try:
        return _compile(source, sound, faces, system=system)
    except typst.TypstError as error:
        reason = printable(str(error))
        raise UsageError(
            tr("This picture cannot be written as {format}: {reason}.", format="pdf", reason=reason)
        ) from None


def _compile(
    source: str, pages: Sequence[str], faces: Sequence[Typeface] = (), *, system: bool
) -> bytes:
    """The document that a text in Typst's language makes of pictures. Raises TypstError."""
    import typst

    with tempfile.TemporaryDirectory(prefix="cjmap-") as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number}.svg").write_text(page, encoding="utf-8")
        # Folders alone can be named to Typst: beside a font there may be others.
        own = Path(folder, "fonts")
        own.mkdir()
        for number, face in enumerate(faces):
            shutil.copyfile(face.file, own / f"{number}{face.file.suffix}")
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        compiler = typst.Compiler(
            main,
            root=folder,
            font_paths=typst.Fonts(
                include_system_fonts=system, include_embedded_fonts=False, font_paths=[FOLDER, own]
            ),
        )
        # No time of making: the same map is the same file.
        made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def _leave_out_broken(pages: Sequence[str], tell: Callable[[Message], None]) -> list[str]:
    """The pictures without the images in them that cannot be read, which is told."""
    addresses = {found[1] for page in pages for found in _IMAGE.finditer(page)}
    broken = {address for address in addresses if not _can_be_read(address)}
    if broken:
        tell(
            ntr(
                "{n} broken image is left out of the PDF.",
                "{n} broken images are left out of the PDF.",
                len(broken),
            )
        )
    return [_IMAGE.sub(lambda one: "" if one[1] in broken else one[0], page) for page in pages]


def _can_be_read(address: str) -> bool:
    """Whether what makes PDF can read an image, a `data:` URI."""
    import typst

    alone = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image width="9" height="9" href="{address}"/></svg>'
    )
    try:
        _compile('#image("0.svg")', [alone], system=False)
    except typst.TypstError:
        return False
    return True


def _describe(pages: Sequence[str], paper: Paper, theme: Theme, title: str, language: str) -> str:
    """The document in Typst's language; text of a map stands in it as a string alone."""
    numbering = '"1 / 1"' if len(pages) > 1 else "none"
    lines = [
        f"#set document(title: {_quote(title)}, date: none)",
        f"#set text(font: ({_quote(FAMILY)},), size: 8pt, fill: rgb({_quote(theme.mute)}), "
        f"lang: {_quote(language.partition('-')[0].lower())})",
        f"#set page(width: {paper.width}mm, height: {paper.height}mm, margin: {MARGIN}mm, "
        f"fill: rgb({_quote(theme.background)}), footer-descent: 3mm, numbering: {numbering})",
    ]
    width, height = paper.width - 2 * MARGIN, paper.height - 2 * MARGIN
    for number, page in enumerate(pages):
        across, down = (side * PX for side in size_of(page))
        share = min(1.0, width / across, height / down)
        if number:
            lines.append("#pagebreak()")
        lines.append(
            f'#align(center, image("{number}.svg", width: {across * share:.3f}mm, '
            f"height: {down * share:.3f}mm, alt: {_quote(title)}))"
        )
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """A string of Typst, which reads JSON's but for its references."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return json.dumps(plain, ensure_ascii=False)
