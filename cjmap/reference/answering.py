"""From a word that somebody asks about to what is told of it."""

from __future__ import annotations

from cjmap.findings.usage import UsageError
from cjmap.languages.keys import settings_meant
from cjmap.messages import Message, join, shorten, tr
from cjmap.reference.finding import find, holders, near
from cjmap.reference.keys import ROOT, Key, every_key, things
from cjmap.reference.pages import Answer
from cjmap.reference.settings import reference
from cjmap.reference.topics import TOPICS, find_topics, near_topic
from cjmap.rules import by_code
from cjmap.text.spelling import nearest

SETTINGS = "settings"
"""The word for all settings; `settings.language` is one of them."""


def overview() -> Answer:
    """What a map is: the thing that a file holds, with its keys."""
    return Answer(things=(things()[ROOT],))


def everything() -> Answer:
    """The whole reference."""
    return Answer(
        things=tuple(things().values()),
        keys=tuple(every_key()),
        settings=tuple(reference()),
        topics=TOPICS,
    )


def topic_list(*, brief: bool) -> Answer:
    """Every topic, in a line each or (not `brief`) with its answer and its map."""
    return Answer(topics=TOPICS, brief=brief)


def answer_topic(asked: str) -> Answer:
    """The topic of a name, or those that words stand in. Raises UsageError where there is none."""
    found = _topic(asked)
    if found is not None:
        return found
    near = near_topic(asked)
    raise UsageError(
        _offer(asked, [near])
        if near
        else tr(
            "No topic speaks of `{word}`. `cjmap explain --topics` lists them all.",
            word=shorten(asked),
        )
    )


def answer(asked: str) -> Answer:
    """What is told of a thing, a key, a topic or a setting.

    Names go before words for them, keys before settings, settings before topics and values;
    `settings.` before a name means the setting. Raises UsageError for a word that is none, with
    the nearest that is.
    """
    for look in (_all_settings, _named, _settings, _key_or_thing, _settings_meant, _topic, _value):
        found = look(asked)
        if found is not None:
            return found
    raise UsageError(_unknown(asked))


def _all_settings(asked: str) -> Answer | None:
    head, _, rest = asked.strip("[]").partition(".")
    if head.lower() != SETTINGS:
        return None
    if not rest:
        return Answer(settings=tuple(reference()))
    return _settings(rest) or _settings_meant(rest)


def _named(asked: str) -> Answer | None:
    """A key or thing that is called so itself."""
    found = find(asked)
    return None if found is None or found.called else _key_or_thing(asked)


def _key_or_thing(asked: str) -> Answer | None:
    if asked.startswith("["):
        return None
    found = find(asked)
    if found is None:
        return None
    told = (found.thing,) if found.thing is not None else ()
    # Where a thing and a key are called alike, the key tells the thing's keys too.
    names = {key.name for key in found.keys}
    setting = next((one.name for one in reference() if one.name in names), "")
    if _all_alike(found.keys) and (not told or found.keys[0].holds == told[0].name):
        *others, last = found.keys
        alike = tuple(other.path for other in others)
        return Answer(asked, found.called, keys=(last,), alike=alike, setting=setting)
    return Answer(asked, found.called, told, found.keys, setting=setting, brief=True)


def _all_alike(keys: tuple[Key, ...]) -> bool:
    """Whether keys, of one name, mean the same wherever they stand."""
    return len({(key.meaning, key.otherwise, key.form, key.needed) for key in keys}) == 1


def _settings(asked: str) -> Answer | None:
    """The settings that a word means: those of a table, or one by its key."""
    every = tuple(reference())
    wanted = asked.strip("[]").replace("_", "-").lower()
    found = [one for one in every if wanted in (one.name, one.path[0])]
    found = found or [one for one in every if one.path[-1] == wanted]
    return Answer(settings=tuple(found)) if found else None


def _settings_meant(asked: str) -> Answer | None:
    """The settings that a word stands for in any language."""
    meant = settings_meant(asked)
    found = tuple(one for one in reference() if one.path[-1] in meant)
    return Answer(settings=found) if found else None


def _value(asked: str) -> Answer | None:
    """The keys of which a word is a value."""
    word, held = holders(asked)
    return Answer(word, keys=tuple(held), value=True) if held else None


def _topic(asked: str) -> Answer | None:
    found = () if "." in asked else find_topics(asked)
    return Answer(topics=found, brief=len(found) > 1) if found else None


def _unknown(asked: str) -> Message:
    rule = by_code(asked)
    if rule is not None:
        return tr("{code} is a rule: `cjmap rule {code}` explains it.", code=rule.code)
    if asked.rsplit(".", 1)[-1].startswith("x-"):
        return tr("A key that begins with `x-` is your own: it is kept, and nothing checks it.")
    settings = [name for one in reference() for name in (one.name, one.path[-1])]
    names = [near(asked), *nearest(asked.lower(), settings)[:1], near_topic(asked)]
    offered = [name for name in dict.fromkeys(names) if name]
    if offered:
        return _offer(asked, offered)
    return tr(
        "Nothing is called `{word}`. `cjmap explain` lists the keys of a map, `cjmap explain "
        "settings` the settings, `cjmap explain --topics` what maps are asked to say.",
        word=shorten(asked),
    )


def _offer(asked: str, names: list[str]) -> Message:
    return tr(
        "Nothing is called `{word}`. Did you mean {names}?",
        word=shorten(asked),
        names=join([f"`{name}`" for name in names]),
    )
