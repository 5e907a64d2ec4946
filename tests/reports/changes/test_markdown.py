"""What was changed as a comment on a pull request: of the maps' own markup nothing acts."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from typer.testing import CliRunner

from cjmap.cli.app import app

MAP = """\
title: T
personas: [{name: "%s", id: a}]
stages:
  - name: "%s"
    id: s
    touchpoints: [{name: t, emotions: {a: %d}}]
"""
MARKUP = "<img src=https://evil.example/p.png> @ana <b>"


def test_the_heads_of_folded_parts_hold_names_as_they_are(tmp_path: Path) -> None:
    for name, score in (("old.yaml", 1), ("new.yaml", -1)):
        (tmp_path / name).write_text(MAP % (MARKUP, MARKUP, score))
    files = [str(tmp_path / name) for name in ("old.yaml", "new.yaml")]
    told = CliRunner().invoke(app, ["diff", *files, "--output-format", "markdown"]).stdout
    page = MarkdownIt("gfm-like", {"linkify": False}).render(told)
    heads = [line for line in page.splitlines() if "<summary>" in line]
    shown = "&lt;img src=https://evil.example/p.png&gt; @<!-- -->ana &lt;b&gt;"
    assert sum(shown in head for head in heads) == 2, heads
    assert "<img" not in page and "<b>" not in page
