"""An address may hold a password: it stands in no output, whatever goes wrong."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Cjmap

SECRET = "hunter2-of-the-warehouse"
MAP = {
    "title": "T",
    "personas": ["A"],
    "data": {
        "events": {
            "engine": "env:CJMAP_WAREHOUSE",
            "table": "events",
            "columns": {"customer": "c", "event": "e", "time": "t"},
        }
    },
    "stages": [{"name": "a", "match": ["x"], "touchpoints": [{"name": "b"}]}],
}


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:{SECRET}@127.0.0.1:1/x",
        f"postgres://u:{SECRET}@127.0.0.1:1/x?connect_timeout=1",
        f"postgresql://u:{SECRET}@[::bad/x",
        f"nothing-we-know://u:{SECRET}@x",
        SECRET,
    ],
)
@pytest.mark.parametrize("more", [(), ("--verbose",), ("--output-format", "json")])
def test_an_address_is_never_said(
    cjmap: Cjmap,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    more: tuple[str, ...],
) -> None:
    monkeypatch.setenv("CJMAP_WAREHOUSE", address)
    cjmap.write("a.journey.yaml", json.dumps(MAP))
    result = cjmap("measure", *more)
    assert result.exit_code == 2
    assert "error" in result.stderr
    assert SECRET not in result.output
