"""What maps are compared by as plain data for JSON, and back again."""

from __future__ import annotations

import os
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
from cjmap.facts.index import Item
from cjmap.facts.lifecycle import Phase
from cjmap.facts.members import Member, Portrayal
from cjmap.vocabulary.maps import Thing


def write_member(member: Member) -> Plain:
    """A member; its files are named from the root of its workspace, which is not written."""
    return [
        int(member.is_library),
        member.id,
        member.organization,
        member.tongue,
        member.lifecycle,
        [
            [[phase.id, write_message(phase.label), phase.rank], _write_item(stage)]
            for phase, stage in member.phases
        ],
        list(map(_write_item, member.touchpoints)),
        [
            [_write_item(one.item), [list(pair) for pair in one.said], int(one.replaces)]
            for one in member.personas
        ],
        [os.path.relpath(file, member.root) for file in sorted(member.excused)],
    ]


def read_member(data: Plain, file: FilePath, root: FilePath, name: str) -> Member:
    library, id, organization, tongue, lifecycle, phases, touchpoints, personas, excused = parts(
        data, 9
    )
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
        each(touchpoints, _read_item),
        each(personas, _read_portrayal),
        frozenset(FilePath(os.path.normpath(root / one)) for one in each(excused, text)),
    )


def _read_phase(data: Plain) -> tuple[Phase, Item]:
    phase, stage = parts(data, 2)
    id, label, rank = parts(phase, 3)
    return Phase(text(id), read_message(label), integer(rank)), _read_item(stage)


def _read_portrayal(data: Plain) -> Portrayal:
    item, said, replaces = parts(data, 3)
    return Portrayal(_read_item(item), each(said, _read_pair), bool(replaces))


def _read_pair(data: Plain) -> tuple[str, str]:
    key, value = parts(data, 2)
    return text(key), text(value)


def _write_item(item: Item) -> Plain:
    return [
        str(item.kind),
        item.id,
        item.name,
        list(item.path),
        list(item.place),
        item.stage,
        int(item.written),
        int(item.external),
    ]


def _read_item(data: Plain) -> Item:
    kind, id, name, path, place, stage, written, external = parts(data, 8)
    known = Thing.known(text(kind))
    if known is None:
        raise Garbled
    return Item(
        known,
        text(id),
        text(name),
        read_path(path),
        read_path(place),
        None if stage is None else integer(stage),
        bool(written),
        bool(external),
    )
