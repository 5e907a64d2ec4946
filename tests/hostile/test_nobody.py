"""What a user without rights meets: a word about what cannot be read or written, and nothing is lost.

The rights of files mean nothing to root, as whom CI services often run: there each call is made as
nobody, who owns the files. Elsewhere it is made as oneself.
"""

from __future__ import annotations

import encodings
import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from typer.testing import Result

import cjmap as package
from tests.cli.conftest import Cjmap
from tests.cli.reading import READS
from tests.cli.test_faults_of_writing import FOLDERS, IN_PLACE, RESULTS, files_of
from tests.measure.maps import FILE, MAP, commit
from tests.project.histories import set_apart

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")

NOBODY = 65534
CLEAN = "title: Buy a coat\npersonas: [Laura]\nstages: [Awareness]\n"
TEMPLATE = "map.html.j2"
# What is told of these without a reason: nothing is read of a page that is not one of ours.
UNSAID = {("report", "output")}


@pytest.fixture(scope="module", autouse=True)
def everything() -> None:
    """All is imported before, since nobody need not see where Python lies."""
    for module in pkgutil.walk_packages(package.__path__, "cjmap."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for codec in pkgutil.iter_modules(encodings.__path__, "encodings."):
        with suppress(ImportError):
            importlib.import_module(codec.name)
    importlib.import_module("importlib.readers")


@contextmanager
def without_rights() -> Iterator[None]:
    """As nobody where this is root."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


class Nobody(Cjmap):
    """The command line as somebody without rights calls it, to whom the files belong."""

    def __call__(self, *arguments: str, stdin: bytes | str | None = None) -> Result:
        if os.geteuid() == 0:
            for place, folders, files in os.walk(self.folder):
                for name in (".", *folders, *files):
                    os.chown(Path(place, name), NOBODY, NOBODY, follow_symlinks=False)
        with without_rights():
            done = super().__call__(*arguments, stdin=stdin)
        assert "defect" not in done.stderr and "Traceback" not in done.stderr
        return done


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nobody]:
    set_apart(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", "/nonexistent")
    # Not below pytest's own folder, which is shut to others whenever a run of it begins.
    with tempfile.TemporaryDirectory() as name:
        monkeypatch.chdir(name)
        yield Nobody(Path(name))
        open_again(Path(name))


def open_again(folder: Path) -> None:
    """Whoever is not root could not take away what is in a shut folder."""
    for place in [folder, *folder.iterdir()]:
        if place.is_dir() and not place.is_symlink():
            place.chmod(0o755)


# --- folders among others -------------------------------------------------------------------------


@pytest.fixture
def several(nobody: Nobody) -> Nobody:
    nobody.write("cjmap.toml", "")
    for name in ("a", "secret/b", "kept/b"):
        nobody.write(f"{name}.journey.yaml", CLEAN)
    return nobody


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps"])
def test_a_folder_that_is_shut_is_named_and_the_rest_is_checked(several: Nobody, verb: str) -> None:
    (several.folder / "secret").chmod(0)
    done = several(verb)
    assert "secret is left out: permission is denied." in done.stderr
    assert done.exit_code in (0, 1)
    assert "Buy a coat" in done.stdout or "2 files" in done.stdout


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps"])
def test_a_file_that_is_shut_is_a_finding_and_the_rest_is_checked(
    several: Nobody, verb: str
) -> None:
    (several.folder / "kept" / "b.journey.yaml").chmod(0)
    done = several(verb)
    assert done.exit_code == 2
    assert "CJ001" in done.output and "kept/b.journey.yaml" in done.output
    assert "permission is denied" in done.output


# --- what a call names ----------------------------------------------------------------------------


@pytest.fixture
def here(nobody: Nobody) -> Nobody:
    """A workspace with data, a history, a change in it, and a map that can be mended."""
    nobody.write("b.csv", "Stage,Touchpoint,Emotion\nLook,Shop,1\nBuy,Till,-1\n")
    commit(nobody.folder)
    nobody.write(FILE, MAP.replace("name: Buy", "nam: 'Buy'"))
    nobody.write("base.yaml", MAP)
    nobody.write("theirs.yaml", MAP.replace("title: Coat", "title: Hat"))
    nobody.write("other.journey.yaml", MAP.replace("Coat", "Other"))
    return nobody


def lay_odd(here: Nobody, name: str) -> Path:
    """What is read under such a name: a map, or templates for which none has an ending."""
    return here.write(f"{name}/{TEMPLATE}" if name.endswith("ODD") else name, MAP)


def told(done: Result, case: tuple[str, ...], name: str) -> None:
    assert done.exit_code == 2, done.output
    assert name in done.output or (name == "ODD" and TEMPLATE in done.output)
    assert "permission is denied" in done.output or case in UNSAID, done.output


@pytest.mark.parametrize("case", READS, ids="-".join)
def test_a_file_that_is_shut_is_told_with_its_reason(here: Nobody, case: tuple[str, ...]) -> None:
    name = next(word for word in READS[case] if word.startswith("ODD"))
    lay_odd(here, name).chmod(0)
    before = sorted(here.folder.iterdir())
    told(here(*filter(None, (case[0], *READS[case]))), case, name)
    assert sorted(here.folder.iterdir()) == before


@pytest.mark.parametrize("case", READS, ids="-".join)
def test_a_file_in_a_folder_that_is_shut_is_told_with_its_reason(
    here: Nobody, case: tuple[str, ...]
) -> None:
    name = next(word for word in READS[case] if word.startswith("ODD"))
    lay_odd(here, f"shut/{name}")
    (here.folder / "shut").chmod(0)
    words = [f"shut/{word}" if word == name else word for word in READS[case]]
    before = sorted(here.folder.iterdir())
    told(here(*filter(None, (case[0], *words))), case, name)
    assert sorted(here.folder.iterdir()) == before


DATA = ("events.csv", "surveys.csv", "customers.csv")


@pytest.mark.parametrize("name", DATA)
def test_data_that_are_shut_are_told_with_their_reason(here: Nobody, name: str) -> None:
    (here.folder / name).chmod(0)
    done = here("measure", "other.journey.yaml")
    assert done.exit_code == 2 and name in done.output
    assert "permission is denied" in done.output


# --- what is written ------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", RESULTS)
def test_a_folder_that_takes_nothing_is_told(here: Nobody, verb: str) -> None:
    suffix, *more = RESULTS[verb]
    (here.folder / "kept").mkdir(0o555)
    before = files_of(here.folder)
    done = here(verb.strip(), *more, f"kept/out.{suffix}")
    assert done.exit_code == 2
    assert "permission is denied" in done.stderr
    assert files_of(here.folder) == before


@pytest.mark.parametrize("folder", [0o555, 0o755])
@pytest.mark.parametrize("verb", IN_PLACE)
def test_a_map_that_may_only_be_read_stays(here: Nobody, verb: str, folder: int) -> None:
    before = files_of(here.folder)
    for name in before:
        (here.folder / name).chmod(0o444)
    here.folder.chmod(folder)
    done = here(verb, *IN_PLACE[verb])
    assert done.exit_code == 2
    assert "permission is denied" in done.output
    assert files_of(here.folder) == before


@pytest.mark.parametrize("verb", RESULTS)
def test_a_result_that_may_only_be_read_stays(here: Nobody, verb: str) -> None:
    suffix, *more = RESULTS[verb]
    here.write(f"out.{suffix}", "as it was").chmod(0o444)
    before = files_of(here.folder)
    done = here(verb.strip(), *more, f"out.{suffix}")
    assert done.exit_code == 2
    assert files_of(here.folder) == before


@pytest.mark.parametrize("verb", FOLDERS)
def test_a_folder_is_not_made_where_nothing_may_be(here: Nobody, verb: str) -> None:
    (here.folder / "kept").mkdir(0o555)
    before = files_of(here.folder)
    words = [f"kept/{word}" if word == "new" else word for word in FOLDERS[verb]]
    done = here(verb.strip(), *words)
    assert done.exit_code == 2
    assert "permission is denied" in done.stderr
    assert files_of(here.folder) == before
