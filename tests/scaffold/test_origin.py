"""What CI is told to install: what this cjmap was installed from, where CI can get that."""

from __future__ import annotations

import importlib.metadata
import json
import shlex
from typing import Any

import pytest
import yaml

from cjmap import __version__
from cjmap.scaffold import HOOKS, WORKFLOW, Template, origin, plan

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"url": "https://git.example.org/ux/cjmap", "vcs_info": GIT},
            f"cjmap @ git+https://git.example.org/ux/cjmap@{COMMIT}",
        ),
        (
            {"url": "ssh://git@git.example.org/cjmap", "vcs_info": GIT, "subdirectory": "tools"},
            f"cjmap @ git+ssh://git@git.example.org/cjmap@{COMMIT}#subdirectory=tools",
        ),
        (
            {"url": "https://example.org/cjmap-0.1.0-py3-none-any.whl", "archive_info": {}},
            "cjmap @ https://example.org/cjmap-0.1.0-py3-none-any.whl",
        ),
        ({"url": "file:///home/ana/cjmap", "dir_info": {"editable": True}}, origin.PLACEHOLDER),
        ({"url": "file:///home/ana/cjmap", "vcs_info": GIT}, origin.PLACEHOLDER),
        ({"url": "file:///home/ana/cjmap.whl", "archive_info": {}}, origin.PLACEHOLDER),
    ],
)
def test_a_record_of_the_installer_becomes_a_requirement(
    record: dict[str, Any], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(record)

    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed())
    assert origin.requirement() == expected


def test_what_was_looked_up_by_name_is_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, name: str) -> None:
            return None

    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed())
    assert origin.requirement() == f"cjmap~={__version__}"


def test_a_copy_that_was_never_installed_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    assert origin.requirement() == origin.PLACEHOLDER


@pytest.mark.parametrize(
    "install",
    [
        *(origin.RELEASED, origin.PLACEHOLDER, "vendor/cjmap-0.1.0-py3-none-any.whl"),
        *("cjmap @ git+https://example.org/a?b=$(c)#subdirectory=d", "cjmap: it's #1", 'a"b\\c'),
    ],
)
def test_ci_hands_pip_the_very_requirement(install: str) -> None:
    texts = {file.path: file.text for file in plan(Template.BLANK, install=install).files}
    step = yaml.safe_load(texts[WORKFLOW])["jobs"]["cjmap"]["steps"][2]
    assert shlex.split(step["run"]) == ["python", "-m", "pip", "install", install]
    hook = yaml.safe_load(texts[HOOKS])["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [install]
