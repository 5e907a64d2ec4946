"""Faults of the machine: endless files, few open ones, a process that is killed, a clock that errs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def test_two_runs_may_write_one_folder(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cjmap", "report", ".", "-o"]
    alone, both = tmp_path / "alone", tmp_path / "both"
    run(many, "report", ".", "-o", str(alone))
    runs = [
        subprocess.Popen([*command, str(both)], cwd=many, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait() for one in runs] == [0, 0]
    assert sorted(file.name for file in both.iterdir()) == sorted(f.name for f in alone.iterdir())
    for file in alone.iterdir():
        assert (both / file.name).read_bytes() == file.read_bytes()


def test_a_clock_that_went_back_shows_nothing_of_yesterday(tmp_path: Path) -> None:
    """What is kept, and the map, are from tomorrow; then the map changes and its time goes back."""
    file, cache = tmp_path / "a.journey.yaml", tmp_path / "cache"
    file.write_text(MAP)

    def lint() -> object:
        done = run(
            tmp_path, "lint", file.name, "--output-format", "json", XDG_CACHE_HOME=str(cache)
        )
        return json.loads(done.stdout)

    before = time.time()
    for one in (file, *cache.rglob("*")):
        os.utime(one, (before + 90_000, before + 90_000))
    first = lint()
    for one in (file, *cache.rglob("*")):
        os.utime(one, (before + 90_000, before + 90_000))
    assert lint() == first
    file.write_text(MAP.replace("emotion", "emotoin"))
    os.utime(file, (before - 90_000, before - 90_000))
    changed = lint()
    assert changed != first
    assert lint() == changed


def test_nobody_need_have_a_home(tmp_path: Path) -> None:
    file = tmp_path / "a.journey.yaml"
    file.write_text(MAP)
    at_home = run(tmp_path, "lint", file.name).stdout
    for before in ("unset HOME XDG_CACHE_HOME", "export HOME=/nowhere", "export HOME=/dev/null"):
        assert run(tmp_path, "lint", file.name, before=before).stdout == at_home


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
