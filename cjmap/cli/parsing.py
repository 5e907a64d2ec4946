"""What is wrong with a command line, in our words: the parser of arguments speaks English alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from cjmap.messages import Message, tr

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
_NEAR: Final = tr("Did you mean {names}?")


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
