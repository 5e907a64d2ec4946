"""Every rule: code, name, severity, since which version, its group, whether `--fix` mends it."""

from __future__ import annotations

from tests.surface import adapter
from tests.surface.command import MAPS, ROOT, Command
from tests.surface.shapes import describe_shape


def describe(cjmap: Command) -> list[str]:
    mended = _mended(cjmap)
    return [
        f"{rule.code}  {rule.name}: {rule.severity}, since {rule.since}, in {rule.group}"
        f"{', fixable' if rule.code in mended else ''}"
        for rule in adapter.rules()
    ]


def describe_json(cjmap: Command) -> list[str]:
    return [
        "# rules --output-format json",
        *describe_shape([cjmap.json("rules", "--output-format", "json")]),
        "",
        "# rule CODE --output-format json",
        *describe_shape(
            cjmap.json("rule", code, "--output-format", "json")
            for code in ("CJ011", "CJ301", "CJ203")
        ),
    ]


def _mended(cjmap: Command) -> set[str]:
    """The codes of findings that can be mended in the maps of the rules' own tests, and in ours."""
    report = cjmap(
        "--no-config",
        "lint",
        *sorted((ROOT / "tests" / "rules").glob("CJ*/bad*.yaml")),
        MAPS / "mistakes.journey.yaml",
        "--select",
        "ALL",
        "--statistics",
    ).stdout
    return {line.split()[1] for line in report.splitlines() if "that --fix mends" in line}
