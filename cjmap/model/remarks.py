"""What only the text of a map tells, for rules that judge it: no model holds how a value was written."""

from __future__ import annotations

from enum import Enum, auto

from cjmap.findings import Path
from cjmap.records import dataclass


class Slip(Enum):
    """What became of a text that a mark of YAML's cut."""

    # An item of a list in brackets that goes on where the one before it was to end.
    GOES_ON = auto()
    # A known key in braces behind a comma, without a value.
    STANDS_ALONE = auto()
    # A comment that touches a letter or digit, behind a text.
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """A slip at a place.

    `path` has the document's keys and numbers, `span` is the stretch of its text that the
    remark is about, `written` what stands there, and `meant` the text as it was probably meant.
    """

    slip: Slip
    path: Path
    span: tuple[int, int]
    written: str
    meant: str
