"""Pages of every verb, of maps of every kind, are HTML as its standard has it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Cjmap
from tests.tools.node import FOLDER, node_or_skip

ROOT = Path(__file__).parents[2]
# What is put into a page of somebody else's brings its style along, where no page would have one.
ALLOWED = {("embedded", "<style> element is not permitted as content under <div>")}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("maps", ["tests/nasty", "examples"])
def test_every_page_is_valid(cjmap: Cjmap, maps: str) -> None:
    node = node_or_skip("html-validate")
    folder = cjmap.folder
    shutil.copytree(ROOT / maps, folder, dirs_exist_ok=True)
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.journey.yaml"))
    before = {file: (folder / file).read_text("utf-8") for file in files}
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "One & <two>")
    assert cjmap("report", ".", "-o", "pages").exit_code == 0
    for number, file in enumerate(files):
        page = f"pages/{number}"
        cjmap("report", file, "--embed", "-o", f"{page}.embedded.html")
        cjmap("render", file, "-f", "html", "-o", f"{page}.picture.html")
        # From one journey to another: as many kinds of changes as there are.
        other = files[number - 1]
        cjmap("diff", other, file, "--output-format", "html", "-o", f"{page}.change.html")
        (folder / file).write_text(before[other], "utf-8")
    git(folder, "commit", "-qam", "Each is another now")
    for verb, *more in (("gaps",), ("diff", "--from", "HEAD~1"), ("history", files[0])):
        cjmap(verb, *more, "--output-format", "html", "-o", f"pages/{verb}.html")
    pages = sorted((folder / "pages").rglob("*.html"))
    assert len(pages) > 4 * len(files)
    program = FOLDER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    # Into a file: it ends before a pipe has taken all that it says.
    with (folder / "said.json").open("wb") as said_in:
        subprocess.run(
            [node, program, "--formatter=json", "--preset=standard", *pages],
            cwd=folder,
            stdout=said_in,
        )
    said = [
        (Path(result["filePath"]).name, message["line"], message["column"], message["message"])
        for result in json.loads((folder / "said.json").read_bytes())
        for message in result["messages"]
        if (Path(result["filePath"]).name.split(".")[-2], message["message"]) not in ALLOWED
    ]
    assert not said
