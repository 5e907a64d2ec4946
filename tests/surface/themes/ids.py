"""Ids: what names become, and what everything of a map is called that writes few ids itself."""

from __future__ import annotations

import unicodedata

from tests.surface import adapter
from tests.surface.command import MAPS, Command

NAMES = (
    "Checkout",
    "  Buy -- now!  ",
    "100 %",
    "a/b\\c_d.e,f#g",
    "snake_case",
    "CamelCase",
    "no",
    "1.2.3",
    "Poscompra y envío",
    "¿Qué talla?",
    "Niño & pingüino",
    "cafe\u0301",
    "Straße",
    "STRASSE",
    "Łódź",
    "Øst",
    "Ærø",
    "Cœur",
    "Þór",
    "Đà Nẵng",
    "İstanbul",
    "ısı",
    "ﬁne ½ x²",
    "№ 5",
    "选择租车日期",
    "料金を払う",
    "결제하기",
    "Оформление заказа",
    "Ёлка",
    "Ταξίδι",
    "क्षमता",
    "التسجيل",
    "١٢٣ شراء",
    "תשלום",
    "🙂",
    "👍🏽 Good",
    "❤\ufe0fGood",
    "👩‍👩‍👧‍👦 family",
    "葛\U000e0100城",
    "Łukasz 选择 №1",
    "…!?",
    "-",
    "",
)


def describe_slugs(_: Command) -> list[str]:
    return [f'"{_visible(name)}": {adapter.slug(name) or "(none)"}' for name in NAMES]


def _visible(name: str) -> str:
    """A name whose combining and invisible characters are seen as escapes."""
    return "".join(
        f"\\u{{{ord(each):x}}}" if unicodedata.category(each)[0] in "MC" else each for each in name
    )


def describe_map(_: Command) -> list[str]:
    """Kind, place, id; the canonical id behind it where that is another."""
    lines: list[str] = []
    kind = ""
    for item in adapter.named(MAPS / "ids.journey.yaml"):
        if item.kind != kind:
            kind = item.kind
            lines += ["", f"# {kind}"]
        longer = f" = {item.canonical}" if item.canonical != item.id else ""
        lines.append(f"{item.place}: {item.id}{longer}")
    return lines[1:]
