"""`cjmap rules` and `cjmap rule CODE`: the catalogue of checks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cjmap.cli.invocation import Invocation
from cjmap.cli.verbs import add_verb
from cjmap.cli.words import hint
from cjmap.messages import tr

if TYPE_CHECKING:
    from cjmap.rules import Rule


class PageFormat(StrEnum):
    """How the catalogue is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


FormatOption = Annotated[
    PageFormat, typer.Option("--output-format", help=hint("text, json or markdown."))
]


def rules(call: Invocation, output_format: FormatOption = PageFormat.TEXT) -> None:
    from cjmap.rules import all_rules

    if output_format is PageFormat.JSON:
        call.emit(_json([_described(rule, call.language) for rule in all_rules()]))
        return
    rows = [
        (rule.code, rule.name, rule.severity.value, rule.summary.render(call.language))
        for rule in all_rules()
    ]
    if output_format is PageFormat.MARKDOWN:
        head = [tr("Code"), tr("Name"), tr("Severity"), tr("What it finds")]
        lines = ["| " + " | ".join(word.render(call.language) for word in head) + " |"]
        lines.append("|---|---|---|---|")
        lines += [f"| {code} | `{name}` | {level} | {text} |" for code, name, level, text in rows]
    else:
        width = max(len(name) for _, name, _, _ in rows)
        lines = [f"{code}  {level:<7}  {name:<{width}}  {text}" for code, name, level, text in rows]
    call.emit("\n".join(lines) + "\n")


def rule(
    call: Invocation,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=hint("A code such as CJ301, or a name."))
    ],
    output_format: FormatOption = PageFormat.TEXT,
) -> None:
    from cjmap.rules import all_rules, by_code
    from cjmap.text.spelling import nearest

    found = by_code(code)
    if found is None:
        words = [word for known in all_rules() for word in (known.code, known.name)]
        near = nearest(code, words)
        if near:
            call.fail(
                tr("There is no rule `{code}`. Did you mean {name}?", code=code, name=near[0])
            )
        call.fail(tr("There is no rule `{code}`; `cjmap rules` lists them.", code=code))
    if output_format is PageFormat.JSON:
        call.emit(_json(_described(found, call.language)))
    elif output_format is PageFormat.MARKDOWN:
        call.emit(f"# {found.code} {found.name}\n\n{found.markdown(call.language)}")
    else:
        call.emit(_page(found, call))


def _described(rule: Rule, language: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "since": rule.since,
        "summary": rule.summary.render(language),
        "page": rule.markdown(language),
    }


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _page(rule: Rule, call: Invocation) -> str:
    """The page for a terminal: headings as they are, examples indented."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.value}, {rule.since})", ""]
    fenced = False
    for line in rule.markdown(call.language).splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("## "):
            lines.append(f"{line[3:]}:")
        else:
            lines += _folded(line)
    return "\n".join(lines).rstrip() + "\n"


def _folded(line: str) -> list[str]:
    import textwrap

    return textwrap.wrap(line, 88, break_long_words=False, break_on_hyphens=False) or [""]


def register(app: typer.Typer) -> None:
    add_verb(app, rules, hint("List every check."))
    add_verb(app, rule, hint("Print the page of one check."))
