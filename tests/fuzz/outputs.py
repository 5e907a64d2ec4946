"""Every verb and writer over generated maps, each output read by a strict reader of its format.

`python -m tests.fuzz.outputs 600 7` goes on for ten minutes with maps of the number 7, and says how
many maps each verb and each writer was given. What fails is told with the maps, which stay.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from typer.testing import CliRunner

from cjmap.cli.app import app
from cjmap.cli.diff import DiffFormat
from cjmap.cli.gaps import GapsFormat
from cjmap.cli.history import HistoryFormat
from cjmap.cli.measure import MeasureFormat
from cjmap.cli.options import OutputFormat
from cjmap.views.catalogue import DRAWINGS
from tests.fuzz.maps import TODAY, Maker
from tests.fuzz.readers import READERS
from tests.measure.maps import EVENTS

CARRIED: Final = ("mermaid", "markdown", "csv", "tsv", "json", "xlsx", "pptx")
_OUT: Final = "out"


def call(*words: str, codes: tuple[int, ...] = (0, 1)) -> bytes:
    """What a run writes to standard output; it ends as designed, and harms no terminal."""
    result = CliRunner().invoke(app, ["--today", TODAY.isoformat(), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    said = result.stderr_bytes.decode("utf-8")
    assert result.exit_code in codes, (words, result.exit_code, said)
    assert "defect" not in said and "CJ901" not in result.output, (words, said, result.output)
    READERS["text"](result.stderr_bytes)
    return result.stdout_bytes


def printed(verb: str, form: str, *words: str) -> Callable[[list[Path]], None]:
    """A verb over all maps that prints a format."""

    def run(files: list[Path]) -> None:
        READERS[form](call(verb, *words, *map(str, files), "--output-format", form))

    return run


def pairs(form: str) -> Callable[[list[Path]], None]:
    def run(files: list[Path]) -> None:
        for old, new in zip(files, files[1:] + files[:1], strict=True):
            READERS[form](call("diff", str(old), str(new), "--output-format", form))

    return run


def told(form: str) -> Callable[[list[Path]], None]:
    """A map through three commits: what it was, another, and what it was again."""

    def run(files: list[Path]) -> None:
        def git(*words: str) -> None:
            identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
            subprocess.run(["git", *identity, *words], check=True, capture_output=True)

        git("init", "-q")
        first = files[0].read_bytes()
        for each in (*files, None):
            files[0].write_bytes(first if each is None else each.read_bytes())
            git("add", "-A", str(files[0]))
            git("commit", "-qm", "::error::x \x1b[31m", "--allow-empty")
        READERS[form](call("history", str(files[0]), "--output-format", form, codes=(0, 1, 2)))
        shutil.rmtree(".git")

    return run


def carried(form: str) -> Callable[[list[Path]], None]:
    """A map into another form, and back."""

    def run(files: list[Path]) -> None:
        kind = "carried" if form in ("mermaid", "markdown") else form
        for number, file in enumerate(files):
            # What a run of this process has read, it does not write over.
            there, back, told = (Path(f"{number}.{name}") for name in ("x", "back.yaml", "json"))
            call("convert", str(file), str(there), "--to", form, codes=(0, 2))
            if not there.exists():
                # It has no touchpoint, which is told.
                continue
            READERS[kind](there.read_bytes())
            if form != "pptx":
                words = (str(there), str(back), "--from", form, "--report", str(told))
                call("convert", *words, codes=(0, 1, 2))
                if back.exists():
                    READERS["yaml"](back.read_bytes())
                    READERS["json"](told.read_bytes())

    return run


def drawn(view: str, form: str) -> Callable[[list[Path]], None]:
    def run(files: list[Path]) -> None:
        words = ("render", *map(str, files), "--view", view, "-f", form, "-o", _OUT)
        call(*words, codes=(0, 1, 2))
        pictures = [one for one in Path(_OUT).rglob("*") if one.name != "cjmap-pictures.json"]
        for file in pictures:
            READERS[form](file.read_bytes())
        if len(files) > 1:
            # Of one map there is no list of what was drawn.
            READERS["json"](Path(_OUT, "cjmap-pictures.json").read_bytes())

    return run


def pages(*more: str) -> Callable[[list[Path]], None]:
    def run(files: list[Path]) -> None:
        call("report", *map(str, files), *more, "-o", _OUT)
        for file in Path(_OUT).glob("*.html"):
            READERS["html"](file.read_bytes())

    return run


def formatted(files: list[Path]) -> None:
    """Maps in one way, which is then the way."""
    before = {file: call("render", str(file), "-f", "json", codes=(0, 1, 2)) for file in files}
    call("format", *map(str, files), codes=(0, 1, 2))
    for file in files:
        READERS["yaml"](file.read_bytes())
        assert call("render", str(file), "-f", "json", codes=(0, 1, 2)) == before[file], file


def mended(files: list[Path]) -> None:
    call("lint", "--fix", *map(str, files), codes=(0, 1, 2))
    call("validate", *map(str, files), codes=(0,))


def known(files: list[Path]) -> None:
    call("lint", *map(str, files), "--write-baseline", f"{_OUT}.json")
    READERS["json"](Path(f"{_OUT}.json").read_bytes())
    call("lint", *map(str, files), "--baseline", f"{_OUT}.json", codes=(0,))


def joined(files: list[Path]) -> None:
    """Any three maps as base, ours and theirs: what comes out is one or holds git's marks."""
    for base, ours, theirs in zip(files, files[1:] + files[:1], files[2:] + files[:2], strict=True):
        Path("base.yaml").write_bytes(base.read_bytes())
        Path("ours.yaml").write_bytes(ours.read_bytes())
        Path("theirs.yaml").write_bytes(theirs.read_bytes())
        call("merge", "base.yaml", "ours.yaml", "theirs.yaml", codes=(0, 1, 2))


def measured(form: str) -> Callable[[list[Path]], None]:
    def run(files: list[Path]) -> None:
        Path("e.csv").write_text(EVENTS, "utf-8")
        words = [str(file) for file in files]
        READERS[form](call("measure", *words, "--output-format", form, codes=(0, 1, 2)) or b"{}")

    return run


def begun(files: list[Path]) -> None:
    for number, file in enumerate(files):
        # What a run of this process has read, it does not write over.
        call("convert", str(file), f"{number}.csv", "--to", "csv")
        call("init", f"new-{number}", "--from", f"{number}.csv", codes=(0, 1, 2))


WRITERS: Final[Mapping[str, Callable[[list[Path]], None]]] = {
    **{f"validate {form}": printed("validate", form) for form in OutputFormat},
    **{f"lint {form}": printed("lint", form, "--select", "ALL") for form in OutputFormat},
    **{f"gaps {form}": printed("gaps", form) for form in GapsFormat},
    **{f"diff {form}": pairs(form) for form in DiffFormat},
    **{f"history {form}": told(form) for form in HistoryFormat},
    **{f"measure {form}": measured(form) for form in MeasureFormat},
    **{f"convert {form}": carried(form) for form in CARRIED},
    **{f"render {view} {form}": drawn(view, form) for view, form in DRAWINGS},
    "report": pages(),
    "report --embed": pages("--embed"),
    "format": formatted,
    "lint --fix": mended,
    "lint --baseline": known,
    "merge": joined,
    "init --from": begun,
}
"""Name to what writes and reads. Each is given maps in a folder of its own, which it may change."""


@contextlib.contextmanager
def folder(texts: list[bytes], place: Path) -> Iterator[list[Path]]:
    """A workspace of maps, which is the current folder meanwhile."""
    place.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(place)
    try:
        Path("cjmap.toml").write_text("")
        files = [Path(f"m{number}.journey.yaml") for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text)
        yield files
    finally:
        os.chdir(before)


def main(seconds: float, number: int) -> int:
    end, maker, counted, failed = time.monotonic() + seconds, Maker(number), Counter[str](), 0
    top = Path(tempfile.mkdtemp(prefix="cjmap-outputs-"))
    while time.monotonic() < end:
        texts = [maker.map(f"m{one}") for one in range(12)]
        for name, write in WRITERS.items():
            if time.monotonic() > end:
                break
            place = top / f"{maker.made}-{name.replace(' ', '-')}"
            try:
                with folder(texts, place) as files:
                    write(files)
            except Exception:  # noqa: BLE001 - it is told, and the search goes on
                failed += 1
                print(f"{name} over {place}:\n{traceback.format_exc()[-3000:]}", flush=True)
            else:
                shutil.rmtree(place)
            counted[name] += len(texts)
        print(dict(counted), "maps:", maker.made, "failed:", failed, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
