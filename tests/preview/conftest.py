"""A preview in a process of its own, as people start it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

MAP = """\
title: Buy a coat online
personas: [{name: Laura, goals: [A coat that fits]}]
stages:
  - name: Awareness
    touchpoints:
      - {name: Instagram ad, channel: instagram, emotion: 1}
  - name: Consideration
    touchpoints:
      - name: Product page
        channel: web
        emotion: -1
        thoughts: Am I an M or an L?
"""
# Seconds after which nothing is expected any more; only what hangs lets them pass.
PATIENCE = 60


class Preview:
    """A running preview of a folder."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cjmap", "preview", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            # Whoever runs the tests in the background may have Ctrl-C ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    @property
    def port(self) -> int:
        found = urlsplit(self.address).port
        assert found is not None
        return found

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    def send(
        self, path: str, method: str = "GET", headers: tuple[tuple[str, str], ...] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; `headers` take the place of the usual ones."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers or (("Host", f"127.0.0.1:{self.port}"),):
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def ask(self, what: str, **asked: object) -> Any:
        """What a page is answered."""
        query = "&".join(f"{name}={quote(str(value))}" for name, value in asked.items())
        status, _, body = self.send(f"{self.path}{what}?{query}")
        assert status in (200, 404), body
        return json.loads(body)

    def stop(self, sign: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Its exit code, and what it said on standard error."""
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


Start = Callable[..., Preview]


@contextmanager
def previews(folder: Path) -> Iterator[Start]:
    """Starts previews of a folder with one map, which end afterwards."""
    (folder / "coat.journey.yaml").write_text(MAP, "utf-8")
    running: list[Preview] = []

    def begin(*arguments: str) -> Preview:
        running.append(Preview(folder, *arguments))
        return running[-1]

    try:
        yield begin
    finally:
        for one in running:
            if one.process.poll() is None:
                one.process.kill()
            for stream in (one.process.stdout, one.process.stderr):
                assert stream is not None
                stream.close()
            one.process.wait()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts previews, which end with the test."""
    with previews(tmp_path) as begin:
        yield begin


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that several tests ask."""
    with previews(tmp_path_factory.mktemp("preview")) as begin:
        yield begin("--port", "0")
