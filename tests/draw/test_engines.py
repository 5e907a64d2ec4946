"""The program that lays out: which one is run, and what happens when it fails."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cjmap.draw import engines
from cjmap.draw.engines import Engine, EngineError, find_engine, run_engine

POSIX = pytest.mark.skipif(os.name == "nt", reason="scripts with a shebang")


def program(folder: Path, name: str, code: str = "") -> Path:
    """A program that runs Python code."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport os, sys, time\n{code}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def no_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_embedded_places", lambda: iter(()))


def test_the_embedded_engine_comes_first(tmp_path: Path) -> None:
    program(tmp_path, "dot")
    found = find_engine(environment={"PATH": str(tmp_path)})
    assert found.origin == "embedded"
    assert found.program.name.startswith("graphviz-pure")


def test_the_embedded_engine_is_found_by_its_record_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    monkeypatch.setattr("sysconfig.get_path", lambda *names: str(Path(os.sep, "nowhere")))
    assert find_engine("embedded").origin == "embedded"


@POSIX
@pytest.mark.usefixtures("no_embedded")
def test_then_the_systems(tmp_path: Path) -> None:
    dot = program(tmp_path, "dot")
    assert find_engine(environment={"PATH": str(tmp_path)}) == Engine(dot, "system")


@POSIX
def test_a_given_program_beats_the_variable_and_that_the_setting(tmp_path: Path) -> None:
    mine, other = program(tmp_path, "mine"), program(tmp_path, "other")
    environment = {"CJMAP_DOT": str(other), "PATH": ""}
    assert find_engine(str(mine), "system", environment).program == mine
    assert find_engine(None, "system", environment).program == other
    assert find_engine("embedded", "system", environment).origin == "embedded"


@POSIX
def test_a_name_without_a_folder_is_looked_for_on_the_path(tmp_path: Path) -> None:
    mine = program(tmp_path, "mydot")
    assert find_engine("mydot", environment={"PATH": str(tmp_path)}).program == mine


@POSIX
@pytest.mark.usefixtures("no_embedded")
@pytest.mark.parametrize("path", ["", ".", f"{os.pathsep}.{os.pathsep}", "tools"])
def test_the_current_folder_gives_no_engine(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "dot")
    program(tmp_path / "tools", "dot")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EngineError):
        find_engine(environment={"PATH": path})


def test_a_setting_names_no_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tools/dot"):
        find_engine(None, "tools/dot", {})


@pytest.mark.usefixtures("no_embedded")
@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, ["pip install graphviz-pure", "--engine PATH", "CJMAP_DOT", "-f dot"]),
        ("embedded", ["pip install graphviz-pure", "--engine system"]),
        ("system", ["PATH", "--engine embedded"]),
    ],
)
def test_no_engine_at_all_names_the_ways_out(given: str | None, words: list[str]) -> None:
    with pytest.raises(EngineError) as caught:
        find_engine(given, environment={"PATH": ""})
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("given", ["nowhere/dot", "no-such-program", "a\x1b[31m\0b"])
def test_a_given_program_must_be_one(given: str) -> None:
    with pytest.raises(EngineError) as caught:
        find_engine(given, environment={"PATH": ""})
    assert "\x1b" not in str(caught.value)


@POSIX
@pytest.mark.usefixtures("no_embedded")
def test_a_folder_of_the_path_that_is_no_path_is_passed_over(tmp_path: Path) -> None:
    dot = program(tmp_path, "dot")
    path = os.pathsep.join(["/nowhere\0", "/" + "x" * 5000, str(tmp_path)])
    assert find_engine(environment={"PATH": path}) == Engine(dot, "system")


@POSIX
def test_the_embedded_engine_is_looked_for_beside_python_and_where_users_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setattr(
        "sysconfig.get_path",
        lambda name, scheme="": str(tmp_path / name / (scheme and "user")),
    )
    for folder in ("scripts/user", "scripts", "bin"):
        place = program(tmp_path / folder, "graphviz-pure")
        assert find_engine("embedded") == Engine(place, "embedded")


def test_words_choose_an_engine_and_auto_is_one_of_them() -> None:
    assert find_engine("auto", "system", {"PATH": ""}).origin == "embedded"
    assert find_engine(None, "embedded", {}).origin == "embedded"


def test_a_file_that_cannot_be_run_is_none(tmp_path: Path) -> None:
    file = tmp_path / "dot.txt"
    file.write_text("x")
    with pytest.raises(EngineError):
        find_engine(str(file))
    with pytest.raises(EngineError):
        find_engine(str(tmp_path))


def test_an_engine_draws() -> None:
    assert b"<svg" in run_engine(find_engine("embedded"), 'digraph { a [label="é 🙂"] }')


def test_what_the_engine_says_is_passed_on() -> None:
    with pytest.raises(EngineError, match="syntax error"):
        run_engine(find_engine("embedded"), "digraph {")


def test_a_failure_with_an_answer_is_a_failure() -> None:
    # A bad HTML-like label: the engine writes a picture all the same.
    source = "digraph { a [label=<<TABLE><TR></TABLE>>] }"
    engine = find_engine("embedded")
    raw = subprocess.run([engine.program, "-Tsvg"], input=source.encode(), capture_output=True)
    assert (raw.returncode, b"<svg" in raw.stdout) == (1, True)
    with pytest.raises(EngineError, match="code 1"):
        run_engine(engine, source)


@POSIX
def test_an_empty_answer_is_a_failure(tmp_path: Path) -> None:
    silent = Engine(
        program(tmp_path, "dot", "sys.stdin.read(); print('oops', file=sys.stderr)"), "given"
    )
    with pytest.raises(EngineError, match="returned nothing: oops"):
        run_engine(silent, "digraph {}")


@POSIX
def test_an_engine_is_asked_for_a_layout_in_a_format(tmp_path: Path) -> None:
    echo = Engine(program(tmp_path, "dot", "print(sys.argv[1:], sys.stdin.read())"), "given")
    assert run_engine(echo, "digraph é", "png").decode() == "['-Kdot', '-Tpng'] digraph é\n"


@POSIX
@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("", "–"),
        ("\n  one \n\n two\n", "one · two"),
        ("one\ntwo\nthree\nfour", "one · two · three"),
        ("x" * 500, "x" * 400),
    ],
)
def test_the_first_lines_of_what_it_says_are_quoted(said: str, quoted: str, tmp_path: Path) -> None:
    code = f"sys.stderr.write({said!r}); sys.exit(7)"
    with pytest.raises(EngineError) as caught:
        run_engine(Engine(program(tmp_path, "dot", code), "given"), "digraph {}")
    assert str(caught.value).endswith(f"dot failed with code 7: {quoted}")


@POSIX
def test_what_it_says_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    code = "sys.stderr.buffer.write(b'\\x1b[2J\\x07 \\xff bad\\n' * 1000); sys.exit(3)"
    with pytest.raises(EngineError) as caught:
        run_engine(Engine(program(tmp_path, "dot", code), "given"), "digraph {}")
    said = str(caught.value)
    assert "bad" in said
    assert not any(ord(char) < 32 for char in said)
    assert len(said) < 1000


@POSIX
def test_an_engine_that_reads_nothing_does_not_break_the_pipe(tmp_path: Path) -> None:
    deaf = Engine(program(tmp_path, "dot", "os.close(0); print('<svg/>')"), "given")
    assert run_engine(deaf, "digraph {}" + " " * 1_000_000) == b"<svg/>\n"


@POSIX
def test_an_engine_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    code = (
        "import subprocess\n"
        f"child = subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(child.pid))\n"
        f"open({str(tmp_path / 'ready')!r}, 'w').close()\n"
        "time.sleep(600)"
    )
    hanging = Engine(program(tmp_path, "dot", code), "given")
    with pytest.raises(EngineError, match="did not finish within 2 seconds"):
        run_engine(hanging, "digraph {}", time_limit=2)
    assert (tmp_path / "ready").exists()
    assert not _lives(int((tmp_path / "pid").read_text()))


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_engine_ends_with_a_process_that_a_signal_ends_at_once(
    number: signal.Signals, tmp_path: Path
) -> None:
    started = tmp_path / "pid"
    sleeper = program(
        tmp_path,
        "sleeper",
        f"open({str(tmp_path / 'part')!r}, 'w').write(str(os.getpid()))\n"
        f"os.rename({str(tmp_path / 'part')!r}, {str(started)!r})\ntime.sleep(600)",
    )
    code = (
        "import signal, sys\nfrom pathlib import Path\n"
        "from cjmap.draw.engines import Engine, run_engine\n"
        "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
        "run_engine(Engine(Path(sys.argv[1]), 'given'), 'digraph {}')\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code, str(sleeper)], start_new_session=True)
    while worker.poll() is None and not started.exists():
        time.sleep(0.01)
    worker.send_signal(number)
    assert worker.wait() == -number
    assert not _lives(int(started.read_text()))


def _lives(pid: int) -> bool:
    """Whether a process still runs a moment after it was told to end."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True


@POSIX
def test_a_file_that_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    file = tmp_path / "dot"
    file.write_bytes(b"\x7fELF nothing")
    file.chmod(0o755)
    with pytest.raises(EngineError, match="cannot be started"):
        run_engine(Engine(file, "given"), "digraph {}")
