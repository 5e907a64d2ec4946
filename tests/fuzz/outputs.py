"""Every verb and writer over generated maps, each output read by a strict reader of its format.

`make fuzz-outputs OUTPUTS="600 7 lint 'render map'"` goes on for ten minutes with maps of the number 7
and the writers whose names begin so (all of them, without a name), and says how many maps each was
given and how many a second it takes. What fails is told with the maps, which stay.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from typer.testing import CliRunner, Result

from cjmap.cli.app import app
from cjmap.cli.diff import DiffFormat
from cjmap.cli.gaps import GapsFormat
from cjmap.cli.history import HistoryFormat
from cjmap.cli.measure import MeasureFormat
from cjmap.cli.options import OutputFormat
from cjmap.findings.source import Source
from cjmap.text.reading import read
from cjmap.text.scalars import Plain
from cjmap.views.catalogue import DRAWINGS
from cjmap.vocabulary.coverage import By
from tests.command import made_once
from tests.fuzz.maps import TEXTS, TODAY, Maker
from tests.fuzz.readers import READERS, read_json
from tests.fuzz.writing import write
from tests.measure.maps import EVENTS, SURVEYS
from tests.model.schema import maps

CARRIED: Final = ("mermaid", "markdown", "csv", "tsv", "json", "xlsx", "pptx")
VIEWS: Final = tuple(dict.fromkeys(view for view, _ in DRAWINGS))
BY_FORMS: Final = (GapsFormat.TEXT, GapsFormat.HTML)
_OUT: Final = "out"
Writer = Callable[[list[Path]], int]
"""What writes of maps, and how many outputs it then had read."""
# Some verbs look through all maps of a folder for each: few go faster, and pairs want three.
AT_ONCE: Final = 6
# To begin processes takes longer than to draw six small maps; other tests see to these.
ALONE: Final = ("--jobs", "1")


def call(*words: str, codes: tuple[int, ...] = (0, 1)) -> bytes:
    """What a run writes to standard output; it ends as designed, and harms no terminal."""
    return _run(*words, codes=codes).stdout_bytes


def _run(*words: str, codes: tuple[int, ...]) -> Result:
    result = CliRunner().invoke(app, ["--today", TODAY.isoformat(), *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    said = result.stderr_bytes.decode("utf-8")
    assert result.exit_code in codes, (words, result.exit_code, said)
    assert "defect" not in said and "CJ901" not in result.output, (words, said, result.output)
    READERS["text"](result.stderr_bytes)
    return result


def printed(verb: str, form: str, *words: str) -> Writer:
    """A verb over all maps that prints a format."""

    def run(files: list[Path]) -> int:
        READERS[form](call(verb, *words, *map(str, files), "--output-format", form))
        return 1

    return run


def shown(verb: str, *words: str) -> Writer:
    """A verb over all maps that prints lines for people."""

    def run(files: list[Path]) -> int:
        READERS["text"](call(verb, *words, *map(str, files), codes=(0, 1, 2)))
        return 1

    return run


def pairs(form: str) -> Writer:
    def run(files: list[Path]) -> int:
        rename(files)
        for old, new in zip(files, files[1:] + files[:1], strict=True):
            READERS[form](call("diff", str(old), str(new), "--output-format", form))
        return len(files)

    return run


def told(form: str) -> Writer:
    """A map through commits: what it was, all the others, and what it was again."""

    def run(files: list[Path]) -> int:
        def git(*words: str) -> None:
            identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
            subprocess.run(["git", *identity, *words], check=True, capture_output=True)

        git("init", "-q")
        rename(files)
        first = files[0].read_bytes()
        for each in (*files, None):
            files[0].write_bytes(first if each is None else each.read_bytes())
            git("add", "-A", str(files[0]))
            git("commit", "-qm", "::error::x \x1b[31m", "--allow-empty")
        READERS[form](call("history", str(files[0]), "--output-format", form, codes=(0, 1)))
        shutil.rmtree(".git")
        return 1

    return run


def carried(form: str) -> Writer:
    """A map into another form, and back."""

    def run(files: list[Path]) -> int:
        came = 0
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
                    came += 1
            else:
                came += 1
        return came

    return run


def drawn(view: str, form: str) -> Writer:
    def run(files: list[Path]) -> int:
        words = ("render", *map(str, files), "--view", view, "-f", form, "-o", _OUT, *ALONE)
        call(*words, codes=(0, 1, 2))
        pictures = [one for one in Path(_OUT).rglob("*") if one.name != "cjmap-pictures.json"]
        for file in pictures:
            READERS[form](file.read_bytes())
        if len(files) > 1:
            # Of one map there is no list of what was drawn.
            READERS["json"](Path(_OUT, "cjmap-pictures.json").read_bytes())
        return len(pictures)

    return run


def pages(*more: str) -> Writer:
    def run(files: list[Path]) -> int:
        call("report", *map(str, files), *more, "-o", _OUT, *ALONE)
        written = list(Path(_OUT).glob("*.html"))
        for file in written:
            READERS["html"](file.read_bytes())
        return len(written)

    return run


def identified(files: list[Path]) -> int:
    """Maps in which whatever is referred to says its id: they have no errors, and are so once for all."""
    call("format", "--ids", *map(str, files), codes=(0, 1, 2))
    call("validate", *map(str, files), codes=(0,))
    before = [file.read_bytes() for file in files]
    call("format", "--ids", *map(str, files), codes=(0, 1, 2))
    assert before == [file.read_bytes() for file in files]
    return len(files)


def of_persona(files: list[Path]) -> int:
    """Each map as one of its personas goes through it."""
    drawn = 0
    for file in files:
        board = read_json(call("render", str(file), "-f", "json", codes=(0, 1, 2)) or b"{}")
        for persona in board.get("personas", ())[:1]:
            words = ("--persona", persona["mark"]["id"], "-f", "svg")
            READERS["svg"](call("render", str(file), *words, codes=(0, 1)))
            drawn += 1
    return drawn


def formatted(files: list[Path]) -> int:
    """Maps in one way, which is then the way."""
    before = {file: call("render", str(file), "-f", "json", codes=(0, 1, 2)) for file in files}
    call("format", *map(str, files), codes=(0, 1, 2))
    for file in files:
        READERS["yaml"](file.read_bytes())
        assert call("render", str(file), "-f", "json", codes=(0, 1, 2)) == before[file], file
    return len(files)


def mended(files: list[Path]) -> int:
    call("lint", "--fix", *map(str, files), codes=(0, 1, 2))
    call("validate", *map(str, files), codes=(0,))
    return len(files)


def known(files: list[Path]) -> int:
    call("lint", *map(str, files), "--write-baseline", f"{_OUT}.json")
    READERS["json"](Path(f"{_OUT}.json").read_bytes())
    call("lint", *map(str, files), "--baseline", f"{_OUT}.json", codes=(0,))
    return len(files)


# Of the map, and not of what is in it: it stands at the left edge, or one blank from it in brackets.
_ID: Final = re.compile(
    rb"^((?: ?\"id\"|id|'id'): *(?:[>|][-+]?[^\n]*\n *|[\"']?))m\d+\b", re.MULTILINE
)


def rename(files: list[Path]) -> None:
    """One id for all, as states of one map have it."""
    for file in files:
        text, count = _ID.subn(rb"\1m", file.read_bytes(), count=1)
        assert count, file
        file.write_bytes(text)


def joined(files: list[Path]) -> int:
    """Three states of a map, each of them as base, ours and theirs: what comes out is one, or what it is not is told."""
    rename(files)
    one = 0
    for first in range(0, len(files) - 2, 3):
        states = files[first : first + 3] * 2
        for turn in range(3):
            for name, side in zip(("base", "ours", "theirs"), states[turn:], strict=False):
                Path(f"{name}.yaml").write_bytes(side.read_bytes())
            ended = _run("merge", "base.yaml", "ours.yaml", "theirs.yaml", codes=(0, 1))
            merged = Path("ours.yaml").read_bytes()
            if ended.exit_code == 0:
                READERS["yaml"](merged)
                one += 1
            else:
                marked = re.search(rb"^<{7} ", merged, re.MULTILINE)
                assert marked or "together they are not" in ended.stderr, ended.stderr
    return one


def _texts_kept(value: Any) -> Any:
    """What a map says, with what the maker put in for a text as one: `1e3` is an id, and no number."""
    if isinstance(value, dict):
        return {key: _texts_kept(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts_kept(item) for item in value]
    return str(value) if isinstance(value, Plain) and value in TEXTS else value


def bind(text: bytes) -> bytes:
    """A map that says which events and answers are of what in it: a few of all, each."""
    root = read(Source("a", text.decode("utf-8"))).root
    assert root is not None
    data = maps.resolve(_texts_kept(maps.said(root)))
    data["data"] = {
        "events": {"uri": "events.csv"},
        "surveys": {"uri": "surveys.csv"},
        "window": "P1D",
        "min_n": {"suppress": 1, "indicative": 2},
    }
    kinds = itertools.cycle((["look"], {"events": ["pay"], "surveys": ["till"]}, ["wave"]))
    for stage in data.get("stages", ()):
        if isinstance(stage, dict):
            for touchpoint in stage.get("touchpoints", ()):
                if isinstance(touchpoint, dict):
                    touchpoint["match"] = next(kinds)
    return write(data, Random(len(text)))


def lay_data(files: list[Path]) -> None:
    Path("events.csv").write_text(EVENTS, "utf-8")
    Path("surveys.csv").write_text(SURVEYS, "utf-8")
    for file in files:
        file.write_bytes(bind(file.read_bytes()))


def measured(form: str) -> Writer:
    """Maps held against what happened."""

    def run(files: list[Path]) -> int:
        lay_data(files)
        told = 0
        for file in files:
            said = call("measure", str(file), "--output-format", form, codes=(0, 1, 2))
            if said:
                READERS[form](said)
                told += 1
        return told

    return run


def counted_in(files: list[Path]) -> int:
    """What was measured stands in the map afterwards, which is still one."""
    lay_data(files)
    for file in files:
        call("measure", str(file), "--write", codes=(0, 1, 2))
        READERS["yaml"](file.read_bytes())
    call("validate", *map(str, files), codes=(0,))
    return len(files)


def beside(*words: str, form: str) -> Writer:
    """Maps with what was measured of the first of them beside it."""

    def run(files: list[Path]) -> int:
        lay_data(files)
        told = "measured.json"
        call("measure", str(files[0]), "--output-format", "json", "-o", told, codes=(0, 1, 2))
        if not Path(told).exists():
            # A map asks for a column that the data have not.
            return 0
        call(*words, str(files[0]), "--measured", told, "-o", f"{_OUT}.{form}", codes=(0, 1, 2))
        READERS[form](Path(f"{_OUT}.{form}").read_bytes())
        return 1

    return run


def before(view: str) -> Writer:
    """A map with an earlier state of it in one picture."""

    def run(files: list[Path]) -> int:
        rename(files)
        for old, new in itertools.pairwise(files):
            words = ("--view", view, "--baseline", str(old), "-o", f"{new}.svg")
            call("render", str(new), *words, codes=(0, 1, 2))
        drawn = list(Path().glob("*.svg"))
        for file in drawn:
            READERS["svg"](file.read_bytes())
        return len(drawn)

    return run


def begun(files: list[Path]) -> int:
    came = 0
    for number, file in enumerate(files):
        # What a run of this process has read, it does not write over.
        call("convert", str(file), f"{number}.csv", "--to", "csv")
        call("init", f"new-{number}", "--from", f"{number}.csv", codes=(0, 1, 2))
        for made in Path(f"new-{number}").rglob("*.yaml"):
            READERS["yaml"](made.read_bytes())
            came += 1
    return came


WRITERS: Final[Mapping[str, Writer]] = {
    **{f"validate {form}": printed("validate", form) for form in OutputFormat},
    **{f"lint {form}": printed("lint", form, "--select", "ALL") for form in OutputFormat},
    "lint --statistics": printed("lint", "text", "--select", "ALL", "--statistics"),
    "lint --diff": shown("lint", "--select", "ALL", "--diff"),
    **{f"gaps {form}": printed("gaps", form) for form in GapsFormat},
    **{
        f"gaps --by {by} {form}": printed("gaps", form, "--by", by)
        for by in By
        for form in BY_FORMS
    },
    **{f"diff {form}": pairs(form) for form in DiffFormat},
    **{f"history {form}": told(form) for form in HistoryFormat},
    **{f"measure {form}": measured(form) for form in MeasureFormat},
    **{f"convert {form}": carried(form) for form in CARRIED},
    **{f"render {view} {form}": drawn(view, form) for view, form in DRAWINGS},
    "report": pages(),
    "report --embed": pages("--embed"),
    "report --measured": beside("report", form="html"),
    "render map --measured": beside("render", "--view", "map", form="svg"),
    "measure --write": counted_in,
    **{f"render {view} --baseline": before(view) for view in VIEWS},
    "render --persona": of_persona,
    "format": formatted,
    "format --diff": shown("format", "--diff"),
    "format --ids": identified,
    "lint --fix": mended,
    "lint --baseline": known,
    "merge": joined,
    "init --from": begun,
}
"""Name to what writes and has it read. Each is given maps in a folder of its own, which it may change."""


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


def chosen(beginnings: Sequence[str]) -> list[str]:
    """The names of the writers that begin so; all of them where nothing is asked for."""
    names = [name for name in WRITERS if name.startswith(tuple(beginnings) or "")]
    assert names, f"no writer is called {beginnings}; there are: {', '.join(WRITERS)}"
    return names


def tell(
    counted: Mapping[str, int], read: Mapping[str, int], spent: Mapping[str, float], failed: int
) -> None:
    for name, given in counted.items():
        rate = given / max(spent[name], 0.001)
        print(f"{name:<24}{given:>8} maps{read[name]:>8} read{rate:>8.1f} maps a second")
    print(f"{sum(counted.values())} in all, {failed} failed", flush=True)


def main(seconds: float, number: int, *beginnings: str) -> int:
    end, maker, names, failed = time.monotonic() + seconds, Maker(number), chosen(beginnings), 0
    counted, read, spent = Counter[str](), Counter[str](), dict.fromkeys(names, 0.0)
    top = Path(tempfile.mkdtemp(prefix="cjmap-outputs-"))
    while time.monotonic() < end:
        texts = maker.states(AT_ONCE)
        for name in names:
            begun = time.monotonic()
            if begun > end:
                break
            place = top / f"{maker.made}-{name.replace(' ', '-')}"
            try:
                with folder(texts, place) as files:
                    read[name] += WRITERS[name](files)
            except Exception:  # noqa: BLE001 - it is told, and the search goes on
                failed += 1
                print(f"{name} over {place}:\n{traceback.format_exc()[-3000:]}", flush=True)
            else:
                shutil.rmtree(place)
            counted[name] += len(texts)
            spent[name] += time.monotonic() - begun
        if maker.made % (50 * AT_ONCE) == 0:
            tell(counted, read, spent, failed)
    tell(counted, read, spent, failed)
    return 1 if failed else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    seconds, number = (*numbers, *(60, 1)[len(numbers) :])
    with made_once():
        sys.exit(main(seconds, number, *(word for word in sys.argv[1:] if not word.isdigit())))
