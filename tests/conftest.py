"""`--regenerate` writes what the tests of goldens expect anew; a person reads the diff."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from cjmap.stopping import STOPPING
from tests.command import made_once


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write what is said now into the goldens"
    )


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads, or leaves behind, what other runs of cjmap have found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_command() -> Iterator[None]:
    with made_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def _stopped_as_at_a_terminal() -> None:
    """Shells start what runs in the background deaf to SIGINT, `nohup` to SIGHUP: so would be all it starts."""
    for number in STOPPING:
        if signal.getsignal(number) is signal.SIG_IGN:
            is_int = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if is_int else signal.SIG_DFL)
