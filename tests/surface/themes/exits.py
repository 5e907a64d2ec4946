"""Which situation ends with which exit code, by bringing each about."""

from __future__ import annotations

import pytest

from tests.surface import adapter
from tests.surface.command import Command

GOOD = "title: A\nlanguage: en\npersonas: [L]\nstages: [One]\n"
MENDABLE = GOOD.replace("stages", "stges")
FILES = {
    "good.journey.yaml": GOOD,
    "wrong.journey.yaml": "title: A\npersonas: [L]\nstages:\n  - name: One\n    phaze: x\n",
    "broken.journey.yaml": "title: [\n",
    "twice.journey.yaml": "title: A\npersonas: [L, L]\nstages:\n  - {name: One, touchpoint: []}\n",
    "people.library.yaml": "title: People\nkind: library\npersonas: [Ana]\n",
    "bad.toml": "[lint]\nselect = 1\n",
    "no.toml": "lint = [\n",
    "minimum.toml": "[gaps]\nmin-coverage = 90\n",
    "foreign/good.html": "<p>mine</p>",
    "file": "",
    "ours": GOOD,
}
"""Small maps and settings, each for a situation."""

G, W, B = "good.journey.yaml", "wrong.journey.yaml", "broken.journey.yaml"
SITUATIONS: dict[str, str] = {
    # The command itself.
    "--version": "--version",
    "--help": "--help",
    "no verb": "",
    "a verb's --help": "lint --help",
    "an unknown verb": "lnt",
    "an unknown option": f"lint --nothing {G}",
    "an unknown word of a choice": f"lint --fail-on never {G}",
    "an option without its value": "lint --select",
    "--today that is no date": f"--today soon validate {G}",
    "--today behind the verb": f"validate {G} --today 2026-11-21",
    "--today behind the verb that is no date": f"validate {G} --today soon",
    "--config that is not there": f"--config none.toml validate {G}",
    "--config that cannot hold": f"--config bad.toml validate {G}",
    "--config that is not TOML": f"--config no.toml lint {G}",
    # validate
    "validate: clean": f"validate {G}",
    "validate: errors": f"validate {W}",
    "validate: not YAML": f"validate {B}",
    "validate: a file that is not there": "validate gone.journey.yaml",
    "validate: a glob that matches nothing": "validate gone/*.yaml",
    "validate: not UTF-8": "validate latin.journey.yaml",
    "validate: --output that cannot be written": f"validate {G} --output file/x.txt",
    "validate: standard input, clean": "validate -",
    # lint
    "lint: clean": f"lint {G} --select CJ101",
    "lint: a warning": f"lint {G} --select CJ301",
    "lint: only notes": f"lint {G} --select CJ203",
    "lint: errors": f"lint {W}",
    "lint: a warning, --fail-on error": f"lint {G} --select CJ301 --fail-on error",
    "lint: only notes, --fail-on info": f"lint {G} --select CJ203 --fail-on info",
    "lint: errors, --exit-zero": f"lint {W} --exit-zero",
    "lint: a file that is not there, --exit-zero": "lint gone.journey.yaml --exit-zero",
    "lint: --select of no rule": f"lint {G} --select CJX",
    "lint: --baseline that is not there": f"lint {G} --baseline none.json",
    "lint: --baseline that is no baseline": f"lint {G} --baseline bad.toml",
    "lint: --write-baseline with findings": f"lint {G} --write-baseline held.json",
    "lint: all in the baseline": f"lint {G} --baseline held.json",
    "lint: --write-baseline, a file that is not there": "lint gone.journey.yaml --write-baseline x.json",
    "lint: --diff with something to mend": "lint twice.journey.yaml --diff",
    "lint: --diff with nothing to mend": f"lint {G} --diff",
    "lint: --fix with nothing left": "lint mend.journey.yaml --select CJ011 --fix",
    "lint: --watch with --fix": f"lint {G} --watch --fix",
    "lint: --statistics as JSON": f"lint {G} --statistics --output-format json",
    # diff
    "diff: a change": f"diff {G} {W}",
    "diff: a change, --exit-code": f"diff {G} {W} --exit-code",
    "diff: no change, --exit-code": f"diff {G} {G} --exit-code",
    "diff: --fail-on that holds": f"diff {G} {W} --fail-on new-errors",
    "diff: --fail-on that does not hold": f"diff {W} {G} --fail-on new-errors",
    "diff: --fail-on of nothing known": f"diff {G} {W} --fail-on rain",
    "diff: --fail-on with a bound that is no number": f"diff {G} {W} --fail-on emotion-drop=x",
    "diff: a file that cannot be read": f"diff {G} {B}",
    "diff: a file that is not there": f"diff {G} gone.journey.yaml",
    "diff: one file outside of git": f"diff {G}",
    "diff: two files and --from": f"diff {G} {W} --from HEAD",
    "diff: three files": f"diff {G} {W} {B}",
    "diff: a file and a folder": f"diff {G} .",
    "diff: a folder with itself": "diff . .",
    # history
    "history: outside a repository": f"history {G}",
    "history: no map": "history",
    "diff: --baseline of a map that names none": f"diff --baseline {G}",
    # merge
    "merge: independent changes": f"merge {G} ours {W}",
    "merge: a conflict": f"merge {B} ours people.library.yaml",
    "merge: a file that is not there": f"merge {G} gone {W}",
    "merge: --marker-size of nothing": f"merge {G} ours {W} --marker-size 0",
    # gaps
    "gaps: with gaps": f"gaps {G}",
    "gaps: below --min-coverage": f"gaps {G} --min-coverage 90",
    "gaps: below the settings' minimum": f"--config minimum.toml gaps {G}",
    "gaps: above --min-coverage": f"gaps {G} --min-coverage 0",
    "gaps: --min-coverage beyond 100": f"gaps {G} --min-coverage 101",
    "gaps: an unknown dimension": f"gaps {G} --require colours",
    "gaps: a map that cannot be read": f"gaps {B}",
    "gaps: a map that cannot be read, --min-coverage": f"gaps {B} --min-coverage 1",
    "gaps: a map with errors": f"gaps {W}",
    "gaps: a file that is not there": "gaps gone.journey.yaml",
    "gaps: a library alone": "gaps people.library.yaml",
    # render
    "render: drawn": f"render {G} -o a.svg",
    "render: drawn as far as it can be read": f"render {W} -o b.svg",
    "render: a map that cannot be read": f"render {B} -o c.svg",
    "render: one of two cannot be read": f"render {G} {B} -o pictures",
    "render: a file that is not there": "render gone.journey.yaml",
    "render: several maps to one file": f"render {G} {W} -o d.svg",
    "render: several maps to standard output": f"render {G} {W}",
    "render: a library": "render people.library.yaml",
    "render: an unknown view": f"render {G} --view tree",
    "render: an unknown format": f"render {G} -f bmp",
    "render: a format that the view lacks": f"render {G} --view map -f dot",
    "render: an unknown theme": f"render {G} --theme pink",
    "render: an unknown persona": f"render {G} --persona Nobody",
    "render: an unknown lane": f"render {G} --lanes colours",
    "render: an unknown engine": f"render {G} --view flow --engine /none/dot",
    # report
    "report: written": f"report {G} -o pages",
    "report: one of two cannot be read": f"report {G} {B} -o more",
    "report: a map that cannot be read": f"report {B} -o none",
    "report: a library alone": "report people.library.yaml -o none",
    "report: a file that is not there": "report gone.journey.yaml -o none",
    "report: a foreign file in the way": f"report {G} -o foreign",
    "report: a file in place of the folder": f"report {G} -o file",
    "report: --template that is not there": f"report {G} -o other --template none",
    # init, rule, rules, schema
    "init: a new folder": "init shop",
    "init: again": "init shop",
    "init: a file in place of the folder": "init file",
    "init: an unknown template": "init x --template nothing",
    "rules": "rules",
    "rule: a code": "rule CJ301",
    "rule: a name": "rule no-owner",
    "rule: unknown": "rule CJ999",
    "schema": "schema",
    "schema: an unknown draft": "schema --draft 4",
}


def describe(cjmap: Command) -> list[str]:
    for name, text in FILES.items():
        cjmap.write(name, text)
    cjmap.write("mend.journey.yaml", GOOD + "descripton: text\n")
    (cjmap.folder / "latin.journey.yaml").write_bytes(b"title: \xff\n")
    lines = [f"{name}: {_exit(cjmap, words)}" for name, words in SITUATIONS.items()]
    return [*lines, *_failures(cjmap)]


def _exit(cjmap: Command, words: str) -> int:
    return cjmap(*words.split(), stdin=GOOD).exit_code


def _failures(cjmap: Command) -> list[str]:
    """What only a defect or a signal brings about."""
    lines = []
    for name, error in (
        ("a rule fails", RuntimeError()),
        ("a signal ends it", KeyboardInterrupt()),
    ):
        for verb in ("validate", "lint", "gaps"):
            with pytest.MonkeyPatch.context() as patch:
                adapter.break_rule("CJ101", error, patch)
                # A map that has something to say: no rule runs over what is known to be clean.
                lines.append(f"{verb}: {name}: {_exit(cjmap, f'{verb} {W}')}")
    with pytest.MonkeyPatch.context() as patch:
        lines.append(f"cjmap itself fails: {adapter.exit_of_defect(patch)}")
    return lines
