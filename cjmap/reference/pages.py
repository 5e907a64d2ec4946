"""The reference as text for a terminal, as Markdown and as JSON.

Text is broken at 88 columns; nothing here knows a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from cjmap.findings.json_text import json_text
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.reference.forms import tell
from cjmap.reference.keys import Key, Thing, things, translated
from cjmap.reference.settings import Setting
from cjmap.reference.topics import Topic
from cjmap.rules import by_code

_WIDTH: Final = 88
# From how many values on they are listed by their words alone.
_MANY: Final = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be told, in this order: a word that was asked in another language and the keys
    that it stands for (both "" where there is none), things, keys, settings, topics.

    `alike` are the places of keys that mean the same as the last of `keys`, `setting` is one that
    is called like a key. `value` says that the word is a value of the keys, `brief` that keys and
    topics are listed, a line each.
    """

    asked: str = ""
    called: str = ""
    things: tuple[Thing, ...] = ()
    keys: tuple[Key, ...] = ()
    alike: tuple[str, ...] = ()
    setting: str = ""
    settings: tuple[Setting, ...] = ()
    topics: tuple[Topic, ...] = ()
    value: bool = False
    brief: bool = False


# -- text --------------------------------------------------------------------------------------


def as_text(answer: Answer, language: str) -> str:
    """For a terminal."""
    blocks: list[str] = []
    if answer.called:
        called = ", ".join(f"`{name}`" for name in answer.called.split(", "))
        said = tr("“{word}” is called {called} here.", word=answer.asked, called=called)
        blocks.append(f"{said.render(language)}\n")
    blocks += [_thing_text(thing, language) for thing in answer.things]
    if answer.value:
        blocks += [_value_text(answer, language)]
    elif answer.brief:
        blocks += [_key_list(answer.keys, language)] if answer.keys else []
        blocks += [_topic_list(answer.topics, language)] if answer.topics else []
    else:
        blocks += [_key_text(key, language) for key in answer.keys]
        blocks += [_alike_text(answer.alike, language)] if answer.alike else []
        blocks += [_topic_text(topic, language) for topic in answer.topics]
    blocks += [_setting_text(one, language) for one in answer.settings]
    if answer.setting:
        told = tr(
            "A setting is called so, too: `cjmap explain settings.{name}`.", name=answer.setting
        )
        blocks.append(f"{told.render(language)}\n")
    return "\n".join(blocks)


def _value_text(answer: Answer, language: str) -> str:
    """What a value means at each key that takes it."""
    rows = [
        (key.path, translated(value.meaning, language))
        for key in answer.keys
        for value in key.values
        if value.word == answer.asked
    ]
    title = tr("`{word}` is a value of:", word=answer.asked)
    return f"{title.render(language)}\n{textwrap.indent(_table(rows), '  ')}"


def _thing_text(thing: Thing, language: str) -> str:
    lines = [thing.name, *_wrapped(translated(thing.meaning, language), 2)]
    for note in _notes_of_thing(thing):
        lines += _wrapped(note.render(language), 2)
    return "".join(f"{line}\n" for line in lines) + "\n" + _keys_of(thing, language, 2)


def _keys_of(thing: Thing, language: str, indent: int) -> str:
    """The keys of a thing, and what the star at some of them says."""
    table = _table([_key_line(key, language, own=True) for key in thing.keys])
    if any(key.needed for key in thing.keys):
        table += tr("* must be written").render(language) + "\n"
    return textwrap.indent(table, " " * indent)


def _notes_of_thing(thing: Thing) -> Iterator[Message]:
    if thing.places:
        yield tr("Stands at: {places}", places=", ".join(thing.places))
    if _is_short(thing):
        yield tr("A text alone is its `{key}`.", key=thing.short)


def _is_short(thing: Thing) -> bool:
    """Whether a text may stand for a thing, and its meaning does not say itself what may."""
    return bool(thing.short) and "Short: " not in thing.meaning


def _key_line(key: Key, language: str, *, own: bool = False) -> tuple[str, str]:
    """A key in a list of keys."""
    name = f"{key.name if own else key.path}{' *' if key.needed else ''}"
    return name, translated(key.meaning, language)


def _key_text(key: Key, language: str) -> str:
    lines = [f"{key.path}  ({tell(key).render(language)})"]
    lines += _wrapped(translated(key.meaning, language), 2)
    for note in _notes_of_key(key, language):
        lines += _wrapped(note, 2)
    parts = ["".join(f"{line}\n" for line in lines)]
    if key.values:
        parts.append(textwrap.indent(_values_text(key, language), "  "))
    if key.holds:
        parts.append(textwrap.indent(_held_text(key, language), "  "))
    title = tr("Example:").render(language)
    shown = "\n".join(key.example(number) for number in range(len(key.examples)))
    parts.append(f"  {title}\n{textwrap.indent(shown, '    ')}")
    if key.rules:
        parts.append(textwrap.indent(_rules_text(key, language), "  "))
    return "\n".join(parts)


def _alike_text(places: Sequence[str], language: str) -> str:
    return "  " + tr("The same at: {places}", places=", ".join(places)).render(language) + "\n"


def _notes_of_key(key: Key, language: str) -> Iterator[str]:
    if key.needed:
        yield tr("It must be written.").render(language)
    elif key.otherwise:
        yield tr("Left out: {what}", what=translated(key.otherwise, language)).render(language)
    yield tr("Since version {version} of cjmap.", version=key.since).render(language)


def _values_text(key: Key, language: str) -> str:
    title = tr("Values:") if key.closed else tr("Known words:")
    if len(key.values) > _MANY:
        words = ", ".join(value.word for value in key.values)
        return "".join(f"{line}\n" for line in (title.render(language), *_wrapped(words, 2)))
    rows = [(value.word, translated(value.meaning, language)) for value in key.values]
    return f"{title.render(language)}\n{textwrap.indent(_table(rows), '  ')}"


def _held_text(key: Key, language: str) -> str:
    thing = things()[key.holds]
    lines = [f"`{thing.name}`:", *_wrapped(translated(thing.meaning, language), 2)]
    if _is_short(thing):
        short = tr("A text alone is its `{key}`.", key=thing.short)
        lines += _wrapped(short.render(language), 2)
    return "".join(f"{line}\n" for line in lines) + "\n" + _keys_of(thing, language, 2)


def _rules_text(key: Key, language: str) -> str:
    title = tr("Rules that look at it:").render(language)
    rows = [(code, _summary(code, language)) for code in key.rules]
    return f"{title}\n{textwrap.indent(_table(rows), '  ')}"


def _summary(code: str, language: str) -> str:
    rule = by_code(code)
    return f"{rule.summary.render(language)}." if rule else ""


def _key_list(keys: Sequence[Key], language: str) -> str:
    more = tr("`cjmap explain {key}` tells more of one of them.", key=keys[-1].path)
    table = _table([_key_line(key, language) for key in keys])
    return f"{table}\n{more.render(language)}\n"


def _topic_list(topics: Sequence[Topic], language: str) -> str:
    more = tr("`cjmap explain {topic}` answers one of them.", topic=topics[0].name)
    table = _table([(topic.name, translated(topic.question, language)) for topic in topics])
    return f"{table}\n{more.render(language)}\n"


def _topic_text(topic: Topic, language: str) -> str:
    lines = [translated(topic.question, language)]
    lines += _wrapped(translated(topic.answer, language), 2)
    lines += _wrapped(tr("Keys: {keys}", keys=", ".join(topic.keys)).render(language), 2)
    shown = textwrap.indent(translated(topic.map, language), "    ")
    return "".join(f"{line}\n" for line in lines) + "\n" + shown


def _setting_text(setting: Setting, language: str) -> str:
    lines = [
        setting.name,
        *_wrapped(setting.meaning.render(language), 2),
        f"  {_default(setting, language)}",
        *(f"    {line}" for line in setting.example.splitlines()),
    ]
    return "".join(f"{line}\n" for line in lines)


def _default(setting: Setting, language: str, quote: str = "") -> str:
    if setting.default is None:
        return tr("Default: none.").render(language)
    return tr("Default: {value}", value=f"{quote}{setting.default}{quote}").render(language)


def _table(rows: Sequence[tuple[str, str]]) -> str:
    """Names in a column, and what they mean beside them."""
    width = max((len(name) for name, _ in rows), default=0)
    lines: list[str] = []
    for name, meaning in rows:
        first, *rest = textwrap.wrap(
            meaning, max(_WIDTH - 6 - width, 24), break_on_hyphens=False
        ) or [""]
        lines.append(f"{name:<{width}}  {first}".rstrip())
        lines += [f"{'':<{width}}  {line}" for line in rest]
    return "".join(f"{line}\n" for line in lines)


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


# -- Markdown ----------------------------------------------------------------------------------


def as_markdown(answer: Answer, language: str) -> str:
    """A page: a heading each, examples as YAML and TOML."""
    blocks = [_thing_markdown(thing, language) for thing in answer.things]
    blocks += [_key_markdown(key, language) for key in answer.keys]
    blocks += [_topic_markdown(topic, language) for topic in answer.topics]
    blocks += [_setting_markdown(one, language) for one in answer.settings]
    return "\n".join(blocks)


def _thing_markdown(thing: Thing, language: str) -> str:
    parts = [f"## {thing.name}", translated(thing.meaning, language)]
    parts += [note.render(language) for note in _notes_of_thing(thing)]
    head = [word.render(language) for word in (tr("Key"), tr("What stands there"), tr("Meaning"))]
    rows = [
        (
            f"`{key.name}`{' *' if key.needed else ''}",
            tell(key).render(language),
            translated(key.meaning, language),
        )
        for key in thing.keys
    ]
    table = [f"| {' | '.join(head)} |", "|---|---|---|"]
    table += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n\n".join([*parts, "\n".join(table)]) + "\n"


def _key_markdown(key: Key, language: str) -> str:
    parts = [
        f"### `{key.path}`",
        translated(key.meaning, language),
        tell(key).render(language),
        *_notes_of_key(key, language),
    ]
    if key.values:
        parts.append(
            "\n".join(
                f"- `{value.word}`: {translated(value.meaning, language)}" for value in key.values
            )
        )
    parts += [f"```yaml\n{key.example(number)}```" for number in range(len(key.examples))]
    if key.rules:
        parts.append("\n".join(f"- {code}: {_summary(code, language)}" for code in key.rules))
    return "\n\n".join(parts) + "\n"


def _topic_markdown(topic: Topic, language: str) -> str:
    keys = ", ".join(f"`{key}`" for key in topic.keys)
    return "\n\n".join(
        [
            f"## {translated(topic.question, language)}",
            translated(topic.answer, language),
            tr("Keys: {keys}", keys=keys).render(language),
            f"```yaml\n{translated(topic.map, language)}```\n",
        ]
    )


def _setting_markdown(one: Setting, language: str) -> str:
    return (
        f"## `{one.name}`\n\n{one.meaning.render(language)}\n\n{_default(one, language, '`')}\n\n"
        f"```toml\n{one.example}\n```\n"
    )


# -- JSON --------------------------------------------------------------------------------------


def as_json(answer: Answer, language: str) -> str:
    """`version`, and of things, keys, settings and topics those that are told."""
    told: dict[str, Any] = {
        "things": [_thing_json(thing, language) for thing in answer.things],
        "keys": [_key_json(key, language) for key in answer.keys],
        "settings": [_setting_json(one, language) for one in answer.settings],
        "topics": [_topic_json(topic, language) for topic in answer.topics],
    }
    return json_text({"version": 1, **{name: part for name, part in told.items() if part}}) + "\n"


def _thing_json(thing: Thing, language: str) -> dict[str, Any]:
    return {
        "name": thing.name,
        "meaning": translated(thing.meaning, language),
        "short": thing.short or None,
        "places": list(thing.places),
        "keys": [key.path for key in thing.keys],
    }


def _key_json(key: Key, language: str) -> dict[str, Any]:
    return {
        "key": key.path,
        "thing": key.thing,
        "meaning": translated(key.meaning, language),
        "type": tell(key).render(language),
        "needed": key.needed,
        "default": translated(key.otherwise, language) or None,
        "holds": key.holds or None,
        "values": [
            {
                "value": value.word,
                "meaning": translated(value.meaning, language),
                "since": value.since,
            }
            for value in key.values
        ],
        "closed": key.closed,
        "examples": [key.example(number) for number in range(len(key.examples))],
        "since": key.since,
        "rules": list(key.rules),
    }


def _setting_json(one: Setting, language: str) -> dict[str, Any]:
    return {
        "key": one.name,
        "meaning": one.meaning.render(language),
        "default": one.default,
        "example": one.example,
    }


def _topic_json(topic: Topic, language: str) -> dict[str, Any]:
    return {
        "name": topic.name,
        "question": translated(topic.question, language),
        "answer": translated(topic.answer, language),
        "keys": list(topic.keys),
        "map": translated(topic.map, language),
    }


WRITERS: Final[Mapping[str, Callable[[Answer, str], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""Each way to write an answer in a language, by its name."""
