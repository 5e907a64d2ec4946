"""The program that lays out graphs: finding `dot`, running it, and saying why it failed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cjmap.draw.escape import printable
from cjmap.messages import Message, tr
from cjmap.project.disk import exists
from cjmap.project.programs import SUFFIX, is_program, search
from cjmap.records import dataclass

TIME_LIMIT: Final = 60.0
"""Seconds that an engine may take for one picture."""

VARIABLE: Final = "CJMAP_DOT"
AUTO, EMBEDDED, SYSTEM = "auto", "embedded", "system"
_WORDS: Final = (AUTO, EMBEDDED, SYSTEM)
_EMBEDDED_NAME: Final = "graphviz-pure"
_SYSTEM_NAME: Final = "dot"
_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)
# How much of what an engine says is passed on.
_LINES, _CHARACTERS = 3, 400


class EngineError(Exception):
    """No picture came of it; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that understands `-Kdot -Tsvg` and reads DOT from standard input.

    `origin`: `given` (by option or environment), `embedded` or `system`.
    """

    program: Path
    origin: str


def find_engine(
    given: str | None = None,
    setting: str = AUTO,
    environment: Mapping[str, str] | None = None,
) -> Engine:
    """The engine to use.

    `given` comes from the command line: a program, or one of auto, embedded, system. Without it
    the variable CJMAP_DOT decides in the same way, and without that `setting`, which comes from a
    file of the workspace and is therefore one of the three words only. `auto` takes the embedded
    engine, else a `dot` on the PATH. The current folder is never searched.

    Raises EngineError where there is none; ValueError for another `setting`.
    """
    if setting not in _WORDS:
        raise ValueError(setting)
    values = os.environ if environment is None else environment
    wanted = (values.get(VARIABLE) or setting) if given is None else given
    if wanted not in _WORDS:
        return Engine(_find_given(wanted, values), "given")
    if wanted in (AUTO, EMBEDDED):
        for place in _embedded_places():
            if is_program(place):
                return Engine(place, "embedded")
    if wanted in (AUTO, SYSTEM):
        system = search(_SYSTEM_NAME, values)
        if system is not None:
            return Engine(system, "system")
    raise EngineError(_say_missing(wanted))


def find_other(engine: Engine, environment: Mapping[str, str] | None = None) -> Engine | None:
    """The engine to try where the embedded one failed; None where there is no other, or it was not
    the embedded one: what somebody chose is not changed.
    """
    values = os.environ if environment is None else environment
    if engine.origin != "embedded":
        return None
    system = search(_SYSTEM_NAME, values)
    return None if system is None else Engine(system, "system")


def _say_missing(wanted: str) -> Message:
    if wanted == EMBEDDED:
        return tr(
            "The embedded engine is not installed: `pip install graphviz-pure`, or `--engine system`."
        )
    if wanted == SYSTEM:
        return tr("There is no `dot` on the PATH: install Graphviz, or take `--engine embedded`.")
    return tr(
        "This picture needs Graphviz, and there is none: `pip install graphviz-pure`, or install "
        "Graphviz (https://graphviz.org/download/), or name its program with `--engine PATH` or "
        "in CJMAP_DOT. `-f dot` needs no engine."
    )


def _find_given(wanted: str, environment: Mapping[str, str]) -> Path:
    """The program of a path, or of a name without folder on the PATH."""
    program = Path(wanted)
    found = (
        search(wanted, environment)
        if program.name == wanted and not exists(program)
        else program.absolute()
    )
    if found is None or not is_program(found):
        raise EngineError(
            tr("The engine `{program}` is no program that can be run.", program=printable(wanted))
        )
    return found


def _embedded_places() -> Iterator[Path]:
    """Where the wheel's program may be, the quickest to find first."""
    name = _EMBEDDED_NAME + SUFFIX
    if sys.executable:
        yield Path(sys.executable).parent / name
    import sysconfig

    yield Path(sysconfig.get_path("scripts")) / name
    yield Path(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))) / name
    # An installation somewhere else (`--target`, `--prefix`) is known to its record only.
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files(_EMBEDDED_NAME) or ()
    except PackageNotFoundError:
        return
    for file in listed:
        if file.name == name:
            yield Path(os.path.normpath(file.locate()))


def run_engine(
    engine: Engine, source: str, output: str = "svg", *, time_limit: float = TIME_LIMIT
) -> bytes:
    """What the engine makes of DOT `source` in the format `output`.

    Raises EngineError where it cannot be started, takes more than `time_limit` seconds, ends with
    a code other than 0 (it may have written something all the same) or writes nothing.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own choice, and no shell
            [engine.program, "-Kdot", f"-T{output}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A group of its own, so that whatever a wrapper script starts ends with it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise EngineError(
            tr(
                "The engine {program} cannot be started: {reason}.",
                program=_name(engine),
                reason=printable(error.strerror or str(error)),
            )
        ) from None
    try:
        with _ended_with_us(process):
            answer, said = process.communicate(source.encode("utf-8"), timeout=time_limit)
    except subprocess.TimeoutExpired:
        raise EngineError(
            tr(
                "The engine {program} did not finish within {seconds} seconds.",
                program=_name(engine),
                seconds=f"{time_limit:g}",
            )
        ) from None
    finally:
        _end(process)
    if process.returncode != 0:
        raise EngineError(
            tr(
                "The engine {program} failed with code {code}: {reason}",
                program=_name(engine),
                code=process.returncode,
                reason=_quote(said),
            )
        )
    if not answer.strip():
        raise EngineError(
            tr(
                "The engine {program} returned nothing: {reason}",
                program=_name(engine),
                reason=_quote(said),
            )
        )
    return answer


@contextmanager
def _ended_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Where a signal would end this process at once, it ends the engine first.

    The engine is in a group of its own, which a terminal's Ctrl-C does not reach.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        # Nobody waits for it any more: this process may be doing just that, and holds what it takes.
        if process.returncode is None:
            _kill(process)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(signal.Signals(number))

    at_once = [number for number in _STOPPING if signal.getsignal(number) is signal.SIG_DFL]
    for number in at_once:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in at_once:
            signal.signal(number, signal.SIG_DFL)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends an engine that still runs, with what it started."""
    if process.poll() is None:
        _kill(process)
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            # What was not written in time is lost with the pipe.
            with suppress(OSError):
                stream.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            process.kill()
    else:
        process.kill()


def _name(engine: Engine) -> str:
    return printable(str(engine.program))


def _quote(said: bytes) -> str:
    """The first lines of what an engine said, safe to print; a dash for nothing."""
    lines = [line.strip() for line in printable(said.decode("utf-8", "replace")).splitlines()]
    kept = " · ".join([line for line in lines if line][:_LINES])
    return kept[:_CHARACTERS] or "–"
