"""One map of many, checked again and again while somebody writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cjmap.check.baseline import Baseline, of_settings
from cjmap.check.meeting import meet
from cjmap.check.running import run_each
from cjmap.check.selection import Selection
from cjmap.check.session import Session
from cjmap.facts.members import Member
from cjmap.findings import Outcome
from cjmap.findings.usage import UsageError
from cjmap.project.workspace import Workspace


class Lookout:
    """What `lint` says of single maps, as often as somebody asks.

    What a map is to know of the others stays in mind while their texts do. `is_kept` says of a
    file whether it stays read once the others have met it.
    """

    def __init__(self, session: Session, is_kept: Callable[[Path], bool]) -> None:
        self.session = session
        self._is_kept = is_kept
        self._members: dict[Path, tuple[bytes | None, Member | None]] = {}

    def check(self, file: Path, *, parts: bool = False) -> Outcome:
        """What `lint` finds in a file; with `parts` also what one finding stands for, to be mended.

        Where the settings name a baseline that cannot be read, all is told.
        """
        project = self.session.project
        if project.leaves_out(file):
            return Outcome((), (project.shown(file),))
        try:
            known = of_settings(project, (file,))
        except UsageError:
            known = Baseline()
        return run_each(
            self.session,
            (file,),
            _choose,
            known=known.known if known.entries else None,
            introduce=self._introduce,
            parts=parts,
        )

    def forget(self, files: Iterable[Path] | None = None) -> None:
        """Forgets what others are to know of maps whose text has changed; None: of all."""
        for file in [*self._members] if files is None else files:
            self._members.pop(file, None)

    def _introduce(self, files: Sequence[Path]) -> tuple[Member, ...]:
        """What a map is to know of others; it stays while their texts and their libraries do."""
        project = self.session.project
        unknown = [file for file in files if not self._is_known(file)]
        if unknown:
            # Nothing else is asked about them: what was read of them is not kept.
            session = Session(project, today=self.session.today)
            met = {member.file: member for member, _ in meet(session, unknown)}
            project.release(file for file in unknown if not self._is_kept(file))
            for file in unknown:
                self._members[file] = (project.overlaid(file), met.get(file))
        found = (self._members[file][1] for file in files)
        return tuple(member for member in found if member is not None)

    def _is_known(self, file: Path) -> bool:
        known = self._members.get(file)
        return known is not None and known[0] == self.session.project.overlaid(file)


def _choose(home: Workspace) -> Selection:
    return Selection.of_lint(home.settings.lint)
