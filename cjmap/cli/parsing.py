"""What is wrong with a command line, in our words: the parser of arguments speaks English alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cjmap.messages import Message, tr

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

# The parser's sentences, as it has them in any of the versions that are taken.
_SENTENCES: Final[Mapping[str, Message]] = {
    r"No such option: (?P<name>\S+?)(?: Did you mean (?P<near>\S+?)\??| \(Possible options: (?P<nears>.*)\))?\.?": tr(
        "There is no option {name}."
    ),
    r"No such command '(?P<name>.*?)'\..*": tr("There is no verb `{name}`."),
    r"Missing (?:argument|option|parameter) '(?P<name>.*?)'\..*": tr("{name} is missing."),
    r"Option '(?P<name>.*?)' requires an argument\.": tr("{name} needs a value."),
    r"Option '(?P<name>.*?)' does not take a value\.": tr("{name} takes no value."),
    r"Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)": tr(
        "Nothing is done with {name}."
    ),
    r"Invalid value for '(?P<name>.*?)'(?: / '.*?')?: '(?P<value>.*?)' is not one of (?P<known>.*)\.": tr(
        "{name} is not `{value}` but one of {known}."
    ),
    r"Invalid value for '(?P<name>.*?)'(?: / '.*?')?: '(?P<value>.*?)' is not a valid int(?:eger)?(?: range)?\.": tr(
        "{name} needs a whole number, not `{value}`."
    ),
    r"Invalid value for '(?P<name>.*?)'(?: / '.*?')?: '(?P<value>.*?)' is not a valid float(?: range)?\.": tr(
        "{name} needs a number, not `{value}`."
    ),
    r"Invalid value for '(?P<name>.*?)'(?: / '.*?')?: (?P<value>.*?) is not in the range (?P<known>.*)\.": tr(
        "{name} is not {value}: what it takes is {known}."
    ),
    r"Invalid value for '(?P<name>.*?)'(?: / '.*?')?: (?P<value>.*)": tr("{name}: {value}"),
}
# What pydantic finds, by which later parsers check a value: they give its reason, and not the value.
_REASONS: Final[Mapping[str, str]] = {
    "int_parsing": "'{input}' is not a valid int.",
    "float_parsing": "'{input}' is not a valid float.",
    "greater_than_equal": "{input} is not in the range x>={ge}.",
    "less_than_equal": "{input} is not in the range x<={le}.",
    "value_error": "{error}",
}
_NEAR: Final = tr("Did you mean {names}?")


def sentence_of(error: ClickException) -> str:
    """What the parser says, in the sentences of the versions that are taken."""
    said = error.format_message()
    # Not by its class: a wrong call loads nothing of pydantic where the parser does not.
    found = getattr(error.__cause__, "errors", tuple)
    for one in found():
        if one["type"] in _REASONS:
            reason = _REASONS[one["type"]].format(input=one["input"], **one.get("ctx", {}))
            return f"{said.partition(': ')[0]}: {reason}"
    return said


def put_into_words(said: str) -> tuple[Message, ...] | None:
    """What the parser said, and what was most likely meant; None for a sentence of another kind."""
    for sentence, message in _SENTENCES.items():
        found = re.fullmatch(sentence, said, re.S)
        if found is None:
            continue
        given = {name: text for name, text in found.groupdict().items() if text is not None}
        near = given.pop("near", None) or given.pop("nears", None)
        told = tr(message.template, **given)
        return (told,) if near is None else (told, tr(_NEAR.template, names=near))
    return None


def tell_usage(usage: str, command: str) -> tuple[Message, ...]:
    """How the command is called (`usage`, without the word for it), and where that is explained."""
    return (
        tr("Usage: {usage}", usage=usage),
        tr("`{command} -h` explains it.", command=command),
    )
