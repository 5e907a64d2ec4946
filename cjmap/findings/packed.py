"""Findings of any number of files, in little room until somebody reads them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, overload

from cjmap.findings import Finding, Tally, sum_up
from cjmap.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of zlib's levels the one that takes the least time.
_FAST: Final = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """The findings of a file in a sixth of their room, with what a summary tells of them."""

    data: bytes
    tally: Tally

    def unpack(self) -> tuple[Finding, ...]:
        """The findings themselves."""
        found: tuple[Finding, ...] = pickle.loads(zlib.decompress(self.data))  # noqa: S301 - our own
        return found


def pack(findings: tuple[Finding, ...]) -> Packed:
    """Findings, packed; none take no time."""
    return Packed(_squeeze(findings), sum_up(findings)) if findings else _NONE


def _squeeze(findings: tuple[Finding, ...]) -> bytes:
    return zlib.compress(pickle.dumps(findings, pickle.HIGHEST_PROTOCOL), _FAST)


_NONE: Final = Packed(_squeeze(()), sum_up(()))


class Many(Sequence[Finding]):
    """The findings of many files, sorted, of which those of one file are unpacked at a time.

    Reading them again unpacks them again; what `tally` tells costs nothing.
    """

    def __init__(self, packed: Mapping[str, Packed], others: Iterable[Finding] = ()) -> None:
        """`packed` has what was found in each file, by its name; `others` are few."""
        self.packed = packed
        self.others = tuple(others)
        self.tally = sum_up(self.others).plus(one.tally for one in packed.values())

    def __len__(self) -> int:
        return sum(self.tally.numbers)

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(place, int) and 0 <= place < len(self):
            return next(islice(self, place, None))
        return tuple(self)[place]

    def __iter__(self) -> Iterator[Finding]:
        for file in sorted(self.tally.files):
            yield from self.of_file(file)

    def of_file(self, file: str) -> tuple[Finding, ...]:
        """What was found in a file."""
        packed = self.packed.get(file)
        found = () if packed is None else packed.unpack()
        others = tuple(other for other in self.others if other.file == file)
        return tuple(sorted((*found, *others), key=Finding.order)) if others else found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | Many):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Many({len(self)} in {len(self.tally.files)} files)"
