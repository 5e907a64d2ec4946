"""Work that is shared among processes is done to its end, whoever ends one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os
import signal
from cjmap.check.sharing import share

OWN = os.getpid()


def work(batch):
    if batch == {last} and os.getpid() != OWN:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def remake():
    return work


if __name__ == "__main__":
    batches = list(range(2000))
    for _ in range(4):
        assert list(share(work, remake, batches, 2)) == batches
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed there")
@pytest.mark.parametrize("last", [0, 3, 1990])
def test_a_process_that_is_killed_takes_no_batch_along(tmp_path: Path, last: int) -> None:
    """While batches are given out, and when most of them are done."""
    script = tmp_path / "killed.py"
    script.write_text(SCRIPT.format(last=last), "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    # A thread that stumbles says so here, and nowhere else.
    assert (done.returncode, done.stderr) == (0, "")
