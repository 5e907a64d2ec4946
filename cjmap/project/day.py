"""The day that counts as today."""

from __future__ import annotations

import datetime
import os
from typing import Final

from cjmap.findings.usage import UsageError
from cjmap.messages import shorten, tr

_EPOCH: Final = "SOURCE_DATE_EPOCH"
_FIRST: Final = datetime.datetime(1970, 1, 1)


def current_day() -> datetime.date:
    """The day that the environment gives (reproducible-builds.org, in seconds since 1970), else the clock's.

    Raises:
        UsageError: the environment gives something, but no day of the calendar.
    """
    epoch = os.environ.get(_EPOCH, "").strip()
    if not epoch:
        return datetime.date.today()
    try:
        return (_FIRST + datetime.timedelta(seconds=int(epoch))).date()
    except (ValueError, OverflowError):
        raise UsageError(
            tr(
                "{name} is `{text}`, which is no time: write the seconds since 1970, such as 1795219200.",
                name=_EPOCH,
                text=shorten(epoch, 40),
            )
        ) from None
