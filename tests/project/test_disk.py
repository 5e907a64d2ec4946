"""What the disk remembers of what was read."""

from __future__ import annotations

from pathlib import Path

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
