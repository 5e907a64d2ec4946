"""What nobody is to read in a message: who signs in with which password, in an address.

Addresses of databases stand in environment variables alone. Where somebody wrote one into a map or a
setting all the same, what is wrong with it is told without repeating it into a log.
"""

from __future__ import annotations

from typing import Final

from cjmap.expressions import expression

SIGN: Final = "*"
LONGEST: Final = 500
"""How many characters may sign in: without an end, hostile text would be looked through again and again."""
# In an address all before its last `@`, as passwords may hold that sign, too; but not what follows a
# port, nor an `@` in a path.
_IN_ADDRESS: Final = expression(
    rf"(?<=://)(?:[^\s/?#@:]{{0,{LONGEST}}}:(?!\d+(?:[/?#]|$))\S{{0,{LONGEST}}}"
    rf"|[^\s/?#@]{{0,{LONGEST}}})(?=@)"
)
_NAMED: Final = expression(
    r"(?i:(?:password|passwd|pwd|secret|token|access[_-]?key|api[_-]?key|signature|sig|credential|security[_-]token)\s{0,9}=\s{0,9})"
    r"('[^']*'|\"[^\"]*\"|[^\s&;,`'\"{}\[\]()]+)"
)


def veil(text: str) -> str:
    """A text with all that signs in behind as many asterisks, so that each place in it stays."""
    if "@" in text and "://" in text:
        text = _IN_ADDRESS.sub(lambda found: SIGN * len(found[0]), text)
    if "=" in text:
        text = _NAMED.sub(
            lambda found: found[0][: found.start(1) - found.start()] + SIGN * len(found[1]), text
        )
    return text
