"""`cjmap`, and `python -m cjmap`: the way in, which imports nothing before it is safe to be stopped."""

from __future__ import annotations

import atexit
import gc
import sys

from cjmap.stopping import come_too_late, end_at_once


def main() -> None:
    """The entry point. Ctrl-C ends it without a word, also while modules are imported."""
    end_at_once()
    # What is registered first is called last, when no other thread is waited for.
    atexit.register(come_too_late)
    # A command keeps what it reads and then ends; the collector of cycles would walk all of it again
    # and again, for a third of the time of a run over many maps, and once more when it ends.
    gc.disable()
    atexit.register(gc.freeze)
    # Most calls in CI find nothing: they are answered before the verbs are imported.
    from cjmap.cli.quick import answer

    if not answer(sys.argv[1:]):
        from cjmap.cli.ending import run_alone

        run_alone(_run)


def _run() -> None:
    """Carries out a call; Typer is asked to read those alone that are not in plain words."""
    from cjmap.cli.calling import read
    from cjmap.cli.ending import carry_out

    call = read(sys.argv[1:])
    if call is not None:
        sys.exit(carry_out(call))
    from cjmap.cli.app import app

    app()


if __name__ == "__main__":
    main()
