"""How a run ends that does not end by itself: a wrong call, a signal, a system that refuses."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NoReturn

from cjmap.cli import console
from cjmap.cli.invocation import BROKEN, Leave
from cjmap.cli.words import LANGUAGE
from cjmap.messages import Message, tr
from cjmap.messages.secrets import veil
from cjmap.stopping import STOPPED, STOPPING
from cjmap.text.refusals import is_folder_gone, why_refused


def carry_out(run: Callable[[], object]) -> int:
    """The exit code of a run, whose end is said where it is not the one that it was to have."""
    try:
        code = run()
    except Leave as ended:
        return ended.code
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

    return carry_out(fail)


def _say(message: Message) -> None:
    console.say(f"{tr('error').render(LANGUAGE)}: {message.render(LANGUAGE)}")


def _explain(error: OSError) -> Message:
    """Why the system refused, where no verb foresaw that it would."""
    if is_folder_gone():
        return tr("The current folder is no longer there.")
    reason = why_refused(error)
    if error.filename is None:
        return tr("Standard output cannot be written: {reason}.", reason=reason)
    return tr("{file}: {reason}.", file=os.fsdecode(error.filename), reason=reason)


def run_alone(run: Callable[[], object]) -> None:
    """The process around a command: its streams, its signals, and no traceback for anybody."""
    console.prepare()
    _leave_plugins_out()
    with guarded():
        run()


def _leave_plugins_out() -> None:
    """Keeps plugins of other packages out of a map's validation: they have no business there.

    What looks for them would import a reader of packages and of mail, for as long as a map takes
    to be read; a stand-in that finds none takes its place. Should it be called otherwise one day,
    the variable still tells it to find nothing.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    finder = ModuleType("pydantic.plugin._loader")
    vars(finder)["get_plugins"] = tuple
    sys.modules.setdefault(finder.__name__, finder)


@contextmanager
def guarded() -> Iterator[None]:
    """Around the whole run: signals end it in order, and a defect is a line with a code.

    A run that is told to stop cleans up what it has begun; before and after it there is nothing to,
    and whatever was to happen before happens again.
    """
    before = {number: signal.getsignal(number) for number in STOPPING}
    unraisable = sys.unraisablehook
    told_to_stop = False

    def stop(number: int, frame: object) -> NoReturn:
        nonlocal told_to_stop
        told_to_stop = True
        _end_helpers()
        raise KeyboardInterrupt

    def stop_next(frame: object, event: str, argument: object) -> NoReturn:
        sys.settrace(None)
        raise KeyboardInterrupt

    def stop_later(swallowed: sys.UnraisableHookArgs) -> None:
        # Finalizers and callbacks of weak references let nothing through: the run would go on.
        if told_to_stop and issubclass(swallowed.exc_type, KeyboardInterrupt):
            sys.settrace(stop_next)
        else:
            unraisable(swallowed)

    try:
        try:
            for number, handler in before.items():
                # What whoever started us wants ignored stays so.
                if handler not in (signal.SIG_IGN, None):
                    signal.signal(number, stop)
            sys.unraisablehook = stop_later
            yield
        except MemoryError:
            _say(tr("The machine has too little memory for this."))
            sys.exit(BROKEN)
        except Exception as error:
            # Python itself makes an error of a signal that comes while it puts a class together.
            if told_to_stop:
                raise KeyboardInterrupt from error
            # Nobody who checks a map should have to read a traceback.
            if os.environ.get("CJMAP_DEBUG"):
                import traceback

                console.complain(veil("".join(traceback.format_exception(error))))
                sys.exit(1)
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
            sys.unraisablehook = unraisable
    except KeyboardInterrupt:
        # Told to stop before the command had begun, or when it had ended.
        _handle(before)
        sys.unraisablehook = unraisable
        sys.exit(STOPPED)


def _end_helpers() -> None:
    """Ends the processes that work for this one: what they would bring is no longer waited for.

    What one of them is writing it finishes, since signals wait for that.
    """
    multiprocessing = sys.modules.get("multiprocessing")
    if multiprocessing is not None:
        for process in multiprocessing.active_children():
            process.terminate()


def _handle(handlers: Mapping[signal.Signals, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
