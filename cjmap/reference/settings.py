"""The reference of the settings: each key with what it means, its default and an example.

Keys and their order are those that `configuration` reads, defaults those of `Settings`; a test
holds every example against the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cjmap.findings.json_text import json_text
from cjmap.messages import Message, tr
from cjmap.project.configuration import known_settings
from cjmap.project.settings import Settings
from cjmap.records import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A key by its path, what it means, its default as TOML (None: there is none), an example."""

    path: tuple[str, ...]
    meaning: Message
    default: str | None
    example: str

    @property
    def name(self) -> str:
        """As people write it: `lint.fail-on`."""
        return ".".join(self.path)


_MEANINGS: Final[Mapping[str, tuple[Message, str]]] = {
    "required-version": (
        tr(
            "The versions of cjmap that may read the workspace. It is looked at before anything else; another version says so and reads nothing."
        ),
        'required-version = ">=0.1, <2"',
    ),
    "extend": (
        tr(
            "A settings file in a folder above, inside the git repository, that these stand on. What its folder holds is known too: libraries, ids, links. Tables hold the keys of both, `extend-select` adds, all else that is written here takes the place of what stands there. Paths count from the file that writes them."
        ),
        'extend = "../../cjmap.toml"',
    ),
    "maps": (
        tr(
            "Folders in which every YAML file is a map. A file named `something.journey.yaml` is one wherever it lies."
        ),
        'maps = ["maps"]',
    ),
    "library": (
        tr(
            "Globs of the files that hold what maps share. `**` stands for any number of folders. A file named `something.library.yaml` is one in any case."
        ),
        'library = ["shared/**/*.yaml"]',
    ),
    "exclude": (
        tr(
            "Patterns, as in a `.gitignore`, of what is left out, also where a path names it. Without a slash a pattern fits in every folder; `/drafts` fits beside the settings alone; `!` takes back."
        ),
        'exclude = ["drafts", "/archive/2024", "*.tmp.yaml"]',
    ),
    "language": (
        tr("The language of maps that do not say it themselves, as a tag."),
        'language = "es-MX"',
    ),
    "lang": (
        tr(
            "The language of cjmap's own words, `en` or `es`, where `--lang` does not say it; by default that of the locale. It counts in the settings of the folder that cjmap is called in, or in those that `--config` names."
        ),
        'lang = "es"',
    ),
    "lifecycle": (
        tr(
            "The model of phases that stages are held against, or a list of your own phases; `none` asks for none. Where nothing is written it is `seven-stage`, for maps whose stages fit it."
        ),
        'lifecycle = "seven-stage"',
    ),
    "lint.select": (
        tr(
            "The rules that `cjmap lint` runs, by code, beginning of a code or name; without it all of them."
        ),
        '[lint]\nselect = ["CJ3", "no-goal"]',
    ),
    "lint.ignore": (
        tr("Rules that say nothing, in every verb."),
        '[lint]\nignore = ["CJ309"]',
    ),
    "lint.extend-select": (
        tr("Rules that run beside those of `select`; of settings that are extended, in addition."),
        '[lint]\nextend-select = ["CJ214"]',
    ),
    "lint.per-file-ignores": (
        tr("Rules that say nothing of some files, in every verb, by patterns as in `exclude`."),
        '[lint]\nper-file-ignores = { "drafts/**" = ["CJ2"] }',
    ),
    "lint.severity": (
        tr("How grave what a rule says is, in every verb: `error`, `warning` or `info`."),
        '[lint]\nseverity = { CJ305 = "error", no-goal = "info" }',
    ),
    "lint.stale-after": (
        tr("How long a map may go untouched before CJ602 speaks, as an ISO 8601 period."),
        '[lint]\nstale-after = "P6M"',
    ),
    "lint.fail-on": (
        tr("From which severity on `cjmap lint` exits with 1, unless `--fail-on` says otherwise."),
        '[lint]\nfail-on = "error"',
    ),
    "lint.baseline": (
        tr(
            "The file of findings that `cjmap lint` leaves out, unless `--baseline` names another; `--write-baseline` writes it."
        ),
        '[lint]\nbaseline = "cjmap-baseline.json"',
    ),
    "lint.notes": (
        tr("Whether `cjmap lint` lists notes, as with `--notes`, or only counts them."),
        "[lint]\nnotes = true",
    ),
    "lint.preview": (
        tr(
            "Whether warnings that are new in this version, or see more than before, are warnings at once; else they are notes until the next, but where a rule is selected by its code or name."
        ),
        "[lint]\npreview = true",
    ),
    "lint.plugins": (
        tr(
            "Python files of the workspace, or modules, with rules of your own: see “From Python” in the README. They are run where a call says `--plugins`, and nowhere else, since they may do whatever a program may."
        ),
        '[lint]\nplugins = ["rules/ours.py"]',
    ),
    "gaps.require": (
        tr(
            "The dimensions that percentages of coverage rest on; by default those of the map's kind."
        ),
        '[gaps]\nrequire = ["touchpoints", "emotions", "pains", "owner"]',
    ),
    "gaps.min-coverage": (
        tr(
            "The coverage in percent below which `cjmap gaps` exits with 1: one number, or one for each status."
        ),
        "[gaps]\nmin-coverage = { draft = 0, review = 60, validated = 80 }",
    ),
    "render.theme": (
        tr(
            "The colours of pictures and pages: `light`, `dark`, `print`, or a TOML file with colours."
        ),
        '[render]\ntheme = "dark"',
    ),
    "render.lanes": (
        tr("The lanes of the map, from top to bottom; by default those that a map fills."),
        '[render]\nlanes = ["touchpoints", "emotion", "pains"]',
    ),
    "render.codes": (
        tr(
            "Whether gaps on pictures and pages bear the code of the rule that names them; leave it out for readers who do not know the rules."
        ),
        "[render]\ncodes = false",
    ),
    "render.engine": (
        tr(
            "What lays out the flow: `embedded` is the engine that comes along, `system` a Graphviz of the machine."
        ),
        '[render]\nengine = "system"',
    ),
    "limits.file-size": (
        tr("How many bytes a file may have (CJ006)."),
        "[limits]\nfile-size = 1048576",
    ),
    "limits.nodes": (
        tr("How many values a file may hold, those that aliases repeat included (CJ006)."),
        "[limits]\nnodes = 50000",
    ),
    "limits.depth": (
        tr("How deep lists and mappings may stand in one another (CJ006), 400 at most."),
        "[limits]\ndepth = 50",
    ),
    "words": (
        tr(
            "Other words for what stands on pictures and pages, by the ids that `cjmap words` lists; in `[words.de]` those of one language."
        ),
        '[words]\npains = "Frictions"',
    ),
    "measure": (
        tr("The default of every map's `data`, key by key, in kebab-case."),
        "[measure]\nmin-n = { suppress = 5 }",
    ),
}


def reference() -> Iterator[Setting]:
    """Every setting, in the order in which they stand in a file."""
    for path in known_settings():
        meaning, example = _MEANINGS[".".join(path)]
        yield Setting(path, meaning, _default_of(path), example)


def _default_of(path: tuple[str, ...]) -> str | None:
    """What holds where a setting is not written, as TOML; None where nothing does."""
    value: object = Settings()
    for key in path:
        value = getattr(value, key.replace("-", "_"))
    if value is None or value == () or value == {}:
        return None
    return json_text(list(value) if isinstance(value, tuple) else value, indent=None)
