"""Durations in words (`2 semanas`, `half an hour`, `10 min.`), in any of the languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Final, TypeAlias

from cjmap.expressions import expression
from cjmap.languages.known import every_language, language_of
from cjmap.languages.language import Language
from cjmap.text.durations import SECONDS, TimeUnit, parse_duration
from cjmap.text.slugs import slug

_TOKEN: Final = expression(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)?)|(?P<word>[^\W\d_]+)|[\s.,'’]+|(?<=[^\W\d_])-(?=[^\W\d_])"
)
_UNITLESS: Final = expression(r"([0-9]{1,15}(?:[.,][0-9]{1,15})?)\s*[mM]?\.?")
# `1.200` may be a thousand.
_GROUPED: Final = expression(r"[0-9][.,][0-9]{3}")
_SIGNS: Final[Mapping[str, str]] = {
    TimeUnit.WEEKS: "w",
    TimeUnit.DAYS: "d",
    TimeUnit.HOURS: "h",
    TimeUnit.MINUTES: "min",
    TimeUnit.SECONDS: "s",
}
# Minutes or months: which of them, the units beside it tell (`1h30m`, `5m30s`).
_OPEN: Final = "m"
_HALF: Final = Fraction(1, 2)
_MINUTES_OF_AN_HOUR: Final = 60

# An amount, a unit, or None for a word that joins two.
_Meaning: TypeAlias = "Fraction | str | None"


def duration_of_words(text: str, language: str) -> str | None:
    """The duration that words say, as the format writes it (`2w 3d`); None where that is not plain.

    The words are looked for in the given language, then in English, then, where a number stands
    there, in the others. What is a duration already is none in words.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if parse_duration(plain) is not None or _GROUPED.search(plain):
        return None
    near = (language_of(language), language_of("en"))
    numbered = any(character.isdecimal() for character in plain)
    for spoken in near:
        found = _read(plain, spoken)
        if found is not None:
            return found
    # The words of all languages are many: most texts without a number are no duration.
    others = every_language() if numbered else ()
    return next((found for one in others if (found := _read(plain, one)) is not None), None)


def lacks_unit(text: str) -> str | None:
    """The amount of a text that is a number alone, or one with `m`: minutes or months."""
    found = _UNITLESS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return found[1].replace(",", ".") if found is not None else None


def _read(text: str, language: Language) -> str | None:
    tokens: list[_Meaning] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        if match["number"]:
            tokens.append(Fraction(match["number"].replace(",", ".")))
        elif match["word"]:
            known = _split(slug(match["word"]), language.code)
            if known is None:
                return None
            tokens += known
    parts = _parts(tokens) if end == len(text) else None
    return _write(parts) if parts else None


def _split(word: str, code: str) -> list[_Meaning] | None:
    """What a word says; where words are written without blanks, an amount may stand before a unit."""
    words = _words(code)
    if word in words:
        return [words[word]]
    for end in range(1, len(word)):
        first, rest = word[:end], word[end:]
        if first.isascii() or first not in words or rest not in words:
            continue
        if isinstance(words[first], Fraction) or words[rest] == _HALF:
            return [words[first], words[rest]]
    return None


@cache
def _words(code: str) -> Mapping[str, _Meaning]:
    language = language_of(code)
    signs = {sign: str(unit) for unit, sign in _SIGNS.items()}
    units = {word: unit for unit, words in language.time.units.items() for word in words}
    amounts = {
        word: Fraction(amount) for amount, words in language.time.amounts.items() for word in words
    }
    return {
        _OPEN: _OPEN,
        **signs,
        **units,
        **amounts,
        **dict.fromkeys(map(slug, language.conjunctions)),
    }


def _parts(tokens: Sequence[_Meaning]) -> dict[str, Fraction] | None:
    """The amounts by unit that tokens tell; None where they tell something else."""
    parts: dict[str, Fraction] = {}
    amount: Fraction | None = None
    unit = ""
    before: _Meaning | str = ""
    for token in tokens:
        if isinstance(token, str):
            if amount is None or token in parts:
                return None
            parts[token], unit, amount = amount, token, None
        elif token is not None:
            amount = _join(amount, token, apart=before is None)
            if amount is None:
                return None
        before = token
    if amount is not None and not _add_rest(parts, unit, amount, joined=tokens[-2:-1] == [None]):
        return None
    return _settle(parts)


def _settle(parts: dict[str, Fraction]) -> dict[str, Fraction] | None:
    """The parts with `m` as minutes, where it stands behind a larger unit or before seconds."""
    units = list(parts)
    if _OPEN not in parts:
        return parts
    larger = {TimeUnit.WEEKS, TimeUnit.DAYS, TimeUnit.HOURS}
    plain = units[0] in larger or units == [_OPEN, TimeUnit.SECONDS]
    if not plain or TimeUnit.MINUTES in parts:
        return None
    return {TimeUnit.MINUTES if unit == _OPEN else unit: n for unit, n in parts.items()}


def _join(amount: Fraction | None, more: Fraction, *, apart: bool) -> Fraction | None:
    """`half an` is a half of one, `two and a half` is both together; other pairs say nothing."""
    if amount is None:
        return more
    if more == 1 and apart:
        # `two and a` goes on with what there is a half of.
        return amount
    if amount == _HALF and more == 1:
        return amount
    if more == _HALF:
        return more if amount == 1 and not apart else amount + more
    return None


def _add_rest(parts: dict[str, Fraction], unit: str, amount: Fraction, *, joined: bool) -> bool:
    """What stands behind the last unit: `an hour and a half`, `1h30`."""
    if amount == _HALF and unit:
        parts[unit] += amount
        return True
    if unit == TimeUnit.HOURS and not joined and 1 < amount < _MINUTES_OF_AN_HOUR:
        parts[TimeUnit.MINUTES] = amount
        return True
    return False


def _in_minutes(parts: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """A part of an hour in minutes, as people read it: `30min`, not `0.5h`."""
    hours = parts.get(TimeUnit.HOURS, Fraction(0))
    rest = hours % 1 * _MINUTES_OF_AN_HOUR
    if not rest or rest.denominator > 1:
        return parts
    whole: dict[str, Fraction] = {TimeUnit.HOURS: hours - hours % 1} if hours >= 1 else {}
    minutes = parts.get(TimeUnit.MINUTES, Fraction(0)) + rest
    others = {unit: amount for unit, amount in parts.items() if unit != TimeUnit.HOURS}
    return {**others, **whole, TimeUnit.MINUTES: minutes}


def _write(parts: Mapping[str, Fraction]) -> str | None:
    """The parts as the format writes them, the largest unit first.

    Nobody says how long half a day is.
    """
    if parts.get(TimeUnit.DAYS) == _HALF:
        return None
    parts = _in_minutes(parts)
    written = [f"{float(parts[unit]):g}{sign}" for unit, sign in _SIGNS.items() if unit in parts]
    text = " ".join(written)
    read = parse_duration(text)
    told = sum(amount * SECONDS[TimeUnit(unit)] for unit, amount in parts.items())
    return text if read is not None and read.seconds == float(told) else None
