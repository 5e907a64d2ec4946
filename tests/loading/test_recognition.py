from __future__ import annotations

import pytest

from cjmap.findings.source import Source
from cjmap.loading.recognition import find_stranger, find_unknown_version
from cjmap.text.reading import read
from cjmap.text.tree import Mapping


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("~\n", "The file is empty."),
        ("- a\n", "This is not a journey map: a list stands here."),
        ("a\n", "This is not a journey map: a text stands here."),
        ("apiVersion: 1\nkind: Pod\n", "it looks like a file for Kubernetes."),
        ("on: push\njobs: {}\n", "it looks like a file for GitHub Actions."),
        ("services: {}\n", "it looks like a file for Docker Compose."),
        ("openapi: 3.1.0\n", "it looks like a file for OpenAPI."),
        ("repos: []\n", "it looks like a file for pre-commit."),
        ("stages: [build, test]\n", "it looks like a file for GitLab CI."),
        ("stages: [build, test]\nusers: [ci]\n", "it looks like a file for GitLab CI."),
        ("apiVersion: v1\nkind: Config\nusers: []\n", "it looks like a file for Kubernetes."),
        ("stages: []\n", "it has none of `title`, `personas` and `cjmap`."),
        ("stages:\n  - name: A\n", "it has none of `title`, `personas` and `cjmap`."),
        ("kind: Pod\n", "it has none of `title`, `personas` and `cjmap`."),
        ("{}\n", "it has none of `title`, `personas` and `cjmap`."),
    ],
)
def test_what_is_no_map_is_told_by_what_it_is(text: str, said: str) -> None:
    problem = find_stranger(read(Source("a.yaml", text)).root)
    assert problem is not None
    assert problem.code == "CJ007"
    assert str(problem.message).endswith(said)


@pytest.mark.parametrize("key", ["cjmap", "title", "personas"])
def test_one_key_of_a_map_is_enough(key: str) -> None:
    assert find_stranger(read(Source("a.yaml", f"services: x\n{key}: 1\n")).root) is None


@pytest.mark.parametrize(
    "text",
    [
        "titre: Manteau\n",
        "Título: Abrigo\n",
        "タイトル: コート\n",
        "titel: Mantel\nstages: [Kauf]\n",
        "clientes: [Ana]\nstages:\n  - name: A\n",
    ],
)
def test_a_key_of_a_map_in_words_of_a_language_is_enough(text: str) -> None:
    assert find_stranger(read(Source("a.yaml", text)).root) is None


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("cjmap: 1", True),
        ("cjmap: 1.0", True),
        ("cjmap:", True),
        ("title: A", True),
        ("cjmap: [1]", True),
        ("cjmap: 2", False),
        ('cjmap: "1"', False),
        ("x-a: &v 3\ncjmap: *v", False),
    ],
)
def test_a_version_is_known_or_told(line: str, known: bool) -> None:
    root = read(Source("a.yaml", f"{line}\n")).root
    assert isinstance(root, Mapping)
    problem = find_unknown_version(root)
    assert (problem is None) == known
    assert problem is None or (problem.code, problem.path) == ("CJ018", ("cjmap",))
