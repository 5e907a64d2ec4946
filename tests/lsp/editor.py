"""An editor that speaks to the server over its standard input and output, as real ones do."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

_T = TypeVar("_T")
_P = TypeVar("_P")
# Seconds after which nothing is expected any more; only a server that hangs lets them pass.
_PATIENCE = 60


class Editor:
    """A client with a server of its own, started in a folder."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        capabilities: types.ClientCapabilities | None = None,
    ) -> None:
        self.folder = folder
        self._arguments = arguments
        self._capabilities = capabilities or types.ClientCapabilities()
        # On a thread of its own: a browser of other tests may keep a loop running on this one.
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._client = LanguageClient("editor", "1")
        self._told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.diagnostics: dict[str, types.PublishDiagnosticsParams] = {}
        self.registered: list[str] = []
        # What the server says of itself.
        self.complaints: list[str] = []

        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = params
            self._told.put_nowait(params)

        def register(params: types.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

        def complained(params: types.ShowMessageParams | types.LogMessageParams) -> None:
            self.complaints.append(params.message)

        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        self._client.feature(types.WINDOW_SHOW_MESSAGE)(complained)
        self._client.feature(types.WINDOW_LOG_MESSAGE)(complained)
        self._client.feature(types.CLIENT_REGISTER_CAPABILITY)(register)

    def __enter__(self) -> Editor:
        self.capabilities = self._wait(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._wait(self._client.shutdown_async(None))
            self._notify(self._client.exit, None)
            self._wait(self._client.stop())  # type: ignore[no-untyped-call]
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _wait(self, answer: Coroutine[Any, Any, _T]) -> _T:
        async def wait() -> _T:
            return await asyncio.wait_for(answer, _PATIENCE)

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result()

    def _notify(self, tell: Callable[[_P], None], params: _P) -> None:
        """Tells the server something that it does not answer."""

        async def send() -> None:
            tell(params)

        self._wait(send())

    async def _start(self) -> types.ServerCapabilities:
        await self._client.start_io(
            sys.executable, "-m", "cjmap", "lsp", *self._arguments, cwd=self.folder
        )
        answer = await self._client.initialize_async(
            types.InitializeParams(
                capabilities=self._capabilities, root_uri=self.folder.as_uri(), process_id=None
            )
        )
        self._client.initialized(types.InitializedParams())
        return answer.capabilities

    # -- texts ----------------------------------------------------------------------------

    def uri(self, name: str) -> str:
        """The address of a file of the folder; one that is written out is as it is."""
        return name if name.startswith("file:") else (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Opens a file; with another text than the disk has, where one is given."""
        if text is None:
            text = (self.folder / name).read_bytes().decode("utf-8")
        self.versions[name] = 1
        self.texts[name] = text
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self._notify(self._client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def write(self, name: str, text: str) -> None:
        """Changes the text of an open file."""
        self.versions[name] += 1
        self.texts[name] = text
        self._notify(
            self._client.text_document_did_change,
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            ),
        )

    def save(self, name: str) -> None:
        (self.folder / name).write_bytes(self.texts[name].encode("utf-8"))
        self._notify(
            self._client.text_document_did_save,
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri(name))),
        )

    def close(self, name: str) -> None:
        self._notify(
            self._client.text_document_did_close,
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(name))),
        )

    def tell_changed(self, name: str, kind: types.FileChangeType) -> None:
        """Says that a file on the disk is another."""
        self._notify(
            self._client.workspace_did_change_watched_files,
            types.DidChangeWatchedFilesParams([types.FileEvent(self.uri(name), kind)]),
        )

    # -- answers --------------------------------------------------------------------------

    def told(self, name: str, version: int | None = None) -> types.PublishDiagnosticsParams:
        """What the server says next of a file, or of its text of a version (by default the last)."""
        wanted = self.versions.get(name) if version is None else version

        async def wait() -> types.PublishDiagnosticsParams:
            while True:
                params = await self._told.get()
                if params.uri == self.uri(name) and wanted in (None, params.version):
                    return params

        return self._wait(wait())

    def ask(self, method: str, params: object) -> Any:
        """The answer to a request."""
        return self._wait(self._send(method, params))

    async def _send(self, method: str, params: object) -> Any:
        return await self._client.protocol.send_request_async(method, params)

    def ask_at(self, method: str, name: str, words: str, offset: int = 0) -> Any:
        """The answer to what is asked of a place, as `at` has it."""
        kind: Any = {
            types.TEXT_DOCUMENT_HOVER: types.HoverParams,
            types.TEXT_DOCUMENT_DEFINITION: types.DefinitionParams,
        }[method]
        at = self.at(name, words, offset)
        return self.ask(method, kind(at.text_document, at.position))

    def at(self, name: str, words: str, offset: int = 0) -> types.TextDocumentPositionParams:
        """The place of the first of some words in an open file, and characters behind its begin."""
        index = self.texts[name].index(words) + offset
        return types.TextDocumentPositionParams(
            types.TextDocumentIdentifier(self.uri(name)), self.place(name, index)
        )

    def place(self, name: str, index: int) -> types.Position:
        """A place as editors count: by units of UTF-16."""
        before = self.texts[name][:index].split("\n")
        return types.Position(len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)

    def index(self, name: str, place: types.Position) -> int:
        lines = self.texts[name].split("\n")
        start = sum(len(line) + 1 for line in lines[: place.line])
        units = lines[place.line].encode("utf-16-le")[: 2 * place.character]
        return start + len(units.decode("utf-16-le"))

    def marked(self, name: str, range_: types.Range) -> str:
        """The text that a range stands for."""
        return self.texts[name][self.index(name, range_.start) : self.index(name, range_.end)]

    def edited(self, name: str, edits: Sequence[types.TextEdit | Any]) -> str:
        """The text of an open file with edits made, which must not overlap."""
        text = self.texts[name]
        spans = sorted(
            (self.index(name, one.range.start), self.index(name, one.range.end), one.new_text)
            for one in edits
        )
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        for start, end, new in reversed(spans):
            text = text[:start] + new + text[end:]
        return text
