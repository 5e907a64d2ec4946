"""What a new workspace starts with: settings, a first map, a schema for editors, checks in CI.

`survey` looks at a folder, `plan` says what belongs there; nothing here writes.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from cjmap.messages import DEFAULT_LANGUAGE, Message, base_language, tr
from cjmap.project.workspace import SCHEMA, modeline
from cjmap.records import dataclass
from cjmap.scaffold.origin import RELEASED

SETTINGS = "cjmap.toml"
WORKFLOW = ".github/workflows/cjmap.yml"
HOOKS = ".pre-commit-config.yaml"
GITLAB = ".gitlab-ci.yml"
MAPS = "maps"


class Template(StrEnum):
    """What a first map may begin with: nothing, a kind of business, or a pattern to learn from."""

    BLANK = "blank"
    RETAIL = "retail"
    SAAS = "saas"
    SERVICE = "service"
    HEALTH = "health"
    FRICTIONLESS = "frictionless"
    LOYALTY = "loyalty"
    EMOTIONAL_BRAND = "emotional-brand"
    ONE_EXPERIENCE = "one-experience"


# What the maps' files are called, by template and language: a map's id follows from it. The first
# is the journey as it is; a pattern has a second, as it is to be, which links to the first.
MAP_NAMES: dict[Template, dict[str, tuple[str, ...]]] = {
    Template.BLANK: {"en": ("first-map",), "es": ("primer-mapa",)},
    Template.RETAIL: {"en": ("buy-running-shoes",), "es": ("comprar-zapatillas",)},
    Template.SAAS: {"en": ("adopt-planning-tool",), "es": ("adoptar-herramienta",)},
    Template.SERVICE: {"en": ("boiler-repair",), "es": ("reparar-caldera",)},
    Template.HEALTH: {"en": ("first-specialist-visit",), "es": ("primera-consulta",)},
    Template.FRICTIONLESS: {
        "en": ("order-a-kettle", "order-a-kettle-future"),
        "es": ("pedir-un-hervidor", "pedir-un-hervidor-futuro"),
    },
    Template.LOYALTY: {
        "en": ("morning-coffee", "morning-coffee-future"),
        "es": ("cafe-de-la-manana", "cafe-de-la-manana-futuro"),
    },
    Template.EMOTIONAL_BRAND: {
        "en": ("join-a-campaign", "join-a-campaign-future"),
        "es": ("sumarse-a-una-campana", "sumarse-a-una-campana-futuro"),
    },
    Template.ONE_EXPERIENCE: {
        "en": ("choose-a-lamp", "choose-a-lamp-future"),
        "es": ("elegir-una-lampara", "elegir-una-lampara-futuro"),
    },
}
_STATES = ("", "-future")


@dataclass(frozen=True, slots=True)
class Site:
    """What a folder has already.

    `inside` is its path from the root of the git repository it is in, with forward slashes;
    empty at that root and outside of any repository. `settings` names the file that already
    holds them, other than `cjmap.toml`. `hooks` and `gitlab` are the texts of those files at
    the root, None where they are not there; `workflow` says that the root has ours.
    """

    inside: str = ""
    settings: str | None = None
    hooks: str | None = None
    gitlab: str | None = None
    workflow: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file to write: its path from the folder, with forward slashes, its text, what it is for."""

    path: str
    text: str
    purpose: Message


@dataclass(frozen=True, slots=True)
class Addition:
    """Text for a person to add to a file outside of the folder, or to one that is theirs."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new workspace needs. `map` is the path of the first map."""

    map: str
    files: tuple[File, ...]
    additions: tuple[Addition, ...]


def survey(folder: Path) -> Site:
    """Looks at an absolute folder, which need not be there yet.

    Raises:
        OSError: something on the way may not be looked at.
    """
    from cjmap.project import Project
    from cjmap.project.disk import exists
    from cjmap.project.governing import git_root

    root = git_root(folder) or folder
    inside = Path(os.path.relpath(folder, root)).as_posix()
    home = Project().workspace(folder / SETTINGS)
    own = home.file if home.folder == folder else None
    held = own.name if own is not None else SETTINGS
    return Site(
        inside="" if inside == "." else inside,
        settings=None if held == SETTINGS else held,
        hooks=_text(root / HOOKS),
        gitlab=_text(root / GITLAB),
        workflow=exists(root / WORKFLOW),
    )


def _text(file: Path) -> str | None:
    from cjmap.project.disk import is_file, read_bytes

    return read_bytes(file).decode("utf-8", "replace") if is_file(file) else None


def plan(
    template: Template,
    language: str = DEFAULT_LANGUAGE,
    site: Site | None = None,
    install: str = RELEASED,
    maps: Mapping[str, str] | None = None,
) -> Plan:
    """What belongs into a folder, in the order to write it.

    `maps` are the texts of the first maps by their names, by default the template's.
    `language` (one of `LANGUAGES`; anything else reads as English) is that of the map and the
    comments. `install` is what the checks hand to `pip install`. GitHub and pre-commit read the
    root of a repository alone: for a folder further in, and where GitLab runs the checks, their
    part becomes an addition.
    """
    from cjmap.model.schema import schema_text

    site = site or Site()
    language = base_language(language)
    files = list(_own_maps(maps) if maps else _maps(template, language))
    first = files[0].path
    files.append(File(SCHEMA, schema_text("7"), _SCHEMA))
    if site.settings is None:
        files.insert(0, File(SETTINGS, _read(f"cjmap.{language}.toml"), _SETTINGS))
    additions = []
    if site.gitlab is not None:
        if "cjmap" not in site.gitlab:
            additions.append(Addition(GITLAB, _checks("gitlab-ci.yml", site, install)))
    elif not site.inside:
        files.append(File(WORKFLOW, _checks("workflow.yml", site, install), _CHECKS))
    elif not site.workflow:
        additions.append(Addition(WORKFLOW, _checks("workflow.yml", site, install)))
    hooks = _checks("pre-commit-config.yaml", site, install)
    if site.hooks is not None and "cjmap" not in site.hooks:
        # Theirs has its `repos:` already.
        additions.append(Addition(HOOKS, hooks.partition("\n")[2]))
    elif not site.inside:
        files.append(File(HOOKS, hooks, _HOOKS))
    elif site.hooks is None:
        additions.append(Addition(HOOKS, hooks))
    return Plan(first, tuple(files), tuple(additions))


def _maps(template: Template, language: str) -> Iterator[File]:
    """The maps of a template, the first one first."""
    purposes = (_MAP, _AIM)
    for name, state, purpose in zip(MAP_NAMES[template][language], _STATES, purposes, strict=False):
        path = f"{MAPS}/{name}.journey.yaml"
        text = _read(f"{template.value}{state}.{language}.journey.yaml")
        yield File(path, modeline(path) + text, purpose)


def _own_maps(maps: Mapping[str, str]) -> Iterator[File]:
    """Maps that are there already, each with the line by which editors find the schema."""
    for name, text in maps.items():
        path = f"{MAPS}/{name}"
        head, _, rest = text.partition("\n")
        own = rest if head.startswith(_MODELINE) else text
        yield File(path, modeline(path) + own, _MAP)


_MODELINE = "# yaml-language-server:"
_SETTINGS = tr("settings, with the defaults explained")
_MAP = tr("your first map")
_AIM = tr("the same journey as it is to be")
_SCHEMA = tr("tells your editor the keys of a map")
_CHECKS = tr("checks the maps on GitHub")
_HOOKS = tr("checks the maps before a commit (pre-commit)")


def _checks(name: str, site: Site, install: str) -> str:
    """The checks of a CI system, for the folder alone."""
    # A name that begins with a hyphen would read as an option.
    inside = f"./{site.inside}" if site.inside.startswith("-") else site.inside
    folder = f" {shlex.quote(inside)}" if inside else ""
    words = {
        "requirement": _scalar(install),
        "install": _scalar(f"python -m pip install {shlex.quote(install)}"),
        "validate": _scalar(f"cjmap validate{folder}"),
        "lint": _scalar(f"cjmap lint{folder}"),
        "format": _scalar(f"cjmap format --check{folder}"),
    }
    return re.sub(r"<(\w+)>", lambda place: words[place.group(1)], _read(name))


def _scalar(text: str) -> str:
    """Text as YAML: plain where that is safe, else in double quotes, which JSON's are too."""
    plain = re.fullmatch(r"\w(?:[\w./'~=@+ -]|:(?=\S))*", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _read(name: str) -> str:
    from importlib import resources

    return resources.files("cjmap.scaffold").joinpath("templates", name).read_text("utf-8")
