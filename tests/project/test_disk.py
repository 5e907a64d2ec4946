"""What the disk remembers of what was read."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from cjmap.project import disk


def test_a_file_that_was_read_is_known_by_its_other_names(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("x")
    other.hardlink_to(file)
    disk.read_bytes(file)
    assert disk.was_read(file)
    assert disk.was_read(other)


def test_a_file_that_is_gone_leaves_its_inode_to_another(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("x")
    # Where files are saved by replacing them, the next file that is written often gets the number.
    other.hardlink_to(file)
    disk.read_bytes(file)
    file.unlink()
    assert not disk.was_read(other)
    file.write_text("another")
    assert not disk.was_read(file)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has none")
def test_a_pipe_is_no_file_but_one_that_a_shell_hands_over_is_read_to_its_end(
    tmp_path: Path,
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for read in (
        disk.read_result,
        disk.read_bytes,
        lambda file: disk.read_ends(file, 9),
        lambda file: [*disk.read_pieces(file, 9)],
    ):
        with pytest.raises(OSError, match="a pipe or a device"):
            read(pipe)
    # As a shell hands over what another program says; it has begun, and takes its time.
    end, written = os.pipe()

    def write() -> None:
        time.sleep(0.2)
        os.write(written, b"x" * 1000)
        os.close(written)

    writer = threading.Thread(target=write)
    writer.start()
    assert disk.read_result(Path(f"/dev/fd/{end}")) == b"x" * 1000
    writer.join()
    os.close(end)
