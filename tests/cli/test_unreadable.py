"""What each verb makes of a map that cannot be read or drawn, alone and among good ones."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap

GOOD = """\
title: Buy a coat
personas: [Laura]
stages:
  - name: Awareness
    touchpoints:
      - {name: Ad, channel: web, emotion: 1}
"""
BAD = {
    "CJ001": None,
    "CJ002": b"title: \xff\n",
    "CJ003": b"title: [\n",
    "CJ005": b"title: A\n---\ntitle: B\n",
    "CJ006": b"x-a: " + b"[" * 150 + b"]" * 150 + b"\n",
    "CJ007": b"foo: bar\n",
    "CJ010": b"title: A\npersonas: [Laura]\n",
    "CJ018": b"cjmap: 9\ntitle: A\npersonas: [L]\nstages: [A]\n",
    "CJ013": GOOD.replace("emotion: 1", "emotion: 9").encode(),
}
# Such a map is read as far as it goes; one without stages is measured, and cannot be drawn.
DRAWN = {"CJ013"}
MEASURED = {"CJ005", "CJ010", *DRAWN}
# `gaps` fails for a missed minimum alone.
VERBS = {
    "validate": ([], 1),
    "lint": ([], 1),
    "gaps": ([], 0),
    "report": (["-o", "out"], 1),
    "render": (["-o", "out/"], 1),
}


def expected(verb: str, code: str) -> int:
    if code == "CJ001":
        return 2
    return 0 if is_told_by_number(verb, code) else VERBS[verb][1]


def is_told_by_number(verb: str, code: str) -> bool:
    """Whether what is wrong is only counted beside what could be read."""
    return code in (MEASURED if verb == "gaps" else DRAWN) and verb not in ("validate", "lint")


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "among good ones"])
@pytest.mark.parametrize("code", list(BAD))
@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_says_it_and_ends_alike(
    cjmap: Cjmap, verb: str, code: str, beside: bool
) -> None:
    written = BAD[code]
    if written is not None:
        cjmap.write("bad.journey.yaml", written)
    files = ["bad.journey.yaml"]
    if beside:
        cjmap.write("good.journey.yaml", GOOD)
        files.append("good.journey.yaml")
    (cjmap.folder / "out").mkdir()
    result = cjmap(verb, *files, *VERBS[verb][0])
    assert result.exit_code == expected(verb, code)
    if not is_told_by_number(verb, code):
        assert code in result.output
    written_names = {file.stem.split(".")[0] for file in (cjmap.folder / "out").iterdir()}
    if verb in ("report", "render"):
        assert ("good" in written_names) is beside
        assert ("bad" in written_names) is (code in DRAWN)


@pytest.mark.parametrize("verb", list(VERBS))
def test_another_version_is_asked_for_and_nothing_else_is_said(cjmap: Cjmap, verb: str) -> None:
    cjmap.write("cjmap.toml", 'required-version = ">=9"\n[gaps]\nmin-coverage = 50\n')
    cjmap.write("good.journey.yaml", GOOD)
    result = cjmap(verb, "good.journey.yaml", *VERBS[verb][0])
    assert result.exit_code == 2
    assert result.output.count("This workspace asks for cjmap >=9") == 1
    assert "Install a version that fits" in result.output
    assert "good.journey.yaml" not in result.output
    assert not Path(cjmap.folder / "out").exists()


# What settings or a map name a file by, which somebody else may have laid there as a pipe.
NAMED = {
    "baseline": '[lint]\nbaseline = "pipe"\n',
    "theme": '[render]\ntheme = "pipe"\n',
    "extend": 'extend = "pipe"\n',
    "library": 'library = ["pipe"]\n',
    "plugins": 'plugins = ["pipe.py"]\n',
    "maps": 'maps = ["pipe", "good.journey.yaml"]\n',
    "photo": "personas: [{name: A, photo: pipe}]",
    "image": "personas: [A]\nevidence: [{title: E, file: pipe}]",
    "link": "personas: [A]\nlinks: [{to: pipe, rel: baseline}]",
    "events": "personas: [A]\ndata: {events: pipe}",
}


@pytest.mark.skipif(sys.platform == "win32", reason="this system has none")
@pytest.mark.parametrize("name", NAMED)
def test_no_pipe_that_a_workspace_names_is_waited_for(cjmap: Cjmap, name: str) -> None:
    said = NAMED[name]
    if "=" in said:
        cjmap.write("cjmap.toml", said)
        cjmap.write("good.journey.yaml", GOOD)
    else:
        cjmap.write("good.journey.yaml", GOOD.replace("personas: [Laura]", said))
    for place in ("pipe", "pipe.py", ".gitignore", "a.library.yaml", "b.journey.yaml"):
        os.mkfifo(cjmap.folder / place)
    for verb, (more, _) in VERBS.items():
        assert cjmap(verb, *more).exit_code in (0, 1, 2), verb
    assert cjmap("measure", "good.journey.yaml").exit_code == 2
