"""The server: what an editor sends goes to the desk, and comes back in the protocol's types.

All of it runs on one loop, one message after the other. Maps are checked when nobody has typed
for a moment; what was typed meanwhile is checked once.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from cjmap import __version__
from cjmap.check import Session
from cjmap.lsp import actions, completion, formatting, hints, hover, naming, outline
from cjmap.lsp.desk import Desk
from cjmap.lsp.diagnostics import Board
from cjmap.lsp.places import Units, file_of
from cjmap.messages.secrets import veil
from cjmap.stopping import end_at_once

# Seconds without a key before a map is checked; before the others that may rest on it are.
_PAUSE: Final = 0.03
_REST: Final = 0.5
# The files whose changes may change what is found in maps.
_WATCHED: Final = "**/*.{yaml,yml,toml}"


class Server(LanguageServer):
    """A language server for maps. The whole text of a file comes with every change: lines of YAML
    end elsewhere than those that the library would count by.
    """

    def __init__(self, session: Session, language: str) -> None:
        super().__init__(
            "cjmap", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.desk = Desk(session, language)
        self.board = Board(self.desk)
        # The maps to be checked, those that somebody types in first, and when.
        self._due: dict[Path, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        # Seconds that the last check took: large maps are checked after longer rests.
        self._took = 0.0

    # -- checking -------------------------------------------------------------------------

    def plan(self, files: Iterable[Path], pause: float) -> None:
        """Has maps checked once nobody has typed for some seconds, more where that takes long."""
        due = time.monotonic() + max(pause, self._took / 2)
        self._due.update(dict.fromkeys(files, due))
        self._wind()

    def _wind(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._due:
            wait = max(min(self._due.values()) - time.monotonic(), 0)
            self._timer = asyncio.get_running_loop().call_later(wait, self._work)

    def _work(self) -> None:
        """Checks the map that has waited longest; messages that came meanwhile go first."""
        self._timer = None
        if not self._due:
            return
        file = min(self._due, key=self._due.__getitem__)
        del self._due[file]
        try:
            if self.desk.is_map(file):
                started = time.monotonic()
                self.publish(self.board.keep(file, self.desk.check(file)))
                self._took = min(time.monotonic() - started, _REST)
        except Exception as error:
            if os.environ.get("CJMAP_DEBUG"):
                raise
            # What fails for one map keeps nobody from hearing of the others.
            self._tell_failure(file, error)
        finally:
            self._wind()

    def _tell_failure(self, file: Path, error: Exception) -> None:
        """Tells in the editor's log that a map could not be checked, which is no fault of the map."""
        said = f"cjmap: {file}: {type(error).__name__}: {veil(str(error))}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, said))

    def publish(self, told: Iterable[types.PublishDiagnosticsParams]) -> None:
        for one in told:
            self.text_document_publish_diagnostics(one)

    # -- what is open ---------------------------------------------------------------------

    def put(self, uri: str, version: int, text: str) -> None:
        """Takes in a text of the editor, and has it checked, then what may rest on it."""
        file = self.desk.put(uri, version, text)
        if file is None:
            return
        self.plan([one for one in self.desk.maps() if one != file], _REST)
        if self.desk.is_map(file):
            self.plan([file], _PAUSE)

    def take(self, uri: str) -> None:
        """Forgets a text that the editor has closed."""
        file = self.desk.take(uri)
        if file is not None:
            self._due.pop(file, None)
            self.publish(self.board.drop(file))
            self.plan(self.desk.maps(), _REST)

    def map_of(self, document: types.TextDocumentIdentifier) -> Path | None:
        """The open map that an editor asks about; None for what is none."""
        file = file_of(document.uri)
        return file if file is not None and self.desk.is_map(file) else None

    def look_again(self) -> None:
        """Has everything checked anew that is open, where others have changed files."""
        if self.desk.refresh():
            self.plan(self.desk.maps(), _PAUSE)


def serve(session: Session, language: str) -> None:
    """Serves the editor that started this process, until it says goodbye."""
    # What the library has to say of itself is for its own makers.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # The command does without the search for rings of things that nobody needs, since it ends soon.
    # This one does not; but a check makes many things and keeps few, and looking takes a fifth of it.
    gc.enable()
    gc.set_threshold(100_000, 20, 20)
    # A thread waits for the editor's next word, and would be waited for; nothing is being written.
    end_at_once()
    make(session, language).start_io()


def make(session: Session, language: str) -> Server:
    """A server that answers all that it can."""
    server = Server(session, language)
    for teach in (_follow_texts, _help_writing, _lead_around, _mend, _show):
        teach(server)
    return server


# -- texts -------------------------------------------------------------------------------------


def _follow_texts(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.desk.units = Units(server.workspace.position_encoding)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        _watch_files(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.desk.refresh()
        one = params.text_document
        server.put(one.uri, one.version, one.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        one = params.text_document
        server.put(one.uri, one.version, server.workspace.get_text_document(one.uri).source)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.look_again()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.take(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            file = file_of(change.uri)
            if file is not None and change.type is not types.FileChangeType.Changed:
                # A file that came was met by nobody yet.
                server.desk.project.changed(file)
        server.desk.refresh()
        server.plan(server.desk.maps(), _PAUSE)


def _watch_files(server: Server) -> None:
    """Asks the editor to tell what changes on the disk, where it offers that."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions(
        watchers=[types.FileSystemWatcher(glob_pattern=_WATCHED)]
    )
    server.client_register_capability(
        types.RegistrationParams(
            registrations=[
                types.Registration(
                    id="cjmap-files",
                    method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                    register_options=options,
                )
            ]
        ),
        lambda _: None,
    )


# -- writing -----------------------------------------------------------------------------------


def _help_writing(server: Server) -> None:
    desk = server.desk

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=list(completion.TRIGGERS)),
    )
    def complete(params: types.CompletionParams) -> types.CompletionList | None:
        file = server.map_of(params.text_document)
        if file is None:
            return None
        return completion.complete(
            desk, file, params.position, snippets=_knows_snippets(server.client_capabilities)
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def tell(params: types.HoverParams) -> types.Hover | None:
        file = server.map_of(params.text_document)
        return None if file is None else hover.hover(desk, file, params.position)


def _knows_snippets(capabilities: types.ClientCapabilities) -> bool:
    texts = capabilities.text_document
    offered = texts.completion if texts is not None else None
    item = offered.completion_item if offered is not None else None
    return bool(item is not None and item.snippet_support)


# -- finding one's way -------------------------------------------------------------------------


def _lead_around(server: Server) -> None:
    desk = server.desk

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define(params: types.DefinitionParams) -> types.Location | None:
        file = server.map_of(params.text_document)
        return None if file is None else naming.find_definition(desk, file, params.position)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def refer(params: types.ReferenceParams) -> list[types.Location] | None:
        file = server.map_of(params.text_document)
        if file is None:
            return None
        declared = params.context.include_declaration
        return naming.list_references(desk, file, params.position, declared=declared)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        file = server.map_of(params.text_document)
        return None if file is None else naming.prepare_rename(desk, file, params.position)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        file = server.map_of(params.text_document)
        if file is None:
            return None
        try:
            return naming.rename(desk, file, params.position, params.new_name)
        except naming.RenameRefused as refused:
            failed = types.LSPErrorCodes.RequestFailed.value
            raise JsonRpcException(desk.say(refused.reason), code=failed) from None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def list_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        file = server.map_of(params.text_document)
        return None if file is None else outline.outline(desk, file)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        file = server.map_of(params.text_document)
        return None if file is None else outline.folds(desk, file)


# -- mending -----------------------------------------------------------------------------------


def _mend(server: Server) -> None:
    desk = server.desk

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[*actions.KINDS, actions.FIX_ALL]),
    )
    def act(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        file = server.map_of(params.text_document)
        if file is None:
            return None
        return actions.list_actions(desk, file, params.range, params.context.only)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def format_text(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        file = server.map_of(params.text_document)
        return None if file is None else formatting.format_map(desk, file)


def _show(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hint(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        file = server.map_of(params.text_document)
        return None if file is None else hints.hints(server.desk, file, params.range)
