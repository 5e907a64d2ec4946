"""What a map is worth and what it lacks: the second half of the one reading."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.board.assessment import Assessment
from cjmap.board.backlog import read_backlog
from cjmap.board.coverage import read_coverage
from cjmap.board.cut import cut_out
from cjmap.board.feelings import name_span
from cjmap.board.improvement import letter_answers
from cjmap.board.owners import read_owners
from cjmap.board.passage import read_passage
from cjmap.board.people import mark_personas
from cjmap.board.progress import read_lifecycle, read_step
from cjmap.board.ratings import read_ratings
from cjmap.board.register import read_contacts, read_gauges, read_grievances
from cjmap.board.story import read_common_feelings, read_feelings, read_strengths, read_weaknesses
from cjmap.board.ties import find_origin, read_link, read_prompts, read_remark
from cjmap.board.times import read_times
from cjmap.board.ways import read_forks
from cjmap.facts.steps import Progress
from cjmap.facts.subject import Subject
from cjmap.findings import Finding, Severity, count_severities, sum_up
from cjmap.languages.quantities import format_list
from cjmap.records import replace


def assess(
    subject: Subject,
    findings: Iterable[Finding] = (),
    *,
    require: Iterable[str] | None = None,
    language: str | None = None,
    pooled: bool = False,
) -> Assessment:
    """What there is to say about a map.

    Args:
        subject: the map and what follows from it.
        findings: what validate and lint say of it, in the order in which they are listed.
        require: the dimensions that it is held to, by default those of its workspace or kind.
        language: a BCP 47 tag, by default the map's own.
        pooled: whether it stands beside other maps, so that these must tell whether it is past.

    Raises:
        ValueError: a name in `require` that is no dimension.
    """
    listed = tuple(findings)
    subject = subject.shown
    personas = subject.participation.personas
    language = subject.speak(language)
    cut = cut_out(subject, personas, mark_personas(personas), listed, language)
    cut = replace(cut, letters=letter_answers(cut))
    coverage = subject.coverage if require is None else subject.cover(require)
    errors = count_errors(listed)
    steps = tuple(read_step(cut, step) for step in subject.steps(errors))
    filled = read_coverage(cut, coverage)
    return Assessment(
        subject.file,
        find_origin(subject),
        language,
        subject.language,
        subject.journey.updated.isoformat() if subject.journey.updated else "",
        subject.journey.title,
        (cut.scale.worst, cut.scale.best),
        cut.say(name_span(cut.scale)),
        errors,
        subject.is_past if pooled else None,
        filled,
        read_lifecycle(cut),
        steps,
        sum(step.state == Progress.DONE for step in steps),
        read_common_feelings(cut),
        tuple(read_feelings(cut, line) for line in subject.curve.lines),
        tuple(read_forks(cut)),
        tuple(read_strengths(cut)),
        tuple(read_weaknesses(cut)),
        read_passage(cut),
        read_times(cut),
        read_ratings(cut),
        tuple(read_gauges(cut)),
        tuple(read_grievances(cut)),
        tuple(read_contacts(cut)),
        read_backlog(cut),
        read_owners(cut, filled),
        tuple(read_link(cut, link) for link in subject.journey.links),
        read_prompts(subject),
        tuple(read_remark(cut, number, finding) for number, finding in enumerate(listed, 1)),
        format_list((cut.say(message) for message in count_severities(sum_up(listed))), language),
    )


def count_errors(findings: Iterable[Finding]) -> int:
    """The errors that keep a map from being read whole (CJ0, CJ1)."""
    return sum(
        finding.severity is Severity.ERROR and finding.code.startswith(("CJ0", "CJ1"))
        for finding in findings
    )
