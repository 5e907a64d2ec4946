"""What a later state promises to feel like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cjmap.facts.feelings import Point
from cjmap.facts.index import Item, resolve
from cjmap.facts.subject import Subject
from cjmap.facts.things import part
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.messages import tr
from cjmap.model.scale import STANDARD
from cjmap.rules.base import JourneyRule
from cjmap.vocabulary.improvement import PainState
from cjmap.vocabulary.maps import MapState

if TYPE_CHECKING:
    from cjmap.facts.pairing import Pairing
from cjmap.rules.emotion.curve import CURVE


class FutureNotBetter(JourneyRule):
    """A future state feels no better where it claims to mend a pain.

    Stages and touchpoints of a map with `state: future` are compared with those of the same id
    in the map that its link `rel: baseline` names. A pain is claimed to be mended where it is
    resolved here, served by an opportunity that is planned, under way or done, or no longer
    among the pains that are written here; not one that was resolved then already. Where a pain
    names its personas, only they are to feel better.

    Why:
        Either the improvement reaches no customer, or the score was carried over from the old
        map without a thought. In both cases the promise of the map does not hold.

    Sources:
        Nielsen Norman Group, “Journey-Mapping Approaches: 2 Critical Decisions to Make Before
        You Begin”: current state or future state.
    """

    code = "CJ408"
    name = "future-not-better"
    severity = Severity.WARNING
    keys: tuple[str, ...] = ("state", "links", "emotion", "emotions")
    needs = CURVE | frozenset({"pain", "opportunity"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        baseline = subject.baseline
        if subject.journey.state is not MapState.FUTURE or baseline is None:
            return
        # Few maps have a baseline, so only these pay for what pairs them.
        from cjmap.facts.pairing import pair

        pairing = pair(baseline.things, subject.things)
        before = {(point.owner.path, point.persona.path): point for point in baseline.curve.points}
        told: set[Path] = set()
        several = len(subject.participation.personas) > 1
        for point in subject.curve.points:
            old = _point_before(pairing, before, point)
            if old is None or point.score > old.score or old.score >= 2:
                continue
            if point.owner.path in told or not _claims_to_mend(subject, baseline, pairing, point):
                continue
            told.add(point.owner.path)
            scores = {"old": STANDARD.show(old.score), "new": STANDARD.show(point.score)}
            place = point.owner.name
            yield self.problem(
                point.path,
                tr(
                    "“{place}” claims to mend a pain and feels no better to {persona} than before ({old} → {new}).",
                    place=place,
                    persona=point.persona.name,
                    **scores,
                )
                if several
                else tr(
                    "“{place}” claims to mend a pain and feels no better than before ({old} → {new}).",
                    place=place,
                    **scores,
                ),
                tr("Raise the score if customers will feel it; else the pain is still there."),
                related=[
                    Place(old.path, tr("as it was"), file=str(baseline.file)),
                ],
            )


def _point_before(
    pairing: Pairing, before: Mapping[tuple[Path, Path], Point], point: Point
) -> Point | None:
    """What the same persona felt at the same touchpoint or stage of the earlier map."""
    owner = pairing.old_of.get(point.owner.path)
    persona = pairing.old_of.get(point.persona.path)
    return before.get((owner.path, persona.path)) if owner and persona else None


def _claims_to_mend(subject: Subject, baseline: Subject, pairing: Pairing, point: Point) -> bool:
    """Whether a pain that a persona has there is resolved or taken up since, or one of then is gone."""
    place = point.owner.path
    resolved = {
        answer.pain.path
        for answer in baseline.improvement.answers
        if answer.state is PainState.RESOLVED
    }
    for answer in subject.improvement.answers:
        old = pairing.old_of.get(answer.pain.path)
        if (
            answer.pain.place == place
            and answer.state in (PainState.RESOLVED, PainState.IN_HAND)
            and (old is None or old.path not in resolved)
            and _hurts(subject, answer.pain, point.persona)
        ):
            return True
    if not part(subject.things, point.owner).says("pains"):
        return False
    then, persona = pairing.old_of[place], pairing.old_of[point.persona.path]
    return any(
        answer.pain.place == then.path
        and answer.state is not PainState.RESOLVED
        and not _is_kept(pairing, answer.pain, place)
        and _hurts(baseline, answer.pain, persona)
        for answer in baseline.improvement.answers
    )


def _hurts(subject: Subject, pain: Item, persona: Item) -> bool:
    """Whether a pain is a persona's: one that names nobody is everybody's."""
    named = subject.things.pains[pain].personas
    return not named or persona in {resolve(subject.index, "persona", one) for one in named}


def _is_kept(pairing: Pairing, pain: Item, place: Path) -> bool:
    """Whether a pain of the earlier map still stands at a place of the later one."""
    kept = pairing.new_of.get(pain.path)
    return kept is not None and kept.place == place
