"""The keys of what the product writes for programs, and the columns of its tables.

Taken from the examples and from `maps/`, which is made to fill every key.
"""

from __future__ import annotations

import csv
import json
import shutil
from typing import Any
from xml.etree import ElementTree

from tests.measure import maps as data
from tests.project.histories import History
from tests.surface.command import EXAMPLES, MAPS, Command
from tests.surface.shapes import describe_shape

SIDES = ("stage", "persona", "channel", "step", "opportunity")
# Each is checked by a call of its own; of the last there is no such file.
TARGETS = ("examples", "examples/broken", "maps", "gone.journey.yaml")


def _runs(cjmap: Command, verb: str, *options: str) -> list[str]:
    """What a verb writes about each of the targets, copied to the current folder."""
    for folder in (EXAMPLES, MAPS):
        shutil.copytree(folder, cjmap.folder / folder.name, dirs_exist_ok=True)
    return [cjmap(verb, *options, target).stdout for target in TARGETS]


def findings_json(cjmap: Command) -> list[str]:
    runs = [
        *_runs(cjmap, "validate", "--output-format", "json"),
        *_runs(cjmap, "lint", "--output-format", "json", "--notes"),
    ]
    return describe_shape(map(json.loads, runs))


def findings_sarif(cjmap: Command) -> list[str]:
    runs = _runs(cjmap, "lint", "--output-format", "sarif", "--notes")
    return describe_shape(map(json.loads, runs))


def findings_gitlab(cjmap: Command) -> list[str]:
    runs = _runs(cjmap, "lint", "--output-format", "gitlab", "--notes")
    return describe_shape(map(json.loads, runs))


def findings_junit(cjmap: Command) -> list[str]:
    """Elements with their attributes, by the way down to them."""
    found: set[str] = set()
    for text in _runs(cjmap, "lint", "--output-format", "junit", "--notes"):
        _gather(ElementTree.fromstring(text), "", found)
    return sorted(found)


def _gather(element: ElementTree.Element, above: str, found: set[str]) -> None:
    path = f"{above}/{element.tag}"
    found.add(path)
    found.update(f"{path} @{name}" for name in element.attrib)
    for child in element:
        _gather(child, path, found)


def gaps_json(cjmap: Command) -> list[str]:
    runs = _runs(cjmap, "gaps", "--output-format", "json")
    return describe_shape(map(json.loads, runs))


# What becomes of the map that fills every key.
_LATER = (
    ("title: Buy a coat", "title: Buy a coat later"),
    ("status: planned\n            owner", "status: done\n            owner"),
    ("channel: web\n        does", "channel: [web, app]\n        does"),
    ("jorge: 1}", "jorge: -1}"),
    ("status: resolved}", "status: open}"),
    ("          - {text: Ask a friend, customer_value: 3}\n", ""),
    ("value: 75,", "value: 70,"),
    ("[Nobody answers at night]", "[Nobody answers at night, It rains]"),
    ("opportunities: [Answer at night]\n", ""),
    ("      - {name: Unpack, kind: action, emotion: 2}\n", ""),
)


def diff_json(cjmap: Command) -> list[str]:
    """Of the map that fills every key and what becomes of it, both ways, and of two folders.

    What changes hold of a map has the keys of the format.
    """
    shutil.copytree(MAPS, cjmap.folder / "now")
    shutil.copytree(MAPS, cjmap.folder / "later")
    file = cjmap.folder / "later/full.journey.yaml"
    text = file.read_text("utf-8")
    for old, new in _LATER:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    # What is no map, for two reasons, one of which names another place.
    (cjmap.folder / "later/twice.journey.yaml").write_text(
        "title: A\ntitle: B\nstages: [\n", "utf-8"
    )
    # An equal file under another name would be the same map.
    gone = cjmap.folder / "later/ids.journey.yaml"
    gone.with_name("other.journey.yaml").write_text(
        gone.read_text("utf-8").replace("title: ", "title: Quite another, ", 1), "utf-8"
    )
    gone.unlink()
    pair = ("now/full.journey.yaml", "later/full.journey.yaml")
    calls = (pair, pair[::-1], ("now", "later"), ("later", "now"))
    runs = [cjmap("diff", *call, "--output-format", "json").stdout for call in calls]
    return describe_shape(map(_without_values, map(json.loads, runs)))


def _without_values(document: Any) -> Any:
    if isinstance(document, list):
        return [_without_values(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {
        key: json.dumps(value)
        if key in ("old", "new") and isinstance(value, dict | list) and "what" in document
        else _without_values(value)
        for key, value in document.items()
    }


def history_json(cjmap: Command) -> list[str]:
    """Of the map that fills every key: as it is, broken, and as it is not committed yet."""
    text = (MAPS / "full.journey.yaml").read_text("utf-8")
    history = History(cjmap.folder)
    history.commit({"full.journey.yaml": text})
    history.commit({"full.journey.yaml": "title: ["})
    (cjmap.folder / "full.journey.yaml").write_text(text, "utf-8")
    run = cjmap("history", "full.journey.yaml", "--output-format", "json")
    return describe_shape([json.loads(run.stdout)])


def gaps_csv(cjmap: Command) -> list[str]:
    """The columns of each side, of the map that fills every key."""
    lines = []
    for side in (None, *SIDES):
        by = () if side is None else ("--by", side)
        text = cjmap("gaps", MAPS / "full.journey.yaml", *by, "--output-format", "csv").stdout
        head = next(csv.reader(text.lstrip("\ufeff").splitlines()))
        lines += [f"# {'--by ' + side if side else 'without --by'}", *head, ""]
    return lines[:-1]


def board_json(cjmap: Command) -> list[str]:
    """Of the maps of the board's own tests, which fill every field, for everybody and for one."""
    maps = shutil.copytree(EXAMPLES.parent / "tests/board/maps", cjmap.folder / "maps")
    runs = [
        cjmap("render", maps / name, "-f", "json", *options).stdout
        for name in ("everything.journey.yaml", "later.journey.yaml")
        for options in ((), ("--persona", "Persona 10"))
    ]
    runs += [
        cjmap("render", maps / name, "-f", "json").stdout
        for name in (f"{name}.journey.yaml" for name in ("half-a-template", "aside", "committee"))
    ]
    (cjmap.folder / "found.json").write_text(_measured(cjmap, "json"), "utf-8")
    runs.append(cjmap("render", data.FILE, "-f", "json", "--measured", "found.json").stdout)
    return describe_shape(map(json.loads, runs))


def baseline_json(cjmap: Command) -> list[str]:
    file = cjmap.folder / "baseline.json"
    cjmap("lint", EXAMPLES, "--write-baseline", file)
    return describe_shape([json.loads(file.read_text("utf-8"))])


# Answers of every kind at every place, and one that cannot be used.
_MEASURED = data.MAP.replace("match: [look]", "match: {events: [look], surveys: [seen]}")
_SURVEYS = data.SURVEYS + "".join(
    f"{who},2025-01-05,{where},{kind},{score}\n"
    for who in "abd"
    for where in ("all", "seen", "till")
    for kind, score in (("nps", 9), ("csat", 4), ("ces", 5), ("nps", "none"))
)


def _measured(cjmap: Command, form: str) -> str:
    """What `measure` writes of the small map with data beside it."""
    data.lay_out(cjmap.folder, _MEASURED, surveys=_SURVEYS)
    return cjmap("measure", data.FILE, "--output-format", form).stdout


def measure_json(cjmap: Command) -> list[str]:
    """Of the small map with data, and of the sample that `measure` itself makes."""
    cjmap("measure", "--sample", "sample")
    runs = [_measured(cjmap, "json"), cjmap("measure", "sample", "--output-format", "json").stdout]
    return describe_shape(map(json.loads, runs))


def _columns(text: str) -> list[str]:
    return next(csv.reader(text.lstrip("\ufeff").splitlines()))


def measure_csv(cjmap: Command) -> list[str]:
    return _columns(_measured(cjmap, "csv"))


def history_csv(cjmap: Command) -> list[str]:
    text = (MAPS / "full.journey.yaml").read_text("utf-8")
    History(cjmap.folder).commit({"full.journey.yaml": text})
    return _columns(cjmap("history", "full.journey.yaml", "--output-format", "csv").stdout)


def convert_report_json(cjmap: Command) -> list[str]:
    """What became of tables and of a Markdown page, and what a table cannot hold."""
    head = "Stage,Touchpoint,Emotion,Oddity\n"
    cjmap.write("b.csv", f"{head}Look,Shop,1,x\nBuy,Till,much,\n")
    cjmap.write("b.md", "# Coat\n\n## Look\n\n- Shop\n\n## Buy\n\n- Till\n")
    cjmap("convert", MAPS / "full.journey.yaml", "b.xlsx", "--report", "out.json")
    cjmap("convert", MAPS / "full.journey.yaml", "out.csv", "--report", "less.json")
    names = ["out", "less"]
    for suffix in ("csv", "md", "xlsx"):
        cjmap("convert", f"b.{suffix}", f"{suffix}.yaml", "--report", f"{suffix}.json")
        names.append(suffix)
    runs = [json.loads((cjmap.folder / f"{name}.json").read_text("utf-8")) for name in names]
    for each in (lost for run in runs for map in run["maps"] for lost in map["lost"]):
        # What a map says has the keys of the format.
        each["said"] = str(each["said"])
    return describe_shape(runs)


def explain_json(cjmap: Command) -> list[str]:
    """Of keys, things, topics and settings."""
    asked = (
        "touchpoint",
        "pain",
        "emotion",
        "persona",
        "touchpoint.kind",
        "touchpoint.next",
        "map",
        "settings",
        "lint.fail-on",
        "--topics",
    )
    return describe_shape(cjmap.json("explain", one, "--output-format", "json") for one in asked)
