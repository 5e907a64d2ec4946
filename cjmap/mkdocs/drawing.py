"""The picture of a block: of the map that is written in it, or of one that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cjmap.api.picture import picture
from cjmap.check import Selection, Session, run
from cjmap.draw.theme import THEMES
from cjmap.draw.theme_choice import find_theme
from cjmap.expressions import expression
from cjmap.findings import Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, join, tr
from cjmap.mkdocs.fences import Block
from cjmap.project.containment import contain
from cjmap.project.disk import is_file, why_unread
from cjmap.views.catalogue import VIEWS

_NAMED: Final = "cjmap"
_OPTIONS: Final = (_NAMED, "view", "theme", "persona")
_LINE = expression(r"""\s*([a-z]+):\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*""")


def draw_block(session: Session, site: Path, page: Path, block: Block) -> str:
    """The picture of a block in a page, as SVG.

    A block that begins with `cjmap:` names a map of the folder `site` or of the page's workspace,
    from the folder of the page, and may say `view`,
    `theme` and `persona`, each on a line; any other is a map.

    Raises:
        UsageError: there is no such map, view or persona, or the map has errors; it says where.
    """
    options = _read_options(page, block)
    if options is None:
        file = page.parent / f"{page.stem}-{block.line}.journey.yaml"
        session.project.overlay(file, block.text.encode("utf-8"))
        try:
            return _draw(session, page, block, file, {})
        finally:
            session.project.withdraw(file)
    if not options[_NAMED].strip():
        raise _refuse(
            page,
            block,
            tr("No map is named: write `{example}`.", example="cjmap: maps/coat.journey.yaml"),
        )
    roots = (site, session.project.workspace(page).root)
    inside = (contain(root, page.parent, options[_NAMED]) for root in roots)
    named = next(filter(None, inside), None)
    if named is None:
        raise _refuse(
            page,
            block,
            tr(
                "`{path}` lies outside the site and its workspace: name a map from the folder of the page.",
                path=options[_NAMED],
            ),
        )
    reason = why_unread(named)
    if reason is not None:
        told = tr("{file} cannot be read: {reason}.", file=options[_NAMED], reason=reason)
        raise _refuse(page, block, told)
    if not is_file(named):
        raise _refuse(page, block, tr("There is no file `{path}`.", path=options[_NAMED]))
    return _draw(session, page, block, named, options)


def _draw(
    session: Session, page: Path, block: Block, file: Path, options: Mapping[str, str]
) -> str:
    shown = session.project.shown(file)
    for finding in run(session, [file], Selection()).findings:
        if finding.severity is Severity.ERROR:
            place = finding.span.start if finding.span is not None else None
            if finding.file == shown and not options:
                line = block.line + (place.line if place else 0)
                raise _refuse(page, block, finding.message, line)
            where = f"{finding.file}:{place.line}:{place.column}" if place else finding.file
            raise _refuse(page, block, tr("{file}: {note}", file=where, note=finding.message))
    subject = session.subject(file)
    if subject is None or subject.journey.is_library:
        raise _refuse(page, block, tr("This map has no stages, so there is nothing to draw."))
    persona, asked = options.get("persona"), options.get("theme")
    try:
        return picture(
            session,
            subject,
            view=options.get("view", VIEWS[0]),
            theme=find_theme(subject.workspace) if asked is None else asked,
            personas=(persona,) if persona else (),
        )
    except UsageError as error:
        raise _refuse(page, block, error.message) from None


def _read_options(page: Path, block: Block) -> Mapping[str, str] | None:
    """What a block says that names a map; None for one that is a map."""
    lines = [line for line in block.text.splitlines() if line.strip()]
    if not lines or not lines[0].lstrip().startswith(f"{_NAMED}:"):
        return None
    found: dict[str, str] = {}
    for line in lines:
        read = _LINE.fullmatch(line)
        if read is None or read[1] not in _OPTIONS:
            raise _refuse(
                page,
                block,
                tr(
                    "`{line}` says nothing here. There are: {known}.",
                    line=line.strip(),
                    known=join(_OPTIONS),
                ),
            )
        found[read[1]] = next(filter(None, read.groups()[1:]), "")
    for name, known in (("theme", [*THEMES]), ("view", [*VIEWS])):
        if found.get(name, known[0]) not in known:
            raise _refuse(
                page,
                block,
                tr(
                    "There is no `{word}` for `{name}`. There are: {known}.",
                    word=found[name],
                    name=name,
                    known=join(known),
                ),
            )
    return found


def _refuse(page: Path, block: Block, reason: Message, line: int | None = None) -> UsageError:
    """Why a block cannot be drawn, with its line in the page."""
    return UsageError(tr("{file}: {note}", file=f"{page.name}:{line or block.line}", note=reason))
