"""`cjmap rules` and `cjmap rule CODE`: the catalogue of checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.options import PluginsOption
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
    PageFormat, option("--output-format", help=hint("text, json or markdown."))
]


def rules(
    call: Invocation,
    output_format: FormatOption = PageFormat.TEXT,
    plugins: PluginsOption = False,
) -> None:
    from cjmap.rules import all_rules

    listed = (*all_rules(), *(_load_own(call) if plugins else ()))
    call.emit(_CATALOGUES[output_format](listed, call.language))


def _load_own(call: Invocation) -> tuple[Rule, ...]:
    """The rules of the own of the workspace of the current folder; ends the command where they cannot be."""
    from cjmap.findings.usage import UsageError
    from cjmap.rules.own import load_own

    try:
        # Any file of the folder tells its workspace.
        return load_own(call.project().workspace(Path.cwd() / "map.yaml"))
    except UsageError as error:
        call.fail(error.message)


def _list_as_text(rules: Sequence[Rule], language: str) -> str:
    width = max(len(rule.name) for rule in rules)
    return "".join(
        f"{rule.code}  {rule.severity.value:<7}  {rule.name:<{width}}  "
        f"{rule.summary.render(language)}\n"
        for rule in rules
    )


def _list_as_json(rules: Sequence[Rule], language: str) -> str:
    return _json([_described(rule, language) for rule in rules])


def _list_as_markdown(rules: Sequence[Rule], language: str) -> str:
    head = [tr("Code"), tr("Name"), tr("Severity"), tr("What it finds")]
    lines = ["| " + " | ".join(word.render(language) for word in head) + " |", "|---|---|---|---|"]
    lines += [
        f"| {rule.code} | `{rule.name}` | {rule.severity.value} | {rule.summary.render(language)} |"
        for rule in rules
    ]
    return "".join(f"{line}\n" for line in lines)


_CATALOGUES: Mapping[PageFormat, Callable[[Sequence[Rule], str], str]] = {
    PageFormat.TEXT: _list_as_text,
    PageFormat.JSON: _list_as_json,
    PageFormat.MARKDOWN: _list_as_markdown,
}


def rule(
    call: Invocation,
    code: Annotated[str, Argument(metavar="CODE", help=hint("A code such as CJ301, or a name."))],
    output_format: FormatOption = PageFormat.TEXT,
    plugins: PluginsOption = False,
) -> None:
    found = _find(call, code, _load_own(call) if plugins else ())
    call.emit(_PAGES[output_format](found, call.language))


def _find(call: Invocation, code: str, own: Sequence[Rule]) -> Rule:
    from cjmap.check.selection import deny
    from cjmap.rules import by_code
    from cjmap.vocabulary.rules import is_own_code

    word = code.strip()
    mine = (rule for rule in own if word.upper() == rule.code or word.lower() == rule.name)
    found = by_code(code) or next(mine, None)
    if found is None:
        if not own and is_own_code(word.upper()):
            call.fail(
                tr(
                    "`{code}` would be a rule of the workspace's own: `--plugins` loads these.",
                    code=word,
                )
            )
        call.fail(deny(code))
    return found


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

    from cjmap.findings.json_text import json_text

    return json_text(value) + "\n"


def _page_as_json(rule: Rule, language: str) -> str:
    return _json(_described(rule, language))


def _page_as_markdown(rule: Rule, language: str) -> str:
    return f"# {rule.code} {rule.name}\n\n{rule.markdown(language)}"


def _page_as_text(rule: Rule, language: str) -> str:
    """The page for a terminal: headings as they are, examples indented."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.value}, {rule.since})", ""]
    fenced = False
    for line in rule.markdown(language).splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("## "):
            lines.append(f"{line[3:]}:")
        else:
            lines += _folded(line)
    return "\n".join(lines).rstrip() + "\n"


_PAGES: Mapping[PageFormat, Callable[[Rule, str], str]] = {
    PageFormat.TEXT: _page_as_text,
    PageFormat.JSON: _page_as_json,
    PageFormat.MARKDOWN: _page_as_markdown,
}


def _folded(line: str) -> list[str]:
    import textwrap

    return textwrap.wrap(line, 88, break_long_words=False, break_on_hyphens=False) or [""]


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(rules, hint("List every check.")),
        Verb(rule, hint("Print the page of one check.")),
    )
