"""One call of the command line: its global options, and what every verb does with them."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from cjmap.cli.options import STDIN, Inputs, Printing
from cjmap.messages import Message, tr

if TYPE_CHECKING:
    from cjmap.check import Session
    from cjmap.findings import Outcome
    from cjmap.project import Project
    from cjmap.reporters import RuleInfo

# Exit codes: findings, and a command that could not be carried out.
FOUND = 1
BROKEN = 2


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
        label = tr("error").render(self.language)
        typer.echo(f"{label}: {message.render(self.language)}", err=True)
        raise typer.Exit(code)

    def note(self, message: Message) -> None:
        """A word on standard error for people, unless they want quiet."""
        if not self.quiet:
            typer.echo(message.render(self.language), err=True)

    @property
    def colored(self) -> bool:
        """Whether standard output is to be coloured (NO_COLOR and FORCE_COLOR count)."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """The terminal's width in cells; None where standard output is none."""
        if not sys.stdout.isatty():
            return None
        import shutil

        return shutil.get_terminal_size().columns

    # -- files ----------------------------------------------------------------------------

    def project(self) -> Project:
        """The files of this call, by the settings that `--config` or `--no-config` asks for."""
        from cjmap.project import Project

        here = Path.cwd()
        if self.no_config:
            return Project.without_settings(here)
        if self.config is None:
            return Project()
        if not self.config.is_file():
            self.fail(tr("There is no settings file {file}.", file=str(self.config)))
        return Project.governed_by(self.config.absolute(), here)

    def expand(self, project: Project, inputs: Inputs) -> tuple[Path, ...]:
        """The files that the arguments of this call name, but for standard input."""
        from cjmap.findings.usage import UsageError

        if inputs.piped and not inputs.named:
            return ()
        try:
            return project.expand(inputs.named, Path.cwd())
        except UsageError as error:
            self.fail(error.message)

    def session(self, inputs: Inputs) -> tuple[Session, tuple[Path, ...]]:
        """The session for this call and the files that its arguments name.

        What is piped in lies over the file that it is called.
        """
        from cjmap.check import Session

        project = self.project()
        files = self.expand(project, inputs)
        if inputs.piped:
            file = Path(os.path.normpath(Path.cwd() / (inputs.stdin_filename or STDIN)))
            project.overlay(file, sys.stdin.buffer.read())
            files = (*files, file)
        return Session(project, today=self.today), files

    # -- results --------------------------------------------------------------------------

    def show(
        self,
        outcome: Outcome,
        printing: Printing,
        *,
        rules: Iterable[RuleInfo],
        notes: bool = True,
    ) -> None:
        """Writes what a run found; nothing for people who want quiet and have no findings."""
        from cjmap.reporters import report

        if self.quiet and not outcome.findings and printing.output is None:
            return
        text = report(
            outcome,
            printing.format.value,
            language=self.language,
            notes=notes,
            rules=rules,
            color=self.colored and printing.output is None,
            width=self.width if printing.output is None else None,
        )
        self.emit(text, printing.output)

    def emit(self, text: str, output: Path | None = None) -> None:
        """Writes a result to a file, whole or not at all, or to standard output."""
        if output is None:
            # Typer would strip colours that were asked for when nobody seems to look.
            typer.echo(text, nl=False, color=self.colored)
            return
        self.write(output, text.encode("utf-8"))

    def write(self, file: Path, data: bytes) -> None:
        """Writes a file so that readers see the old or the new one, never half of it."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                mask = os.umask(0)
                os.umask(mask)
                Path(name).chmod(file.stat().st_mode & 0o7777 if file.exists() else 0o666 & ~mask)
                Path(name).replace(file)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            self.fail(
                tr(
                    "{file} cannot be written: {reason}.",
                    file=str(file),
                    reason=error.strerror or str(error),
                )
            )

    def complain(self, outcome: Outcome, output_format: str = "text") -> None:
        """Prints findings on standard error, if there are any."""
        from cjmap.reporters import report

        if outcome.findings:
            text = report(outcome, output_format, language=self.language)
            typer.echo(text, nl=False, err=True)

    def progress(self, verb: Message) -> Callable[[int, int], None]:
        """A counter on standard error for work that takes over a second, on a terminal only."""
        started = time.monotonic()
        silent = self.quiet or not sys.stderr.isatty()
        said = verb.render(self.language)

        def show(done: int, total: int) -> None:
            if silent or time.monotonic() - started < 1:
                return
            sys.stderr.write(f"\r{said} {done}/{total}" if done < total else "\r\x1b[K")
            sys.stderr.flush()

        return show


def leave(outcome: Outcome, *, found: bool) -> None:
    """Ends the command where the run is broken, or where it found what it was to find."""
    from cjmap.check import is_broken_run

    if is_broken_run(outcome):
        raise typer.Exit(BROKEN)
    if found:
        raise typer.Exit(FOUND)
