"""The one place where text is made safe for the languages that pictures, pages and tables are written in.

Each function takes text as a person wrote it, and what it returns means that text and nothing
else: no markup, no escape sequence, no end of a string. Nothing is escaped twice, so text is
escaped where it is put in and never before.
"""

from __future__ import annotations

import re
from typing import Final

from cjmap.expressions import expression
from cjmap.text.characters import NONCHARACTERS

LINK_SCHEMES: Final = ("http", "https", "mailto")

# What XML 1.0 cannot hold in any spelling, and the controls that no reader of text wants: C0 but
# tab and line ends, DEL and C1, half surrogate pairs, non-characters.
_UNPRINTABLE = expression(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
# What may stand in a picture, where the text that it belongs to ends, and not in a terminal or a log
# that the picture's source is written to: overrides of the writing direction, further line ends,
# and what CI services take for a command.
_ACTING = expression(
    "[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|:(?=:)|(?<=#)#(?=\\[|vso\\[|teamcity\\[)"
)
_FROM_RIGHT = expression("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_SPACES = expression(r"\s+")
# Controls too: browsers read `java\nscript:` as one word.
_SCHEME = expression(r"([A-Za-z][A-Za-z0-9+.-]*):[^\s\x00-\x20]+")
# `#` within a line too: forges make links of `#12`.
_MARKDOWN = expression(r"[\\`*_{}\[\]<>|~$&#]")
# What makes a block at the beginning of a line: lists, underlines, rules, numbers with a dot.
_MARKDOWN_BLOCK = expression(r"([=-]|\+(?=\s|$)|\d{1,9}(?=[.)](?:\s|$)))")
# GitHub looks for these when backslashes are gone.
_CALLED = r"\bGH-(?=\d)|(?<![\w/=-])[0-9a-f](?=[0-9a-f]{6,39}(?!\w))"
_MENTION = expression(rf"@(?=\w)|\\#(?=\d)|{_CALLED}", re.I)
_MENTION_IN_HTML = expression(rf"@(?=\w)|#(?=\d)|{_CALLED}", re.I)


def printable(text: str) -> str:
    """`text` with � in place of each character that XML forbids or that acts on a terminal.

    Tabs and line ends stay.
    """
    # What Python calls printable holds none of them, and it is quick to say so.
    return text if text.isprintable() else _UNPRINTABLE.sub(_REPLACEMENT, text)


def xml_text(text: str) -> str:
    """`text` as the content of an element of XML, SVG or HTML."""
    escaped = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _refer(escaped)


def runs_from_right(text: str) -> bool:
    """Whether a text has a letter of a script that is written from right to left.

    Without one, as `1 of 2` or `−1`, it reads from left to right in a mirrored picture too.
    """
    return _FROM_RIGHT.search(text) is not None


def xml_text_from_right(text: str) -> str:
    """`text` as `xml_text` has it, running from right to left.

    By characters (RIGHT-TO-LEFT ISOLATE and its end): readers of SVG such as resvg know no
    attribute `direction`, and with it the sides of `text-anchor` would change places for the others.
    """
    return f"&#8295;{xml_text(text)}&#8297;"


def _refer(text: str) -> str:
    """Text with references, as XML, HTML and DOT have them, for what acts outside of a picture."""
    return _ACTING.sub(lambda found: f"&#{ord(found[0])};", text)


def xml_attribute(text: str) -> str:
    """`text` between quotes (double or single) as the value of an attribute of XML, SVG or HTML.

    Tabs and line ends are written as references: a reader of XML would make them spaces.
    """
    escaped = xml_text(text).replace('"', "&quot;").replace("'", "&#39;")
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def dot_text(text: str) -> str:
    r"""`text` as an attribute's value in DOT, for the `graphviz` package to quote.

    Neither `\N` nor `&lt;` nor `<…>` means anything in it. Line ends stay line ends.
    """
    # Imported late: most who escape text draw no graph.
    import graphviz

    escaped: str = graphviz.escape(_refer(printable(text).replace("&", "&amp;")))
    return escaped


def dot_html(text: str) -> str:
    """`text` as content inside an HTML-like label of DOT; white space becomes single spaces.

    Backslashes act in such labels too and are doubled. Everything but the characters of markup is
    written as it is: numeric references to what lies beyond the basic plane are misread by engines.
    """
    # A mark that keeps a sign before its number would take room: engines give every character some.
    line = xml_text(_SPACES.sub(" ", text).removeprefix("\u200e")).replace('"', "&quot;")
    return line.replace("\\", "\\\\")


def markdown(text: str) -> str:
    """`text` inside a line of Markdown (CommonMark with GitHub's tables); line ends become spaces.

    It mentions nobody and nothing: an empty comment parts `@` from the name, `#` and `GH-` from
    the number that would become a link to an issue, and what could be a commit's hash.
    """
    return _MENTION.sub(
        lambda match: match[0].removeprefix("\\") + "<!-- -->", markdown_in_editor(text)
    )


def markdown_in_editor(text: str) -> str:
    """The same where nobody can be called, and a comment would be seen: in an editor."""
    escaped = _MARKDOWN.sub(lambda match: f"\\{match[0]}", _in_one_line(text))
    block = _MARKDOWN_BLOCK.match(escaped)
    if block is None:
        return escaped
    end = block.end() if block[1].isdigit() else 0
    return f"{escaped[:end]}\\{escaped[end:]}"


def markdown_html(text: str) -> str:
    """`text` inside an element of HTML in Markdown, where a backslash is no escape, as `markdown`."""
    parted = _MENTION_IN_HTML.sub(lambda match: f"{match[0]}\0", _in_one_line(text))
    return "<!-- -->".join(xml_text(part) for part in parted.split("\0"))


def _in_one_line(text: str) -> str:
    return _SPACES.sub(" ", printable(text)).strip()


def link(url: str) -> str | None:
    """`url` where it may stand as a link in what we publish (http, https, mailto), else None."""
    match = _SCHEME.fullmatch(url)
    return url if match and match[1].lower() in LINK_SCHEMES else None
