"""The server answers the page that it has told the address of, on this machine, and nobody else."""

from __future__ import annotations

import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from tests.preview.conftest import PATIENCE, Preview, Start, previews

NAME = "coat.journey.yaml"


def test_what_is_asked_with_the_token_is_answered(running: Preview) -> None:
    status, headers, body = running.send(running.path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"preview.js" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert (
        running.send(f"{running.path}preview.css")[0]
        == running.send(f"{running.path}preview.js")[0]
        == 200
    )
    assert [each["name"] for each in running.ask("maps")["maps"]] == [NAME]
    assert running.ask("picture", map=NAME, view="map")["svg"].startswith("<svg")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/maps",
        "/wrong/maps",
        "/%00/maps",
        "/%C3%A9/maps",
        "{token}/../../etc/passwd",
        "{token}server.py",
        "{token}picture?map=../coat.journey.yaml&view=map",
        "{token}picture?map=/etc/passwd&view=map",
        "{token}picture?map=coat.journey.yaml&view=../map",
        "{token}findings?map=",
        "{token}find",
    ],
)
def test_nothing_else_is_there(running: Preview, path: str) -> None:
    assert running.send(path.format(token=running.path))[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        (("Host", "evil.example"),),
        (("Host", "evil.example:{port}"),),
        (("Host", "127.0.0.1"),),
        (("Host", "127.0.0.1:1"),),
        (("Host", "127.0.0.1:{port}"), ("Host", "evil.example")),
        (("Host", "127.0.0.1:{port}"), ("Origin", "http://evil.example")),
        (("Host", "127.0.0.1:{port}"), ("Origin", "null")),
        (("Host", "127.0.0.1:{port}"), ("Origin", "http://127.0.0.1:1")),
        (("Accept", "*/*"),),
    ],
)
def test_pages_of_others_are_refused(
    running: Preview, headers: tuple[tuple[str, str], ...]
) -> None:
    filled = tuple((name, value.format(port=running.port)) for name, value in headers)
    status, _, body = running.send(f"{running.path}maps", headers=filled)
    assert (status, b"coat" in body) == (403, False)


def test_this_machine_has_two_names(running: Preview) -> None:
    host = ("Host", f"localhost:{running.port}")
    assert (
        running.send(running.path, headers=(host, ("Origin", f"http://localhost:{running.port}")))[
            0
        ]
        == 200
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(running: Preview, method: str) -> None:
    assert running.send(f"{running.path}maps", method)[0] == 501


def test_other_addresses_of_this_machine_are_not_served(running: Preview) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", running.port), timeout=5):
        pass


def test_an_address_without_its_last_stroke_leads_to_the_page(running: Preview) -> None:
    status, headers, _ = running.send(running.path.rstrip("/"))
    assert (status, headers["Location"]) == (308, running.path)
    assert running.send(running.path[:-2])[0] == 404


def test_what_comes_along_with_a_question_is_no_question(running: Preview) -> None:
    host = f"Host: 127.0.0.1:{running.port}\r\n"
    second = f"GET {running.path}maps HTTP/1.1\r\n{host}\r\n"
    for told in (f"Content-Length: {len(second)}", "Transfer-Encoding: chunked"):
        answer = said(running, f"GET {running.path} HTTP/1.1\r\n{host}{told}\r\n\r\n{second}")
        assert answer.count(b"HTTP/1.1 ") == 1
        assert answer.startswith(b"HTTP/1.1 200 ")
    answer = said(running, f"GET {running.path} HTTP/1.1\r\n{host}\r\n{second}")
    assert answer.count(b"HTTP/1.1 200 ") == 2


def test_what_is_no_address_is_told(running: Preview) -> None:
    host = f"Host: 127.0.0.1:{running.port}\r\n\r\n"
    answer = said(running, f"GET http://[::1{running.path} HTTP/1.1\r\n{host}")
    assert answer.startswith(b"HTTP/1.1 400 ")


def said(running: Preview, asked: str) -> bytes:
    """All that is answered until the connection ends."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as raw:
        raw.sendall(asked.encode())
        raw.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: raw.recv(65536), b""))


def test_what_is_no_request_does_no_harm(start: Start) -> None:
    one = start("--port", "0")
    for junk in (
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", one.port), timeout=PATIENCE) as raw:
            raw.sendall(junk)
            raw.shutdown(socket.SHUT_WR)
            while raw.recv(1000):
                pass
    assert one.send(one.path)[0] == 200
    assert one.stop()[1].count("\n") == 1


def test_connections_that_say_nothing_keep_no_page_waiting(start: Start) -> None:
    """Any page of the browser can open some; only who knows the token may keep one."""
    one = start("--port", "0")
    page = socket.create_connection(("127.0.0.1", one.port), timeout=PATIENCE)
    asked = f"GET {one.path}maps HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\n\r\n".encode()
    page.sendall(asked)
    assert page.recv(100).startswith(b"HTTP/1.1 200")
    silent = []
    for _ in range(200):
        silent.append(socket.create_connection(("127.0.0.1", one.port), timeout=PATIENCE))
        silent[-1].sendall(b"GET /")
    assert one.ask("maps")["maps"]
    threads = len(list(Path(f"/proc/{one.process.pid}/task").iterdir()))
    assert threads < 60
    # Who has named the token keeps its connection.
    while not page.recv(100_000).endswith(b"}"):
        pass
    page.sendall(asked)
    assert page.recv(100).startswith(b"HTTP/1.1 200")
    for each in (page, *silent):
        each.close()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_while_pages_wait(start: Start, sign: signal.Signals) -> None:
    one = start("--port", "0")
    revision = one.ask("changes", since=-1)["revision"]
    told: list[object] = []

    def wait() -> None:
        try:
            told.append(one.ask("changes", since=revision))
        except OSError:
            told.append("gone")

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.2)
    code, said = one.stop(sign)
    waiting.join(PATIENCE)
    assert (code, said.count("\n")) == (0, 1)
    assert "http" not in said
    assert told


def test_a_taken_port_is_told_and_without_one_the_next_is_found(start: Start) -> None:
    first, second = start(), start()
    assert first.port != second.port
    assert second.send(second.path)[0] == 200
    third = start("--port", str(first.port))
    assert third.process.wait(PATIENCE) == 2
    assert third.process.stderr is not None
    said = third.process.stderr.read()
    assert (
        said == f"error: The port {first.port} is taken: name another, or none to have one found.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "gone"),
        (["--editor", "notepad"], "notepad"),
        (["--editor", "javascript:alert('{file}')"], "javascript"),
        (["--port", "70000"], "70000"),
    ],
)
def test_a_wrong_call_is_told(start: Start, arguments: list[str], said: str) -> None:
    one = start(*arguments)
    _, told = one.process.communicate(timeout=PATIENCE)
    assert one.process.returncode == 2
    assert said in told and "Traceback" not in told


def test_a_page_is_told_when_a_map_is_saved(start: Start) -> None:
    one = start("--port", "0")
    before = one.ask("picture", map=NAME, view="map")["svg"]
    revision = one.ask("changes", since=-1)["revision"]
    file = Path(one.folder / NAME)
    file.write_text(file.read_text("utf-8").replace("Product page", "Fitting room"), "utf-8")
    while one.ask("picture", map=NAME, view="map")["svg"] == before:
        revision = one.ask("changes", since=revision)["revision"]
    assert "Fitting room" in one.ask("picture", map=NAME, view="map")["svg"]


def test_the_page_is_opened_for_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In what the system calls the browser; the server goes on when there is none."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', "utf-8")
    browser.chmod(0o755)
    (tmp_path / "maps").mkdir()
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    with previews(tmp_path / "maps") as begin:
        one = begin("--port", "0", "--open")
        assert one.send(one.path)[0] == 200
        for _ in range(600):
            if (tmp_path / "opened").is_file() and (tmp_path / "opened").stat().st_size:
                break
            time.sleep(0.1)
        assert (tmp_path / "opened").read_text("utf-8").strip() == one.address
