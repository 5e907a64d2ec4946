from __future__ import annotations

import pytest

from cjmap.findings.source import Source
from cjmap.text import reading


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("owner: @ana", "A value cannot begin with `@`.", 'Put the whole text in quotes: "@ana".'),
        (
            "owner: @ana # c",
            "A value cannot begin with `@`.",
            'Put the whole text in quotes: "@ana".',
        ),
        (
            "a: @ana, @bob",
            "A value cannot begin with `@`.",
            'Put the whole text in quotes: "@ana, @bob"',
        ),
        ("a: [@ana, b]", "A value cannot begin with `@`.", 'Put the whole text in quotes: "@ana".'),
        ("a: - b", "A list cannot begin behind its key.", "Write `- b` on the next line"),
        ("a: , b", "A value cannot begin with `,`.", 'Put the whole text in quotes: ", b".'),
        ("- ] b", "A value cannot begin with `]`.", 'Put the whole text in quotes: "] b".'),
        (
            'quote: "Fine" she said',
            'Text goes on here behind the closing `"`.',
            """Put the whole text in quotes: '"Fine" she said'.""",
        ),
        (
            "- 'Fine' it's # c",
            "Text goes on here behind the closing `'`.",
            """Put the whole text in quotes: "'Fine' it's".""",
        ),
        ("- a\nb: c", "This line does not fit the lines above it.", "Align it"),
        ("a:\n\t- b", "A tab stands where only spaces may indent.", "Replace it by 2 spaces"),
        ("a: b: c", "A `:` stands here that YAML takes", 'Put the whole text in quotes: "b: c".'),
        ('a: "b', "A quotation mark opens here and is never closed.", "Close it"),
        ('a: "\\q"', "A backslash in double quotes begins an escape", "Use single quotes"),
        ("a: [b", "A `[` opens here and is never closed.", "Close it: `[b]`"),
        ("a: b\nc\nd: e", "A key without its `:`.", "Write `c:`, or indent"),
        ("a: * b", "A value cannot begin with `*`.", 'Put the whole text in quotes: "* b".'),
        ("a: !<b", "A value cannot begin with `!`.", 'Put the whole text in quotes: "!<b".'),
        ("a: > 40", "A value cannot begin with `>`.", 'Put the whole text in quotes: "> 40".'),
        ("a: > 40\n  b", "After `|` or `>` the text begins on the next line", "Move this"),
        (
            "a: [b] c",
            "Text goes on here behind the closing `]`.",
            'Put the whole text in quotes: "[b] c".',
        ),
        ("a: b\n...\nc: d", "The map ended before this.", "Remove a `...`"),
        (
            "a: *b",
            "`*b` repeats an anchor that is not there.",
            'Put the whole text in quotes: "*b"',
        ),
    ],
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_the_parsers_complaints_in_plain_words(
    text: str, said: str, advice: str, pure: bool
) -> None:
    read = reading.read(Source("a", text), pure=pure)
    assert [problem.code for problem in read.problems] == ["CJ003"]
    assert said in str(read.problems[0].message)
    assert str(read.problems[0].help).startswith(advice)


CUT = "a: [b, {c: 'd', \"e\\x41\": *f}, &g h]\nitems:\n  - {[t, {}]}\n  - {k: |\n  l: !m %n\n? o\n"


@pytest.mark.parametrize("pure", [False, True])
def test_a_text_that_ends_anywhere_is_told_within_it(pure: bool) -> None:
    for length in range(len(CUT)):
        for text in (CUT[:length], CUT[-length:], f"      - {{[t,{{}}]}}\n      - {CUT[:length]}"):
            for problem in reading.read(Source("a", text), pure=pure).problems:
                spans = [problem.span, *(place.span for place in problem.related)]
                for start, end in filter(None, spans):
                    assert 0 <= start <= end <= len(text), (text, problem)
