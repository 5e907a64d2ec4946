"""A small site, built by the real MkDocs as people build theirs."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
if not any(one.name == "cjmap" for one in entry_points(group="mkdocs.plugins")):
    pytest.skip("cjmap was installed before it had a plugin", allow_module_level=True)

MAP = """\
title: Buy a coat
personas: [Laura, Ana]
stages:
  - name: Awareness
    touchpoints: [{name: Instagram ad, emotion: 1}]
  - name: Consideration
    touchpoints: [{name: "Page <one>", emotion: -1}]
"""
SETTINGS = "site_name: Maps\nplugins: [search, cjmap]\nuse_directory_urls: false\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs/maps").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "docs/maps/coat.journey.yaml").write_text(MAP, "utf-8")
    return tmp_path


def build(site: Path, page: str) -> tuple[int, str]:
    """The exit code, and the page or what was said."""
    (site / "docs/index.md").write_text(page, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=site,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        return done.returncode, done.stdout + done.stderr
    return 0, (site / "site/index.html").read_text("utf-8")


def test_blocks_are_drawn_and_all_else_stays(site: Path) -> None:
    page = (
        "# Maps\n\n```cjmap\ncjmap: maps/coat.journey.yaml\n```\n\n"
        "1. Curve:\n\n    ```cjmap\n    cjmap: 'maps/coat.journey.yaml'\n    view: curve\n"
        "    theme: dark\n    persona: Ana\n    ```\n\n"
        f"```cjmap\n{MAP.replace('a coat', 'a *hat*')}```\n\n```yaml\ntitle: code\n```\n"
    )
    code, built = build(site, page)
    assert code == 0, built
    assert built.count("<svg xmlns") == 3
    assert "Instagram ad" in built and "Page &lt;one&gt;" in built
    assert "Buy a *hat*</text>" in built
    assert "data-cjmap" not in built
    assert '<code class="language-yaml">title: code' in built
    # The same site, the same bytes, but for the moment at which MkDocs built it.
    assert build(site, page)[1].partition("Build Date")[0] == built.partition("Build Date")[0]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("cjmap: gone.journey.yaml", "index.md:3: There is no file `gone.journey.yaml`"),
        (
            "cjmap: maps/coat.journey.yaml\nview: globe",
            "index.md:3: There is no `globe` for `view`",
        ),
        (
            "cjmap: maps/coat.journey.yaml\ntheme: pink",
            "index.md:3: There is no `pink` for `theme`",
        ),
        ("cjmap: maps/coat.journey.yaml\nsize: 3", "index.md:3: `size: 3` says nothing here"),
        ("cjmap: maps/coat.journey.yaml\npersona: Zoe", "index.md:3: "),
        ("cjmap: maps/bad.journey.yaml", "maps/bad.journey.yaml:5:"),
        ("cjmap: .", "index.md:3: There is no file"),
        ("title: [", "index.md:4: "),
        ("title: x\npersonas: [A]\nstages: 7", "index.md:6: "),
        ("", "index.md:"),
    ],
)
def test_what_cannot_be_drawn_ends_the_build_and_is_told(site: Path, block: str, said: str) -> None:
    bad = MAP.replace("emotion: 1", "emotion: 9")
    (site / "docs/maps/bad.journey.yaml").write_text(bad, "utf-8")
    code, told = build(site, f"# A\n\n```cjmap\n{block}\n```\n")
    assert code != 0
    assert said in told and "Traceback" not in told
