"""Calls of cjmap whose standard output is what nobody wants: full, closed, or with no reader.

`python streaming.py KIND` reads calls, a list of lists of words, as JSON from standard input, and
writes a list of exit codes and of what was said on standard error. Each call has a process of its
own, which has all modules already.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib import import_module

from cjmap.__main__ import main


def turn(kind: str) -> None:
    """Standard output becomes what a shell makes of `> /dev/full`, `>&-`, and `| true`."""
    if kind == "closed":
        os.close(1)
        sys.stdout = None
    elif kind == "full":
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
    else:
        reading, writing = os.pipe()
        os.close(reading)
        os.dup2(writing, 1)


def call(words: list[str], kind: str) -> tuple[int, str]:
    """The exit code of a call, and what it says."""
    with tempfile.TemporaryFile() as said:
        process = os.fork()
        if not process:
            os.dup2(said.fileno(), 2)
            turn(kind)
            # To be ended as a process of its own is: with what Python itself would say at its end.
            sys.argv = ["cjmap", *words]
            main()
            sys.exit()
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        said.seek(0)
        return code, said.read().decode()


if __name__ == "__main__":
    calls = json.load(sys.stdin)
    for name in (
        "cjmap.cli.app",
        "cjmap.api",
        "cjmap.board",
        "cjmap.measure.running",
        "jinja2",
        "rich",
    ):
        import_module(name)
    told = [call(words, sys.argv[1]) for words in calls]
    sys.stdout.write(json.dumps(told))
