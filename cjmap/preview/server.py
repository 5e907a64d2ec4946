"""The server of a preview: to this machine alone, with nothing that anybody could write.

Pages of others that run in the same browser can send requests here. They neither know the token in
the address, nor may they read an answer; a name of theirs that they point at this machine is none of
those that are answered.
"""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from cjmap.findings.json_text import json_text
from cjmap.findings.usage import UsageError
from cjmap.messages import tr
from cjmap.preview.studio import Studio
from cjmap.preview.words import words
from cjmap.text.refusals import why_refused

HOST: Final = "127.0.0.1"
PORT: Final = 4270
"""Where a preview is served unless another port is named; if that is taken, on one of the next."""

_TRIES: Final = 20
# Seconds that a page is kept waiting for a change before it asks anew.
_WAIT: Final = 20.0
# Seconds that a page's connection may say nothing, and one that has not named the token.
_SILENCE: Final = 60.0
_HASTE: Final = 10.0
# Seconds in which answers that are on their way are waited for at the end.
_PARTING: Final = 2.0
# How many connections may be open that have not named the token: a browser needs a handful.
_STRANGERS: Final = 32
_FOLDER: Final = Path(__file__).parent / "page"
_FILES: Final[Mapping[str, tuple[str, str]]] = {
    "": ("index.html", "text/html"),
    "preview.css": ("preview.css", "text/css"),
    "preview.js": ("preview.js", "text/javascript"),
}
_HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server(ThreadingHTTPServer):
    """Serves a studio; `address` is where a browser finds it."""

    daemon_threads = True
    # Elsewhere a second server would take over the port of the first.
    allow_reuse_address = os.name == "posix"

    def __init__(self, studio: Studio, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.studio = studio
        self._guard = threading.Lock()
        self._strangers: dict[socket.socket, None] = {}
        self._answering = 0
        self._calm = threading.Condition()
        self.token: str = secrets.token_urlsafe(18)
        self.names: frozenset[str] = frozenset(
            f"{name}:{self.server_port}" for name in (HOST, "localhost")
        )

    def server_bind(self) -> None:
        # Without the look at the names of this machine, which can take seconds.
        import socketserver

        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serves a connection; where too many wait that named no token, the oldest of these ends."""
        with self._guard:
            if len(self._strangers) >= _STRANGERS:
                oldest = next(iter(self._strangers))
                _hang_up(oldest)
                del self._strangers[oldest]
            self._strangers[request] = None
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.trust(request)
        super().shutdown_request(request)

    def trust(self, request: socket.socket) -> None:
        """Counts a connection no longer among those of strangers."""
        with self._guard:
            self._strangers.pop(request, None)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Counts an answer until it is sent."""
        with self._calm:
            self._answering += 1
        try:
            yield
        finally:
            with self._calm:
                self._answering -= 1
                self._calm.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error; what is one has been told."""
        if os.environ.get("CJMAP_DEBUG") and not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def begin(self) -> None:
        """Serves from a thread of its own, which ends with the process."""
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def end(self) -> None:
        """Tells every page that it is over, and gives the port back.

        What is told ends with the process: it is waited for until it is sent, if not for ever.
        """
        self.studio.close()
        self.shutdown()
        with self._calm:
            self._calm.wait_for(lambda: not self._answering, _PARTING)
        self.server_close()


def _hang_up(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


def open_server(studio: Studio, port: int | None) -> Server:
    """A server on a port; None: on the usual one, or the next that is free.

    Raises:
        UsageError: the port cannot be had.
    """
    tries = range(PORT, PORT + _TRIES) if port is None else (port,)
    refused: OSError | None = None
    for one in tries:
        try:
            return Server(studio, one)
        except OSError as error:
            refused = error
            if error.errno != errno.EADDRINUSE:
                break
    assert refused is not None
    if refused.errno == errno.EADDRINUSE:
        raise UsageError(
            tr(
                "The ports from {first} to {last} are taken: name another with `--port`.",
                first=PORT,
                last=PORT + _TRIES - 1,
            )
            if port is None
            else tr("The port {port} is taken: name another, or none to have one found.", port=port)
        )
    raise UsageError(
        tr("The port {port} cannot be had: {reason}.", port=tries[0], reason=why_refused(refused))
    )


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "cjmap"
    sys_version = ""
    timeout = _HASTE

    # An answer goes out with its head at once, or not at all.
    wbufsize = -1

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        with self.server.at_work():
            self._reply()
            self.wfile.flush()

    def _reply(self) -> None:
        if not self._is_meant():
            self._send(HTTPStatus.FORBIDDEN, b"This address is for a page of this machine.\n")
            return
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            # What comes along is not read, and no request of its own.
            self.close_connection = True
        try:
            asked = urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        head, slash, what = asked.path.lstrip("/").partition("/")
        if not compare_digest(head.encode("utf-8", "replace"), self.server.token.encode()):
            self._send(HTTPStatus.NOT_FOUND, b"Nothing here; cjmap preview says the address.\n")
            return
        self.server.trust(self.connection)
        self.connection.settimeout(_SILENCE)
        if not slash:
            # What the page names lies below.
            self._send(HTTPStatus.PERMANENT_REDIRECT, b"", place=f"/{head}/")
        elif what in _FILES:
            self._send_file(*_FILES[what])
        elif what in _QUESTIONS:
            self._send_answer(_QUESTIONS[what], dict(parse_qsl(asked.query)))
        else:
            self._send(HTTPStatus.NOT_FOUND, b"Nothing here.\n")

    def _is_meant(self) -> bool:
        """Whether a browser of this machine asks by a name of this machine, and for no other page."""
        hosts = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        return (
            len(hosts) == 1
            and hosts[0].lower() in self.server.names
            and all(
                origin.lower().removeprefix("http://") in self.server.names for origin in origins
            )
        )

    def _send_file(self, name: str, kind: str) -> None:
        self._send(HTTPStatus.OK, (_FOLDER / name).read_bytes(), kind)

    def _send_answer(self, ask: _Question, asked: Mapping[str, str]) -> None:
        try:
            found = ask(self.server.studio, asked)
        except Exception as error:
            if os.environ.get("CJMAP_DEBUG"):
                raise
            failed = f"{type(error).__name__}: {error}"
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, failed.encode("utf-8", "replace"))
            return
        data = json_text(found).encode("utf-8")
        kind = "application/json"
        self._send(HTTPStatus.NOT_FOUND if found is None else HTTPStatus.OK, data, kind)

    def _send(
        self, status: HTTPStatus, data: bytes, kind: str = "text/plain", *, place: str = ""
    ) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if place:
            self.send_header("Location", place)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses: another method, or what is no request."""
        self.close_connection = True
        self._send(HTTPStatus(code), f"{message or HTTPStatus(code).phrase}\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Who asks for what is no news: it is the page."""


_Question = Callable[[Studio, Mapping[str, str]], Any]
"""What a page may ask, by the parameters of its address; None where there is no such thing."""


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        return -1


def _changes(studio: Studio, asked: Mapping[str, str]) -> Any:
    revision = studio.wait(_number(asked.get("since")), _WAIT)
    return {"revision": revision, "ended": revision is None}


def _maps(studio: Studio, asked: Mapping[str, str]) -> Any:
    return {**studio.maps(), "words": words(studio.language), "language": studio.language}


def _picture(studio: Studio, asked: Mapping[str, str]) -> Any:
    return studio.picture(asked.get("map", ""), asked.get("view", ""), asked.get("palette", ""))


def _findings(studio: Studio, asked: Mapping[str, str]) -> Any:
    return studio.findings(asked.get("map", ""))


def _find(studio: Studio, asked: Mapping[str, str]) -> Any:
    said = [asked.get("words", ""), asked.get("around", "")]
    return studio.find(asked.get("map", ""), said, max(_number(asked.get("nth")), 0))


_QUESTIONS: Final[Mapping[str, _Question]] = {
    "changes": _changes,
    "maps": _maps,
    "picture": _picture,
    "findings": _findings,
    "find": _find,
}
