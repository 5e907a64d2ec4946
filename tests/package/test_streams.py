"""The process and its streams: full, closed, broken, and a run that is stopped at any time."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from cjmap.cli.app import app
from cjmap.convert.forms import WRITTEN
from cjmap.views.catalogue import DRAWINGS
from tests.measure.maps import MAP as MEASURED
from tests.measure.maps import lay_out
from tests.project.histories import History

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells of other systems differ")

ROOT = Path(__file__).parents[2] / "cjmap"
STREAMER = Path(__file__).with_name("streaming.py")
STOPPER = Path(__file__).with_name("stopped.py")
MAP = """
title: Buy a coat
personas: [Ana]
stages:
  - name: Look
    touchpoints: [{name: Shop, emotion: -1}]
"""
# A verb each, with what makes it write to standard output, as a shell calls it.
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


# What each verb is called with to print something, in each of its formats where it has several.
PRINTING = {
    "convert": ["coat.journey.yaml", "-", "--to"],
    "diff": ["coat.journey.yaml", "--from", "HEAD~1"],
    "explain": ["touchpoint"],
    "format": ["--diff"],
    "gaps": [],
    "history": ["coat.journey.yaml"],
    "init": ["new"],
    "lint": ["--notes"],
    "lint --diff": [],
    "lint --statistics": [],
    "measure": ["coat.journey.yaml"],
    "measure --diff": ["coat.journey.yaml", "--write"],
    "preview": ["--port", "0"],
    "render": ["coat.journey.yaml"],
    "rule": ["CJ301"],
    "rules": [],
    "schema": [],
    "schema --plain": [],
    "validate": ["odd-0.journey.yaml"],
    "words": [],
}
# These print nothing: what they do is in files, and what they say is for people.
SILENT = {"cache", "merge", "report"}
# An editor's server speaks when it is spoken to.
SPOKEN_TO = {"lsp"}


def _calls() -> list[list[str]]:
    """Every verb in each of its formats, and help."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    calls = [["--version"], ["--help"]]
    for name, more in PRINTING.items():
        verb, *mode = name.split()
        (formats,) = [one for one in commands[verb].params if one.name == "output_format"] or [None]
        call = [verb, *mode, *more]
        if verb == "render":
            calls += [[*call, "--view", view, "-f", form] for view, form in DRAWINGS]
        elif verb == "convert":
            calls += [[*call, form] for form in WRITTEN if form != "yaml"]
            calls.append(["convert", "b.csv", "-"])
        elif formats is None or mode:
            calls.append(call)
        else:
            calls += [[*call, "--output-format", form] for form in formats.type.choices]
    return [*calls, ["lint", "--help"]]


def test_every_verb_prints() -> None:
    assert {name.partition(" ")[0] for name in PRINTING} | SILENT | SPOKEN_TO == _verbs()


_FULL = "error: Standard output cannot be written: the disk is full.\n"
_CLOSED = "error: Standard output cannot be written: "


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has none")
@pytest.mark.parametrize("kind", ["full", "closed", "unread"])
def test_an_output_that_takes_nothing_is_a_plain_error_of_every_verb(
    kind: str, tmp_path: Path
) -> None:
    _lay_out(tmp_path)
    calls = _calls()
    assert len(calls) > 80
    done = subprocess.run(
        [sys.executable, STREAMER, kind],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        input=json.dumps(calls),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    for call, (code, said) in zip(calls, json.loads(done.stdout), strict=True):
        assert code == 2, (call, code, said)
        last = "".join(said.splitlines(keepends=True)[-1:])
        if kind == "unread":
            # Whoever reads has had enough: there is nobody to tell it to.
            assert "Standard output" not in said, (call, said)
        else:
            assert last == _FULL if kind == "full" else last.startswith(_CLOSED), (call, said)
        for word in ("Traceback", "defect", "Exception ignored"):
            assert word not in said, (call, said)


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


# What is stopped: a verb each that does more than say what stands in the package, in the ways that
# it writes.
STOPPED = {
    "report": "report -o pages",
    "report by two": "report -o pages --jobs 2",
    "render": "render --view all -o pictures --jobs 2",
    "render one": "render 0.journey.yaml -o 0.pdf",
    "format": "format",
    "format by two": "format --jobs 2",
    "lint": "lint --fix --jobs 2 --no-cache",
    "lint ": "lint --write-baseline known.json",
    "gaps": "gaps -o gaps.html",
    "validate": "validate --jobs 2",
    "validate, quick": "validate",
    "convert": "convert 0.journey.yaml 0.xlsx",
    "convert ": "convert b.csv b.journey.yaml --report told.json",
    "diff": "diff 0.journey.yaml 1.journey.yaml -o changes.html",
    "history": "history coat.journey.yaml -o told.html",
    "measure": "measure coat.journey.yaml --write",
    "measure ": "measure --sample new",
    "merge": "merge base.yaml coat.journey.yaml theirs.yaml",
    "init": "init new --from b.csv",
    "schema": "schema -o schema.json",
    "words": "words",
}
# These only say what stands in the package, or what another verb does that is stopped.
SAYING = {"cache", "explain", "rule", "rules"}
# A run of these ends by a signal, or by who is served: below, and in tests/preview.
SERVING = {"lsp", "preview"}
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def test_every_verb_is_stopped() -> None:
    walked = {name.partition(" ")[0].rstrip(",") for name in STOPPED}
    assert walked | SAYING | SERVING == _verbs()


def _verbs() -> set[str]:
    return set(get_command(app).commands)  # type: ignore[attr-defined]


def _lay_out(folder: Path) -> None:
    """Four maps that `format` would change, two that `lint --fix` would, and one with data and a past."""
    history = History(folder)
    data = lay_out(folder)
    history.commit()
    data.write_text(MEASURED.replace("title: Coat", "title: Cap"), "utf-8")
    history.commit()
    for count in range(4):
        (folder / f"{count}.journey.yaml").write_text(MAP.replace("a coat", f"coat {count}"))
    for count in range(2):
        (folder / f"odd-{count}.journey.yaml").write_text(MAP.replace("emotion", "emotoin"))
    (folder / "base.yaml").write_text(MEASURED)
    (folder / "theirs.yaml").write_text(MEASURED.replace("name: Look", "name: See"))
    (folder / "b.csv").write_text("Stage,Touchpoint,Emotion\nLook,Shop,1\nBuy,Till,-1\n")


def _files(folder: Path) -> dict[str, bytes]:
    """All files of a folder; of git's own those alone that say that somebody is still at work."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and (".git/" not in file.as_posix() or file.suffix == ".lock")
    }


@dataclass(frozen=True)
class Run:
    """What a run came to, and how many things it did that can be counted off."""

    code: int
    printed: bytes
    said: bytes
    files: dict[str, bytes]
    deeds: int


def _run(call: str, laid: Path, number: int = 0, at: int = 0) -> Run:
    """A run in a copy of a folder, told to stop before deed `at`."""
    here = laid.with_name(f"{number}-{at}") / "work"
    shutil.copytree(laid, here)
    log = here.parent / "log"
    done = subprocess.run(
        [sys.executable, STOPPER, log, str(int(number)), str(at), *call.split()],
        cwd=here,
        # Nothing of an earlier run is known.
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT.parent),
            "XDG_CACHE_HOME": str(here.parent / "c"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    return Run(done.returncode, done.stdout, done.stderr, _files(here), log.stat().st_size)


@pytest.mark.parametrize("verb", STOPPED)
def test_a_run_may_be_stopped_at_any_time(verb: str, tmp_path: Path) -> None:
    """It ends with 130, or with all done; and leaves no file but those of a run that is not stopped."""
    laid = tmp_path / "laid"
    _lay_out(laid)
    before, whole = _files(laid), _run(STOPPED[verb], laid)
    assert whole.code in (0, 1), whole.said
    last = whole.deeds
    # The first, some in the midst, and the last ones: of the run, and of Python, which tidies up.
    moments = {1, last // 4, last // 2, last - 3, last - 2, last - 1, last} - {0, -1}
    for count, at in enumerate(sorted(moments)):
        number = ENDINGS[count % len(ENDINGS)]
        run = _run(STOPPED[verb], laid, number, at)
        told = (verb, number, at, last, run.code, run.said)
        # When the last other thread has ended, and what the run wanted done at its end is, it is late.
        assert run.code == (whole.code if at == last else 130), told
        assert whole.printed.startswith(run.printed), told
        assert whole.said.startswith(run.said), told
        if at == last:
            assert (run.printed, run.said, run.files) == (whole.printed, whole.said, whole.files)
        for name in run.files.keys() | before.keys():
            assert run.files.get(name) in (before.get(name), whole.files.get(name)), (name, told)


@pytest.mark.parametrize("number", ENDINGS)
def test_a_server_is_stopped_while_its_editor_says_nothing(number: int, folder: Path) -> None:
    asked = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    with subprocess.Popen(
        [sys.executable, "-m", "cjmap", "lsp"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(asked), asked))
        server.stdin.flush()
        # It has answered, and waits.
        assert server.stdout.readline().startswith(b"Content-Length: ")
        server.send_signal(number)
        # What is open stays so: an editor that hangs closes nothing.
        assert server.stderr.read() == b""
    assert server.returncode == 130


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
