"use strict";
// Starts `cjmap lsp` and hands it maps, libraries and settings; all else is the server's.
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

function serverOptions() {
  const [command, ...args] = vscode.workspace.getConfiguration("cjmap").get("command");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  // A path, unlike the name of a program, counts from the folder that is open.
  const isPath = command.includes("/") || command.includes("\\");
  const program = isPath && folder ? path.resolve(folder, command) : command;
  return { command: program, args, options: { cwd: folder }, transport: TransportKind.stdio };
}

async function start() {
  const documentSelector = [
    { scheme: "file", language: "yaml" },
    { scheme: "file", pattern: "**/cjmap.toml" },
  ];
  client = new LanguageClient("cjmap", "cjmap", serverOptions(), { documentSelector });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `cjmap could not be started (${error.message}). Install it with pip install 'cjmap[lsp]', ` +
        "or name its place in the setting cjmap.command.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.needsStop()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("cjmap.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("cjmap.command")) {
        return restart();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
