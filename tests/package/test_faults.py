"""Faults of the machine: endless files, few open ones, a process that is killed, a clock that errs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.project.histories import History

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as this system has them")

MAP = """
title: Buy a coat
personas: [Ana]
stages:
  - name: Look
    touchpoints: [{name: Shop, emotion: -1}]
"""
ENDLESS = 10 * 1024**3
# What each call reads, as a file of zeros that takes no room on the disk, and what it says.
READERS = {
    "validate endless.journey.yaml": (1, "more than"),
    "lint endless.journey.yaml --fix": (1, "more than"),
    "gaps endless.journey.yaml": (0, "more than"),
    "render endless.journey.yaml": (1, "more than"),
    "report endless.journey.yaml -o there": (1, "more than"),
    "format endless.journey.yaml": (2, "more than"),
    "diff a.journey.yaml endless.journey.yaml": (2, "cannot be read"),
    "diff a.journey.yaml endless.journey.yaml 0 0 endless.journey.yaml 0 0": (2, "too large"),
    "merge a.journey.yaml endless.journey.yaml a.journey.yaml": (2, "too large"),
    "convert endless.journey.yaml b.csv": (2, "more than"),
    "convert endless.xlsx b.journey.yaml": (2, "more than"),
    "convert endless.csv b.journey.yaml": (2, "more than"),
    "convert endless.md b.journey.yaml": (2, "more than"),
    "validate with-library": (1, "more than"),
    "validate with-settings": (2, "too large"),
    "--config endless.toml validate a.journey.yaml": (2, "too large"),
    "validate with-pyproject": (0, ""),
    "validate with-ignores": (0, ""),
    "init new --from endless.csv": (2, "more than"),
    "convert b.csv b.journey.yaml --map-columns endless.toml": (2, "more than"),
    "validate with-photo": (0, ""),
    "report with-photo -o there": (0, "at most 1 MiB"),
    "lint a.journey.yaml --baseline endless.json": (2, "cannot be read"),
    "report a.journey.yaml --measured endless.json -o there": (2, "too large"),
    "report a.journey.yaml --template endless.html.j2 -o there": (2, ""),
    "report a.journey.yaml -o endless.html": (2, "no page of a report"),
    "render a.journey.yaml --theme endless.toml": (2, "larger than"),
    "render a.journey.yaml -o pictures": (2, "no list of pictures"),
}


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("endless")
    for name in (
        *("endless.journey.yaml", "endless.xlsx", "endless.csv", "endless.md", "endless.toml"),
        *("endless.json", "endless.html", "endless.html.j2", "pictures/cjmap-pictures.json"),
        *("with-library/a.library.yaml", "with-settings/cjmap.toml"),
        *("with-photo/endless.png",),
        *("with-pyproject/pyproject.toml", "with-ignores/.gitignore"),
    ):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        with file.open("wb") as stream:
            stream.truncate(ENDLESS)
        (file.parent / "a.journey.yaml").write_text(MAP)
    (folder / "with-ignores" / ".git").mkdir()
    (folder / "b.csv").write_text("Stage,Touchpoint\nLook,Shop\n")
    pictured = MAP.replace("[Ana]", "[{name: Ana, photo: endless.png}]")
    (folder / "with-photo" / "a.journey.yaml").write_text(pictured)
    return folder


def run(
    folder: Path, *arguments: str, before: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """A run of its own, behind what a shell does before."""
    command = [sys.executable, "-m", "cjmap", *arguments]
    if before:
        command = ["bash", "-c", f'{before}; exec "$@"', "bash", *command]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "defect" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("call", READERS)
def test_an_endless_file_is_refused_by_whatever_reads_it(call: str, endless: Path) -> None:
    code, said = READERS[call]
    done = run(endless, *call.split(), before="ulimit -v 4000000")
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert all(file.stat().st_size == ENDLESS for file in endless.glob("endless.*"))


# --- many maps -------------------------------------------------------------------------------------

VERBS = ("lint", "gaps", "format --check")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    (folder / "cjmap.toml").write_text("")
    for number in range(120):
        (folder / f"{number:03}.journey.yaml").write_text(MAP.replace("coat", f"coat {number}"))
    return folder


def asked(verb: str) -> list[str]:
    more = ["--no-cache"] if verb == "lint" else []
    return [*verb.split(), ".", *([] if verb == "gaps" else ["--jobs", "2"]), *more]


@pytest.fixture(scope="module")
def undisturbed(many: Path) -> dict[str, str]:
    return {verb: run(many, *asked(verb)).stdout for verb in VERBS}


@pytest.mark.parametrize("most", [12, 14, 24])
@pytest.mark.parametrize("verb", VERBS)
def test_few_files_may_be_open(
    verb: str, most: int, many: Path, undisturbed: dict[str, str]
) -> None:
    """Fewer than processes need to speak with each other: one does it all then."""
    done = run(many, *asked(verb), before=f"ulimit -n {most}")
    assert done.stderr == "" or verb == "format --check"
    assert done.stdout == undisturbed[verb]


@pytest.mark.parametrize("verb", ["render", "report"])
def test_few_files_may_be_open_where_each_map_has_its_own(
    verb: str, many: Path, tmp_path: Path
) -> None:
    for name, before in (("free", ""), ("bound", "ulimit -n 14")):
        done = run(many, verb, ".", "--jobs", "2", "-o", str(tmp_path / name), before=before)
        assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "bound") == contents(tmp_path / "free")


def test_five_thousand_maps_are_read_where_few_files_may_be_open(tmp_path: Path) -> None:
    (tmp_path / "cjmap.toml").write_text("")
    for number in range(5000):
        file = tmp_path / f"{number % 50}" / f"{number}.journey.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(MAP.replace("coat", f"coat {number}"))
    (tmp_path / "7" / "7.journey.yaml").write_text(MAP + "foo: bar\n")
    done = run(tmp_path, "validate", ".", before="ulimit -n 24")
    assert done.returncode == 1
    assert "Found 1 error in 1 of 5000 files." in done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, also those whose name begins with a dot."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [int(one) for one in found.read_text().split()]
    except FileNotFoundError:
        return []


def test_a_process_that_the_system_kills_costs_no_finding(
    many: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", "cjmap", *asked("lint")], cwd=many, stdout=said, stderr=said
        )
        killed = 0
        while running.poll() is None and not killed:
            for child in children(running.pid):
                os.kill(child, signal.SIGKILL)
                killed += 1
                break
            time.sleep(0.005)
        assert running.wait() == 1
    assert killed
    assert (tmp_path / "said").read_text("utf-8") == undisturbed["lint"]


# What writes into the folder OUT; and what writes maps anew, in it.
TOGETHER = {
    "report": (".", "-o", "OUT"),
    "render": (".", "-o", "OUT"),
    "convert": ("007.journey.yaml", "OUT/out.csv"),
    "convert ": ("007.journey.yaml", "OUT/out.xlsx"),
    "format": ("OUT",),
    "lint": ("--fix", "OUT"),
    "measure": ("--write", "OUT"),
}


def lay_maps(folder: Path) -> None:
    """Maps that can be formatted, mended, and measured over data beside them."""
    from tests.measure import maps

    folder.mkdir()
    maps.lay_out(folder)
    text = maps.MAP.replace("name: Buy", "nam: 'Buy'")
    for number in range(4):
        (folder / f"{number}.journey.yaml").write_text(text)


@pytest.mark.parametrize("verb", TOGETHER)
def test_two_runs_may_write_one_folder(verb: str, many: Path, tmp_path: Path) -> None:
    alone, both = tmp_path / "alone", tmp_path / "both"
    for folder in (alone, both):
        if "OUT" in TOGETHER[verb]:
            lay_maps(folder)
    before = contents(alone)
    calls = {
        folder: [verb.strip(), *(word.replace("OUT", str(folder)) for word in TOGETHER[verb])]
        for folder in (alone, both)
    }
    code = run(many, *calls[alone]).returncode
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "cjmap", *calls[both]],
            cwd=many,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    # The second may find that all is done.
    assert {one.wait() for one in runs} <= {code, 0}
    assert contents(both) == contents(alone)
    assert contents(alone) != before


# What keeps for the next run what it found.
KEEPING = ("lint", "validate")


@pytest.mark.parametrize("verb", KEEPING)
def test_a_clock_that_went_back_shows_nothing_of_yesterday(verb: str, tmp_path: Path) -> None:
    """What is kept, and the map, are from tomorrow; then the map changes and its time goes back."""
    file, cache = tmp_path / "a.journey.yaml", tmp_path / "cache"
    file.write_text(MAP)

    def check() -> object:
        done = run(tmp_path, verb, file.name, "--output-format", "json", XDG_CACHE_HOME=str(cache))
        return json.loads(done.stdout)

    before = time.time()
    for one in (file, *cache.rglob("*")):
        os.utime(one, (before + 90_000, before + 90_000))
    first = check()
    for one in (file, *cache.rglob("*")):
        os.utime(one, (before + 90_000, before + 90_000))
    assert check() == first
    file.write_text(MAP.replace("emotion", "emotoin"))
    os.utime(file, (before - 90_000, before - 90_000))
    changed = check()
    assert changed != first
    assert check() == changed


@pytest.mark.parametrize("verb", [*KEEPING, "cache", "history"])
def test_nobody_need_have_a_home(verb: str, tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(MAP)
    made = History(tmp_path)
    made.commit(subject="As it was")
    words = (verb, "clean" if verb == "cache" else file.name)
    at_home = run(tmp_path, *words, XDG_CACHE_HOME=str(tmp_path / "kept")).stdout
    for before in ("unset HOME XDG_CACHE_HOME", "export HOME=/nowhere", "export HOME=/dev/null"):
        done = run(tmp_path, *words, before=before)
        assert verb == "cache" or done.stdout == at_home
        assert done.returncode in (0, 1)


def test_a_locale_of_c_changes_no_byte(tmp_path: Path) -> None:
    """Nor does it of names with letters beyond it: of files, of what git tells, of what `dot` draws."""
    work = tmp_path / "café"
    made = History(work)
    text = MAP.replace("Shop", "Größe 漢").replace("emotion: -1", "emotion: -1, next: [Büro]")
    name = "Übersicht 漢.journey.yaml"
    (work / name).write_text(text + "  - {name: Büro, touchpoints: [Büro]}\n", "utf-8")
    made.commit(subject="Été")
    (work / name).write_text(text, "utf-8")
    calls = (
        ("lint", "."),
        ("history", name),
        ("diff", "--from", "HEAD"),
        ("render", name, "--view", "flow", "-o", "ÖUT/flow é.svg"),
        ("report", ".", "-o", "ÖUT/pages"),
        ("convert", name, "ÖUT/é.csv"),
    )
    said: list[object] = []
    for locale in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "C"}):
        done = [run(work, *call, **locale) for call in calls]
        assert all(one.returncode in (0, 1) for one in done), [one.stderr for one in done]
        said.append(([(one.stdout, one.stderr) for one in done], contents(work / "ÖUT")))
        assert len(contents(work / "ÖUT")) > 2
        shutil.rmtree(work / "ÖUT")
    assert said[0] == said[1]


def test_a_link_to_all_of_the_disk_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text(MAP)
    alone = run(tmp_path, "lint", ".").stdout
    (tmp_path / "all").symlink_to("/")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "broken.journey.yaml").symlink_to(tmp_path / "nowhere")
    assert run(tmp_path, "lint", ".").stdout == alone


@pytest.mark.parametrize("verb", ["validate", "lint", "gaps", "render", "report", "format"])
def test_a_file_that_changes_all_the_time_is_read_as_it_was_at_once(
    verb: str, tmp_path: Path
) -> None:
    """It vanishes, comes back and is cut off while runs begin."""
    file = tmp_path / "a.journey.yaml"
    script = (
        "import os, sys, time\n"
        "name, text = sys.argv[1:]\n"
        "while os.getppid() > 1:\n"
        "    for data in (text, text[:30], None, ''):\n"
        "        if data is None:\n"
        "            os.unlink(name)\n"
        "        else:\n"
        "            open(name, 'w').write(data)\n"
        "        time.sleep(0.003)\n"
    )
    file.write_text(MAP)
    more = ["-o", str(tmp_path / "out")] if verb == "report" else []
    if verb == "format":
        more = ["--check"]
    with subprocess.Popen(
        [sys.executable, "-c", script, file, MAP], stderr=subprocess.DEVNULL
    ) as changing:
        try:
            for _ in range(4):
                done = run(tmp_path, verb, file.name, *more)
                assert done.returncode in (0, 1, 2)
                assert done.returncode == 0 or done.stdout + done.stderr
        finally:
            changing.kill()
