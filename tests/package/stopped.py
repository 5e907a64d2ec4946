"""A run of cjmap that is told to stop right before a deed of its that is counted off.

`python stopped.py LOG NUMBER AT ARGUMENT…` gives itself the signal NUMBER before deed AT (never at
0), whichever of its processes does that; a byte for each deed goes to LOG. Deeds are files of the
working folder that are opened, written or renamed, folders that are made, programs and processes
that are begun, and the end of the run. Python tells a process of its own (PEP 578), so that nothing
hangs on how long a run takes.
"""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path

LOG = os.open(sys.argv[1], os.O_RDWR | os.O_APPEND | os.O_CREAT)
NUMBER, AT, RUN, HERE = int(sys.argv[2]), int(sys.argv[3]), os.getpid(), str(Path.cwd())
DEEDS = {"os.chmod", "os.fork", "os.mkdir", "os.remove", "os.rename", "subprocess.Popen"}


def tell(event: str, arguments: tuple[object, ...]) -> None:
    if event in DEEDS or (event == "open" and is_of_the_folder(arguments[0])):
        count()


def is_of_the_folder(name: object) -> bool:
    return isinstance(name, str | os.PathLike) and str(Path.cwd() / name).startswith(HERE)


def count() -> None:
    os.write(LOG, b".")
    if os.fstat(LOG).st_size == AT:
        os.kill(RUN, NUMBER)


if __name__ == "__main__":
    sys.argv = ["cjmap", *sys.argv[4:]]
    from cjmap.__main__ import main

    sys.addaudithook(tell)
    # Called before what the command itself has registered, and after it.
    atexit.register(count)
    try:
        main()
    finally:
        atexit.register(count)
        count()
