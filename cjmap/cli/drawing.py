"""Draws the pictures of a plan, and tells what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cjmap.check import why_unreadable
from cjmap.check.sharing import put_together
from cjmap.check.visiting import Tour
from cjmap.cli import console
from cjmap.cli.invocation import BROKEN, Invocation, Leave, count_undrawn, leave
from cjmap.cli.leftovers import Leftovers, belongs
from cjmap.cli.pictures import PICTURES, Drawn, Plan, Press, Shown, ending_of, is_unchanged, select
from cjmap.draw.shelf import Entry
from cjmap.messages import Message, ntr, tr

if TYPE_CHECKING:
    from cjmap.check import Session


def carry_out(
    call: Invocation,
    session: Session,
    plan: Plan,
    *,
    jobs: int | None = 1,
    memory: dict[Path, Shown] | None = None,
) -> None:
    """Draws the pictures of a plan in `jobs` processes (None: one a core, where it pays).

    With a `memory` what is read stays in mind for the next time. Ends the command where some
    pictures cannot be drawn.
    """
    leftovers = _find_leftovers(call, plan)
    tour: Tour[None] = Tour(
        session,
        plan.names,
        partial(select, plan.kinds),
        None,
        jobs=jobs,
        size=1,
        keep=memory is not None or len(plan.names) == 1,
    )
    done = []
    for drawn in tour.visit(Press(plan, memory).draw, call.progress(tr("Drawing"))):
        for picture in drawn.handed:
            _hand_out(call, picture)
        done.append(drawn)
    session.project.attend(file for drawn in done for file in drawn.rests_on)
    if leftovers is not None:
        _clear_away(call, session, plan, leftovers, done)
    libraries = why_unreadable(tour.find_broken_libraries(), ())
    outcome = put_together([*(drawn.outcome for drawn in done), libraries])
    call.complain(outcome)
    _tell(call, (note for drawn in done for note in drawn.notes))
    failed = {file: why for drawn in done for file, why in drawn.failed.items()}
    if failed:
        _complain(call, session, failed, alone=len(failed) == sum(one.drawable for one in done))
    undrawn = sum(drawn.undrawn for drawn in done)
    if undrawn:
        call.conclude(count_undrawn(undrawn, len(plan.names)))
    leave(outcome, found=undrawn > 0)


def _hand_out(call: Invocation, picture: str | bytes) -> None:
    if isinstance(picture, str):
        call.emit(picture)
    else:
        console.hand_back(picture)


def _tell(call: Invocation, notes: Iterable[Message]) -> None:
    """Says each note once: what one picture could not be given, others could not either."""
    told: set[str] = set()
    for note in notes:
        text = note.render(call.language)
        if text not in told:
            told.add(text)
            call.note(note)


def _complain(
    call: Invocation, session: Session, failed: Mapping[Path, Message], *, alone: bool
) -> NoReturn:
    """Says of which maps there is no picture, and ends the command; `alone`: there is none at all."""
    if alone:
        call.fail(next(iter(failed.values())))
    for file, message in failed.items():
        call.complain_of(session.project.shown(file), message)
    raise Leave(BROKEN)


# -- pictures of maps that are gone -----------------------------------------------------------


def _find_leftovers(call: Invocation, plan: Plan) -> Leftovers | None:
    """The list of what earlier runs drew; None where none is kept: of one map, and none before."""
    if plan.folder is None:
        return None
    leftovers = Leftovers(call, plan.folder, PICTURES, _say_foreign)
    return leftovers if leftovers.listed or len(plan.names) > 1 else None


def _say_foreign(file: Path) -> Message:
    return tr(
        "{file} is there and no list of pictures: choose another folder with `-o DIR`, or move it.",
        file=str(file),
    )


def _clear_away(
    call: Invocation, session: Session, plan: Plan, leftovers: Leftovers, done: Sequence[Drawn]
) -> None:
    """Removes the pictures of maps that are gone, and writes down which there are now.

    So go pictures that a map has nothing for any more, or that are called otherwise now.
    """
    digests = {name: digest for drawn in done for name, digest in drawn.digests.items()}
    needless = frozenset[str]().union(*(drawn.needless for drawn in done))
    wanted = {
        plan.name(file, kind): leftovers.name(file) for file in plan.names for kind in plan.kinds
    }
    endings = tuple(map(ending_of, plan.kinds))

    def stays(name: str, file: Path) -> bool:
        if name in wanted:
            return name not in needless
        return belongs(session, file) and not (file in plan.names and name.endswith(endings))

    now = {name: Entry(wanted[name], digest) for name, digest in digests.items()}
    left, removed = leftovers.part(
        now, stays, lambda picture, entry: is_unchanged(picture, entry.digest)
    )
    leftovers.save(left)
    if removed:
        call.note(
            ntr(
                "{n} picture removed: {names}",
                "{n} pictures removed: {names}",
                len(removed),
                names=", ".join(removed),
            )
        )
