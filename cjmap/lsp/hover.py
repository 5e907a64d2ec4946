"""What is told of what somebody points at: a key's meaning, a reference's thing, a score's face."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from cjmap.draw.escape import markdown_in_editor
from cjmap.facts.cells import State
from cjmap.facts.coverage import STATE_LABELS
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotions_of
from cjmap.findings import Path as Way
from cjmap.languages.quantities import format_percent
from cjmap.lsp.desk import Desk
from cjmap.lsp.hints import tell_score
from cjmap.lsp.meaning import explain, find_meaning
from cjmap.lsp.pointing import Target, find_target, spot_at, stands_at
from cjmap.messages import tr
from cjmap.reference.keys import translated
from cjmap.text.pointing import Spot
from cjmap.vocabulary.maps import Thing


def hover(desk: Desk, file: Path, position: types.Position) -> types.Hover | None:
    """What is told of a place."""
    places = desk.places(file)
    index = places.index(position)
    spot = spot_at(desk, file, index)
    if spot is None:
        return None
    told = "\n\n---\n\n".join(filter(None, _tell(desk, file, index, spot)))
    if not told:
        return None
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, told), places.range(spot.start, spot.end)
    )


def _tell(desk: Desk, file: Path, index: int, spot: Spot) -> list[str]:
    subject = desk.session.glimpse(file)
    target = find_target(desk, file, index)
    parts = [] if target is None else [_tell_target(desk, file, target)]
    if subject is not None:
        parts.append(_tell_score(desk, subject, spot.path))
    meaning = find_meaning(spot.path)
    key = meaning.key or meaning.named_by if meaning is not None else None
    if key is not None and (spot.key or not any(parts)):
        parts.append(_tell_value(desk, file, spot) or explain(key, desk.language))
    return parts


def _tell_value(desk: Desk, file: Path, spot: Spot) -> str:
    """What a value of a choice means; "" for all else."""
    meaning = find_meaning(spot.path)
    if spot.key or meaning is None or meaning.key is None:
        return ""
    word = desk.document(file).tree.scalar_at(spot.path)
    for value in meaning.key.values:
        if value.word == word:
            return f"`{word}`: {translated(value.meaning, desk.language)}"
    return ""


def _tell_target(desk: Desk, file: Path, target: Target) -> str:
    """What a thing is called, where it stands, and of a stage what it says."""
    item = target.item
    lines = [f"**{markdown_in_editor(item.name)}** · {desk.say(item.kind.label)} · `{item.id}`"]
    place = stands_at(desk, target.file, item)
    if target.reference and place is not None:
        line = desk.source(target.file).position(place.start).line
        where = (
            tr("Line {n} of this map.", n=line)
            if target.file == file
            else tr("{file}, line {n}.", file=desk.project.shown(target.file), n=line)
        )
        # The name of a file is anybody's words too.
        lines.append(markdown_in_editor(desk.say(where)))
    owner = desk.session.subject(target.file)
    if item.kind is Thing.STAGE and owner is not None:
        lines.append(_tell_coverage(desk, owner, item.path))
    return "\n\n".join(filter(None, lines))


def _tell_coverage(desk: Desk, subject: Subject, path: Way) -> str:
    """How much of a stage is filled in, and what it lacks."""
    coverage = subject.coverage
    for stage in coverage.stages:
        if stage.stage.path == path and stage.percent is not None:
            percent = format_percent(round(stage.percent), desk.language)
            rows = [desk.say(tr("Coverage: {percent}.", percent=percent))]
            for dimension in coverage.required:
                cell = stage.cells[dimension]
                if cell.state not in (State.FULL, State.NOT_APPLICABLE):
                    lacks = cell.lacks or STATE_LABELS[cell.state]
                    # Names of personas are in it.
                    told = markdown_in_editor(desk.say(lacks))
                    rows.append(f"- {desk.say(dimension.label)}: {told}")
            return "\n".join([rows[0], "", *rows[1:]]) if rows[1:] else rows[0]
    return ""


def _tell_score(desk: Desk, subject: Subject, path: Way) -> str:
    """A score's face, level and place from -2 to +2."""
    document = desk.document(subject.file)
    for owner in subject.things.owners:
        for emotion_path, emotion in emotions_of(owner):
            written = document.places.document(emotion_path)
            if path in (written, (*written, "score")) and emotion.number is not None:
                return tell_score(desk, emotion.number, subject.journey.scale)
    return ""
