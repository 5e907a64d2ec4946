"""`cjmap merge`: three files become one, as people call it and as git does."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjmap.scaffold.repository import SETTINGS
from tests.cli.conftest import Cjmap

BASE = """\
title: Buy a coat
updated: 2026-01-01
personas: [Laura]
stages:
  - name: Decide
    touchpoints:
      - name: Ask
        channel: whatsapp
        emotion: 1
      - name: Cart
        channel: web
"""
OURS = BASE.replace("emotion: 1", "emotion: 2").replace("2026-01-01", "2026-02-01")
THEIRS = BASE.replace("whatsapp", "chat").replace("2026-01-01", "2026-03-01")
BOTH = OURS.replace("whatsapp", "chat").replace("2026-02-01", "2026-03-01")


def lay(cjmap: Cjmap, base: str, ours: str, theirs: str) -> Path:
    cjmap.write("base", base)
    cjmap.write("theirs", theirs)
    return cjmap.write("ours", ours)


def test_the_result_goes_into_ours(cjmap: Cjmap) -> None:
    ours = lay(cjmap, BASE, OURS, THEIRS)
    result = cjmap("merge", "base", "ours", "theirs", "--path", "coat.journey.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "coat.journey.yaml: `updated` is 2026-03-01, the later day; the other side had 2026-02-01.\n"
    )
    assert ours.read_text() == BOTH
    assert (cjmap.folder / "theirs").read_text() == THEIRS


def test_comments_that_both_sides_wrote_are_told(cjmap: Cjmap) -> None:
    lay(
        cjmap,
        BASE,
        BASE.replace("emotion: 1", "emotion: 1 # a"),
        BASE.replace("emotion: 1", "emotion: 1 # b"),
    )
    result = cjmap("merge", "base", "ours", "theirs")
    assert (result.exit_code, result.stderr) == (
        0,
        "ours: “Decide” › “Ask” › emotion: both sides wrote a comment, and both are kept.\n",
    )


def test_a_conflict_is_marked_named_and_told_by_the_exit_code(cjmap: Cjmap) -> None:
    ours = lay(cjmap, BASE, OURS, BASE.replace("emotion: 1", "emotion: 0"))
    result = cjmap("merge", "base", "ours", "theirs")
    assert result.exit_code == 1
    assert result.stderr == (
        "ours: “Decide” › “Ask” › emotion: ours says `2`, theirs says `0`.\n"
        "ours: 1 conflict is marked.\n"
    )
    assert (
        "<<<<<<< ours\n        emotion: 2\n=======\n        emotion: 0\n>>>>>>> theirs\n"
        in ours.read_text()
    )


def test_what_is_no_yaml_is_joined_line_by_line_and_told(cjmap: Cjmap) -> None:
    broken = BASE.replace("[Laura]", "[Laura")
    ours = lay(cjmap, broken, broken.replace("Buy a coat", "Buy"), broken + "owner: Ana\n")
    result = cjmap("merge", "base", "ours", "theirs")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "ours: joined line by line, as git does. the base cannot be read"
    )
    assert ours.read_text() == broken.replace("Buy a coat", "Buy") + "owner: Ana\n"
    lay(cjmap, broken, broken.replace("coat", "hat"), broken.replace("coat", "bag"))
    result = cjmap("merge", "base", "ours", "theirs", "--marker-size", "9", "--our-label", "HEAD")
    assert result.exit_code == 1
    assert "<<<<<<<<< HEAD\n" in ours.read_text()


def test_what_cannot_be_joined_leaves_ours_as_it_was(cjmap: Cjmap) -> None:
    ours = lay(cjmap, "a\0b", "a\0c", "a\0d")
    result = cjmap("merge", "base", "ours", "theirs")
    assert result.exit_code == 2
    assert "error: Git cannot join the lines: Cannot merge binary files: " in result.stderr
    assert ours.read_text() == "a\0c"
    assert cjmap("merge", "gone", "ours", "theirs").exit_code == 2


def test_without_git_lines_are_not_joined(cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = lay(cjmap, "title: [", "title: [A", "title: [B")
    monkeypatch.setenv("PATH", "")
    result = cjmap("merge", "base", "ours", "theirs")
    assert result.exit_code == 2
    assert "git" in result.stderr
    assert ours.read_text() == "title: [A"


@pytest.mark.parametrize("broken", [False, True])
def test_what_is_wrong_with_the_joined_map_alone_is_no_merge_that_is_done(
    cjmap: Cjmap, broken: bool
) -> None:
    base = BASE.replace("- name: Cart", "- name: Cart\n        id: k-17")
    ours = base.replace("id: k-17", "id: basket")
    theirs = base.replace("emotion: 1", "emotion: 1\n        next: k-17")
    # What is no text as maps are is joined line by line, and read again all the same.
    file = lay(cjmap, "? [a]\n: b\n" * broken + base, ours, theirs)
    result = cjmap("merge", "base", "ours", "theirs", "--path", "coat.journey.yaml")
    assert result.exit_code == 1
    assert "coat.journey.yaml: both sides were sound, together they are not:" in result.stderr
    assert "CJ103" in result.stderr
    assert "next: k-17" in file.read_text()


ASK = """\
      - name: Ask
        channel: whatsapp
        emotion: 1
"""
TWO = BASE + "  - name: Pay\n    touchpoints:\n      - name: Card\n"
THREE = TWO + "  - name: Wait\n    touchpoints:\n      - name: Parcel\n"
GONE = THREE.replace(ASK, "")
PAY = GONE.replace("      - name: Card\n", "      - name: Card\n" + ASK)
WAIT = GONE.replace("      - name: Parcel\n", "      - name: Parcel\n" + ASK)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (PAY, WAIT, "“Ask”: ours moved it to “Pay”, theirs to “Wait”"),
        (GONE, WAIT, "“Ask”: ours took it away, theirs moved it there"),
        (PAY, GONE, "“Ask”: ours moved it there, theirs took it away"),
    ],
)
def test_what_was_moved_apart_is_one_conflict(
    cjmap: Cjmap, ours: str, theirs: str, said: str
) -> None:
    file = lay(cjmap, THREE, ours, theirs)
    result = cjmap("merge", "base", "ours", "theirs")
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert said in first
    assert last == "ours: 1 conflict is marked."
    assert strip(file.read_text(), ours=True) == ours
    assert strip(file.read_text(), ours=False) == theirs


def strip(text: str, *, ours: bool) -> str:
    """The text in which one side has won all conflicts."""
    kept, side = [], None
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            side = True
        elif line.startswith("======="):
            side = False
        elif line.startswith(">>>>>>>"):
            side = None
        elif side in (None, ours):
            kept.append(line)
    return "".join(kept)


def test_what_both_added_under_one_name_is_joined_key_by_key(cjmap: Cjmap) -> None:
    ours = BASE + "      - name: Chat\n        channel: chat\n        emotion: 1\n"
    theirs = (
        BASE + "      - name: Chat\n        channel: chat\n        emotion: 2\n        owner: Bo\n"
    )
    file = lay(cjmap, BASE, ours, theirs)
    result = cjmap("merge", "base", "ours", "theirs")
    assert "“Decide” › “Chat” › emotion: ours says `1`, theirs says `2`." in result.stderr
    assert strip(file.read_text(), ours=True) == ours + "        owner: Bo\n"
    assert strip(file.read_text(), ours=False) == theirs


def test_things_without_a_name_are_counted_from_one_and_many_conflicts_are_not_all_told(
    cjmap: Cjmap,
) -> None:
    base = BASE + "".join(f"        x{n}: 1\n" for n in range(30))
    base = base.replace("emotion: 1", "thoughts: [{persona: a}, {persona: b}]")
    ours = base.replace(": 1\n", ": 2\n").replace("persona: b", "persona: c")
    theirs = base.replace(": 1\n", ": 3\n").replace("persona: b", "persona: d")
    lay(cjmap, base, ours, theirs)
    said = cjmap("merge", "base", "ours", "theirs").stderr.splitlines()
    assert (
        said[0] == "ours: “Decide” › “Ask” › thoughts 2 › persona: ours says `c`, theirs says `d`."
    )
    assert said[-2:] == ["ours: … and 11 more.", "ours: 31 conflicts are marked."]


# -- with git ---------------------------------------------------------------------------------------


class Repository:
    """A repository whose merge driver this cjmap is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "maps de café" / "coat.journey.yaml"
        self.file.parent.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        command = (
            f"{shlex.quote(sys.executable)} -m cjmap merge --path %P --marker-size %L %O %A %B"
        )
        self.git("config", "merge.cjmap.driver", command)
        (folder / ".gitattributes").write_text("*.journey.yaml merge=cjmap\n")
        self.commit(BASE)
        self.git("switch", "-q", "-c", "theirs")
        self.commit(THEIRS)
        self.git("switch", "-q", "main")
        self.commit(OURS)

    def git(self, *words: str, code: int = 0) -> str:
        who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com")
        done = subprocess.run(
            ["git", *who, *words],
            cwd=self.folder,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr + done.stdout
        return done.stdout + done.stderr

    def commit(self, text: str) -> None:
        self.file.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "shop")


@pytest.mark.parametrize("how", ["merge --no-edit theirs", "cherry-pick theirs", "rebase theirs"])
def test_git_merges_rebases_and_picks_with_it(repository: Repository, how: str) -> None:
    said = repository.git(*how.split())
    assert repository.file.read_text() == BOTH
    assert "maps de café/coat.journey.yaml: `updated` is 2026-03-01" in said
    assert repository.git("status", "--porcelain") == ""


def test_git_brings_back_what_was_stashed_with_it(repository: Repository) -> None:
    repository.git("switch", "-q", "theirs")
    repository.file.write_text(THEIRS.replace("channel: web", "channel: app"))
    repository.git("stash", "-q")
    repository.git("switch", "-q", "main")
    repository.git("stash", "pop")
    assert repository.file.read_text() == OURS.replace("channel: web", "channel: app")


def test_git_stops_at_a_conflict(repository: Repository, cjmap: Cjmap) -> None:
    repository.commit(OURS.replace("whatsapp", "email"))
    said = repository.git("merge", "theirs", code=1)
    assert "“Decide” › “Ask” › channel: ours says `email`, theirs says `chat`" in said
    assert repository.git("status", "--porcelain", "-uno", "-z").startswith("UU ")
    assert "=======\n        channel: chat\n>>>>>>> theirs\n" in repository.file.read_text()
    told = cjmap("validate", str(repository.file), "--output-format", "concise").stdout
    assert [line.split(": ", 1)[1] for line in told.splitlines()] == [
        "CJ003 error Git left a conflict here: both sides stand one below the other."
    ]


# -- setting it up ----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="needs a PATH of links")
def test_where_there_is_no_cjmap_git_joins_line_by_line(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for program in ("git", "sh"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    monkeypatch.setenv("PATH", str(tmp_path))
    repository.git("config", "merge.cjmap.driver", SETTINGS["merge.cjmap.driver"])
    said = repository.git("merge", "--no-edit", "theirs", code=1)
    assert "CONFLICT" in said
    text = repository.file.read_text()
    assert text.count("<<<<<<<") == text.count(">>>>>>>") > 0
    # Both sides are in it.
    only = [set(side.splitlines()) - set(BASE.splitlines()) for side in (OURS, THEIRS)]
    assert all(own & set(text.splitlines()) for own in only)


def test_init_sets_git_up_once_and_leaves_what_is_there(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    theirs = "*.png binary\n*.journey.yaml merge=union"
    (repository.folder / ".gitattributes").write_text(theirs)
    driver = repository.git("config", "merge.cjmap.driver")
    result = cjmap("init", "--git")
    assert result.exit_code == 0
    assert result.stdout == (
        ".gitattributes: maps are cjmap's.\n"
        "git config: merge.cjmap.name\n"
        "git config: diff.cjmap.textconv\n"
    )
    assert result.stderr == (
        ".gitattributes: a line of your own stays; for cjmap it lacks what "
        "`*.journey.yaml merge=cjmap diff=cjmap` says.\n"
        "git config: merge.cjmap.driver was there already, and stays.\n"
    )
    assert repository.git("config", "merge.cjmap.driver") == driver
    assert (repository.folder / ".gitattributes").read_text() == (
        f"{theirs}\n*.journey.yml merge=cjmap diff=cjmap\n*.library.yaml merge=cjmap\n"
    )
    assert not (repository.folder / "cjmap.toml").exists()
    again = cjmap("init", "--git")
    assert (again.exit_code, again.stdout) == (0, "")


def test_attributes_that_hold_from_elsewhere_are_not_written_again(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    # Without a line of its own, which would stay and lack what maps need.
    (repository.folder / ".gitattributes").unlink()
    assert cjmap("init", "--git").exit_code == 0
    monkeypatch.chdir(repository.file.parent)
    result = cjmap("init", "--git")
    assert (result.exit_code, result.stdout) == (0, "")
    assert not (repository.file.parent / ".gitattributes").exists()


def test_a_submodule_is_set_up_by_itself_and_a_bare_repository_is_not(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outer = tmp_path / "outer"
    repository.git("init", "-q", str(outer))
    local = ("-c", "protocol.file.allow=always", "-C", str(outer))
    repository.git(*local, "submodule", "--quiet", "add", str(repository.folder), "in")
    monkeypatch.chdir(outer / "in")
    assert cjmap("init", "--git").exit_code == 0
    assert "cjmap" in repository.git("-C", str(outer / "in"), "config", "merge.cjmap.driver")
    repository.git("-C", str(outer), "config", "merge.cjmap.driver", code=1)
    bare = tmp_path / "bare.git"
    repository.git("init", "-q", "--bare", str(bare))
    monkeypatch.chdir(bare)
    result = cjmap("init", "--git")
    assert (result.exit_code, "such as a bare one" in result.stderr) == (2, True)
    assert not (bare / ".gitattributes").exists()


def test_a_workspace_that_is_not_there_yet_is_made_too(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    assert cjmap("init", "new", "--git", "--template", "blank").exit_code == 0
    assert (repository.folder / "new" / "cjmap.toml").exists()
    assert (repository.folder / "new" / ".gitattributes").exists()


def test_git_shows_what_changed_as_it_reads(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    (repository.folder / ".gitattributes").unlink()
    assert cjmap("init", "--git").exit_code == 0
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    monkeypatch.setenv("PATH", path)
    repository.file.write_text(OURS.replace("name: Cart", "name: Basket"))
    assert "**Basket**" in repository.git("diff")
    # What the page does not tell is seen all the same.
    for written in (
        OURS.replace("    goal:", "    #"),
        OURS.replace("name: Cart", "name: Cart # so"),
    ):
        repository.file.write_text(written)
        assert "@@" in repository.git("diff"), written
    repository.file.write_text("title: [\n")
    assert "+title: [" in repository.git("diff")


def test_a_worktree_shares_the_settings_of_its_repository(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "core.hooksPath", "hooks")
    repository.git("worktree", "add", "-q", "../other tree", "theirs")
    monkeypatch.chdir(repository.folder.parent / "other tree")
    assert cjmap("init", "--git").exit_code == 0
    assert "cjmap render" in repository.git("config", "diff.cjmap.textconv")


def test_an_environment_that_names_no_repository_is_told(
    repository: Repository, cjmap: Cjmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_DIR", str(repository.folder / "none"))
    result = cjmap("init", "--git")
    assert result.exit_code == 2
    assert "GIT_DIR of the environment names" in result.stderr


def test_outside_a_repository_git_cannot_be_set_up(cjmap: Cjmap) -> None:
    result = cjmap("init", "--git")
    assert result.exit_code == 2
    assert "is in no git repository" in result.stderr
    assert list(cjmap.folder.iterdir()) == []
