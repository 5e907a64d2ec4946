"""JSON that a terminal and a log may show: the same values, and nothing in it acts on either."""

from __future__ import annotations

import json

from cjmap.expressions import expression

# Within strings alone: nothing else in JSON has them. Overrides of the writing direction, line
# ends that only some programs see, controls; and the signs by which logs of Azure and TeamCity
# know a command, wherever in a line they stand.
_ACTING = expression(
    "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    r"|(?<=#)#(?=\[|vso\[|teamcity\[)"
)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """A value as JSON, keys in their order, without a line feed at the end."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
