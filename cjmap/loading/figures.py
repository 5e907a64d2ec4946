"""What is written where a number belongs, and how it should have been."""

from __future__ import annotations

import re

from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.conventions import convention_of
from cjmap.loading.shape import shape_at
from cjmap.messages import DEFAULT_LANGUAGE, Message, shorten, tr
from cjmap.records import dataclass
from cjmap.text.scalars import parse_number


@dataclass(frozen=True, slots=True)
class Mended:
    """How to write a number, and the number itself where it is certain and all that is written."""

    help: Message
    number: str | float | None = None


_SIGNS = r"(?:[<>≤≥]=?\s*)?"
_WORDED = expression(
    rf"(?P<sign>{_SIGNS})(?P<number>[-+\u2212]?\d[\d.,]*)(?P<rest>.*)", re.ASCII | re.S
)
# The keys whose number may be in a unit of its own.
_WITH_UNIT = ("value", "target", "before", "after")
_GROUPED = expression(r"[-+\u2212]?\d{1,3}(?:[.,]\d{3})+", re.ASCII)


_DECIMAL_COMMA = expression(r"[-+\u2212]?\d+,\d+", re.ASCII)
_OUT_OF = expression(r"(?:/|[^\W\d]+)\s*(\d+)")
# Digits in groups that a blank or an apostrophe parts, as many languages write thousands.
_APART = expression(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f'\u2019]\d{3})+(?!\d)", re.ASCII)
# Digits that belong to no word, as in a date or in two numbers.
_SECOND_NUMBER = expression(r"(?<![^\W\d_])\d")


def mend_number(
    written: str,
    location: Path,
    *,
    whole: bool = False,
    least: float | None = None,
    most: float | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Mended | None:
    """How to write a number that nobody can read as one; None where no number in it would do.

    Args:
        written: what stands there, in quotes or not.
        location: the path of the field; its last key is named.
        whole: whether the field takes whole numbers alone.
        least: the least that it takes.
        most: the most.
        language: the map's, a BCP 47 tag: where it groups thousands by points, so may these.
    """
    joined = _APART.sub(lambda groups: re.sub(r"\D", "", groups[0]), written.strip(), count=1)
    found = _WORDED.fullmatch(joined)
    if found is None:
        return None
    rest = found["rest"].strip()
    whole_of = _OUT_OF.fullmatch(rest)
    if whole_of is not None and most is not None and float(whole_of[1]) == most:
        # `4/5`, `4 of 5`: what is out of the most that there is.
        rest = ""
    readings = [
        reading
        for reading in _read(
            found["number"].rstrip(".,"), whole=whole, grouping=groups_by_points(language)
        )
        if _would_do(float(reading.replace("\u2212", "-")), whole=whole, least=least, most=most)
    ]
    if not readings or _SECOND_NUMBER.search(rest):
        return None
    last = location[-1] if location else "value"
    if isinstance(last, int):
        return Mended(tr("Write `{number}`.", number=readings[0]))
    if len(readings) == 2:
        return Mended(
            tr(
                "Write `{key}: {many}` or `{key}: {few}`.",
                key=last,
                many=readings[0],
                few=readings[1],
            )
        )
    sign = found["sign"].strip()
    text = f"{sign} {readings[0]}" if sign else readings[0]
    shown = f'"{text}"' if sign else text
    if rest and rest != "%" and last in _WITH_UNIT and "unit" in (shape_at(location[:-1]) or ()):
        return Mended(
            tr(
                "Write `{key}: {number}` and `unit: {unit}`.",
                key=last,
                number=shown,
                unit=shorten(rest),
            )
        )
    percent = "%" if rest == "%" and last in _WITH_UNIT else ""
    if rest not in ("", percent) or not _DECIMAL_COMMA.fullmatch(found["number"]):
        return Mended(tr("Write `{key}: {number}`.", key=last, number=shown + percent))
    number = None if sign or percent else parse_number(text)
    return Mended(
        tr("A point, not a comma: `{key}: {number}`.", key=last, number=shown + percent),
        text + percent if number is None else number,
    )


def _would_do(number: float, *, whole: bool, least: float | None, most: float | None) -> bool:
    return (
        (not whole or number.is_integer())
        and (least is None or number >= least)
        and (most is None or number <= most)
    )


def groups_by_points(language: str) -> bool:
    """Whether `1.200` is twelve hundred to who writes a language, a BCP 47 tag."""
    return convention_of(language).group == "."


def is_in_doubt(written: str, language: str) -> bool:
    """Whether a number may be a thousand times what every program takes it for."""
    return (
        "." in written
        and _GROUPED.fullmatch(written.strip()) is not None
        and len(_read(written.strip(), whole=False, grouping=groups_by_points(language))) > 1
    )


def _read(number: str, *, whole: bool, grouping: bool) -> tuple[str, ...]:
    """What digits with points and commas may mean, as YAML writes it; `grouping` says that points
    group thousands.
    """
    marks = set(number) & {".", ","}
    grouped = _GROUPED.fullmatch(number) is not None
    if len(marks) == 2:
        # The last mark parts off the decimals, the other groups.
        last = max(marks, key=number.rindex)
        whole_part, _, decimals = number.rpartition(last)
        if last in whole_part:
            return ()
        return (re.sub(r"[.,]", "", whole_part) + "." + decimals,)
    if not marks:
        return (number,)
    mark = marks.pop()
    if number.count(mark) > 1 or (whole and grouped):
        return (number.replace(mark, ""),) if grouped else ()
    decimal = number.replace(mark, ".")
    in_doubt = grouped and not number.lstrip("+-\u2212").startswith("0")
    if in_doubt and mark == ",":
        return number.replace(mark, ""), decimal
    if in_doubt and grouping:
        # With three decimals it would be in doubt again.
        return number.replace(mark, ""), decimal.rstrip("0").rstrip(".")
    return (decimal,)
