"""`cjmap explain`: the reference of the settings, as a whole or one key of it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.rule import FormatOption, PageFormat
from cjmap.cli.words import hint
from cjmap.messages import tr

if TYPE_CHECKING:
    from cjmap.project.reference import Setting

_TOPIC = "settings"


def explain(
    call: Invocation,
    key: Annotated[
        str,
        Argument(
            metavar="[settings|KEY]",
            help=hint("`settings` for all of them, or one key such as lint.fail-on."),
            shown=False,
        ),
    ] = _TOPIC,
    topics: Annotated[bool, option("--topics", help=hint("List what can be explained."))] = False,
    output_format: FormatOption = PageFormat.TEXT,
) -> None:
    if topics:
        call.emit(_list_topics())
        return
    call.emit(_WRITERS[output_format](_find(call, key), call.language))


def _list_topics() -> str:
    """A line for each word that is explained."""
    from cjmap.project.reference import reference

    return "".join(f"{name}\n" for name in (_TOPIC, *(one.name for one in reference())))


def _find(call: Invocation, key: str) -> Sequence[Setting]:
    """The settings that a word means: all of them, those of a table, or one by its key."""
    from cjmap.project.reference import reference
    from cjmap.text.spelling import nearest

    every = [*reference()]
    wanted = key.strip("[]").replace("_", "-").lower()
    if wanted == _TOPIC:
        return every
    found = [one for one in every if wanted in (one.name, one.path[0])]
    found = found or [one for one in every if one.path[-1] == wanted]
    if found:
        return found
    near = nearest(wanted, [name for one in every for name in (one.name, one.path[-1])])
    return call.fail(
        tr("There is no setting `{key}`. Did you mean {name}?", key=key, name=near[0])
        if near
        else tr("There is no setting `{key}`; `cjmap explain settings` lists them.", key=key)
    )


def _as_text(settings: Sequence[Setting], language: str) -> str:
    blocks = []
    for one in settings:
        lines = [
            one.name,
            *(f"  {line}" for line in textwrap.wrap(one.meaning.render(language), 86)),
            f"  {_default(one, language)}",
            *(f"    {line}" for line in one.example.splitlines()),
        ]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _as_markdown(settings: Sequence[Setting], language: str) -> str:
    return "\n".join(
        f"## `{one.name}`\n\n{one.meaning.render(language)}\n\n{_default(one, language, '`')}\n\n"
        f"```toml\n{one.example}\n```\n"
        for one in settings
    )


def _as_json(settings: Sequence[Setting], language: str) -> str:
    from cjmap.findings.json_text import json_text

    told = [
        {
            "key": one.name,
            "meaning": one.meaning.render(language),
            "default": one.default,
            "example": one.example,
        }
        for one in settings
    ]
    return json_text({"version": 1, "settings": told}) + "\n"


def _default(setting: Setting, language: str, quote: str = "") -> str:
    if setting.default is None:
        return tr("Default: none.").render(language)
    return tr("Default: {value}", value=f"{quote}{setting.default}{quote}").render(language)


_WRITERS: Mapping[PageFormat, Callable[[Sequence[Setting], str], str]] = {
    PageFormat.TEXT: _as_text,
    PageFormat.JSON: _as_json,
    PageFormat.MARKDOWN: _as_markdown,
}


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(explain, hint("Explain the settings: what each key means, its default, an example.")),
    )
