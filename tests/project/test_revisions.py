"""A workspace as git holds it at a revision is read as if it lay on the disk."""

from __future__ import annotations

import datetime
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cjmap.check import Selection, Session
from cjmap.check.running import run_each
from cjmap.findings.usage import UsageError
from cjmap.project import Project
from cjmap.project.lineage import list_commits
from cjmap.project.repository import Repository
from tests.project.files import MAP
from tests.project.histories import History, set_apart

TODAY = datetime.date(2026, 2, 1)
PEOPLE = "title: People\npersonas:\n  - {name: Ana, age: 40}\nstages: []\n"


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    set_apart(monkeypatch)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "work")


@contextmanager
def opened(path: Path, revision: str) -> Iterator[tuple[Project, Path]]:
    """The project of a revision, and where it has a file."""
    with Repository.around(path) as repository:
        yield Project().reading(repository.files(revision)), repository.place(path)


def title(path: Path, revision: str) -> str:
    with opened(path, revision) as (project, file):
        journey = project.document(file).journey
        assert journey is not None
        return journey.title


def refusal(path: Path, revision: str) -> str:
    with pytest.raises(UsageError) as refused, opened(path, revision):
        pass
    return str(refused.value)


# --- what a revision holds -----------------------------------------------------------------------


def test_a_revision_holds_its_own_maps_settings_and_libraries(history: History) -> None:
    file = history.folder / "maps/shop.journey.yaml"
    history.commit(
        {
            "maps/shop.journey.yaml": MAP,
            "cjmap.toml": 'language = "es"\n',
            "maps/people.library.yaml": PEOPLE,
        }
    )
    history.commit(
        {
            "maps/shop.journey.yaml": MAP.replace("T", "Now"),
            "maps/more.journey.yaml": MAP,
            "cjmap.toml": 'language = "de"\n',
            "maps/people.library.yaml": None,
        }
    )
    (history.folder / "cjmap.toml").unlink()
    read = {}
    for revision in ("HEAD~1", "HEAD"):
        with opened(file, revision) as (project, place):
            home = project.workspace(place)
            subject = Session(project, today=TODAY).subject(place)
            assert subject is not None
            read[revision] = (
                subject.journey.title,
                home.settings.language,
                [path.name for path in project.company(home)],
                [persona.name for persona in project.library(home).personas],
            )
    assert read == {
        "HEAD~1": ("T", "es", ["people.library.yaml", "shop.journey.yaml"], ["Ana"]),
        "HEAD": ("Now", "de", ["more.journey.yaml", "shop.journey.yaml"], []),
    }


def test_findings_of_a_revision_are_those_of_the_same_files_on_the_disk(
    history: History, tmp_path: Path
) -> None:
    text = MAP + (
        "evidence:\n  - {title: E, file: notes.pdf}\n  - {title: F, file: gone.pdf}\n"
        "links:\n  - {to: other.journey.yaml, rel: child}\n  - {to: gone.journey.yaml, rel: child}\n"
    )
    files = {"a.journey.yaml": text, "other.journey.yaml": MAP, "notes.pdf": "x"}
    history.commit(files)
    history.commit(dict.fromkeys(files) | {"b.journey.yaml": MAP})
    copy = History(tmp_path / "copy")
    copy.commit(files)

    def findings(project: Project, file: Path) -> list[tuple[object, ...]]:
        session = Session(project, today=TODAY)
        outcome = run_each(
            session, [file], lambda home: Selection.of_lint(home.settings.lint, (), (), ())
        )
        return [(one.code, str(one.message), one.path) for one in outcome.findings]

    with opened(history.folder / "a.journey.yaml", "HEAD~1") as (project, place):
        found = findings(project, place)
    assert found == findings(Project(), copy.folder / "a.journey.yaml")
    assert {"CJ107", "CJ108"} <= {code for code, *_ in found}


def test_git_ignored_and_excluded_files_stay_out_of_a_revision(history: History) -> None:
    history.commit(
        {
            "cjmap.toml": 'exclude = ["old"]\n',
            ".gitignore": "draft*\n",
            **dict.fromkeys(("a.journey.yaml", "old/b.journey.yaml", "draft/c.journey.yaml"), MAP),
        }
    )
    with opened(history.folder, "HEAD") as (project, place):
        assert project.expand([], place) == (place / "a.journey.yaml",)


def test_a_project_of_a_revision_can_be_made_anew_in_another_process(history: History) -> None:
    history.commit({"a.journey.yaml": MAP})
    with opened(history.folder / "a.journey.yaml", "HEAD") as (project, place):
        again = Project.from_origin(pickle.loads(pickle.dumps(project.origin)))
        journey = again.document(place).journey
        assert journey is not None and journey.title == "T"
        assert again.workspace(place) == project.workspace(place)


def test_settings_that_are_asked_for_hold_in_every_revision(
    history: History, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text('language = "fr"\n')
    history.commit({"a.journey.yaml": MAP, "cjmap.toml": 'language = "es"\n'})
    with Repository.around(history.folder) as repository:
        asked = Project.governed_by(tmp_path / "own.toml")
        project = asked.reading(repository.files("HEAD"))
        assert project.workspace(history.folder / "a.journey.yaml").settings.language == "fr"


def test_the_caps_on_size_stand(history: History) -> None:
    history.commit(
        {
            "cjmap.toml": "[limits]\nfile-size = 100\n",
            "a.journey.yaml": MAP + "# " + "x" * 2_000_000,
            "b.journey.yaml": MAP,
        }
    )
    with opened(history.folder / "a.journey.yaml", "HEAD") as (project, place):
        assert [one.code for one in project.document(place).problems] == ["CJ006"]
        # What was not read of one file is not taken for the next.
        assert project.document(place.with_name("b.journey.yaml")).journey is not None


def test_what_a_revision_only_points_to_is_said_and_not_followed(history: History) -> None:
    inner = History(history.folder.parent / "inner")
    inner.commit({"z.journey.yaml": MAP})
    history.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.folder), "sub"
    )
    (history.folder / "secret.yaml").write_text(MAP)
    (history.folder / "link.journey.yaml").symlink_to("secret.yaml")
    history.commit(
        {"big.journey.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n"}
    )
    said = {}
    with opened(history.folder, "HEAD") as (project, place):
        assert {file.name for file in project.expand([], place)} == {
            "big.journey.yaml",
            "link.journey.yaml",
        }
        for name in ("big.journey.yaml", "link.journey.yaml", "sub/z.journey.yaml"):
            (problem,) = project.document(place / name).problems
            said[name] = (problem.code, str(problem.message))
    assert said == {
        "big.journey.yaml": (
            "CJ001",
            "The file cannot be read: git LFS keeps it elsewhere, and the revision only names it.",
        ),
        "link.journey.yaml": (
            "CJ001",
            "The file cannot be read: links are not followed in a revision.",
        ),
        "sub/z.journey.yaml": (
            "CJ001",
            "The file cannot be read: it lies in a submodule, which is not looked into.",
        ),
    }
    # The submodule is a repository of its own.
    assert title(history.folder / "sub/z.journey.yaml", "HEAD") == "T"


# --- where repositories lie ----------------------------------------------------------------------


def test_names_with_blanks_accents_and_line_ends(history: History) -> None:
    name = "mapas de tienda/«año»\t\n'\"\\.journey.yaml"
    history.commit({name: MAP})
    history.commit({name: None})
    assert title(history.folder / name, "HEAD~1") == "T"


def test_accents_may_be_written_in_either_form(history: History) -> None:
    history.commit({"cafe\u0301.journey.yaml": MAP})
    with Repository.around(history.folder) as repository:
        former = repository.former(history.folder / "caf\u00e9.journey.yaml", "HEAD")
    assert former == history.folder / "cafe\u0301.journey.yaml"


def test_a_bare_repository_is_read_by_the_places_in_its_tree(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({"maps/a.journey.yaml": MAP})
    bare = tmp_path / "my maps.git"
    history.git("clone", "-q", "--bare", ".", str(bare))
    assert title(bare / "maps/a.journey.yaml", "HEAD") == "T"
    # As git itself has it: paths count from the current folder then.
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    monkeypatch.setenv("GIT_DIR", "../my maps.git")
    assert title(tmp_path / "else/maps/a.journey.yaml", "HEAD") == "T"


def test_a_worktree_has_a_head_of_its_own(history: History, tmp_path: Path) -> None:
    history.commit({"a.journey.yaml": MAP})
    history.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    history.commit({"a.journey.yaml": MAP.replace("T", "Main")})
    assert title(tmp_path / "side/a.journey.yaml", "HEAD") == "T"
    assert title(history.folder / "a.journey.yaml", "HEAD") == "Main"
    assert title(tmp_path / "side/a.journey.yaml", "main") == "Main"


def test_a_hook_names_its_repository(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history.commit({"maps/a.journey.yaml": MAP})
    monkeypatch.chdir(history.folder)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert title(history.folder / "maps/a.journey.yaml", "HEAD") == "T"


def test_a_path_by_way_of_a_link_is_found_where_it_lies(history: History, tmp_path: Path) -> None:
    history.commit({"maps/a.journey.yaml": MAP})
    (tmp_path / "way").symlink_to(history.folder / "maps")
    assert title(tmp_path / "way/a.journey.yaml", "HEAD") == "T"


# --- which revision is meant ---------------------------------------------------------------------


def test_revisions_go_by_the_names_that_git_knows(history: History) -> None:
    first = history.commit({"a.journey.yaml": MAP})
    history.git("tag", "-a", "-m", "One", "v1")
    history.commit({"a.journey.yaml": MAP.replace("T", "Two")}, "Second step")
    file = history.folder / "a.journey.yaml"
    named = [first, first[:8], "v1", "HEAD~1", "main^", ":/More"]
    assert {title(file, each) for each in named} == {"T"}
    assert title(file, ":/Second") == "Two"


KNOWN = "There are `HEAD`, `heads/both`, `main`, `tags/both`, and commits by their own names."


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("gone", f"There is no revision `gone`. {KNOWN}"),
        ("", f"There is no revision ``. {KNOWN}"),
        ("HEAD..HEAD", f"There is no revision `HEAD..HEAD`. {KNOWN}"),
        ("HEAD:a.journey.yaml", f"There is no revision `HEAD:a.journey.yaml`. {KNOWN}"),
        ("a\0b", f"There is no revision `a\0b`. {KNOWN}"),
        ("mian", "There is no revision `mian`. Did you mean `main`?"),
        (
            "2026-01-05",
            "There is no revision `2026-01-05`. The last commit before that day:"
            " `git rev-list -1 --before=2026-01-05 HEAD`.",
        ),
        ("2026-13-05", f"There is no revision `2026-13-05`. {KNOWN}"),
        ("--output=x", "`--output=x` is no revision: none begins with a dash."),
        (
            "both",
            "`both` may be one of several revisions: write more of it, or refs/heads/… or"
            " refs/tags/… in full.",
        ),
    ],
)
def test_what_is_no_one_revision_is_said(history: History, revision: str, said: str) -> None:
    history.commit({"a.journey.yaml": MAP})
    history.git("branch", "both")
    history.git("tag", "both")
    assert refusal(history.folder, revision) == said


def test_a_shallow_clone_says_that_it_is_one(history: History, tmp_path: Path) -> None:
    first = history.commit({"a.journey.yaml": MAP})
    history.commit()
    clone = tmp_path / "clone"
    history.git("clone", "-q", "--depth", "1", history.folder.as_uri(), str(clone))
    assert "git fetch --unshallow" in refusal(clone, first)


def test_what_a_partial_clone_lacks_is_not_fetched(history: History, tmp_path: Path) -> None:
    history.commit({"a.journey.yaml": MAP})
    history.commit({"a.journey.yaml": MAP.replace("T", "Two")})
    history.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    history.git("clone", "-q", "--filter=blob:none", history.folder.as_uri(), str(clone))
    with opened(clone / "a.journey.yaml", "HEAD~1") as (project, place):
        (problem,) = project.document(place).problems
    assert str(problem.message) == (
        "The file cannot be read: git does not hold it here: fetch what the clone left out, or"
        " clone anew."
    )
    assert title(clone / "a.journey.yaml", "HEAD") == "Two"


def test_a_repository_without_commits(history: History) -> None:
    assert refusal(history.folder, "HEAD") == (
        f"The git repository {history.folder} has no commits yet."
    )


def test_outside_a_repository(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone/a.journey.yaml", "HEAD") == (
        f"{tmp_path / 'gone/a.journey.yaml'} lies in no git repository, so there are no revisions"
        " of it."
    )


def test_without_git(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(history.folder))
    assert refusal(history.folder, "HEAD") == (
        "There is no `git` on the PATH, which reads revisions: install git."
    )


def test_a_path_outside_the_repository_that_the_environment_names(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({"a.journey.yaml": MAP})
    monkeypatch.chdir(history.folder)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert "lies outside the git repository" in refusal(tmp_path / "b.journey.yaml", "HEAD")


def test_a_program_in_the_current_folder_is_not_run(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.commit({"a.journey.yaml": MAP})
    (history.folder / "git").write_text("#!/bin/sh\nexit 1\n")
    (history.folder / "git").chmod(0o755)
    monkeypatch.chdir(history.folder)
    monkeypatch.setenv("PATH", ".:" + os.environ["PATH"])
    assert title(history.folder / "a.journey.yaml", "HEAD") == "T"


# --- where a file lay before ---------------------------------------------------------------------


def test_a_renamed_file_is_found_in_an_older_revision(history: History) -> None:
    text = MAP + "".join(f"# {number}\n" for number in range(20))
    history.commit({"old/a.journey.yaml": text, "b.journey.yaml": MAP})
    history.commit({"old/a.journey.yaml": None, "neu/ä b.journey.yml": text + "# more\n"})
    history.commit({"new.journey.yaml": "title: Quite another\n"})
    with Repository.around(history.folder) as repository:
        former = {
            name: repository.former(history.folder / name, "HEAD~2")
            for name in ("neu/ä b.journey.yml", "b.journey.yaml", "new.journey.yaml")
        }
    assert former == {
        "neu/ä b.journey.yml": history.folder / "old/a.journey.yaml",
        "b.journey.yaml": history.folder / "b.journey.yaml",
        "new.journey.yaml": None,
    }


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("1767268800 +0000", "2026-01-01T12:00:00+00:00"),
        ("1767268800 +0530", "2026-01-01T17:30:00+05:30"),
        ("1767268800 -0330", "2026-01-01T08:30:00-03:30"),
        # Before 1970 where it was written, at which git itself ends.
        ("1 -1200", "1969-12-31T12:00:01-12:00"),
        ("253402300799 +0000", "9999-12-31T23:59:59+00:00"),
        # What no calendar has.
        ("253402300799 +0100", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_a_commit_says_when_it_was_written(history: History, raw: str, date: str) -> None:
    history.commit({"a.journey.yaml": "title: T\n"}, "Begin")
    history.git("commit", "-q", "--amend", "--no-edit", "--date", f"@{raw}")
    with Repository.around(history.folder) as repository:
        assert [commit.date for commit in list_commits(repository, "HEAD")] == [date]


def test_what_git_fails_at_is_told_with_what_to_do(history: History) -> None:
    name = history.commit({"a.journey.yaml": "title: T\n"}, "Begin")
    damaged = history.folder / ".git/objects" / name[:2] / name[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"x")
    with (
        Repository.around(history.folder) as repository,
        pytest.raises(UsageError, match=r"of .*work: .+\. `git fsck`"),
    ):
        list(list_commits(repository, "HEAD"))


def test_a_commit_that_is_not_there_is_no_missing_revision(history: History) -> None:
    name = history.commit({"a.journey.yaml": "title: T\n"}, "Begin")
    (history.folder / ".git/objects" / name[:2] / name[2:]).unlink()
    with Repository.around(history.folder) as repository:
        for revision in ("HEAD", "HEAD^{}", name[:10]):
            with pytest.raises(UsageError, match=r"`git fsck`|There is no revision"):
                repository.commit(revision)
        with pytest.raises(UsageError, match=r"Git cannot read .*work: .+\. `git fsck`"):
            repository.commit("HEAD")
        with pytest.raises(UsageError, match="There is no revision `1111"):
            repository.commit("1" * len(name))
