"""Makes the table of how languages that do not ship write figures, dates and quotes, out of CLDR.

`make conventions` runs it. A locale stands in the table where it differs from the one above it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers

from cjmap.languages.known import CODES

TABLE = Path(__file__).parents[2] / "cjmap" / "languages" / "data" / "conventions.json"


def read_convention(locale: Locale) -> dict[str, Any]:
    """What CLDR says of a locale, with the digits of English."""
    symbols = locale.number_symbols["latn"]
    pattern = locale.decimal_formats[None].pattern.split(";")[0]
    groups = pattern.split(".")[0].split(",")
    percent = locale.percent_formats[None].pattern.split(";")[0]
    months = locale.months["format"]["abbreviated"]
    return {
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "percent": re.sub(r"[#,.0\u200e\u200f]", "", percent) or "%",
        "months": [months[month] for month in range(1, 13)],
        "date": read_date(locale),
        "next_groups": len(groups[-2]) if len(groups) > 2 else 3,
        "rtl": locale.text_direction == "rtl",
    }


def read_date(locale: Locale) -> str:
    """The day, the month (as a short word where there is one), and the year, in a locale's order."""
    skeleton = locale.datetime_skeletons.get("yMMMd")
    written = skeleton.pattern if skeleton is not None else ""
    shown = []
    for quoted, letters, other in re.findall(r"'([^']*)'|(d+|M+|L+|y+)|(.)", written):
        shown.append(_PLACES.get(letters, "") or quoted or other)
    text = "".join(shown)
    return text if len(re.findall(r"{\w", text)) == 3 else "{day} {month} {year}"


_PLACES = {
    "d": "{day}",
    "dd": "{day:02}",
    "y": "{year}",
    "M": "{number}",
    "MM": "{number:02}",
    "MMM": "{month}",
    "LLL": "{month}",
}


def make_table() -> dict[str, dict[str, Any]]:
    """Every locale of a language that does not ship, by its tag in lower case."""
    table: dict[str, dict[str, Any]] = {}
    for name in sorted(locale_identifiers(), key=lambda name: (name.count("_"), name)):
        tag = name.replace("_", "-").lower()
        subtags = tag.split("-")
        if subtags[0] in (*CODES, "root") or (len(subtags) > 2 and len(subtags[-1]) > 4):
            continue
        found = read_convention(Locale.parse(name))
        above = ("-".join(subtags[:length]) for length in range(len(subtags) - 1, 0, -1))
        if found != next((table[each] for each in above if each in table), None):
            table[tag] = found
    return table


def written(table: dict[str, dict[str, Any]]) -> str:
    """The table as it stands in the file: a locale a line."""
    lines = [
        f"{json.dumps(tag)}: {json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}"
        for tag, entry in table.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(written(make_table()), "utf-8")
