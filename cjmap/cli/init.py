"""`cjmap init`: a workspace to start from."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli import incoming
from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import Language, hint
from cjmap.messages import Message, tr
from cjmap.records import dataclass
from cjmap.scaffold import Template
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from cjmap.convert.drafts import Remark
    from cjmap.scaffold import Addition, File, Plan, Site


def init(
    call: Invocation,
    folder: Annotated[
        Path,
        Argument(metavar="[DIR]", help=hint("The folder; it is made if need be."), shown=False),
    ] = Path(),
    template: Annotated[
        Template, option("--template", "-t", help=hint("What the first map begins with."))
    ] = Template.RETAIL,
    source: Annotated[
        Path | None,
        option(
            "--from",
            metavar="FILE",
            help=hint("Begin with the maps that a file holds, as `convert` reads it."),
        ),
    ] = None,
    language: Annotated[
        Language | None,
        option("--language", help=hint("Language of the map; default: that of cjmap's words.")),
    ] = None,
    install: Annotated[
        str | None,
        option(
            "--install",
            metavar="REQUIREMENT",
            help=hint("What CI installs cjmap from; default: what this one was installed from."),
        ),
    ] = None,
    git: Annotated[
        bool,
        option(
            "--git",
            help=hint("Have git join and compare maps by cjmap; in a workspace nothing else."),
        ),
    ] = False,
) -> None:
    from cjmap.scaffold import origin, plan

    if git:
        _set_up_git(call, folder)
        if _is_workspace(folder):
            return
    if install is not None and (not install.strip() or not install.isprintable()):
        call.fail(tr("`--install` needs what pip installs, such as a name or an address."))
    requirement = install.strip() if install else origin.requirement()
    site = _survey(call, folder)
    brought, rest = _bring(call, source) if source is not None else ((), ())
    found = plan(
        template,
        language.value if language else call.language,
        site,
        requirement,
        {one.name: one.text for one in brought},
    )
    kept = _write(call, folder, found)
    call.emit(_remarks(site, found, kept, call.language))
    call.emit(_unreachable(found, kept, requirement, call.language))
    if source is not None:
        _tell(call, brought, rest, incoming.name_of(source), kept)
    if not call.quiet:
        call.emit("\n" + _next(folder, found, call.language))


@dataclass(frozen=True, slots=True)
class _Brought:
    """A map that is brought in: its file's name, its text, and what became of what it is made of."""

    name: str
    text: str
    remarks: tuple[Remark, ...] = ()


def _bring(call: Invocation, source: Path) -> tuple[tuple[_Brought, ...], tuple[Remark, ...]]:
    """The maps that a file holds, and what is said of it that is in none of them; ends the command
    where it holds none.
    """
    from cjmap.convert.forms import YAML
    from cjmap.convert.naming import MAP, name_maps
    from cjmap.convert.texts import text_of
    from cjmap.convert.writing import write_yaml
    from cjmap.findings.usage import UsageError

    try:
        form, given = incoming.read(call, source, None)
        if form.name == YAML:
            return (_Brought(f"{given.stem}{MAP}", text_of(given.data, given.name)),), ()
        reading = form.read(given)
        names = name_maps(reading.drafts)
        brought = tuple(
            _Brought(name, write_yaml(draft, language=call.language), draft.remarks)
            for draft, name in zip(reading.drafts, names, strict=True)
        )
        return brought, reading.remarks
    except UsageError as error:
        call.fail(error.message)


def _tell(
    call: Invocation,
    brought: Sequence[_Brought],
    rest: Sequence[Remark],
    name: str,
    kept: Sequence[File],
) -> None:
    """Says what became of the pieces of the maps that were written, and of the rest of their file."""
    from cjmap.convert.reporting import tell
    from cjmap.scaffold import MAPS

    left = {file.path for file in kept}
    paths = {f"{MAPS}/{one.name}": one.remarks for one in brought}
    told = {path: remarks for path, remarks in paths.items() if path not in left}
    if told:
        told[name] = tuple(rest)
    for path, remarks in told.items():
        if remarks:
            for message in tell(path, remarks, whole=call.verbose):
                call.note(message)


def _set_up_git(call: Invocation, folder: Path) -> None:
    """Gives the repository of the folder what it lacks, and says what that was."""
    from cjmap.findings.usage import UsageError
    from cjmap.scaffold.repository import ATTRIBUTES, configure, open_repository, with_attributes

    try:
        repository = open_repository(folder)
        attributes, others = with_attributes(repository, folder)
        if attributes is not None:
            call.write(folder / ATTRIBUTES, attributes)
        given, kept = configure(repository)
    except UsageError as error:
        call.fail(error.message)
    except OSError as error:
        reason = why_refused(error)
        call.fail(tr("{file} cannot be read: {reason}.", file=ATTRIBUTES, reason=reason))
    if attributes is not None:
        call.emit(tr("{file}: maps are cjmap's.", file=ATTRIBUTES).render(call.language) + "\n")
    for name in given:
        call.emit(tr("git config: {name}", name=name).render(call.language) + "\n")
    for line in others:
        call.warn(
            tr(
                "{file}: a line of your own stays; for cjmap it lacks what `{line}` says.",
                file=ATTRIBUTES,
                line=line,
            )
        )
    for name in kept:
        call.warn(tr("git config: {name} was there already, and stays.", name=name))
    if attributes is None and not given and not others:
        call.note(tr("Git knows of cjmap already."))


def _is_workspace(folder: Path) -> bool:
    """Whether a folder has settings or maps already."""
    from cjmap.project import Project
    from cjmap.project.workspace import MAP_SUFFIXES

    home = Project().workspace(folder.absolute() / "map")
    return home.config is not None or any(
        file.name.endswith(MAP_SUFFIXES) for file in folder.rglob("*.y*ml")
    )


def _survey(call: Invocation, folder: Path) -> Site:
    """What the folder has; ends the command where it cannot be one."""
    from cjmap.project.disk import exists, is_folder
    from cjmap.scaffold import survey

    try:
        if exists(folder) and not is_folder(folder):
            call.fail(tr("{folder} is a file; a folder is needed.", folder=str(folder)))
        return survey(Path(os.path.abspath(folder)))  # noqa: PTH100 - links stay as they are
    except OSError as error:
        reason = why_refused(error)
        call.fail(tr("{folder} cannot be looked at: {reason}.", folder=str(folder), reason=reason))


def _write(call: Invocation, folder: Path, found: Plan) -> list[File]:
    """Writes what is not there yet, says so, and returns the files that are left alone."""
    kept = []
    width = max(len(file.path) for file in found.files)
    started = False
    for file in found.files:
        # A link that leads nowhere is somebody's too.
        if os.path.lexists(folder / file.path):
            kept.append(file)
            continue
        call.save(folder / file.path, file.text)
        if not started:
            said = tr("Written to {folder}:", folder=_shown(folder))
            call.emit(said.render(call.language) + "\n")
            started = True
        call.emit(f"  {file.path:<{width}}  {file.purpose.render(call.language)}\n")
    return kept


def _remarks(site: Site, found: Plan, kept: list[File], language: str) -> str:
    """What was left alone, and what remains to be done by hand."""
    parts = []
    if kept:
        said = tr("Left alone, since it was there:").render(language)
        parts.append(f"{said}\n" + "".join(f"  {file.path}\n" for file in kept))
    if site.settings is not None:
        parts.append(tr("The settings stay in {file}.", file=site.settings).render(language) + "\n")
    for addition in found.additions:
        if site.inside:
            todo = tr("To add to {file} at the root of the repository:", file=addition.path)
        else:
            todo = tr("To add to {file}:", file=addition.path)
        parts.append(f"{todo.render(language)}\n\n{addition.text}")
    if len(kept) < len(found.files) and parts:
        parts.insert(0, "")
    return "\n".join(parts)


def _unreachable(found: Plan, kept: list[File], source: str, language: str) -> str:
    """What a person must put in, where nothing says what CI could install cjmap from."""
    from cjmap.scaffold.origin import PLACEHOLDER

    new: list[File | Addition] = [file for file in found.files if file not in kept]
    new += found.additions
    paths = [piece.path for piece in new if PLACEHOLDER in piece.text]
    if source != PLACEHOLDER or not paths:
        return ""
    said = tr(
        "This cjmap came from this machine alone, where CI cannot get it. Replace `{placeholder}`"
        " by an address of yours in {files}; `--install` writes it there from the start.",
        placeholder=PLACEHOLDER,
        files=", ".join(paths),
    )
    return f"\n{said.render(language)}\n"


def _shown(folder: Path) -> Message | str:
    return tr("this folder") if folder == Path() else str(folder)


def _next(folder: Path, found: Plan, language: str) -> str:
    """The commands that come next, ready to copy."""
    steps = [
        ("cjmap validate", tr("is it sound?")),
        ("cjmap lint", tr("what is still missing?")),
        ("cjmap report", tr("the page to talk about with others")),
    ]
    width = max(len(command) for command, _ in steps)
    lines = [tr("Make {file} your own, then:", file=found.map).render(language)]
    if folder != Path():
        lines.append(f"  cd {shlex.quote(str(folder))}")
    lines += [f"  {command:<{width}}  # {why.render(language)}" for command, why in steps]
    return "\n".join(lines) + "\n"


def verbs() -> tuple[Verb, ...]:
    return (Verb(init, hint("Start a workspace: settings, a first map, checks.")),)
