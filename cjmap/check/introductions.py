"""What maps are compared by as plain data for JSON, and back again."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path as FilePath

from cjmap.check.plain import (
    Garbled,
    Plain,
    each,
    integer,
    optional_text,
    parts,
    read_message,
    read_path,
    text,
    write_message,
)
from cjmap.facts.lifecycle import Phase
from cjmap.facts.members import Called, Member, Portrayal
from cjmap.findings import Path


def write_member(member: Member) -> Plain:
    """A member; its files are named from the root of its workspace, which is not written."""
    return [
        int(member.is_library),
        member.id,
        member.organization,
        member.tongue,
        member.lifecycle,
        [
            [[phase.id, write_message(phase.label), phase.rank], stage.name, list(stage.path)]
            for phase, stage in member.phases
        ],
        list(member.touchpoints),
        json.dumps(member.places),
        [
            [one.id, list(one.path), [list(pair) for pair in one.said], int(one.replaces)]
            for one in member.personas
        ],
        [os.path.relpath(file, member.root) for file in sorted(member.excused)],
    ]


def read_member(data: Plain, file: FilePath, root: FilePath, name: str) -> Member:
    (
        library,
        id,
        organization,
        tongue,
        lifecycle,
        phases,
        touchpoints,
        places,
        personas,
        excused,
    ) = parts(data, 10)
    names, paths = each(touchpoints, text), _read_places(text(places))
    if len(names) != len(paths):
        raise Garbled
    return Member(
        file,
        root,
        name,
        bool(library),
        optional_text(id),
        optional_text(organization),
        text(tongue),
        text(lifecycle),
        each(phases, _read_phase),
        names,
        paths,
        each(personas, _read_portrayal),
        frozenset(FilePath(os.path.normpath(root / one)) for one in each(excused, text)),
    )


@lru_cache(maxsize=1000)
def _read_places(written: str) -> tuple[Path, ...]:
    """The paths of all touchpoints: maps of one shape have the same, which is kept once."""
    try:
        return each(json.loads(written), read_path)
    except RecursionError:
        raise Garbled from None


def _read_phase(data: Plain) -> tuple[Phase, Called]:
    phase, name, path = parts(data, 3)
    id, label, rank = parts(phase, 3)
    known = Phase(text(id), read_message(label), integer(rank))
    return known, Called(text(name), read_path(path))


def _read_portrayal(data: Plain) -> Portrayal:
    id, path, said, replaces = parts(data, 4)
    return Portrayal(text(id), read_path(path), each(said, _read_pair), bool(replaces))


def _read_pair(data: Plain) -> tuple[str, str]:
    key, value = parts(data, 2)
    return text(key), text(value)
