"""What is wrong, in our words: code, message and help for each kind of error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor

from cjmap.expressions import expression
from cjmap.findings import Path
from cjmap.languages.enumerations import enumerated
from cjmap.languages.feelings import says_none
from cjmap.loading.dates import mend_date
from cjmap.loading.figures import is_in_doubt, mend_number
from cjmap.loading.shape import class_at, example_of, is_required, keys_of
from cjmap.loading.validation import RawError
from cjmap.loading.values import show, values_meant
from cjmap.messages import DEFAULT_LANGUAGE, Message, shorten, tr, verbatim
from cjmap.model.element import Element
from cjmap.model.journey import Journey
from cjmap.model.metric import Metric
from cjmap.records import dataclass
from cjmap.text.scalars import is_holdable, parse_number
from cjmap.text.slugs import slug
from cjmap.text.spelling import nearest
from cjmap.vocabulary.emotions import Face, Level
from cjmap.vocabulary.metrics import MetricType


@dataclass(frozen=True, slots=True)
class Wording:
    """How an error is told; `replacement` is what was meant, where that is certain."""

    code: str
    message: Message
    help: Message | None
    replacement: str | float | tuple[str, ...] | None = None


# One face for each level; CJ014 lists all of them.
_FACES = [next(face for face in Face if face.score == level.score) for level in Level]
_EXPECTED: Mapping[str, Message] = {
    "text": tr("A text is needed here."),
    "word": tr("A word is needed here."),
    "number": tr("A number is needed here."),
    "whole": tr("A whole number is needed here."),
    "date": tr("A date is needed here."),
    "value": tr("A value is needed here, not a list or a mapping."),
    "mapping": tr("Keys and values are needed here."),
    "text or mapping": tr("A text, or keys and values, are needed here."),
    "emotion": tr("An emotion is a number, a face, a level, `none`, or the feeling in words."),
}
_EXPECTED_HELP: Mapping[str, Message] = {
    "word": tr("Write one word, neither a list nor keys."),
    "value": tr("Write one value; several stand in a list under `in`."),
    "text or mapping": tr("Write the text alone, or `key: value` lines, indented."),
    "number": tr("Write the number alone, without unit and without quotes."),
    "whole": tr("Write the whole number alone, without unit and without quotes."),
    "date": tr("Write it as year-month-day: `2026-03-31`."),
    "emotion": tr(
        "Faces: {faces}. Levels: {levels}.", faces=" ".join(_FACES), levels=", ".join(Level)
    ),
    "text": tr("Put text that holds `: `, `[` or `{{` in quotes."),
    "mapping": tr("Write `key: value`, one a line, indented below this key."),
}
# Where a number may be meant, and what is said of one in quotes.
_MENDABLE = ("number", "whole", "emotion")
_IN_QUOTES = dict.fromkeys(
    ("number", "whole"), tr("A number is needed here; in quotes it is text.")
)
_FORMS: Mapping[str, tuple[Message, Message]] = {
    "slug": (
        tr("`{text}` is no id."),
        tr("An id is lower-case letters, digits and hyphens: `{slug}`."),
    ),
    "language": (
        tr("`{text}` is no language."),
        tr("Write a language tag such as `en`, `es` or `es-MX`."),
    ),
    "target": (
        tr("`{text}` is no target."),
        tr('Write a number, or a comparison in quotes: `target: ">= 40"`.'),
    ),
    "duration": (
        tr("`{text}` is no ISO 8601 duration."),
        tr("Write `P30D` for thirty days, `PT2H` for two hours."),
    ),
    "environment": (
        tr("`{text}` does not name an environment variable."),
        tr(
            "Write `env:` and its name, such as `env:CJMAP_WAREHOUSE`; an address never stands in a map."
        ),
    ),
}


def put_into_words(error: RawError, language: str = DEFAULT_LANGUAGE) -> Wording:
    """Code, message and help of an error of validation; pydantic's own words are never shown.

    Words for values are looked up first in `language`, a BCP 47 tag.
    """
    in_language = _IN_LANGUAGE.get(error.kind)
    if in_language is not None:
        return in_language(error, language)
    return _WORDINGS.get(error.kind, _unforeseen)(error)


def _wrong_type(error: RawError, language: str) -> Wording:
    expected = error.text("expected")
    if expected in _MENDABLE:
        return _no_number(error, expected, language)
    if "text" in expected and "joined" in error.details:
        lead = "- " if isinstance(error.location[-1], int) else f"{_key_of(error)}: "
        return Wording("CJ012", _EXPECTED[expected], _write(f"{lead}{error.details['joined']}"))
    return Wording("CJ012", _EXPECTED[expected], _EXPECTED_HELP.get(expected))


def _no_number(error: RawError, expected: str, language: str) -> Wording:
    """A text in a number's place: with what would be the number in it, where there is one."""
    written = str(error.details.get("written", ""))
    whole = expected == "whole"
    quoted = bool(error.details.get("quoted"))
    message = (
        tr("A number is needed here; in quotes it is text.") if quoted else _EXPECTED[expected]
    )
    number = parse_number(written) if quoted else None
    if number is not None and not is_in_doubt(written, language):
        return Wording("CJ012", message, tr("Remove the quotes."), number)
    least, most = (error.text(bound) for bound in ("least", "most"))
    meant = mend_number(
        written,
        error.location,
        whole=whole,
        least=float(least) if least else None,
        most=float(most) if most else None,
        language=language,
    )
    if meant is None:
        return Wording("CJ012", message, _between(written, whole) or _EXPECTED_HELP[expected])
    return Wording("CJ012", message, meant.help, meant.number)


def _between(written: str, whole: bool) -> Message | None:
    """The whole numbers beside one that is none: `3 or 4` for 3.5."""
    number = parse_number(written.replace(",", "."))
    if not whole or number is None or not is_holdable(number) or number.is_integer():
        return None
    return tr("Write {low} or {high}.", low=floor(number), high=floor(number) + 1)


def _unholdable(error: RawError) -> Wording:
    return Wording(
        "CJ013",
        tr("{written} is no number that a map can hold.", written=error.text("written")),
        tr(
            "A number lies between -10^15 and 10^15 and has at most fifteen digits after the "
            "point; what is none, such as an id, stands in quotes."
        ),
    )


def _out_of_range(error: RawError) -> Wording:
    message = tr("{written} is out of range.", written=error.text("written"))
    return Wording("CJ013", message, _allowed(error.text("least"), error.text("most")))


def _off_scale(error: RawError) -> Wording:
    message = tr("{written} is out of range.", written=error.text("written"))
    offered = error.details.get("scale")
    if offered:
        help = tr(
            "If the scores are on another scale, write `emotion_scale: {scale}` at its top.",
            scale=str(offered),
        )
        return Wording("CJ013", message, help)
    return Wording("CJ013", message, _allowed(error.text("least"), error.text("most")))


def _equal_ends(error: RawError) -> Wording:
    return Wording(
        "CJ013",
        tr("Both ends of the scale are the same number."),
        tr("Write the worst score, then the best: `[1, 5]`."),
    )


def _nothing_felt(error: RawError) -> Wording:
    return Wording(
        "CJ010",
        tr("Neither a `score` nor a `label` is written here."),
        tr("Write `score: -1`, `label: frustrated`, or both."),
    )


def _nothing_said(error: RawError) -> Wording:
    return Wording(
        "CJ010",
        tr("An empty mapping says nothing."),
        tr("Write a key in it, such as `{key}`, or remove it.", key=error.text("key")),
    )


def _allowed(least: str, most: str) -> Message:
    if least and most:
        return tr("Allowed: {least} to {most}.", least=least, most=most)
    if least:
        return tr("Allowed: {least} and more.", least=least)
    return tr("Allowed: {most} and less.", most=most)


def _empty_text(error: RawError) -> Wording:
    return Wording("CJ013", tr("The text is empty."), tr("Write something, or remove the key."))


def _no_pair(error: RawError) -> Wording:
    return Wording(
        "CJ013",
        tr("Exactly two values are needed here."),
        tr("Write the lower and the upper one: `[1, 5]`."),
    )


def _unknown_value(error: RawError, language: str) -> Wording:
    written = error.text("written")
    message, help = refuse_word(written, error.words("allowed"))
    meant = values_meant(str(error.details["written"]), error.listed("allowed"), language)
    if len(meant) > 1:
        names = ", ".join(f"`{show(value)}`" for value in meant)
        return Wording("CJ014", message, tr("Did you mean one of {names}?", names=names))
    if not meant:
        return Wording("CJ014", message, help)
    key = _key_of(error)
    return Wording(
        "CJ014", message, tr("That is `{key}: {value}`.", key=key, value=show(meant[0])), meant[0]
    )


def _key_of(error: RawError) -> str:
    """The key at which an error stands, or in whose list."""
    return next((step for step in reversed(error.location) if isinstance(step, str)), "")


def refuse_word(written: str, allowed: list[str]) -> tuple[Message, Message]:
    """Message and help for a word that is none of those that are allowed."""
    near = nearest(written, allowed)
    names = ", ".join(allowed)
    if len(near) == 1:
        help = tr("Did you mean `{name}`? Allowed: {names}.", name=near[0], names=names)
    else:
        help = tr("Allowed: {names}.", names=names)
    return tr("`{written}` is not known here.", written=shorten(written)), help


def _bad_date(error: RawError) -> Wording:
    message = tr("`{text}` is no date.", text=error.text("text"))
    key = _key_of(error)
    meant = mend_date(str(error.details["text"]), key)
    if meant is None:
        return Wording("CJ015", message, _EXPECTED_HELP["date"])
    return Wording("CJ015", message, meant.help, meant.day)


def _unsafe_url(error: RawError) -> Wording:
    return Wording(
        "CJ016",
        tr("`{text}` is no web address.", text=error.text("text")),
        tr("Only http:// and https:// addresses are taken."),
    )


def _bad_format(error: RawError, language: str) -> Wording:
    form = error.text("form")
    message, help = _FORMS[form]
    text = error.text("text")
    if form == "target":
        written = str(error.details["text"])
        number = parse_number(written)
        if number is not None and not is_in_doubt(written, language):
            return Wording(
                "CJ019", tr(message.template, text=text), tr("Remove the quotes."), number
            )
        meant = mend_number(written, error.location, language=language)
        if meant is not None:
            return Wording("CJ019", tr(message.template, text=text), meant.help, meant.number)
    if "{slug}" in help.template:
        help = tr(help.template, slug=slug(text) or "my-id")
    return Wording("CJ019", tr(message.template, text=text), help)


def _no_list(error: RawError) -> Wording:
    message = tr("A list is needed here.")
    key = _key_of(error)
    if "items" in error.details:
        items = tuple(error.words("items"))
        if not items:
            help = tr("Where you looked and there is none, write `{key}: []`.", key=key)
        else:
            help = _write(f"{key}: [{', '.join(items)}]")
        # Numbers are none in a list of texts.
        numbers = any(parse_number(item) is not None for item in items)
        return Wording("CJ012", message, help, None if numbers else items)
    example = _example_item(error.location) if error.location else ""
    if example:
        listed = verbatim(f"{key}: [{{{example}}}]")
        return Wording("CJ012", message, tr("Write a list, such as `{text}`.", text=listed))
    return Wording("CJ012", message, tr("Begin each item with `- ` on a line of its own."))


def _write(text: str) -> Message:
    return tr("Write `{text}`.", text=verbatim(shorten(text, 80)))


def _example_item(location: Path) -> str:
    """What an item of a list needs, with examples, where it has keys and no text may stand for it."""
    model = class_at(location)
    if model is None or model.SHORTHAND is not None:
        return ""
    wanted = [key for key in keys_of(location) if is_required(location, key)]
    examples = [(key, example_of(model, key)) for key in wanted]
    return ", ".join(f"{key}: {example}" for key, example in examples if example)


def read_as_list(text: str, key: str) -> tuple[str, ...] | None:
    """The items that a text alone where the list of a key belongs was to be; None where that is
    not plain.

    A word that says that there is none, in any language, is a list of nothing.
    """
    if says_none(text):
        return ()
    if key in PAIRS:
        ends = _ENDS.fullmatch(text)
        return ends.groups() if ends else None
    items = enumerated(text) if key == "personas" else tuple(map(str.strip, text.split(",")))
    plain = all(_PLAIN_ITEM.fullmatch(item) and parse_number(item) is None for item in items)
    return items if plain else None


# Lists of two numbers, and how people write these without brackets: `1 a 5`, `0-10`, `1 to 7`.
PAIRS = frozenset({"emotion_scale", "scale"})
_ENDS = expression(r"\s*([-+−]?\d+)\s*(?:-|–|—|…|\.\.+|,|;|/|:|[^\W\d_]{1,4})\s*([-+−]?\d+)\s*")


# What needs no quotes in brackets, whatever stands in it.
_PLAIN_ITEM = expression(r"[^\W_][\w .’()/-]*")


def _no_mapping(error: RawError) -> Wording:
    return Wording("CJ012", _EXPECTED["mapping"], _EXPECTED_HELP["mapping"])


def _unforeseen(error: RawError) -> Wording:
    return Wording("CJ012", tr("This does not fit here."), None)


# What may mean one thing or another, by the language of the map.
_IN_LANGUAGE: Mapping[str, Callable[[RawError, str], Wording]] = {
    "unknown_value": _unknown_value,
    "wrong_type": _wrong_type,
    "bad_format": _bad_format,
}
_WORDINGS: Mapping[str, Callable[[RawError], Wording]] = {
    "unholdable": _unholdable,
    "off_scale": _off_scale,
    "equal_ends": _equal_ends,
    "nothing_felt": _nothing_felt,
    "nothing_said": _nothing_said,
    "out_of_range": _out_of_range,
    "empty_text": _empty_text,
    "too_short": _no_pair,
    "too_long": _no_pair,
    "bad_date": _bad_date,
    "unsafe_url": _unsafe_url,
    "tuple_type": _no_list,
    "list_type": _no_list,
    "dict_type": _no_mapping,
}


def describe_missing(owner: type[Element] | None, key: str, *, library: bool = False) -> Wording:
    """How a missing key is told; `owner` is the model that needs it, a map or a `library`."""
    if library and owner is Journey:
        help = tr("A library has a title too: write `title:` and a name for it.")
        return Wording("CJ010", tr("The key `{key}` is missing here.", key=key), help)
    example = example_of(owner, key) if owner is not None else None
    help = _MISSING_HELP.get((owner, key)) or tr(
        "Add it, such as `{key}: {example}`.", key=key, example=example or "…"
    )
    return Wording("CJ010", tr("The key `{key}` is missing here.", key=key), help)


_MISSING_HELP: Mapping[tuple[type[Element] | None, str], Message] = {
    (Metric, "type"): tr(
        "Add it, such as `type: nps`: {types}, or a word of your own.", types=", ".join(MetricType)
    ),
    (Journey, "stages"): tr(
        "Write `stages:` and below it `- name: …`, one for each part of the journey."
    ),
    (Journey, "personas"): tr("Write `personas:` and below it `- ` and a name."),
}
