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
        ("a: - b", "A value cannot begin with `-`.", 'Put the whole text in quotes: "- b".'),
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
        ("a:\n\t- b", "A tab stands where only spaces may indent.", "Replace it by spaces"),
        ("a: b: c", "A `:` stands here that YAML takes", "Put text that holds"),
        ('a: "b', "A quotation mark opens here and is never closed.", "Close it"),
        ('a: "\\q"', "A backslash in double quotes begins an escape", "Write `\\\\`"),
        ("a: [b", "A bracket or brace is not closed", "Close it"),
        ("a: b\nc\nd: e", "A key without its `:`.", "Write `key: value`"),
        ("a: * b", "`*` and `&` begin an alias or an anchor", "Put text that begins with"),
        ("a: !<b", "`!` and `%` begin a tag or a directive", "Put text that begins with"),
        ("a: > 40", "After `|` or `>` the text begins on the next line", "Move the text"),
        (
            "a: [b] c",
            "Text goes on here behind the closing `]`.",
            'Put the whole text in quotes: "[b] c".',
        ),
        ("a: b\n...\nc: d", "The map ended before this.", "Remove a `...`"),
        ("a: *b", "`*b` repeats an anchor that is not there.", "Write `&b` at the first place"),
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
