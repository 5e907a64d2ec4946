"""The process and its streams: full, closed, broken, and a run that is stopped at any time."""

from __future__ import annotations

import ast
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells of other systems differ")

ROOT = Path(__file__).parents[2] / "cjmap"
MAP = """
title: Buy a coat
personas: [Ana]
stages:
  - name: Look
    touchpoints: [{name: Shop, emotion: -1}]
"""
# The same as `format` has it.
TIDY = """\
title: Buy a coat

personas:
  - Ana

stages:
  - name: Look
    touchpoints:
      - {name: Shop, emotion: -1}
"""
# A verb each, with what makes it write to standard output.
VERBS = (
    "validate",
    "lint",
    "lint --fix -",
    "lint --diff",
    "lint --statistics",
    "gaps",
    "render a.journey.yaml",
    "rules",
    "rule CJ301",
    "schema",
    "init there",
    "--version",
    "--help",
    "lint --help",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.journey.yaml").write_text(MAP)
    return tmp_path


def shell(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m cjmap"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "", **more}
    return subprocess.run(
        ["bash", "-c", command.replace("cjmap", program)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def plain(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr
    assert "Exception ignored" not in done.stderr


def give_something_to_write(verb: str, folder: Path) -> None:
    """A map with a mistake that can be mended, for the verb that writes nothing without one."""
    if verb.endswith("--diff"):
        (folder / "a.journey.yaml").write_text(MAP.replace("emotion", "emotoin"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has none")
@pytest.mark.parametrize("verb", VERBS)
def test_a_full_device_is_a_plain_error(verb: str, folder: Path) -> None:
    give_something_to_write(verb, folder)
    done = shell(f"cjmap {verb} < a.journey.yaml > /dev/full", folder)
    plain(done)
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last == "error: Standard output cannot be written: the disk is full."


@pytest.mark.parametrize("verb", VERBS)
def test_a_closed_output_is_a_plain_error(verb: str, folder: Path) -> None:
    give_something_to_write(verb, folder)
    done = shell(f"cjmap {verb} < a.journey.yaml >&-", folder)
    plain(done)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: Standard output cannot be written: ")


def test_a_file_that_is_written_is_not_taken_for_a_closed_stream(folder: Path) -> None:
    done = shell("cjmap lint -o found.txt >&- 2>&- <&-", folder)
    assert done.returncode == 1
    assert "Found" in (folder / "found.txt").read_text().splitlines()[-1]
    assert len((folder / "found.txt").read_text().splitlines()) > 5


@pytest.mark.parametrize("verb", ["validate", "lint", "lint --fix", "gaps", "render", "report"])
def test_a_closed_input_is_a_plain_error(verb: str, folder: Path) -> None:
    done = shell(f"cjmap {verb} - <&-", folder)
    plain(done)
    assert done.returncode == 2
    assert done.stderr.startswith("error: Standard input cannot be read: ")


def test_errors_that_nobody_hears_change_no_exit_code(folder: Path) -> None:
    assert shell("cjmap validate 2>&-", folder).returncode == 0
    assert shell("cjmap validate gone.journey.yaml 2>&- >/dev/null", folder).returncode == 2


@pytest.mark.parametrize(
    "verb",
    [
        *("validate", "lint", "gaps", "render x.yaml", "report", "validate -", "init", "init x"),
        *("init --git", "convert a.csv b.yaml", "merge a b c", "diff a b", "history a", "format a"),
    ],
)
def test_a_folder_that_is_gone_is_a_plain_error(verb: str, folder: Path) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; cjmap {verb} </dev/null", folder)
    plain(done)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1
    assert "current folder is no longer there" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough_ends_a_run_quietly(unbuffered: str, folder: Path) -> None:
    stages = "".join(f"  - name: Stage {n}\n    oddity: 1\n" for n in range(10_000))
    (folder / "a.journey.yaml").write_text(f"title: T\npersonas: [A]\nstages:\n{stages}")
    pipe = "cjmap validate --output-format concise | head -1; exit ${PIPESTATUS[0]}"
    done = shell(pipe, folder, PYTHONUNBUFFERED=unbuffered)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
    assert done.returncode == 2


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_slow_reader_gets_it_all(unbuffered: str, folder: Path) -> None:
    title = "x" * 300_000
    (folder / "a.journey.yaml").write_text(MAP.replace("Buy a coat", title))
    pipe = "cjmap render -f json a.journey.yaml | (sleep 1; cat)"
    assert title in shell(pipe, folder, PYTHONUNBUFFERED=unbuffered).stdout


@pytest.mark.parametrize(
    "more",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"COLUMNS": "1"},
        {"COLUMNS": "0", "LINES": "0"},
        {"COLUMNS": "x"},
        {"TERM": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["gaps", "--help"])
def test_the_environment_changes_no_byte_of_text(
    verb: str, more: dict[str, str], folder: Path
) -> None:
    (folder / "a.journey.yaml").write_text(MAP.replace("Look", "Über 選ぶ 😀"), "utf-8")
    done, usual = shell(f"cjmap {verb}", folder, **more), shell(f"cjmap {verb}", folder)
    plain(done)
    assert done.returncode == usual.returncode
    if verb != "--help":
        # Help is as wide as what COLUMNS says.
        assert done.stdout == usual.stdout


def _stop(call: str, wait: float, number: int, folder: Path) -> None:
    """Stops a run over twenty maps after a while: it ends in order, and leaves nothing half done."""
    for count in range(20):
        (folder / f"{count}.journey.yaml").write_text(MAP)
    # Python's own start-up is not ours: the clock begins when our first module is imported.
    code = (
        "import os\nimport cjmap.__main__ as way_in\nimport sys\n"
        f"sys.argv = ['cjmap', *{call.split()!r}]\n"
        "os.write(1, b'!')\nway_in.main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    time.sleep(wait)
    process.send_signal(number)
    _, said = process.communicate()
    assert b"Traceback" not in said
    assert process.returncode in (130, -int(number), 0)
    left = [entry.name for entry in folder.rglob("*") if entry.name.startswith(".")]
    assert left == []
    for file in folder.glob("*.journey.yaml"):
        assert file.read_text() in (MAP, TIDY), file


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wait", [0.03, 0.06, 0.1, 0.15, 0.2, 0.3])
def test_a_run_may_be_stopped_at_any_time(wait: float, number: int, folder: Path) -> None:
    _stop("report -o pages", wait, number, folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "call",
    [
        "report -o pages --jobs 2",
        "render --view all -o pictures --jobs 2",
        "format",
        "lint --fix --exit-zero --jobs 2",
        "gaps -o gaps.html",
        "validate --no-cache --jobs 2",
        "convert 0.journey.yaml 0.xlsx",
        "diff 0.journey.yaml 1.journey.yaml -o changes.html",
    ],
)
@pytest.mark.parametrize("wait", [0.25, 0.7])
def test_every_verb_may_be_stopped(wait: float, call: str, number: int, folder: Path) -> None:
    _stop(call, wait, number, folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_is_stopped_before_its_command_has_begun(number: int) -> None:
    code = (
        "import os, time\nfrom cjmap.cli.ending import guarded\n"
        f"with guarded():\n    os.kill(os.getpid(), {int(number)})\n    time.sleep(5)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_may_be_stopped_while_a_class_is_put_together(number: int) -> None:
    # Python up to 3.11 makes a RuntimeError of what is raised there; most of a run's first half
    # second goes into classes.
    code = (
        "import os, time\nfrom cjmap.cli.ending import guarded\n"
        "class Late:\n    def __set_name__(self, owner, name):\n"
        f"        os.kill(os.getpid(), {int(number)})\n        time.sleep(5)\n"
        "with guarded():\n    type('Model', (), {'field': Late()})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_works_for_a_run_ends_with_it(number: int, tmp_path: Path) -> None:
    # Whoever ends a job in CI tells one process alone.
    (tmp_path / "run.py").write_text(
        "import os, signal, sys, time\nfrom functools import partial\n"
        "from cjmap.check.sharing import share\nfrom cjmap.cli.ending import guarded\n"
        "def work(batch):\n    open(f'{batch}.begun', 'w').close()\n    time.sleep(20)\n"
        "    open(f'{batch}.done', 'w').close()\n    return batch\n"
        "def make():\n    return work\n"
        "def tell():\n    while not os.path.exists('2.begun'):\n        time.sleep(0.02)\n"
        f"    os.kill(os.getppid(), {int(number)})\n    os._exit(0)\n"
        "if __name__ == '__main__':\n"
        "    if not os.fork():\n        tell()\n"
        "    with guarded():\n"
        "        for batch in share(work, make, [1, 2, 3], 2):\n            pass\n"
    )
    done = subprocess.run([sys.executable, "run.py"], capture_output=True, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert not [*tmp_path.glob("*.done")] and not (tmp_path / "3.begun").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed there")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_who_works_for_a_run_that_is_killed_ends_too(start: str, tmp_path: Path) -> None:
    # Nobody tells them: the run has no time to, and they wait for work that is never given out.
    (tmp_path / "run.py").write_text(
        "import multiprocessing, os, signal\nfrom cjmap.check import sharing\n"
        "def work(batch):\n    if batch == 3:\n        os.kill(os.getppid(), signal.SIGKILL)\n"
        "        signal.pause()\n    return batch\n"
        "def make():\n    return work\n"
        "if __name__ == '__main__':\n"
        f"    sharing._context = lambda: multiprocessing.get_context('{start}')\n"
        "    list(sharing.share(work, make, list(range(200)), 3))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "run.py"], stdout=subprocess.PIPE, cwd=tmp_path, start_new_session=True
    )
    try:
        # All of them have this open, so it ends with the last.
        process.communicate(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


_SWALLOWING = {
    "a finalizer": "class Gone:\n    def __del__(self):\n        told()\n",
    "a callback": (
        "import weakref\nclass Thing: pass\n"
        "def Gone():\n    thing = Thing()\n    Gone.kept = weakref.ref(thing, lambda _: told())\n"
    ),
    "the collector": (
        "import gc\ndef end(phase, _):\n    gc.callbacks.clear()\n    told()\n"
        "gc.callbacks.append(end)\ndef Gone():\n    gc.collect()\n"
    ),
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("what", _SWALLOWING.values(), ids=list(_SWALLOWING))
def test_a_run_may_be_stopped_where_python_lets_nothing_through(what: str, number: int) -> None:
    # Python tells of what is raised there and goes on; the module that is imported last clears
    # its lock away by such a callback.
    code = (
        "import os, time\nfrom cjmap.cli.ending import guarded\n"
        f"def told():\n    os.kill(os.getpid(), {int(number)})\n    return [1, 2].index(2)\n"
        f"def wait():\n    pass\n{what}"
        "with guarded():\n    Gone()\n    wait()\n    time.sleep(5)\n    print('went on')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


_STREAMS = {
    *(f"sys.{name}" for name in ("stdin", "stdout", "stderr")),
    *(f"typer.{name}" for name in ("echo", "secho", "prompt", "confirm")),
    *("print", "input"),
}


def _speaks(module: ast.AST) -> bool:
    """Whether a module reaches for a stream itself."""
    return any(
        isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in _STREAMS
        for node in ast.walk(module)
    )


def test_nothing_speaks_but_by_way_of_the_console() -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for file in ROOT.rglob("*.py")
        if _speaks(ast.parse(file.read_text("utf-8")))
    }
    # The version is told before anything is imported, and holds nothing of a map's. What rules of a
    # user's own print is turned aside, so that it does not stand among what is found.
    assert found == {"cli/console.py", "cli/quick.py", "rules/own.py"}
