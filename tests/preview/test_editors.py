"""Addresses that open a line in an editor."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from cjmap.findings.usage import UsageError
from cjmap.preview.editors import EDITORS, find_editor, lead


@pytest.mark.parametrize("name", EDITORS)
def test_every_editor_is_led_to_the_place(name: str) -> None:
    led = lead(find_editor(name.upper()), _path(PurePosixPath("/maps/my coat.yaml")), 12, 3)
    assert "/maps/my%20coat.yaml" in led
    assert "12" in led and "3" in led
    assert "{" not in led


def _path(pure: Any) -> Any:
    return pure


def test_a_name_cannot_break_out_of_the_address() -> None:
    file = _path(PurePosixPath("/maps/a&line=9#{line}?x y%2F.yaml"))
    assert lead(find_editor("idea"), file, 1, 2) == (
        "idea://open?file=/maps/a%26line%3D9%23%7Bline%7D%3Fx%20y%252F.yaml&line=1&column=2"
    )


def test_a_drive_is_a_folder() -> None:
    led = lead(find_editor("vscode"), _path(PureWindowsPath("C:\\maps\\coat.yaml")), 1, 1)
    assert led == "vscode://file/C:/maps/coat.yaml:1:1"


def test_an_address_of_ones_own_is_taken() -> None:
    own = "my-editor://open?at={file}:{line}"
    assert lead(find_editor(own), _path(PurePosixPath("/a.yaml")), 7, 1) == (
        "my-editor://open?at=/a.yaml:7"
    )


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "notepad",
        "vscode://open",
        "javascript:alert('{file}')",
        "data:text/html,{file}",
        "http://example.com/{file}",
        "https://example.com/{file}",
        "JavaScript:{file}",
        " javascript:{file}",
        "my editor://{file}",
    ],
)
def test_what_opens_no_editor_is_refused(asked: str) -> None:
    with pytest.raises(UsageError):
        find_editor(asked)
