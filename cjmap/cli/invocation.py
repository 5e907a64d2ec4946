"""One call of the command line: its global options, and what every verb does with them."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from cjmap.cli import console
from cjmap.cli.options import (
    STDIN,
    Caching,
    Inputs,
    OutputFormat,
    Printing,
    formats_in,
    in_github_actions,
)
from cjmap.draw.characters import encodable, settle
from cjmap.messages import Message, join, ntr, shorten, tr
from cjmap.records import dataclass, replace
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.check.store import Store
    from cjmap.findings import Outcome
    from cjmap.project import Project
    from cjmap.reporters.request import RuleInfo

# Exit codes: findings, and a command that could not be carried out.
FOUND = 1
BROKEN = 2
_MARK = "\ufeff"
# How many files of a kind are named.
SHOWN = 3


Form = TypeVar("Form", bound=StrEnum)


class Leave(Exception):
    """The command ends here, with an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options. `color` is auto, always or never; `config` a settings file."""

    language: str
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    config: Path | None = None
    no_config: bool = False
    today: datetime.date = datetime.date.min

    # -- words ----------------------------------------------------------------------------

    def fail(self, message: Message, code: int = BROKEN) -> NoReturn:
        """Says on standard error why the command cannot be carried out, and ends it."""
        self.conclude(message)
        raise Leave(code)

    def note(self, message: Message) -> None:
        """A word on standard error for people, unless they want quiet."""
        if not self.quiet:
            self.warn(message)

    def warn(self, message: Message) -> None:
        """A word on standard error that no wish for quiet holds back."""
        console.say(message.render(self.language))

    @property
    def colored(self) -> bool:
        """Whether standard output is to be coloured (by `wants_colour` where it is left open)."""
        if self.color != "auto":
            return self.color == "always"
        return console.wants_colour()

    @property
    def width(self) -> int | None:
        """The terminal's width in cells; None where standard output is none."""
        if not console.is_terminal():
            return None
        import shutil

        return shutil.get_terminal_size().columns

    # -- files ----------------------------------------------------------------------------

    def project(self) -> Project:
        """The files of this call, by the settings that `--config` or `--no-config` asks for."""
        from cjmap.project import Project
        from cjmap.project.disk import is_file

        here = Path.cwd()
        if self.no_config:
            return Project.without_settings(here)
        if self.config is None:
            return Project()
        if not is_file(self.config):
            self.refuse_unread(self.config, str(self.config))
            self.fail(tr("There is no settings file {file}.", file=str(self.config)))
        return Project.governed_by(Path(os.path.abspath(self.config)))  # noqa: PTH100 - no link is followed

    def refuse_unread(self, path: Path, name: str) -> None:
        """Ends the command where something stands at a path, called `name`, and cannot be read."""
        from cjmap.findings.usage import UsageError
        from cjmap.project.disk import refuse_unread

        try:
            refuse_unread(path, name)
        except UsageError as error:
            self.fail(error.message)

    def expand(self, project: Project, inputs: Inputs) -> tuple[Path, ...]:
        """The files that the arguments of this call name, but for standard input.

        Ends the command where one of them names none.
        """
        from cjmap.findings.usage import UsageError

        try:
            return self.look_up(project, inputs)
        except UsageError as error:
            self.fail(error.message)

    def look_up(self, project: Project, inputs: Inputs) -> tuple[Path, ...]:
        """As `expand`.

        Raises:
            NoMapBelow: a folder without a map.
            UsageError: another argument that matches nothing.
        """
        try:
            alone = inputs.piped and not inputs.named
            return () if alone else project.expand(inputs.named, Path.cwd())
        finally:
            self._tell_unread_folders(project)
            self._tell_left_out(project)

    def _tell_unread_folders(self, project: Project) -> None:
        """Names folders that may not be looked into, and why."""
        unread = project.unread
        for folder, reason in [*unread.items()][:SHOWN]:
            self.note(tr("{folder} is left out: {reason}.", folder=_shown(folder), reason=reason))
        if len(unread) > SHOWN:
            more = len(unread) - SHOWN
            self.note(ntr("So is {n} more folder.", "So are {n} more folders.", more))

    def _tell_left_out(self, project: Project) -> None:
        """Names the paths that were asked for and stay out all the same."""
        left_out = project.left_out
        for path, reason in [*left_out.items()][:SHOWN]:
            self.note(tr("{file} stays out: {reason}.", file=_shown(path), reason=reason))
        if len(left_out) > SHOWN:
            more = len(left_out) - SHOWN
            self.note(ntr("So does {n} more.", "So do {n} more.", more))

    def refuse_without_maps(self, files: Iterable[Path]) -> NoReturn:
        """Says why nothing can be drawn of files, and ends the command."""
        if any(True for _ in files):
            self.fail(tr("There is no map among these files, only libraries."))
        self.fail(tr("There is nothing to draw: all that was named stays out."))

    def session(self, inputs: Inputs) -> tuple[Session, tuple[Path, ...]]:
        """The session for this call and the files that its arguments name, as `gather` does."""
        from cjmap.check import Session

        project, files = self.gather(inputs)
        return Session(project, today=self.today), files

    def gather(self, inputs: Inputs) -> tuple[Project, tuple[Path, ...]]:
        """The project of this call and the files that its arguments name.

        What is piped in lies over the file that it is called, and is one of them unless that
        one stays out.
        """
        project = self.project()
        piped = self.piped(inputs)
        named = inputs.stdin_filename is not None
        stays_out = piped is not None and named and project.leaves_out(piped)
        files = self.expand(project, inputs)
        if piped is not None:
            most = project.workspace(piped).settings.limits.file_size
            project.overlay(piped, self.read_piped(most))
        return project, files if piped is None or stays_out else (*files, piped)

    @staticmethod
    def piped(inputs: Inputs) -> Path | None:
        """The file that standard input is called, where it is one of the arguments."""
        if not inputs.piped:
            return None
        return Path(os.path.normpath(Path.cwd() / (inputs.stdin_filename or STDIN)))

    def store(self, caching: Caching) -> Store | None:
        """What earlier runs know of maps; None where nobody is to ask, or where it cannot be had."""
        # Whoever looks for a defect of cjmap wants every rule to run.
        if caching.no_cache or os.environ.get("CJMAP_DEBUG"):
            return None
        from cjmap.check.store import open_store

        return open_store()

    def tell_unread(self, project: Project, files: Iterable[Path]) -> None:
        """Names what looks like a map and is not read, and what of the settings meets nothing."""
        from cjmap.project.strays import map_name
        from cjmap.project.workspace import YAML_SUFFIXES

        homes = {home.folder: home for home in map(project.workspace, files) if home.suits}
        for home in homes.values():
            for setting, pattern in project.idle(home):
                self.note(
                    tr(
                        "{file}: `{pattern}` in `{setting}` meets nothing.",
                        file=home.config.file if home.config else "",
                        pattern=shorten(pattern),
                        setting=setting,
                    )
                )
        strays = project.strays if homes else ()
        for file in strays[:SHOWN]:
            told = {"file": _shown(file), "name": map_name(file)}
            self.note(
                tr(
                    "{file} looks like a map and is not read: name it {name}, or its folder in `maps` of cjmap.toml.",
                    **told,
                )
                if file.suffix in YAML_SUFFIXES
                else tr("{file} looks like a map and is not read: name it {name}.", **told)
            )
        if len(strays) > SHOWN:
            more = len(strays) - SHOWN
            self.note(ntr("So does {n} more file.", "So do {n} more files.", more))

    # -- results --------------------------------------------------------------------------

    def choose_format(self, asked: Form | None, output: Path | None, default: Form) -> Form:
        """The format of a result: the one asked for, else the one that its file's suffix says.

        Ends the command where the suffix says one that there is not; where it says another than
        the one asked for, that is told.
        """
        said = formats_in(output)
        known = type(default)
        if asked is not None:
            if said and asked not in said:
                self.tell_suffix_is_wrong(output, asked)
            return asked
        if not said:
            return default
        if said[0] not in list(known):
            self.fail(
                tr(
                    "There is no format `{format}`. There are: {known}.",
                    format=said[0],
                    known=join(list(known)),
                )
            )
        return known(said[0])

    def tell_suffix_is_wrong(self, output: Path | None, form: str) -> None:
        """Says that a file holds the format that was asked for, though its suffix says another."""
        self.note(
            tr(
                "{file} holds {format}, as was asked for, whatever its suffix says.",
                file=str(output),
                format=form,
            )
        )

    def settle(self, printing: Printing) -> Printing:
        """How findings are printed, with their format; see `choose_format`."""
        default = OutputFormat.GITHUB if in_github_actions() else OutputFormat.TEXT
        chosen = self.choose_format(printing.output_format, printing.output, default)
        return replace(printing, output_format=chosen)

    def show(
        self,
        outcome: Outcome,
        printing: Printing,
        *,
        rules: Callable[[], Iterable[RuleInfo]],
        notes: bool = True,
    ) -> None:
        """Writes what a run found; nothing for people who want quiet and have no findings.

        `rules` are those that ran, which one format describes.
        """
        from cjmap.reporters import write
        from cjmap.reporters.request import Request

        if self.quiet and not outcome.findings and printing.output is None:
            return
        request = Request(
            outcome,
            self.language,
            notes,
            tuple(rules()) if printing.format is OutputFormat.SARIF else (),
            self.colored and printing.output is None,
            self.width if printing.output is None else None,
            _folder_in_checkout(),
            _folder_in_repository(),
        )
        commands = printing.format is OutputFormat.GITHUB
        pieces = write(request, printing.format.value)
        if printing.output is not None:
            self.emit("".join(pieces), printing.output, commands=commands)
            return
        for portion in console.portions(pieces):
            self.emit(portion, commands=commands)

    def emit(
        self,
        text: str,
        output: Path | None = None,
        *,
        commands: bool = False,
        table: bool = False,
    ) -> None:
        """Writes a result to a file, whole or not at all, or to standard output.

        `commands`: lines of it are meant as commands of a CI service. `table`: spreadsheets open
        the file, which take it for Latin-1 unless it begins with a byte order mark.
        """
        if output is not None:
            self.save_result(output, (_MARK if table else "") + settle(text, commands=commands))
            return
        console.put(text, color=self.colored, commands=commands)

    def read_piped(self, most: int) -> bytes:
        """Standard input; ends the command where it is longer than a file may be.

        A part of it is handed to nobody: what is handed back to an editor takes its text's place.
        """
        try:
            # One byte more shows that there are too many.
            data = console.take_in(most + 1)
        except OSError as error:
            reason = why_refused(error)
            self.fail(tr("Standard input cannot be read: {reason}.", reason=reason))
        if len(data) > most:
            self.fail(tr("Standard input has more than {n} bytes.", n=most))
        return data

    def save_result(self, file: Path, text: str) -> None:
        """Writes what a command found or drew; ends the command where it cannot be written."""
        from cjmap.cli.writing import try_to_write_result

        refused = try_to_write_result(file, encodable(text).encode("utf-8"))
        if refused is not None:
            self.fail(refused)

    def save(self, file: Path, text: str) -> None:
        """Writes a file in UTF-8, with � for what that cannot hold, such as bytes of file names."""
        self.write(file, encodable(text).encode("utf-8"))

    def write(self, file: Path, data: bytes) -> None:
        """Writes a file; ends the command where it cannot be written."""
        from cjmap.cli.writing import try_to_write

        refused = try_to_write(file, data)
        if refused is not None:
            self.fail(refused)

    def rewrite(self, project: Project, file: Path, name: str, before: bytes, after: bytes) -> None:
        """Writes a file anew as `try_to_rewrite` does; ends the command where it cannot be."""
        refused = self.try_to_rewrite(project, file, name, before, after)
        if refused is not None:
            self.fail(refused)

    def try_to_rewrite(
        self, project: Project, file: Path, name: str, before: bytes, after: bytes
    ) -> Message | None:
        """Writes a file anew; says what keeps it from being written.

        Where it is no longer what it was when it was read, it stays, unless by another name it
        has been written already.
        """
        from cjmap.cli.writing import try_to_write

        try:
            now = project.saved(file)
        except OSError as error:
            return tr("{file} cannot be read: {reason}.", file=name, reason=why_refused(error))
        if now == after:
            return None
        if now != before:
            return tr("{file} changed meanwhile; it stays as it is.", file=name)
        return try_to_write(file, after)

    def complain(self, outcome: Outcome) -> None:
        """Shows findings on standard error, if there are any: annotations inside GitHub Actions."""
        from cjmap.reporters import report

        if outcome.findings:
            commands = in_github_actions()
            text = report(
                outcome,
                OutputFormat.GITHUB if commands else OutputFormat.TEXT,
                language=self.language,
                folder=_folder_in_checkout(),
            )
            console.complain(text, commands=commands)

    def complain_of(self, file: str, message: Message) -> None:
        """Says on standard error what is wrong with a file as a whole; `complain` says how."""
        if not in_github_actions():
            self.warn(tr("{file}: {note}", file=file, note=message))
            return
        from cjmap.reporters.github import annotate
        from cjmap.reporters.request import from_root

        text = tr("{file}: {note}", file=file, note=message).render(self.language)
        console.complain(annotate(from_root(_folder_in_checkout(), file), text), commands=True)

    def conclude(self, message: Message) -> None:
        """The last line, which says why the command fails where much else was printed."""
        label = tr("error").render(self.language)
        console.say(f"{label}: {message.render(self.language)}")

    def progress(self, verb: Message) -> Callable[[int, int], None]:
        """A counter on standard error for work that takes over a second, on a terminal only."""
        started = time.monotonic()
        silent = self.quiet or not console.is_watched()
        said = verb.render(self.language)

        def show(done: int, total: int) -> None:
            if silent or time.monotonic() - started < 1:
                return
            console.count(f"{said} {done}/{total}" if done < total else "")

        return show


def _shown(folder: Path) -> str:
    """A folder as people write it from here, shortened where no screen would hold it."""
    return shorten(os.path.relpath(folder), 200)


# Where CI services check the repository out.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def _folder_in_repository() -> str:
    """The current folder from the root of the git repository that it is in; else nothing.

    What a CI service has checked out may come without its history.
    """
    from cjmap.project.governing import git_root

    here = Path.cwd()
    root = git_root(here)
    return _folder_in_checkout() if root is None else here.relative_to(root).as_posix()


def _folder_in_checkout() -> str:
    """The current folder from the root of what a CI service has checked out; else nothing."""
    here = os.path.realpath(Path.cwd())
    for name in _CHECKOUTS:
        root = os.environ.get(name)
        if root and Path(here).is_relative_to(os.path.realpath(root)):
            return Path(os.path.relpath(here, os.path.realpath(root))).as_posix()
    return ""


def count_undrawn(number: int, total: int) -> Message:
    """How many of the maps of a run have no picture or page."""
    return ntr(
        "{n} of {total} maps could not be drawn.",
        "{n} of {total} maps could not be drawn.",
        number,
        total=total,
    )


def leave(outcome: Outcome, *, found: bool) -> None:
    """Ends the command where the run is broken, or where it found what it was to find."""
    if outcome.findings:
        from cjmap.check import is_broken_run

        if is_broken_run(outcome):
            raise Leave(BROKEN)
    if found:
        raise Leave(FOUND)
