"""What feelings are called, and what they rest on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cjmap.facts.cells import State
from cjmap.facts.evidence import evidence_behind
from cjmap.facts.subject import Subject
from cjmap.facts.things import emotion_at, emotions_of
from cjmap.findings import Path, Place, Problem, Severity
from cjmap.languages.feelings import score_of_label
from cjmap.messages import Message, ntr, tr, verbatim
from cjmap.model.emotion import Emotion
from cjmap.rules.base import JourneyRule
from cjmap.text.scalars import in_quotes
from cjmap.vocabulary.coverage import Dimension

# How far from neutral a score must be to contradict a word.
CLEAR = 0.5


class LabelContradictsScore(JourneyRule):
    """An emotion's label and its score say opposite things.

    Recognised in the shipped languages, where the word stands as the feeling itself. A label that
    mixes both sides (“nervous but happy”), negates (“not happy”, “sin miedo”) or speaks of
    something else (“worry-free”, “trust is low”) is passed over.

    Why:
        One of the two is a slip, most often a lost minus, and the curve runs the wrong way.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion:
              score: 1
              label: Frustrated

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion:
              score: -1
              label: Frustrated
            pains:
              - Shipping costs come late

    Sources:
        This project's own.
    """

    code = "CJ406"
    name = "label-contradicts-score"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("emotion.label", "emotion.score")

    def judge(self, subject: Subject) -> Iterator[Problem]:
        for path, emotion in _emotions(subject):
            score = emotion.number
            if emotion.label is None or score is None:
                continue
            meant = score_of_label(emotion.label, subject.language)
            if meant is None or math.copysign(1, meant) * score > -CLEAR:
                continue
            yield self.problem(
                (*path, "label"),
                tr(
                    "“{label}” does not fit the score {score}.",
                    label=emotion.label,
                    score=subject.journey.scale.show(score),
                ),
                tr("Mend the sign of the score, or the label."),
            )


class EmotionWithoutEvidence(JourneyRule):
    """A score rests on no evidence.

    Its own, its touchpoint's or its stage's. An assumption is evidence too: it says what it is.
    Of stages in which nothing at all cites evidence CJ313 speaks.

    Why:
        A curve drawn in a meeting room looks exactly like one from forty interviews. The
        evidence tells them apart.

    Example:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            type: interview
        stages:
          - name: Purchase
            emotion: -1
            pains:
              - text: Shipping costs come late
                evidence: interviews

    Instead:
        title: Buy a coat online
        personas: [Laura]
        evidence:
          - id: interviews
            title: Eight interviews with shoppers
            type: interview
        stages:
          - name: Purchase
            evidence: interviews
            emotion: -1
            pains:
              - text: Shipping costs come late

    Sources:
        Nielsen Norman Group, “Journey-Mapping Approaches: 2 Critical Decisions to Make Before
        You Begin”: begin with research, or with hypotheses that are called so.
    """

    code = "CJ407"
    name = "emotion-without-evidence"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("emotion.evidence", "evidence", "emotion")
    needs: frozenset[str] = frozenset({"evidence"})
    nearby: frozenset[str] = frozenset({"evidence:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        told: set[Path] = set()
        for point in subject.curve.points:
            cell = subject.coverage.stages[point.stage].cells[Dimension.EVIDENCE]
            own = emotion_at(subject.things, point.path).evidence
            if cell.state is State.MISSING or evidence_behind(
                subject.index, subject.evidence, point.owner.path, own
            ):
                continue
            if point.owner.path not in told:
                told.add(point.owner.path)
                yield self.problem(
                    point.path,
                    tr("The emotion at “{place}” rests on no evidence.", place=point.owner.name),
                    tr("Add `evidence:` here, to the touchpoint or to the stage."),
                    subject=point.owner.name,
                )

    def several(self, number: int, names: Message) -> Message:
        return tr("{n} emotions rest on no evidence: {names} …", n=number, names=names)


class EmotionWithoutScore(JourneyRule):
    """A feeling is written in words and has no score.

    Said once for the map; for words that the shipped lists know, with a score that fits.

    Why:
        Words tell how it feels, and no curve can be drawn of them: where it is low, where it
        falls and whether it got better since stays unknown.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion: Frustrated

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            emotion:
              score: -1
              label: Frustrated

    Sources:
        Nielsen Norman Group, “Journey Mapping 101”: the emotions are a line of ups and downs.
    """

    code = "CJ411"
    name = "emotion-without-score"
    severity = Severity.INFO
    keys: tuple[str, ...] = ("emotion.label", "emotion.score")
    nearby: frozenset[str] = frozenset({"score:"})

    def judge(self, subject: Subject) -> Iterator[Problem]:
        worded = [
            (path, emotion.label)
            for path, emotion in _emotions(subject)
            if emotion.label is not None and emotion.score is None
        ]
        if not worded:
            return
        (path, label), *others = worded
        yield self.problem(
            path,
            ntr(
                "A feeling has words and no score: “{label}”.",
                "{n} feelings have words and no score: “{label}” …",
                len(worded),
                label=label,
            ),
            self._offer(subject, list(dict.fromkeys(label for _, label in worded))),
            related=[Place(place, verbatim(words)) for place, words in others[:2]],
            subject=label,
        )

    def _offer(self, subject: Subject, labels: Sequence[str]) -> Message:
        """How to write the first three labels whose scores the word lists know."""
        known = [(label, score_of_label(label, subject.language)) for label in labels]
        offered = [
            f"{{score: {subject.journey.scale.own(score):g}, label: {in_quotes(label)}}}"
            for label, score in known
            if score is not None
        ]
        if not offered:
            return tr("Put a score before the words: `{form}`.", form="{score: …, label: …}")
        return tr(
            "Put a score before the words, such as {forms}.",
            forms=", ".join(f"`{form}`" for form in offered[:3]),
        )


# --- what several rules ask ------------------------------------------------------------------------


def _emotions(subject: Subject) -> Iterator[tuple[Path, Emotion]]:
    for owner in subject.things.owners:
        yield from emotions_of(owner)
