"""Records are to be what frozen dataclasses are, whatever one does with them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import pprint
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from cjmap import records


def _point(dataclass: Callable[..., Any], field: Callable[..., Any]) -> dict[str, Any]:
    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 2
        UNIT: ClassVar[str] = "mm"

        @property
        def sum(self) -> int:
            return self.x + self.y

    @dataclass(frozen=True)
    class Loose:
        """Without slots."""

        name: str
        tags: list[str] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class Child(Loose):
        age: int = 0

    @dataclass(frozen=True, slots=True, eq=False)
    class Same:
        x: int

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @dataclass(frozen=True, slots=True)
    class Own:
        x: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    return {each.__name__: each for each in (Point, Loose, Child, Same, Empty, Own)}


_OURS = _point(records.dataclass, records.field)
_THEIRS = _point(dataclasses.dataclass, dataclasses.field)
# Pickled classes are looked up by their names.
for _name, _class in _OURS.items():
    _class.__qualname__ = _name
    globals()[_name] = _class

_DEEDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "positions": lambda c: c["Point"](1, 3).y,
    "names": lambda c: c["Point"](y=4, x=1).sum,
    "default": lambda c: c["Point"](1).y,
    "class variable": lambda c: (c["Point"].UNIT, c["Point"](1).UNIT),
    "too many": lambda c: c["Point"](1, 2, 3),
    "too few": lambda c: c["Point"](),
    "unknown": lambda c: c["Point"](1, z=2),
    "twice": lambda c: c["Point"](1, x=2),
    "default anew": lambda c: c["Loose"]("a").tags is not c["Loose"]("b").tags,
    "child": lambda c: c["Child"]("a", ["t"], 3).age,
    "child's defaults": lambda c: (c["Child"]("a").tags, c["Child"]("a").age),
    "equal": lambda c: (c["Point"](1) == c["Point"](1, 2), c["Point"](1) == c["Point"](2)),
    "other class": lambda c: (c["Loose"]("a") == c["Child"]("a"), c["Point"](1) == 1),
    "identity": lambda c: c["Same"](1) == c["Same"](1),
    "own equality": lambda c: (c["Own"](1) == c["Own"](2), hash(c["Own"](3))),
    "hash": lambda c: len({c["Point"](1), c["Point"](1, 2), c["Point"](3)}),
    "no hash": lambda c: hash(c["Loose"]("a")),
    "order": lambda c: [p.x for p in sorted([c["Point"](2), c["Point"](1, 9), c["Point"](1)])],
    "compare": lambda c: (c["Point"](1) <= c["Point"](1), c["Point"](1) > c["Point"](0, 9)),
    "compare others": lambda c: c["Point"](1) < 3,
    "no order": lambda c: c["Loose"]("a") < c["Loose"]("b"),
    "empty": lambda c: (c["Empty"]() == c["Empty"](), len({c["Empty"](), c["Empty"]()})),
    "change": lambda c: setattr(c["Point"](1), "x", 2),
    "change without slots": lambda c: setattr(c["Loose"]("a"), "name", 2),
    "delete": lambda c: delattr(c["Point"](1), "x"),
    "replaced": lambda c: dataclasses.replace(c["Point"](1), x=5).sum,
    "replaced wrongly": lambda c: dataclasses.replace(c["Point"](1), z=5),
    "child replaced": lambda c: dataclasses.replace(c["Child"]("a", ["t"]), age=5).tags,
    "fields": lambda c: [(f.name, f.type) for f in dataclasses.fields(c["Child"])],
    "fields of one": lambda c: [f.default for f in dataclasses.fields(c["Point"](1))][1:],
    "as dict": lambda c: dataclasses.asdict(c["Child"]("a", ["t"])),
    "is one": lambda c: (
        dataclasses.is_dataclass(c["Point"]),
        dataclasses.is_dataclass(c["Empty"]),
    ),
    "match": lambda c: (c["Point"].__match_args__, c["Child"].__match_args__),
    "copy": lambda c: copy.deepcopy(c["Loose"]("a", ["t"])).tags,
    "shown": lambda c: repr(c["Point"](1)).rpartition(".")[2],
    "slots": lambda c: hasattr(c["Point"](1), "__dict__"),
    "documented": lambda c: c["Loose"].__doc__,
}


@pytest.mark.parametrize("often", [False, True])
@pytest.mark.parametrize("deed", _DEEDS)
def test_a_record_behaves_as_a_frozen_dataclass(
    deed: str, often: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether there are few of its class, which has no method of its own then, or many."""

    def outcome(classes: dict[str, Any]) -> Any:
        try:
            return _DEEDS[deed](classes)
        except (TypeError, AttributeError) as error:
            return type(error)

    monkeypatch.setattr(records, "_FEW", 0 if often else 1000)
    assert outcome(_point(records.dataclass, records.field)) == outcome(_THEIRS)


def test_a_class_of_many_records_gets_a_method_of_its_own() -> None:
    cls = _point(records.dataclass, records.field)["Point"]
    assert [cls(1, number).y for number in range(50)] == [*range(50)]
    assert cls.__init__.__qualname__.endswith("Point.__init__")


@pytest.mark.parametrize("name", ["Point", "Child", "Loose"])
def test_a_record_is_pickled(name: str) -> None:
    record = _OURS[name]("a")
    assert pickle.loads(pickle.dumps(record)) == record


def test_our_own_replacing_is_that_of_dataclasses() -> None:
    point = _OURS["Point"](1)
    assert records.replace(point, y=7) == dataclasses.replace(point, y=7) != point
    with pytest.raises(TypeError):
        records.replace(point, z=7)


def test_a_record_is_printed_by_whatever_prints() -> None:
    assert "b" * 60 in pprint.pformat(_OURS["Loose"]("a" * 60, ["b" * 60]))


def test_a_record_takes_no_attribute_that_is_no_field() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        _OURS["Point"](1).other = 2


def test_a_method_that_was_written_meanwhile_is_called() -> None:
    """What a thread holds of the method to be written may be called when another has written it."""
    cls = _point(records.dataclass, records.field)["Point"]
    init, equal, fields = (
        cls.__dict__[name] for name in ("__init__", "__eq__", "__dataclass_fields__")
    )
    with pytest.raises(TypeError):
        # It is written for what it is to say about that.
        cls(1, 2, 3)
    first, second = cls(1), cls(1)
    assert first == second
    init(second, 5)
    assert (second.x, second.y) == (5, 2)
    assert not equal(first, second)
    known = dataclasses.fields(cls)
    assert tuple(fields.__get__(first, cls).values()) == known
