"""Brings the README's table of checks and its pictures up to date; `make readme` runs it."""

from __future__ import annotations

import re
from pathlib import Path

from cjmap import load, render
from cjmap.rules import all_rules

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
EXAMPLE = ROOT / "examples" / "estilo-unico" / "estilo-unico.journey.yaml"
PICTURES = {
    "map": EXAMPLE.with_name("estilo-unico.svg"),
    **{
        view: EXAMPLE.with_name(f"estilo-unico-{view}.svg")
        for view in ("flow", "network", "blueprint", "curve")
    },
}
"""The pictures that the README shows, by their views."""
_TABLE = re.compile(r"(<!-- rules: begin -->\n).*?(<!-- rules: end -->)", re.S)
FAMILIES = {
    "CJ0": "Reading",
    "CJ1": "References and structure",
    "CJ2": "Scope and personas",
    "CJ3": "Coverage",
    "CJ4": "Emotion",
    "CJ5": "Pains and opportunities",
    "CJ6": "Evidence and metrics",
    "CJ7": "Flow and blueprint",
    "CJ8": "Workspace",
    "CJ9": "cjmap itself",
}


def rules_table() -> str:
    """The catalogue as Markdown, a table a family, folded."""
    parts = []
    for family, title in FAMILIES.items():
        rows = [rule for rule in all_rules() if rule.family == family]
        lines = [
            f"<details><summary><b>{family}</b> {title} ({len(rows)})</summary>",
            "",
            "| Code | Name | Severity | What it finds |",
            "|---|---|---|---|",
            *(
                f"| {r.code} | `{r.name}` | {r.severity.value} | {r.summary.render()} |"
                for r in rows
            ),
            "",
            "</details>",
            "",
        ]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def with_table(text: str) -> str:
    return _TABLE.sub(lambda match: f"{match.group(1)}{rules_table()}{match.group(2)}", text)


def picture(view: str) -> str:
    return render(load(EXAMPLE), view=view)


def main() -> None:
    README.write_text(with_table(README.read_text("utf-8")), "utf-8", newline="\n")
    for view, file in PICTURES.items():
        file.write_text(picture(view), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
