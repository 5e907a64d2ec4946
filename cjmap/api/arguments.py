"""What callers hand over: each value as it is used, or an error that names it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from cjmap.findings.usage import UsageError
from cjmap.messages import join, tr

T = TypeVar("T")


def expect(name: str, value: object, kind: type[T], *, spoken: str = "") -> T:
    """The value of a parameter, which is to be of a class.

    Raises:
        UsageError: it is of another.
    """
    if isinstance(value, kind):
        return value
    raise _refuse(name, value, spoken or kind.__name__)


def path_of(name: str, value: object) -> str:
    """A path as text.

    Raises:
        UsageError: it is none.
    """
    found = os.fspath(value) if isinstance(value, os.PathLike) else value
    return expect(name, found, str, spoken="str | os.PathLike")


def words_of(name: str, value: object) -> tuple[str, ...]:
    """Words one by one; one may stand alone.

    Raises:
        UsageError: something else stands among them.
    """
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, Iterable):
        raise _refuse(name, value, "Iterable[str]")
    return tuple(expect(name, word, str) for word in listed)


def one_of(name: str, value: object, known: Iterable[str]) -> str:
    """One of the words that are known.

    Raises:
        UsageError: it is another.
    """
    word, listed = expect(name, value, str), [*known]
    if word in listed:
        return word
    raise UsageError(
        tr(
            "There is no `{word}` for `{name}`. There are: {known}.",
            word=word,
            name=name,
            known=join(listed),
        )
    )


def day_of(value: object) -> datetime.date:
    """The day that counts as today, by default the clock's.

    Raises:
        UsageError: it is no date.
    """
    day = datetime.date.today() if value is None else expect("today", value, datetime.date)
    return day.date() if isinstance(day, datetime.datetime) else day


def file_of(name: str, value: object) -> Path:
    """A path from the current folder.

    Raises:
        UsageError: it is none.
    """
    return Path(path_of(name, value)).absolute()


def _refuse(name: str, value: object, wanted: str) -> UsageError:
    return UsageError(
        tr(
            "`{name}` takes {wanted}, not {given}.",
            name=name,
            wanted=wanted,
            given=type(value).__name__,
        )
    )
