"""Text for people, in the language of whoever reads it.

A message is kept as what it says and with which words, and becomes text only when a
language is known: the same findings stand in English in a terminal and in Spanish in a
Spanish map's report. Catalogues are gettext's (`locales/<language>/LC_MESSAGES`): `reader.mo`
holds what stands on maps and pages, in every language that ships, `cjmap.mo` what the tool says to
whoever runs it, and `pages.mo` the pages of its rules and its reference, both in English and Spanish.
English is the language of the source and needs none; what a language lacks reads as English.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cjmap.messages.secrets import LONGEST, veil
from cjmap.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from gettext import NullTranslations

LANGUAGES = ("en", "es")
DEFAULT_LANGUAGE = "en"
_LOCALES = Path(__file__).parent / "locales"


class Sayable(Protocol):
    """What becomes text once a language is known, such as a message or a quantity."""

    def render(self, language: str = ...) -> str: ...


class Tongue(str):
    """A language's tag with words of a workspace's own, which take the place of a catalogue's.

    `words` has them by the English template: one form, or as many as the language has plurals.
    """

    words: Mapping[str, tuple[str, ...]]

    def __new__(cls, tag: str, words: Mapping[str, tuple[str, ...]]) -> Tongue:
        tongue = super().__new__(cls, tag)
        tongue.words = words
        return tongue

    def __reduce__(self) -> tuple[type[Tongue], tuple[str, Mapping[str, tuple[str, ...]]]]:
        return Tongue, (str(self), self.words)


def speak_alike(one: str, other: str) -> bool:
    """Whether two languages are one, with the same words of workspaces' own."""
    return one == other and getattr(one, "words", None) == getattr(other, "words", None)


@dataclass(frozen=True, slots=True)
class Message:
    """One text for people: an English template, its plural if it has one, and the words to fill in.

    `arguments` are sorted by name; what is sayable is rendered in the same language.
    """

    template: str
    arguments: tuple[tuple[str, str | int | float | Sayable], ...] = ()
    plural: str | None = None
    number: int = 0

    def of(self, about: str) -> Message:
        """The same of a map in a language: in that language its figures are written as there."""
        return Regional(self.template, self.arguments, self.plural, self.number, about)

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The text in the language of a tag; in one that has no catalogue, in English."""
        words = {
            name: value if isinstance(value, str | int | float) else value.render(language)
            for name, value in self.arguments
        }
        own = language.words.get(self.template) if isinstance(language, Tongue) else None
        if own is not None:
            template = own[min(_plural(language, self.number), len(own) - 1)]
        elif self.plural is not None:
            template = _catalogue(language).ngettext(self.template, self.plural, self.number)
        else:
            template = self.template
            if template and _base(language) != DEFAULT_LANGUAGE:
                template = _catalogue(language).gettext(template)
        return template.format_map(words)

    def __str__(self) -> str:
        return self.render()


@dataclass(frozen=True, slots=True)
class Regional(Message):
    """A message about a map in a language that its region writes in its own way."""

    about: str = ""

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        return Message.render(self, localize(language, self.about))


def tr(template: str, /, **arguments: str | int | float | Sayable) -> Message:
    """A message from an English template with `{name}` places; `{{` is a brace.

    What is filled in repeats no password of an address.
    """
    return Message(template, _sorted(arguments))


def ntr(
    singular: str, plural: str, number: int, /, **arguments: str | int | float | Sayable
) -> Message:
    """A message that depends on `number`, which the templates may show as `{n}`."""
    return Message(singular, _sorted({**arguments, "n": number}), plural, number)


def _sorted(
    arguments: Mapping[str, str | int | float | Sayable],
) -> tuple[tuple[str, str | int | float | Sayable], ...]:
    """The words to fill in, by name; here, before a message is kept or shown, they lose what is secret."""
    return tuple(
        (name, veil(value) if isinstance(value, str) else value)
        for name, value in sorted(arguments.items())
    )


def verbatim(text: str) -> Message:
    """Text that is a person's own and the same in every language."""
    return Message("{text}", (("text", text),))


def join(items: list[str] | tuple[str, ...]) -> str:
    """A short list in a sentence: `a, b, c`."""
    return ", ".join(items)


def quote(name: str | Message) -> Message:
    """A name in the quotation marks of the reader's language."""
    return tr("“{name}”", name=name)


def line_up(items: Sequence[Message], separator: str = ", ") -> Message:
    """Messages one behind the other, such as names in quotes."""
    places = tuple((f"item{number}", item) for number, item in enumerate(items))
    return Message(separator.join(f"{{{place}}}" for place, _ in places), places)


def shorten(text: str, length: int = 60) -> str:
    """A person's text on one line and short enough to be quoted in a sentence."""
    # What is cut off may be what tells that something is a password.
    text = veil(text[: 10 * length + 2 * LONGEST])
    if len(text) > 10 * length:
        text = text[: 10 * length]
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def base_language(tag: str) -> str:
    """The tool's language that serves a BCP 47 tag or a POSIX locale: `es_MX.UTF-8` reads `es`."""
    base = _base(tag)
    return base if base in LANGUAGES else DEFAULT_LANGUAGE


def localize(language: str, about: str) -> str:
    """The language in which a map is spoken of: that of its region where both are one language.

    Of a map in `es-MX` figures are said in `es` as in Mexico, and in `en` as in English.
    """
    if language == about or "-" in language or _base(about) != _base(language):
        return language
    return Tongue(about, language.words) if isinstance(language, Tongue) else about


def speaks(tag: str) -> bool:
    """Whether the tool itself speaks the language of a tag."""
    return _base(tag) in LANGUAGES


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].split(".")[0].lower()


def locale_language(environment: dict[str, str] | None = None) -> str:
    """The language of the environment, by the variables and the order that gettext uses."""
    values = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for tag in values.get(name, "").split(":"):
            if _base(tag) in LANGUAGES:
                return base_language(tag)
            if tag and name != "LANGUAGE":
                return DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def forms_of(template: str, plural: str | None, language: str) -> tuple[str, ...]:
    """A template in a language, in each of its plural forms where it has any; the places stay."""
    catalogue = _catalogue(language)
    if plural is None:
        return (catalogue.gettext(template),)
    forms = {_plural(language, n): catalogue.ngettext(template, plural, n) for n in range(200)}
    return tuple(forms[place] for place in sorted(forms))


def _plural(language: str, number: int) -> int:
    """Which of a language's plural forms a number takes."""
    rule: Callable[[int], int] | None = getattr(_catalogue(language), "plural", None)
    return rule(number) if rule else int(number != 1)


def _catalogue(language: str) -> NullTranslations:
    return _read_catalogues(_base(language))


def translate_page(text: str, language: str) -> str:
    """A text of a rule's page, or of the reference, which has no places, in the language of a tag."""
    return (
        text if _base(language) == DEFAULT_LANGUAGE else _read_pages(_base(language)).gettext(text)
    )


@cache
def _read_pages(base: str) -> NullTranslations:
    """The texts of pages, which few runs need, apart from the others."""
    import gettext

    return gettext.translation("pages", _LOCALES, [base], fallback=True)


@cache
def _read_catalogues(base: str) -> NullTranslations:
    # Imported late: English, the common case in CI, never pays for it.
    import gettext

    if not base.isalpha():
        return gettext.NullTranslations()
    words = gettext.translation("reader", _LOCALES, [base], fallback=True)
    words.add_fallback(gettext.translation("cjmap", _LOCALES, [base], fallback=True))
    return words
