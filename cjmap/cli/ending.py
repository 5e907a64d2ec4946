"""How a run ends that does not end by itself: a wrong call, a signal, a system that refuses."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from typer.core import TyperGroup

from cjmap.cli import console
from cjmap.cli.invocation import BROKEN
from cjmap.cli.parsing import put_into_words, tell_usage
from cjmap.cli.words import LANGUAGE
from cjmap.messages import DEFAULT_LANGUAGE, Message, tr
from cjmap.text.refusals import why_refused

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

# The exit code of a run that is told to stop.
STOPPED = 130
# What ends a run from outside; a terminal that is closed exists on some systems only.
_STOPPING = (signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if os.name == "posix" else ()))


class Root(TyperGroup):
    """The command itself: whatever ends a verb becomes a line for people and an exit code."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        more["standalone_mode"] = False
        code = _carry_out(lambda: super(Root, self).main(*args, **more))
        if standalone_mode:
            sys.exit(code)
        return code


def _carry_out(run: Callable[[], object]) -> int:
    """The exit code of a run."""
    from typer._click.exceptions import ClickException

    try:
        code = run()
    except ClickException as error:
        console.complain(_tell_usage(error))
        return error.exit_code
    except console.OutputGone:
        return BROKEN
    except console.OutputError as error:
        _say(tr("Standard output cannot be written: {reason}.", reason=error.reason))
        return BROKEN
    except OSError as error:
        if error.errno == errno.EPIPE:
            console.abandon_output()
        else:
            _say(_explain(error))
        return BROKEN
    return code if isinstance(code, int) else 0


def end_by(error: Exception) -> int:
    """The exit code of a run that an error ends, which is said."""

    def fail() -> NoReturn:
        raise error

    return _carry_out(fail)


def _tell_usage(error: ClickException) -> str:
    """What the parser of arguments says, in the language that was asked for."""
    told = put_into_words(error.format_message())
    if told is None or LANGUAGE == DEFAULT_LANGUAGE:
        shown = io.StringIO()
        error.show(shown)
        return shown.getvalue()
    context = getattr(error, "ctx", None)
    head: tuple[Message, ...] = ()
    if context is not None:
        usage = context.command.get_usage(context).partition(" ")[2]
        head = tell_usage(usage, context.command_path)
    said = " ".join(message.render(LANGUAGE) for message in told)
    lines = [
        *(message.render(LANGUAGE) for message in head),
        f"{tr('error').render(LANGUAGE)}: {said}",
    ]
    return "\n".join(lines) + "\n"


def _say(message: Message) -> None:
    console.say(f"{tr('error').render(LANGUAGE)}: {message.render(LANGUAGE)}")


def _explain(error: OSError) -> Message:
    """Why the system refused, where no verb foresaw that it would."""
    reason = why_refused(error)
    try:
        Path.cwd()
    except OSError:
        return tr("The current folder is no longer there.")
    if error.filename is None:
        return tr("Standard output cannot be written: {reason}.", reason=reason)
    return tr("{file}: {reason}.", file=os.fsdecode(error.filename), reason=reason)


@contextmanager
def guarded() -> Iterator[None]:
    """Around the whole run: signals end it in order, and a defect is a line with a code.

    A run that is told to stop cleans up what it has begun; before and after it nothing has, so
    that the system's own way to end a process serves, which says nothing.
    """
    before = {number: signal.getsignal(number) for number in _STOPPING}
    try:
        try:
            for number, handler in before.items():
                # What whoever started us wants ignored stays so.
                if handler in (signal.SIG_DFL, signal.default_int_handler):
                    signal.signal(number, _stop)
            yield
        except Exception as error:
            # Nobody who checks a map should have to read a traceback.
            if os.environ.get("CJMAP_DEBUG"):
                raise
            _say(
                tr(
                    "cjmap failed: {error}. This is a defect of cjmap; please report it with what "
                    "CJMAP_DEBUG=1 shows.",
                    error=f"{type(error).__name__}: {error}",
                )
            )
            sys.exit(BROKEN)
        finally:
            _handle(before)
    except KeyboardInterrupt:
        # Told to stop before the command had begun, or when it had ended.
        _handle(before)
        sys.exit(STOPPED)


def _handle(handlers: Mapping[signal.Signals, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
