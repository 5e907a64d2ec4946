"""The one reading of a map: everything that draws, prints or exports it draws the board that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.board.bands import read_bands
from cjmap.board.blueprint import read_blueprint
from cjmap.board.board import Board, Labelled, Stage, Whole
from cjmap.board.cells import read_lanes
from cjmap.board.cut import Cut, choose_personas, cut_out
from cjmap.board.digesting import read_digest
from cjmap.board.earlier import look_back
from cjmap.board.heading import describe, read_heading
from cjmap.board.improvement import (
    letter_answers,
    read_gains,
    read_opportunity,
    read_outcomes,
    read_pains,
    read_promises,
)
from cjmap.board.lanes import LaneKind, choose_lanes
from cjmap.board.measuring import read_measured
from cjmap.board.metrics import read_metrics, tell_share
from cjmap.board.mood import read_curve
from cjmap.board.past import read_past
from cjmap.board.people import mark_personas, read_persona
from cjmap.board.scores import note_feelings, read_scores, tell_words
from cjmap.board.sources import read_evidence
from cjmap.board.ties import read_prompts
from cjmap.board.tiles import experience_tiles, journey_tiles
from cjmap.board.times import head_stage
from cjmap.board.touchpoints import read_cards
from cjmap.board.ways import note_ways, read_branches, read_flow
from cjmap.facts.index import Item
from cjmap.facts.subject import Subject
from cjmap.findings import Finding
from cjmap.messages import tr
from cjmap.records import replace
from cjmap.vocabulary.lanes import LaneName


def read(
    subject: Subject,
    findings: Iterable[Finding] = (),
    *,
    personas: tuple[str, ...] = (),
    lanes: tuple[str, ...] = (),
    language: str | None = None,
    baseline: Subject | None = None,
) -> Board:
    """The board of a map.

    Args:
        subject: the map and what follows from it.
        findings: what lint says of it, in the order in which a page lists them; a gap bears the
            code of the rule among them that names it.
        personas: ids or names of those to read it for, by default everybody.
        lanes: values of `LaneName`, in the order they shall have; by default the settings', else those
            that suit the map's kind. Lanes that say nothing are left out, and of what concerns
            the whole journey that for which there is no lane.
        language: a BCP 47 tag, by default the map's own.
        baseline: the earlier state that it is held against, by default the one that the map names.

    Raises:
        UsageError: a persona or lane that there is not.
    """
    subject = subject.shown
    cut = cut_out(
        subject,
        choose_personas(subject, personas),
        mark_personas(subject.participation.personas),
        findings,
        subject.speak(language),
    )
    flow = read_flow(cut)
    branches = read_branches(cut, flow)
    cut = replace(cut, along=note_ways(cut, flow, branches), branches=branches)
    cut = replace(cut, cards=read_cards(cut))
    kinds = choose_lanes(cut, lanes)
    if {LaneName.PAINS, LaneName.OPPORTUNITIES} <= {kind.key for kind in kinds}:
        cut = replace(cut, letters=letter_answers(cut))
    earlier = look_back(cut, baseline)
    curve = read_curve(cut)
    return Board(
        subject.workspace.name(subject.file),
        cut.language,
        read_heading(cut),
        read_digest(cut),
        earlier.subject.journey.title if earlier else "",
        tuple(read_persona(cut, item) for item in cut.personas),
        len(subject.participation.personas),
        tuple(_read_stage(cut, number, item) for number, item in enumerate(_stages(cut))),
        tuple(read_bands(cut)),
        tuple(card for row in cut.cards for card in row),
        tuple(read_lanes(cut, kinds)),
        curve,
        read_past(cut, earlier),
        tuple(journey_tiles(cut, earlier)),
        tuple(experience_tiles(cut, earlier)),
        _read_whole(cut, kinds),
        tuple(read_outcomes(cut)),
        tuple(read_promises(cut, earlier)),
        tuple(read_evidence(cut)),
        flow,
        read_blueprint(cut, flow),
        cut.absent,
        read_prompts(subject),
        read_measured(cut),
        describe(cut, curve.spoken),
    )


def _stages(cut: Cut) -> tuple[Item, ...]:
    return cut.subject.index.items["stage"]


def _read_stage(cut: Cut, number: int, item: Item) -> Stage:
    words = tell_words(cut, item.path, cut.subject.participation.stages[number].personas)
    came = cut.subject.figures.stages[number].conversion
    return Stage(
        item.id,
        item.path,
        item.name,
        cut.say(tr("{number} of {count}", number=number + 1, count=len(cut.touchpoints))),
        head_stage(cut, number, item),
        cut.subject.things.stages[item].goal or "",
        read_scores(cut, cut.subject.feelings.overall.get(item.path, ())),
        (note_feelings(cut, words),) if words else (),
        came.percent if came is not None else None,
        tell_share(cut, came) if came is not None else "",
    )


def _read_whole(cut: Cut, kinds: Sequence[LaneKind]) -> Whole:
    """What stands at no stage, of what the lanes show."""
    lanes = {kind.key for kind in kinds}
    own = [(kind, kind.own) for kind in kinds if kind.own is not None]
    wide = {
        kind: [
            item for item in cut.subject.index.items[kind] if item.stage is None and lane in lanes
        ]
        for kind, lane in (
            ("pain", LaneName.PAINS),
            ("gain", LaneName.GAINS),
            ("opportunity", LaneName.OPPORTUNITIES),
            ("metric", LaneName.METRICS),
        )
    }
    return Whole(
        read_pains(cut, wide["pain"]),
        read_gains(cut, wide["gain"]),
        tuple(read_opportunity(cut, item) for item in wide["opportunity"]),
        tuple(read_metrics(cut, wide["metric"])),
        tuple(
            Labelled(cut.say(kind.title), texts)
            for kind, item in own
            if (texts := cut.subject.things.lanes[item].texts)
        ),
    )
