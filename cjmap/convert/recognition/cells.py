"""What stands in a cell: one text or a list of them, a number in either style, yes or no, nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from cjmap.expressions import expression
from cjmap.languages.conventions import convention_of
from cjmap.languages.feelings import says_none
from cjmap.loading.dates import mend_date
from cjmap.loading.values import values_meant
from cjmap.text.scalars import Written, is_holdable, parse_date, parse_number

_BREAK: Final = expression(r"\s*(?:<br\s*/?>|\n)\s*", re.IGNORECASE)
_BULLET: Final = expression(
    r"^(?:[•●○◦▪▫■□▸►‣⁃∙·✓✔➤➔→]|[-–—*+](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s)|\[[ xX]?\])\s*"
)
# A bullet within a line parts it, too: `• one • two`.
_INNER_BULLET: Final = expression(r"\s*[•●◦▪■▸►‣]\s+")
# `1. one 2. two` on one line.
_INNER_NUMBER: Final = expression(r"\s+(?=\d{1,2}[.)]\s+\S)")
_SEMICOLON: Final = expression(r"\s*[;；]\s+|\s*；\s*")
# A comma between digits is a part of a number, and a slash is no end of a name: `24/7`.
_COMMA: Final = expression(r"\s*(?:(?<!\d)[,/]|[,/](?!\d)|[、，]|\s[&+]\s)\s*")
# Between two words, as in `Check-in/out`; no end of a tag.
_SLASH: Final = expression(r"(?<=[^\s<])/(?=[^\s>])")
# An address, or the path of a file: `example.com/shop`, `app.v2/home`.
_ADDRESS: Final = expression(r"[^\s/,;]*\w\.\w[^\s,;]*")
# Bold words of Markdown; what else looks like its marks may be meant.
_MARKUP: Final = expression(r"\*\*\s?(?=\S)([^*]+?)\s?\*\*")
_DASHES: Final = "-–—−/.·•?…"
_NOTHING: Final = frozenset(
    ("n/a", "n.a.", "na", "tbd", "tbc", "...", "--", "---", "n. a.", "k. a.")
)
_NUMBER: Final = expression(
    r"[-+\u2212]?\s?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|[-+\u2212]?\s?\d[\d.,]*(?:[eE][-+]?\d{1,3})?",
    re.ASCII,
)
# A number with a unit or what it is out of, and at the most one word before it.
_NUMBERISH: Final = expression(
    rf"(?:[^\d\s]+[\s:]+)?({_NUMBER.pattern})\s*(?:/\s*\d+|\D{{0,12}})", re.ASCII
)
_FEW_WORDS: Final = 4
_TICKS: Final = frozenset(("x", "✓", "✔", "✅", "☑", "★", "⭐", "●", "1", "*", "👍"))
_CROSSES: Final = frozenset(("✗", "✘", "❌", "☐", "○", "0"))


def plain_text(text: str) -> str:
    """A text of a cell on one line, without the marks of Markdown around words."""
    return " ".join(_without_markup(" ".join(_lines_of(text))).split())


def _without_markup(text: str) -> str:
    return _MARKUP.sub(r"\1", text) if "**" in text else text


def _lines_of(text: str) -> list[str]:
    # Most cells have one line, and thousands of them are read.
    return _BREAK.split(text) if "\n" in text or "<" in text else [text]


def is_blank(text: str) -> bool:
    """Whether a cell says nothing, be it with a dash or `n/a`."""
    bare = text.strip()
    return not bare.strip(_DASHES) or bare.lower() in _NOTHING


def says_there_is_none(text: str) -> bool:
    """Whether a cell says that there is none: `none`, `ninguno`."""
    return not _BULLET.match(text.strip()) and says_none(plain_text(text))


def items_of(text: str) -> list[str]:
    """The texts that a cell lists: by lines, bullets, numbers or semicolons.

    A line that begins in lower case behind one that ends in the middle of a sentence goes on
    with it where neither has a bullet.
    """
    lines = [line for line in _lines_of(_without_markup(text).strip()) if line.strip()]
    found: list[str] = []
    bullets = [_BULLET.match(line) for line in lines]
    bulleted = any(bullets)
    for line, marked in zip(lines, bullets, strict=True):
        bare = line[marked.end() :] if marked else line
        goes_on = bool(found) and not marked and (bulleted or _goes_on(found[-1], bare))
        if goes_on:
            found[-1] = f"{found[-1]} {bare.strip()}"
        else:
            found += (
                [bare] if marked and len(lines) > 1 else _within(bare, marked=marked is not None)
            )
    return [item for item in (" ".join(each.split()) for each in found) if item]


def name_of(text: str) -> str:
    """The one text that a cell says, whatever bullets stand before its lines."""
    lines = _lines_of(_without_markup(text).strip())
    return " ".join(" ".join(_BULLET.sub("", line, count=1) for line in lines).split())


def _goes_on(before: str, line: str) -> bool:
    return line[:1].islower() and before[-1:].isalnum() and before[-1:] not in "。、"


def _within(line: str, *, marked: bool) -> list[str]:
    """The texts on one line."""
    parts = [part for part in _INNER_BULLET.split(line) if part.strip()]
    if len(parts) == 1 and marked:
        parts = _INNER_NUMBER.split(line)
        parts = [re.sub(r"^\d{1,2}[.)]\s+", "", part) for part in parts]
    if len(parts) == 1 and not marked:
        parts = [part for part in _SEMICOLON.split(line) if part.strip()]
    return parts or [line]


def names_of(text: str) -> list[str]:
    """The names that a cell lists, also where commas, slashes or `&` part short ones.

    A slash behind a word with a point in it, as in `example.com/shop`, is a part of an address.
    """
    found: list[str] = []
    if _BULLET.match(text.strip()):
        return items_of(text)
    for item in items_of(text):
        parts = [part.strip() for part in _COMMA.split(_hidden(item)) if part.strip(" .")]
        if not any(part.endswith(".") for part in parts[:-1]):
            # A point behind the last one alone ends the sentence, others belong to `Ltd.`.
            parts[-1:] = [part.rstrip(" .") for part in parts[-1:]]
        parts = [part.replace("\0", ",").replace("\1", "/") for part in parts]
        short = all(len(part.split()) <= _FEW_WORDS for part in parts)
        found += parts if len(parts) > 1 and short and "://" not in item else [item]
    return found


def touchpoints_of(text: str) -> list[str]:
    """The names of touchpoints that a cell lists: a slash within words, as in `24/7`, is a part of a name."""
    if "/" not in text:
        return names_of(text)
    return [name.replace("\1", "/") for name in names_of(_SLASH.sub("\1", text))]


def _hidden(text: str) -> str:
    """The text with what parts names hidden where it stands in brackets or in an address."""
    if "/" in text and "." in text:
        text = _ADDRESS.sub(lambda found: found[0].replace("/", "\1"), text)
    return re.sub(
        r"[(（\[][^)）\]]*[)）\]]",
        lambda found: found[0].replace(",", "\0").replace("/", "\1"),
        text,
    )


def decimal_comma(texts: Iterable[str], language: str) -> bool:
    """Whether numbers of one column or row are written with a decimal comma.

    What is plain in one of them holds for all: `3,5` and `1.234,5` are, `3.5` and `1,234.5` are
    not; where each could be both, the language decides. Numbers within sentences say nothing.
    """
    for text in texts:
        found = _NUMBERISH.fullmatch(text.strip())
        number = found[1].rstrip(".,") if found is not None else ""
        last = max(number.rfind(","), number.rfind("."))
        if last < 0:
            continue
        both = "," in number and "." in number
        if both or (len(number) - last != 4 and number.count(number[last]) == 1):
            return number[last] == ","
    return convention_of(language).decimal == ","


def in_our_digits(text: str) -> str:
    """The same text with the digits of other scripts, `٤` or `４`, as ours."""
    if text.isascii():
        return text
    ours = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return "".join(ours).replace("٫", ".").replace("٬", "")


def number_of(text: str, *, comma: bool) -> Written | None:
    """The number that a text is, without unit; None where it is none that a map may hold.

    `comma`: decimals stand behind a comma.
    """
    bare = in_our_digits(text.strip())
    if not _NUMBER.fullmatch(bare):
        return None
    mark, group = (",", ".") if comma else (".", ",")
    digits, sign, power = re.sub(r"[ \u00a0\u202f'’]", "", bare.lower()).partition("e")
    whole, _, decimals = digits.partition(mark)
    if mark in decimals or group in decimals:
        return None
    parts = whole.lstrip("+-\u2212").split(group)
    if len(parts) > 1 and (
        not 1 <= len(parts[0]) <= 3 or any(len(part) != 3 for part in parts[1:])
    ):
        return None
    plain = whole.replace(group, "") + (f".{decimals}" if decimals else "") + sign + power
    number = parse_number(plain.removeprefix("+"))
    return number if number is not None and is_holdable(number) else None


def as_written(number: float) -> int | float:
    """A number as a map writes it: whole ones without a point."""
    return int(number) if float(number).is_integer() and not _has_decimals(number) else number


def _has_decimals(number: float) -> bool:
    return isinstance(number, Written) and number.decimals > 0


def day_of(text: str, key: str) -> str | None:
    """The day that a text means, as `YYYY-MM-DD`; None where that is in doubt."""
    bare = " ".join(text.split())
    day = parse_date(bare)
    if day is not None:
        return bare
    meant = mend_date(bare, key)
    return meant.day if meant is not None else None


def choice_of(text: str, allowed: Sequence[object], language: str) -> str | float | None:
    """The value of a closed choice that a cell's words mean; None where that is not plain."""
    found = values_meant(plain_text(text), allowed, language)
    return found[0] if len(found) == 1 else None


def yes_or_no(text: str, language: str) -> bool | None:
    """Whether a cell says yes or no, in words or with a tick; None where it says something else."""
    bare = plain_text(text).lower()
    if bare in _TICKS or bare in ("yes", "y", "true"):
        return True
    if bare in _CROSSES or bare in ("no", "n", "false"):
        return False
    found = values_meant(bare, ("true", "false"), language)
    return bool(found[0]) if found else None
