"""A small site, built by the real MkDocs as people build theirs."""

from __future__ import annotations

import re
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
        ("cjmap:", "index.md:3: No map is named: write `cjmap: maps/coat.journey.yaml`."),
        ('cjmap: ""', "index.md:3: No map is named"),
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


def test_a_map_that_is_shown_twice_shares_no_id(site: Path) -> None:
    block = "```cjmap\ncjmap: maps/coat.journey.yaml\n```\n\n"
    code, built = build(site, block * 3)
    assert code == 0, built
    ids = re.findall(r' id="(cjmap-[^"]*)"', built)
    assert len(ids) == len(set(ids)) > 6
    named = re.findall(r'aria-labelledby="([^"]*)"', built) + re.findall(r"url\(#([^)]*)\)", built)
    assert {one for each in named for one in each.split() if one.startswith("cjmap-")} <= set(ids)


def test_a_site_that_is_served_looks_at_maps_elsewhere_too(site: Path) -> None:
    """Maps often lie beside the pages, not among them."""
    (site / "own").mkdir()
    (site / "own/coat.journey.yaml").write_text(MAP, "utf-8")
    (site / "docs/index.md").write_text("```cjmap\ncjmap: ../own/coat.journey.yaml\n```\n", "utf-8")
    asks = (
        "from mkdocs.config import load_config\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.livereload import LiveReloadServer\n"
        "config = load_config('mkdocs.yml')\n"
        "build(config)\n"
        "server = LiveReloadServer(lambda: None, host='127.0.0.1', port=0, root=config.site_dir)\n"
        "config.plugins.on_serve(server, config=config, builder=lambda: None)\n"
        "print(*server._watched_paths, sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks], cwd=site, capture_output=True, text=True, encoding="utf-8"
    )
    assert str(site / "own/coat.journey.yaml") in done.stdout.split("\n"), done.stderr


def test_a_page_names_maps_of_its_site_and_no_others(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (site / "maps").mkdir()
    (site / "maps/beside.journey.yaml").write_text(MAP, "utf-8")
    code, built = build(site, "```cjmap\ncjmap: ../maps/beside.journey.yaml\n```\n")
    assert code == 0, built
    assert "Buy a coat" in built
    other = tmp_path_factory.mktemp("elsewhere") / "other.journey.yaml"
    other.write_text(MAP, "utf-8")
    for named in (str(other), f"../../{other.parent.name}/{other.name}"):
        code, said = build(site, f"```cjmap\ncjmap: {named}\n```\n")
        assert code != 0
        assert f"`{named}` lies outside the site" in said


def test_a_day_that_is_none_ends_the_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    code, said = build(site, "# Maps\n")
    assert code != 0
    assert "cjmap: SOURCE_DATE_EPOCH is `soon`, which is no time" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "block",
    [
        "cjmap: maps/\x1b[31m\x1b]0;x\x07a",
        "cjmap: maps/\u202ea",
        "cjmap: maps/##[error]a",
        "cjmap: maps/coat.journey.yaml\nview: 'a\x1b[31m\x9b31m'",
        "cjmap: maps/coat.journey.yaml\ntheme: \x1b[31m",
        "cjmap: maps/coat.journey.yaml\npersona: ##[error]\x1b[31m",
        'title: T\nstages: [{name: S, touchpoints: [{name: x, owner: "\\e[31m", personas: ["\\e]0;x\\a\\n::error::x"]}]}]\n'
        "personas: [Ann]",
    ],
)
def test_what_is_told_does_nothing_to_a_terminal_or_a_log(site: Path, block: str) -> None:
    code, said = build(site, f"# Maps\n\n```cjmap\n{block}\n```\n")
    assert code != 0
    assert "index.md:" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said)
    assert "##[" not in said
    assert not re.search(r"(?m)^\s*::", said)
