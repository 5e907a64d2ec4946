"""`cjmap render` over many maps: shared work, and pictures of maps that are gone."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from cjmap.check import crew, sharing
from cjmap.cli import pictures, watching
from tests.cli.conftest import Cjmap
from tests.draw.test_album import png

LIBRARY = "cjmap: 1\ntitle: People\nkind: library\npersonas: [Laura]\n"


def map_of(title: str, more: str = "") -> str:
    return (
        f"title: {title}\nlanguage: en\n{more}personas: [Laura]\nstages:\n  - name: Buy\n"
        "    touchpoints:\n      - name: Till\n        channel: store\n        emotion: 1\n"
    )


def read_all(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != pictures.PICTURES.name
    }


def list_in(folder: Path) -> dict[str, object]:
    text = (folder / pictures.PICTURES.name).read_text("utf-8")
    listed: dict[str, object] = json.loads(text)["pictures"]
    return listed


@pytest.fixture
def workspace(cjmap: Cjmap) -> Cjmap:
    """Maps under two settings, one with a baseline, one with a slip, one that cannot be read."""
    cjmap.write("cjmap.toml", "")
    cjmap.write("shared.journey.yaml", LIBRARY)
    for name in "abcde":
        cjmap.write(f"{name}.journey.yaml", map_of(f"Map {name}"))
    cjmap.write("slip.journey.yaml", map_of("A slip", "colour: red\n"))
    cjmap.write("broken.journey.yaml", "title: [\n")
    cjmap.write("b/cjmap.toml", 'extend = "../cjmap.toml"\n[render]\ntheme = "dark"\n')
    link = "links: [{to: ../a.journey.yaml, rel: baseline}]\n"
    cjmap.write("b/later.journey.yaml", map_of("Later", link))
    return cjmap


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_any_number_of_processes_draws_the_same(
    workspace: Cjmap, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_context", lambda: multiprocessing.get_context(start))
    shared: list[int] = []
    share = sharing.share

    def count(*arguments: object) -> object:
        shared.append(arguments[-1])  # type: ignore[arg-type]
        return share(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(crew, "share", count)
    said = []
    for jobs in ("1", "3"):
        result = workspace(
            "render", "--view", "map,curve", "-f", "svg,json", "-o", f"out{jobs}", "--jobs", jobs
        )
        assert result.exit_code == 1
        said.append(result.stderr)
    assert shared == [1, 3]
    assert said[0] == said[1]
    assert "slip.journey.yaml: drawn as far as it can be read" in said[0]
    assert "1 of 8 maps could not be drawn" in said[0]
    one, three = (read_all(workspace.folder / f"out{jobs}") for jobs in "13")
    assert one == three
    assert sorted(one) == sorted(
        f"{name}.{view}.{form}"
        for name in ("a", "b", "c", "d", "e", "later", "slip")
        for view in ("map", "curve")
        for form in ("svg", "json")
    )


def test_no_map_is_kept_in_mind_when_it_is_drawn(
    workspace: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[int] = []
    draw = pictures.Press.draw

    def count(press: pictures.Press, session: object, *rest: object) -> object:
        drawn = draw(press, session, *rest)  # type: ignore[arg-type]
        known.append(len(session.project.files))  # type: ignore[attr-defined]
        return drawn

    monkeypatch.setattr(pictures.Press, "draw", count)
    workspace("render", "-o", "out", "--jobs", "1")
    # The map itself, a library, the one that it is held against.
    assert len(known) == 8
    assert max(known) <= 3


def test_pictures_of_maps_that_are_gone_go_and_nothing_else(workspace: Cjmap) -> None:
    workspace("render", "--view", "map,curve", "-f", "svg,png", "-o", "out")
    out = workspace.folder / "out"
    workspace.write("out/notes.map.svg", "mine")
    # Somebody has made one of the pictures his own.
    workspace.write("out/c.map.svg", "mine now")
    for name in "bc":
        (workspace.folder / f"{name}.journey.yaml").unlink()
    (workspace.folder / "d.journey.yaml").rename(workspace.folder / "z.journey.yaml")
    result = workspace("render", "-o", "out")
    assert "11 pictures removed: b.curve.png, " in result.stderr
    left = set(read_all(out))
    assert {name for name in left if name[0] in "bcdz"} == {"c.map.svg", "z.map.svg"}
    # Pictures of other views stay.
    assert {"a.curve.png", "a.map.png", "notes.map.svg", "e.curve.svg"} <= left
    assert set(list_in(out)) == left - {"notes.map.svg", "c.map.svg"}


def test_a_run_over_part_of_a_workspace_lets_the_other_pictures_be(workspace: Cjmap) -> None:
    workspace("render", "-o", "out")
    before = read_all(workspace.folder / "out")
    assert "removed" not in workspace("render", "a.journey.yaml", "-o", "out").stderr
    assert read_all(workspace.folder / "out") == before
    (workspace.folder / "b.journey.yaml").unlink()
    # It is still known who drew them.
    result = workspace("render", "a.journey.yaml", "-o", "out")
    assert "1 picture removed: b.map.svg" in result.stderr


def test_a_picture_that_is_called_otherwise_now_goes(cjmap: Cjmap) -> None:
    cjmap.write("cjmap.toml", "")
    cjmap.write("x/coat.journey.yaml", map_of("Coat"))
    cjmap.write("hat.journey.yaml", map_of("Hat"))
    cjmap("render", "-o", "out")
    cjmap.write("y/coat.journey.yaml", map_of("Another coat", "id: other\n"))
    assert "1 picture removed: coat.map.svg" in cjmap("render", "-o", "out").stderr
    folders = ["hat.map.svg", "x/coat.map.svg", "y/coat.map.svg"]
    assert sorted(read_all(cjmap.folder / "out")) == folders
    (cjmap.folder / "y/coat.journey.yaml").unlink()
    cjmap("render", "-o", "out")
    assert sorted(read_all(cjmap.folder / "out")) == ["coat.map.svg", "hat.map.svg"]
    assert not (cjmap.folder / "out/y").exists()


def test_a_view_that_a_map_has_nothing_for_any_more_goes(cjmap: Cjmap) -> None:
    cjmap.write("hat.journey.yaml", map_of("Hat"))
    cjmap.write("coat.journey.yaml", map_of("Coat"))
    cjmap("render", ".", "-f", "svg,mermaid", "-o", "out")
    bare = "title: Coat\nlanguage: en\npersonas: [Ann]\nstages:\n  - name: Buy\n"
    cjmap.write("coat.journey.yaml", bare)
    assert "removed: coat.map.mmd" in cjmap("render", ".", "-f", "svg,mermaid", "-o", "out").stderr


def test_one_map_s_pictures_need_no_list(cjmap: Cjmap) -> None:
    cjmap.write("coat.journey.yaml", map_of("Coat"))
    cjmap("render", "coat.journey.yaml", "--view", "map,curve", "-o", "out")
    assert not (cjmap.folder / "out" / pictures.PICTURES.name).exists()


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"version": 1, "pictures": {"../kept.map.svg": {"map": "x", "sha256": "0"}}}',
        '{"version": 1, "pictures": {"/kept.map.svg": {"map": "x", "sha256": "0"}}}',
        '{"version": 1, "pictures": {"kept.txt": {"map": "x", "sha256": "0"}}}',
        '{"version": 1, "pictures": {"kept.map.svg": {"map": "x"}}}',
        "\xff",
    ],
)
def test_a_list_that_no_run_wrote_is_left_alone(cjmap: Cjmap, text: str) -> None:
    cjmap.write("coat.journey.yaml", map_of("Coat"))
    file = cjmap.write(f"out/{pictures.PICTURES.name}", text.encode("latin-1"))
    before = file.read_bytes()
    result = cjmap("render", ".", "-o", "out")
    assert result.exit_code == 2
    assert pictures.PICTURES.name in result.stderr
    assert read_all(cjmap.folder / "out") == {}
    assert file.read_bytes() == before


def test_watching_notices_what_pictures_rest_on(
    cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    cjmap.write("cjmap.toml", "")
    till = "      - name: Till\n"
    photo = f"{till}        image: {{src: till.png, alt: The till}}\n"
    cjmap.write("coat.journey.yaml", map_of("Coat").replace(till, photo))
    cjmap.write("hat.journey.yaml", map_of("Hat"))
    cjmap.write("old.journey.yaml", map_of("Old"))
    cjmap.write("own.toml", 'logo = "logo.png"\n')
    cjmap.write("logo.png", png(4, 4))
    out = cjmap.folder / "out"
    drawn: list[list[str]] = []

    def watch(act: Callable[[], None], changed: Callable[[], bool]) -> None:
        def step(name: str, data: bytes | str) -> None:
            before = read_all(out)
            cjmap.write(name, data)
            assert changed()
            act()
            after = read_all(out)
            drawn.append(sorted(file for file in after if after[file] != before.get(file)))

        act()
        # A folder has come.
        changed()
        step("till.png", png(4, 4))
        step("till.png", png(5, 5))
        step("logo.png", png(8, 4))
        step("own.toml", 'logo = "logo.png"\nbackground = "#fffffe"\n')
        step("old.journey.yaml", map_of("Old").replace("emotion: 1", "emotion: -1"))

    monkeypatch.setattr(watching, "watch", watch)
    result = cjmap(
        *("render", "coat.journey.yaml", "hat.journey.yaml", "--watch", "-o", "out"),
        *("--theme", "own.toml", "--view", "map,curve", "--baseline", "old.journey.yaml"),
    )
    assert result.exit_code == 0
    both = sorted(f"{name}.{view}.svg" for name in ("coat", "hat") for view in ("map", "curve"))
    assert drawn == [["coat.map.svg"], ["coat.map.svg"], both, both, both]
