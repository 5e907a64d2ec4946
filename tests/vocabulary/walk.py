"""Walks every consumer of the vocabulary with one map for each value that is asked for.

Run by a test, in a process of its own whose `cjmap` is a copy with one more value in each choice:
`python walk.py FOLDER` writes maps there and prints, as JSON, for each choice, output and value
whether the value's label stands in that output.
"""

from __future__ import annotations

import datetime
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import cjmap.vocabulary
from cjmap.board.export import write_json
from cjmap.board.reading import read
from cjmap.check import Session
from cjmap.cli.app import app
from cjmap.facts.subject import Subject
from cjmap.model.schema import json_schema
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.lifecycle import LifecycleModel


def choices() -> list[type[Choice]]:
    """Every closed choice of the vocabulary."""
    for module in pkgutil.iter_modules(cjmap.vocabulary.__path__):
        importlib.import_module(f"cjmap.vocabulary.{module.name}")
    return Choice.__subclasses__()


OLD = 2
"""How many of a choice's older values are walked beside the added one."""


def plain() -> dict[str, Any]:
    """A map that says something of everything."""
    return {
        "title": "Buy a coat",
        "scenario": "A wedding next week",
        "personas": [{"name": "Laura", "type": "primary"}],
        "evidence": [{"title": "Talks", "type": "interview", "n": 8}],
        "channels": [{"name": "Booth"}],
        "links": [{"to": "other.journey.yaml", "rel": "next"}],
        "stages": [
            {
                "name": "Awareness",
                "touchpoints": [
                    {
                        "name": "Advert",
                        "channel": "Booth",
                        "emotion": {"score": 1},
                        "evidence": "talks",
                        "pains": [{"text": "Slow", "severity": 4}],
                        "opportunities": [
                            {
                                "text": "Faster",
                                "customer_value": 4,
                                "business_value": 4,
                                "effort": 2,
                            }
                        ],
                        "metrics": [{"type": "nps", "value": 20, "n": 40, "target": 30}],
                    },
                    {"name": "Basket", "channel": "web", "emotion": -1},
                ],
            },
            {"name": "Purchase", "touchpoints": [{"name": "Checkout", "emotion": 0}]},
        ],
    }


def first(map: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = map["stages"][0]["touchpoints"][0]
    return found


def _put(*steps: str | int) -> Callable[[dict[str, Any], Choice], None]:
    """Writes a value at a path of the map."""

    def put(map: Any, value: Choice) -> None:
        for step in steps[:-1]:
            map = map[step]
        map[steps[-1]] = value.value

    return put


def _at(*steps: str | int) -> Callable[[dict[str, Any], Choice], None]:
    return _put("stages", 0, "touchpoints", 0, *steps)


def _kind(map: dict[str, Any], value: Choice) -> None:
    map["kind"] = value.value


def _way(map: dict[str, Any], value: Choice) -> None:
    first(map)["next"] = [{"to": "checkout", "type": value.value, "when": "in a hurry"}]


def _job(map: dict[str, Any], value: Choice) -> None:
    map["personas"][0]["jobs"] = [{"text": "Look good", "type": value.value}]


def _target(map: dict[str, Any], value: Choice) -> None:
    first(map)["metrics"][0]["target"] = f"{value.value} 90"


def _own_direction(map: dict[str, Any], value: Choice) -> None:
    first(map)["metrics"] = [{"type": "churn", "value": 3, "target": 1, "direction": value.value}]


def _data(key: str) -> Callable[[dict[str, Any], Choice], None]:
    return lambda map, value: map.update(data={key: value.value})


def _phase(map: dict[str, Any], value: Choice) -> None:
    map["lifecycle"] = next(model.value for model in LifecycleModel if value in model.phases)
    map["stages"][0]["phase"] = value.value


WRITTEN: dict[str, Callable[[dict[str, Any], Choice], None]] = {
    "MapKind": _kind,
    "MapState": _put("state"),
    "MapStatus": _put("status"),
    "Relation": _put("links", 0, "rel"),
    "PersonaType": _put("personas", 0, "type"),
    "JobType": _job,
    "ChannelType": _put("channels", 0, "type"),
    "Ownership": _put("channels", 0, "ownership"),
    "BuiltInChannel": _at("channel"),
    "TouchpointKind": _at("kind"),
    "Initiator": _at("initiator"),
    "MomentOfTruth": _at("moment_of_truth"),
    "Feedback": _at("feedback"),
    "Exit": _at("exit"),
    "WayType": _way,
    "Direction": _own_direction,
    "Comparison": _target,
    "MetricType": _at("metrics", 0, "type"),
    "Statistic": _at("metrics", 0, "statistic"),
    "Frequency": _at("pains", 0, "frequency"),
    "Effect": _at("pains", 0, "effect"),
    "Rate": _at("opportunities", 0, "effort"),
    "Gravity": _at("pains", 0, "severity"),
    "PainStatus": _at("pains", 0, "status"),
    "OpportunityStatus": _at("opportunities", 0, "status"),
    "Level": _at("emotion"),
    "Face": _at("emotion"),
    "NoEmotion": _at("emotion"),
    "Intensity": _at("emotion", "intensity"),
    "EvidenceType": _put("evidence", 0, "type"),
    "Confidence": _put("evidence", 0, "confidence"),
    "DataOrder": _data("order"),
    "DataEntry": _data("entry"),
    "DataCount": _data("count"),
    "LifecycleModel": _put("lifecycle"),
    "LifecyclePhase": _phase,
}
"""How a map writes a value of each choice."""


def _dimension(file: Path, value: Choice) -> str:
    return run("gaps", "--require", value.value, str(file))


def subject_of(file: Path) -> Subject:
    subject = Session(today=datetime.date.today()).subject(file.absolute())
    assert subject is not None
    return subject


def _lane(file: Path, value: Choice) -> str:
    return write_json(read(subject_of(file), lanes=(value.value,)))


def _engine(file: Path, value: Choice) -> str:
    return run("render", str(file), "--view", "flow", "-f", "dot", "--engine", value.value)


ASKED: dict[str, Callable[[Path, Choice], str]] = {
    "Dimension": _dimension,
    "LaneName": _lane,
    "EngineChoice": _engine,
}
"""How one asks for a value of a choice that no map writes."""

DERIVED = frozenset({"PainState", "Quadrant", "Thing"})
"""What follows from a map: nobody writes it."""


def values(kind: type[Choice]) -> list[Choice]:
    return [*list(kind)[:OLD], list(kind)[-1]]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.exit_code not in (0, 1):
        raise RuntimeError(f"{arguments}: {result.output}")
    return result.output


def words(markup: str) -> str:
    """The words that a reader of HTML or SVG meets."""
    # What scripts and packed data hold nobody reads, and short words stand in it by chance.
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", shown)))


def outputs(file: Path, pages: Path) -> Iterator[tuple[str, str]]:
    """Every output of one map, by its name."""
    yield "board", write_json(read(subject_of(file)))
    yield "map", words(run("render", str(file)))
    yield "flow", words(run("render", str(file), "--view", "flow", "-f", "dot"))
    yield "page", words((pages / f"{file.name.split('.')[0]}.html").read_text(encoding="utf-8"))
    for form in ("text", "json", "markdown", "csv", "html"):
        yield f"gaps {form}", run("gaps", str(file), "--output-format", form)


def walk(folder: Path) -> dict[str, dict[str, dict[str, bool]]]:
    (folder / "cjmap.toml").write_text("", encoding="utf-8")
    other = plain() | {"title": "Another", "links": []}
    (folder / "other.journey.yaml").write_text(json.dumps(other), encoding="utf-8")
    files: dict[tuple[str, str], Path] = {}
    known = {kind.__name__: kind for kind in choices()}
    for name, write in WRITTEN.items():
        for number, value in enumerate(values(known[name])):
            map = plain()
            write(map, value)
            file = folder / f"{name.lower()}-{number}.journey.yaml"
            file.write_text(json.dumps(map, ensure_ascii=False), encoding="utf-8")
            files[name, value.value] = file
    validated = run("validate", str(folder))
    if "no findings" not in validated:
        raise RuntimeError(validated)
    run("lint", str(folder), "--output-format", "json")
    run("report", str(folder), "-o", str(folder / "pages"))
    texts: dict[str, dict[str, dict[Choice, str]]] = {}
    for (name, written), file in files.items():
        member = known[name].known(written)
        assert member is not None
        for output, text in outputs(file, folder / "pages"):
            texts.setdefault(name, {}).setdefault(output, {})[member] = text.lower()
    for name, ask in ASKED.items():
        for value in values(known[name]):
            text = ask(folder / "other.journey.yaml", value)
            texts.setdefault(name, {}).setdefault("asked", {})[value] = text.lower()
    return {
        name: {output: dict(_shown(found)) for output, found in by_output.items()}
        for name, by_output in texts.items()
    }


def _shown(texts: dict[Choice, str]) -> Iterator[tuple[str, bool]]:
    """Each value, and whether it or its label stands in its own text more often than elsewhere."""
    for value, text in texts.items():
        others = [other for each, other in texts.items() if each is not value]
        words = {value.label.render().lower(), value.value}
        yield (
            value.value,
            any(text.count(word) > min(o.count(word) for o in others) for word in words),
        )


def offered() -> list[str]:
    """Every word that the schema offers."""
    return sorted({str(w) for e in _enumerations(json_schema()) for w in e["enum"]})


def _enumerations(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "enum" in value:
            yield value
        for inner in value.values():
            yield from _enumerations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _enumerations(inner)


if __name__ == "__main__":
    report = {
        "choices": [kind.__name__ for kind in choices()],
        "last": {kind.__name__: list(kind)[-1].value for kind in choices()},
        "offered": offered(),
        "shown": walk(Path(sys.argv[1])),
    }
    print(json.dumps(report))
