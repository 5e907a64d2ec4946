"""The picture in a page of HTML that fetches and runs nothing."""

from __future__ import annotations

from typing import Final

from cjmap.board.board import Board
from cjmap.draw.escape import xml_attribute, xml_text
from cjmap.draw.theme import Theme
from cjmap.languages.conventions import is_rtl

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(board: Board, theme: Theme, picture: str) -> str:
    """A page that holds a picture, an SVG document, at its natural size; wide ones scroll."""
    direction = "rtl" if is_rtl(board.language) else "ltr"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{xml_attribute(board.language)}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{xml_text(board.heading.title)}</title>",
            "<style>",
            f"body {{ margin: 0; background: {theme.background}; }}",
            "main { overflow-x: auto; }",
            "svg { display: block; margin: 0 auto; }",
            "@media print { svg { max-width: 100%; height: auto; } }",
            "</style>",
            "</head>",
            "<body>",
            "<main>",
            picture.strip(),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )
