"""Numbers as people write them, in the language of whoever reads them."""

from __future__ import annotations

from cjmap.messages import Message, tr, verbatim


def decimal(value: float, places: int = 2, *, sign: bool = False) -> Message:
    """A number with at most `places` decimals: `1,480`, `0.5`, and `+0.5` where `sign` is asked for.

    Zeros at the end of the decimals are left out, and zero has no sign.
    """
    text = f"{abs(value):.{places}f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    message = _group(whole)
    if part:
        # Translators: the decimal sign.
        message = tr("{whole}.{part}", whole=message, part=part)
    if not part and not int(whole):
        return message
    if value < 0:
        return Message("\N{MINUS SIGN}{number}", (("number", message),))
    return Message("+{number}", (("number", message),)) if sign else message


def percent(value: float, places: int = 0) -> Message:
    """A share in percent, 0 to 100, with at most `places` decimals."""
    # Translators: a percentage.
    return tr("{number}%", number=decimal(value, places))


def _group(digits: str) -> Message:
    if len(digits) <= 3:
        return verbatim(digits)
    # Translators: the sign between groups of three digits.
    return tr("{head},{tail}", head=_group(digits[:-3]), tail=digits[-3:])
