"""The YAML language server that editors run, asked over its protocol."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Any

URI = "file:///map/coat.journey.yaml"


class LanguageServer:
    """A running server that holds every document against one schema file."""

    def __init__(self, command: list[str], schema: Path) -> None:
        self._schema = schema
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._count = 0
        self._version = 0
        self._configured = False
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> LanguageServer:
        capabilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}
                },
            },
            "workspace": {"configuration": True},
        }
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._settings}})
        self._open(URI, "")
        # Until it has its settings it knows of no schema, and answers nothing.
        while not self._configured:
            self._read()
        self.problems("title: Coat\n")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    @property
    def _settings(self) -> dict[str, Any]:
        return {
            "schemas": {self._schema.as_uri(): "*.journey.yaml"},
            "schemaStore": {"enable": False},
            "kubernetesCRDStore": {"enable": False},
            "completion": True,
            "hover": True,
            "validate": True,
        }

    # -- questions ------------------------------------------------------------------------

    def complete(self, marked: str) -> dict[str, str]:
        """What is offered where `|` stands in a text: labels with their explanations."""
        return {item["label"]: _text(item.get("documentation")) for item in self._offers(marked)}

    def put_in(self, marked: str) -> list[tuple[str, str]]:
        """Each label that is offered where `|` stands, and the text once it is put in."""
        before, _, after = marked.partition("|")
        return [(item["label"], _put(item, before, after)) for item in self._offers(marked)]

    def _offers(self, marked: str) -> list[dict[str, Any]]:
        answer = self._at("textDocument/completion", marked)
        return answer["items"] if isinstance(answer, dict) else answer or []

    def hover(self, marked: str) -> str:
        """What is explained of the word in which `|` stands."""
        answer = self._at("textDocument/hover", marked)
        return _text(answer["contents"]) if answer else ""

    def problems(self, text: str) -> list[tuple[int, str]]:
        """What is underlined: lines from 1, and messages.

        In a document of its own: what a server says of one does not name the text it saw.
        """
        uri = self._look_at(text)
        self._close(uri)
        return [
            (item["range"]["start"]["line"] + 1, item["message"]) for item in self._diagnostics[uri]
        ]

    def fixes(self, text: str) -> list[str]:
        """What is offered in the place of what is underlined first."""
        uri = self._look_at(text)
        first = self._diagnostics[uri][0]
        answer = self._ask(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": uri},
                "range": first["range"],
                "context": {"diagnostics": [first], "only": ["quickfix"]},
            },
        )
        self._close(uri)
        edits = [
            edit for one in answer or [] if "edit" in one for edit in one["edit"]["changes"][uri]
        ]
        assert all(edit["range"] == first["range"] for edit in edits)
        return [edit["newText"] for edit in edits]

    def _look_at(self, text: str) -> str:
        """Shows a text as a document of its own, and waits for what is wrong with it."""
        self._version += 1
        uri = f"file:///map/{self._version}.journey.yaml"
        self._open(uri, text)
        while uri not in self._diagnostics:
            self._read()
        return uri

    def _close(self, uri: str) -> None:
        self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def _open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "yaml", "version": 0, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _at(self, question: str, marked: str) -> Any:
        before, _, after = marked.partition("|")
        self._show(before + after)
        line = before.count("\n")
        column = len(before) - (before.rfind("\n") + 1)
        return self._ask(
            question,
            {"textDocument": {"uri": URI}, "position": {"line": line, "character": column}},
        )

    def _show(self, text: str) -> None:
        self._version += 1
        self._tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI, "version": self._version},
                "contentChanges": [{"text": text}],
            },
        )

    # -- the protocol ---------------------------------------------------------------------

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._stream(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; the server's own questions are answered on the way."""
        stream = self._stream(self._process.stdout)
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise RuntimeError("the language server ended")
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self._diagnostics[found["uri"]] = found["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._reply(message)})
        return message

    def _reply(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        self._configured = True
        return [
            self._settings if item.get("section") == "yaml" else None
            for item in message["params"]["items"]
        ]

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream


def _put(item: dict[str, Any], before: str, after: str) -> str:
    """A text with a proposal in it, its stops passed over, as editors put one in."""
    edit = item.get("textEdit")
    new = str(edit["newText"] if edit else item["insertText"])
    if edit:
        lines = f"{before}{after}".split("\n")
        end = edit["range"]["end"]
        rest = sum(len(line) + 1 for line in lines[: end["line"]]) + end["character"]
        start = edit["range"]["start"]
        first = sum(len(line) + 1 for line in lines[: start["line"]]) + start["character"]
        before, after = f"{before}{after}"[:first], f"{before}{after}"[rest:]
    # Further lines are indented as the one on which it is put in.
    line = before[before.rfind("\n") + 1 :]
    indent = line[: len(line) - len(line.lstrip(" "))]
    return before + _expanded(new).replace("\n", f"\n{indent}") + after


_STOP = re.compile(r"\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d+|\\(.)", re.S)


def _expanded(snippet: str) -> str:
    """A snippet with what stands at its stops."""
    return _STOP.sub(
        lambda stop: _expanded(stop[1]) if stop[1] is not None else stop[2] or stop[3] or "",
        snippet,
    )


def _text(content: Any) -> str:
    if isinstance(content, dict):
        return str(content.get("value", ""))
    return str(content or "")
