"""Outcomes made by hand, so that reporters are tested without the rooms below them."""

from __future__ import annotations

from dataclasses import dataclass

from cjmap.findings import Edit, Finding, Outcome, Path, Related, Severity, fingerprint
from cjmap.findings.source import Source, Span
from cjmap.messages import Message, verbatim

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Sample:
    """A file with findings at its words."""

    text: str = "title: Coat\n"
    file: str = "coat.journey.yaml"

    @property
    def source(self) -> Source:
        return Source(self.file, self.text)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return self.source.span(start, start + len(words))

    def finding(
        self,
        words: str | None,
        message: str | Message = "Something is wrong.",
        *,
        code: str = "CJ011",
        name: str = "unknown-key",
        severity: Severity = ERROR,
        advice: str | Message | None = None,
        path: Path = ("title",),
        related: tuple[Related, ...] = (),
        edits: tuple[Edit, ...] = (),
    ) -> Finding:
        return Finding(
            code=code,
            name=name,
            severity=severity,
            message=_say(message),
            help=None if advice is None else _say(advice),
            file=self.file,
            span=None if words is None else self.span(words),
            path=path,
            related=related,
            fingerprint=fingerprint([code, self.file, *map(str, path)]),
            edits=edits,
        )

    def related(self, words: str | None, message: str) -> Related:
        return Related(self.file, None if words is None else self.span(words), _say(message))

    def outcome(self, *findings: Finding, beside: tuple[Sample, ...] = ()) -> Outcome:
        samples = (self, *beside)
        return Outcome(
            findings,
            tuple(sample.file for sample in samples),
            {sample.file: sample.source for sample in samples},
        )


@dataclass(frozen=True)
class Rule:
    """A rule as the catalogue describes it."""

    code: str
    name: str
    severity: Severity
    summary: Message
    page: str

    def markdown(self, language: str) -> str:
        return f"{self.page} ({language})"


# Everything that a format could trip over, in one outcome of several files.
NASTY = Sample(
    'title: "]]> 100 % ::error:: <b>&"\r\n'
    "id: é\u0301 👩\u200d👩\u200d👧 意识\r\n"
    "\tname: \x1b[31m\u202e\x00\x85\r\n",
    "mapas ñ/50 %, a:b <1> [x].journey.yaml",
)
OTHER = Sample("title: Fine\n", "r&d.yaml")


def make_nasty() -> Outcome:
    findings = (
        NASTY.finding(
            "]]> 100 %",
            "Not ]]> here\n::error::100 %, “a:b” <b>&amp;\x1b[31m\x00\ufffe\ud800",
            advice="Write\r\nit %0A otherwise\x08",
            path=("stages", 0, 'a "b" ]]>'),
            related=(
                NASTY.related("意识", "first\nhere"),
                Related("elsewhere.yaml", None, _say("in <another>")),
            ),
        ),
        NASTY.finding("意识", code="CJ101", name="duplicate-id", path=()),
        NASTY.finding("意识", code="CJ101", name="duplicate-id", path=()),
        NASTY.finding("\t", severity=WARNING, code="CJ106", name="channel-typo"),
        NASTY.finding(NASTY.text, severity=INFO, code="CJ203", name="no-start-or-end"),
        NASTY.finding(None, code="CJ001", name="unreadable-file", path=()),
    )
    return NASTY.outcome(*findings, beside=(OTHER,))


def _say(text: str | Message) -> Message:
    return text if isinstance(text, Message) else verbatim(text)
