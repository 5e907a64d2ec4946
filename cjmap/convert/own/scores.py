"""The scores of a page's table, held against those of its diagram."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cjmap.convert.own.finding import FIGURE
from cjmap.convert.own.record import COUNTS, MARKS, Record, mappings, plain
from cjmap.convert.own.tasks import OURS, Scale, agrees, on_table, scale_of
from cjmap.convert.recognition.cells import number_of
from cjmap.convert.recognition.feelings import Felt, feeling_of, off_scale, on_scale
from cjmap.convert.tables import Cell
from cjmap.findings import Path
from cjmap.messages import tr
from cjmap.model.scale import BEST, WORST
from cjmap.records import dataclass
from cjmap.text.slugs import slug
from cjmap.vocabulary.emotions import Level, face_of, split_faces

_LEVELS: Final = {level.value: level.score for level in Level}


@dataclass(frozen=True, slots=True)
class Scored:
    """A touchpoint, the tasks of the diagram that are it, and the cells in which personas are scored.

    `figures` are the scores as numbers; those in faces and words join them when the scale is known.
    """

    touchpoint: dict[str, Any]
    path: Path
    tasks: Sequence[dict[str, Any]]
    cells: Mapping[str, Cell]
    felt: Mapping[str, Felt]
    figures: dict[str, float]


def felt_in(page: Record, text: str) -> Felt:
    """What a cell says of a feeling: a face and a figure, or whatever somebody typed in their place."""
    bare = text.translate(MARKS)
    _, words = split_faces(bare)
    number = number_of(words, comma=page.comma) if FIGURE.fullmatch(words) else None
    if number is not None:
        return Felt(number)
    said = feeling_of(words, page.code, comma=page.comma) if words else None
    if said is None or said.score is None:
        said = feeling_of(bare, page.code, comma=page.comma)
    return said or Felt()


def figure_of(felt: Felt) -> float | None:
    """The score that a cell says in figures on the page's own scale."""
    return float(felt.score) if isinstance(felt.score, float | int) and not felt.most else None


def score(page: Record, scored: Sequence[Scored]) -> None:
    """Takes the scores of each persona from the table, and tells where the diagram has others."""
    both = [one for each in scored for one in _twice(each)]
    scale = scale_of([(mean, drawn) for _, mean, drawn in both])
    if not both:
        scale = page.told_scale() or OURS
    if scale is None:
        # Those of the diagram stay, on its scale.
        for each in scored:
            for who, cell in each.cells.items():
                figure = each.figures.get(who)
                said = cell.text if figure is None else f"{who}: {figure:g}"
                page.miss(said, cell.spot)
        return
    if scale == OURS:
        page.values.pop("emotion_scale", None)
    else:
        page.values["emotion_scale"] = [plain(end) for end in scale]
    told = {id(one.touchpoint) for one in scored}
    for stage in mappings(page.values.get("stages")):
        for task in mappings(stage.get("touchpoints")):
            # The table says nothing of it.
            if id(task) not in told and isinstance(task.get("emotion"), int | float):
                task["emotion"] = plain(on_table(task["emotion"], scale))
    for task, mean, drawn in both:
        if not agrees((mean, drawn), scale):
            page.tell(page.drawn[id(task)], COUNTS)
    for each in scored:
        _settle_scores(page, each, scale)
        if not each.figures and any("emotion" in task for task in each.tasks):
            for task in each.tasks:
                page.tell(page.drawn[id(task)], COUNTS)
        _feel(page, each)


def _twice(each: Scored) -> Iterator[tuple[dict[str, Any], float, float]]:
    """The tasks of a row that both score: the mean of the table's figures, and the diagram's score."""
    for task in each.tasks:
        here = {str(who) for who in task.get("personas") or each.felt}
        felt = [one for who, one in each.felt.items() if {who, slug(who)} & here]
        scores = [figure for one in felt if (figure := figure_of(one)) is not None]
        said = task.get("emotion")
        # How much faces and words are shows only later.
        if scores and len(scores) == len(felt) and isinstance(said, int | float):
            yield task, math.fsum(scores) / len(scores), float(said)


def _settle_scores(page: Record, each: Scored, scale: Scale) -> None:
    """Brings what a row says of feelings to the scale, and tells what is not on it."""
    worst, best = scale
    for who, cell in each.cells.items():
        felt = each.felt[who]
        if isinstance(felt.score, str):
            face = face_of(felt.score)
            level = _LEVELS[felt.score] if face is None else face.score
            each.figures[who] = worst + (level - WORST) / (BEST - WORST) * (best - worst)
        elif felt.most is not None:
            each.figures[who] = float(on_scale(felt, scale).score or 0)
        if who not in each.figures:
            page.miss(cell.text, cell.spot, tr("It is no score."))
        elif not min(scale) <= each.figures[who] <= max(scale):
            del each.figures[who]
            page.miss(cell.text, cell.spot, off_scale(scale))
        else:
            page.take(cell, (*each.path, "emotion"))
            page.miss(felt.label, cell.spot)


def _feel(page: Record, each: Scored) -> None:
    """Says how those feel whom the table scores at a touchpoint."""
    one, figures = each.touchpoint, each.figures
    one.pop("emotions", None)
    one.pop("emotion", None)
    everybody = [
        slug(str(each["name"] if isinstance(each, dict) else each))
        for each in page.values.get("personas") or ()
    ]
    for who in figures:
        if slug(who) not in everybody:
            page.values.setdefault("personas", []).append({"name": who})
            everybody.append(slug(who))
    here = [slug(who) for who in each.cells if slug(who) in everybody]
    if here and not each.tasks and len(here) < len(everybody):
        # Nothing else says who takes part.
        one["personas"] = here
    if "personas" in one:
        known = {*one["personas"], *map(slug, one["personas"])}
        one["personas"] = [
            *one["personas"],
            *(slug(who) for who in figures if slug(who) not in known),
        ]
        if {*map(slug, one["personas"])} == {*everybody}:
            del one["personas"]
    whole = len(figures) == len(one.get("personas") or everybody)
    if len({*figures.values()}) == 1 and whole:
        one["emotion"] = plain(next(iter(figures.values())))
    elif figures:
        one["emotions"] = {slug(who): plain(score) for who, score in figures.items()}
