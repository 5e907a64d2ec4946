"""CJ2: texts that a mark of YAML's cut, as only the text of the map tells."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.facts.subject import Subject
from cjmap.findings import Problem, Severity
from cjmap.messages import shorten, tr
from cjmap.model.remarks import Slip
from cjmap.rules.base import Rule
from cjmap.text.scalars import in_quotes


class CommaSplitsText(Rule):
    """A comma inside brackets or braces ends a text that seems to go on.

    Spoken of are an item of a list in brackets that goes on in lower case where the first
    begins with a capital, and a key of the format that stands in braces without a value. A
    word that is no key of the format is an error (CJ011).

    Why:
        Inside `[ ]` and `{ }` a comma stands between items, so that one remark becomes two, and
        nobody is told: the map counts two pains where one was heard. Written as a block, one item
        a line, a comma inside a text stays a comma.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains: [Two calls to the bank, no continuity]

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Purchase
            pains:
              - Two calls to the bank, no continuity

    Sources:
        YAML 1.2.2, section 7.3.3: inside brackets a text without quotes holds no comma.
    """

    code = "CJ213"
    name = "comma-splits-text"
    severity = Severity.INFO

    def check(self, subject: Subject) -> Iterator[Problem]:
        messages = {
            Slip.GOES_ON: tr("The comma makes this an item of its own."),
            Slip.STANDS_ALONE: tr("The comma makes this a key, and it has no value."),
        }
        for remark in subject.remarks:
            if remark.slip in messages:
                help = tr(
                    "If one text is meant, put it in quotes: {text}.",
                    text=shorten(in_quotes(remark.meant)),
                )
                yield Problem(self.code, remark.path, messages[remark.slip], help, span=remark.span)


class HashCutsText(Rule):
    """A `#` behind a blank ends a text, and what follows it is lost.

    Spoken of is a `#` that touches a letter or digit, as in `Call #1`: a comment that is meant
    as one has a blank behind its `#`. `cjmap lint --fix --select CJ214` puts the whole text in
    quotes.

    Why:
        To YAML a `#` behind a blank begins a comment. Numbers of tickets and calls, and words that
        begin with a hash, vanish from every picture and page.

    Example:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: Call #1 to support

    Instead:
        title: Buy a coat online
        personas: [Laura]
        stages:
          - name: "Call #1 to support"

    Sources:
        YAML 1.2.2, section 6.6: comments.
    """

    code = "CJ214"
    name = "hash-cuts-text"
    severity = Severity.WARNING
    by_name = True

    def check(self, subject: Subject) -> Iterator[Problem]:
        for remark in subject.remarks:
            if remark.slip is Slip.COMMENT:
                yield Problem(
                    self.code,
                    remark.path,
                    tr(
                        "`{text}` is a comment to YAML; the text ends before it.",
                        text=shorten(remark.written),
                    ),
                    tr(
                        "Put the text in quotes, {text}, or a blank behind the `#`.",
                        text=shorten(in_quotes(remark.meant)),
                    ),
                    span=remark.span,
                    quoted=remark.meant,
                )


WRITING: tuple[Rule, ...] = (CommaSplitsText(), HashCutsText())
