"""What keeps a text from being YAML, in our own words and at the place where one can mend it."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from cjmap.expressions import expression
from cjmap.findings import Edit, Place, Problem
from cjmap.messages import Message, shorten, tr
from cjmap.records import dataclass, replace
from cjmap.text.characters import name_character
from cjmap.text.scalars import in_quotes

# What stands before a value on its line: dashes, and a key.
_VALUE = expression(r"[ \t]*(?:-[ \t]+)*(?:[^\s:\"'\[\]{}#]+:[ \t]+)?")


def refused_character(match: re.Match[str]) -> Problem:
    """CJ003 of a character that no YAML file may hold."""
    number = ord(match.group())
    name = name_character(match.group())
    mended = ""
    if number in (0x2028, 0x2029, 0x85):
        mended = " "
        message = tr("The invisible line separator {name} stands here.", name=name)
        help = tr("Delete it; it often comes along with text pasted from a web page.")
    elif number == 0:
        message = tr("A NUL character ({name}) stands here; this is not a text file.", name=name)
        help = tr("Save the map as plain UTF-8 text.")
    else:
        message = tr("The character {name} is not allowed in YAML.", name=name)
        help = tr("Delete it.")
    edits = (Edit(*match.span(), mended),) if number else ()
    return Problem("CJ003", (), message, help, span=match.span(), edits=edits)


def glued_comment(text: str, index: int) -> Problem:
    """CJ003 of a `#` that touches what stands before it."""
    found = re.compile(r"[^\r\n]*").match(text, index)
    assert found is not None
    end = index + len(found[0].rstrip())
    quoted = _QUOTED.search(text[text.rfind("\n", 0, index) + 1 : index])
    help = tr("Put a blank before it where a comment is meant, else the whole text in quotes.")
    if quoted is not None:
        help = tr(
            "Put a blank before it where a comment is meant, else the whole text in quotes: {text}.",
            text=shorten(in_quotes(quoted[0] + text[index:end])),
        )
    return Problem(
        "CJ003",
        (),
        tr("A `#` right behind `{character}` begins no comment.", character=text[index - 1]),
        help,
        span=(index, end),
    )


# A text in quotes at the end of what stands before a place on its line.
_QUOTED = expression(r"""(?<![\w'"])(["'])(?:(?!\1).)*\1[ \t]*$""")


def odd_error(error: Exception) -> Problem:
    """CJ003 of an error without a place: an odd escape or directive in the pure parser."""
    reason = shorten(str(error).rstrip("."), 120)
    return Problem("CJ003", (), tr("This is not YAML: {reason}.", reason=reason), span=(0, 0))


def place_of(error: yaml.MarkedYAMLError) -> int:
    """The index of the character that the parser complains about."""
    mark = error.problem_mark or error.context_mark
    return mark.index if mark else 0


def syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """CJ003 of what the parser says and where, whichever parser it is."""
    index = min(place_of(error), len(text))
    # What was found instead is told by the text itself.
    said = re.sub(
        r",? but (?:found|got) .*", "", f"{error.context or ''} {error.problem or ''}".lower()
    )
    opened = error.context_mark.index if error.context_mark else None
    complaint = _Complaint(text, said, index, opened)
    describe = next((describe for applies, describe in _KINDS if applies(complaint)), _misaligned)
    problem = describe(complaint)
    assert problem.span is not None
    # What is missed at the end of a file stands behind its last character.
    start, end = problem.span
    return replace(problem, span=(min(start, len(text)), min(end, len(text))))


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser said (`said`, in lower case), where, and where what it was in began."""

    text: str
    said: str
    index: int
    opened: int | None

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.index) + 1

    @property
    def tab(self) -> int:
        """The index of a tab in the indentation of the line, -1 where there is none."""
        indentation = re.compile(r"[ \t]*").match(self.text, self.line_start)
        return self.text.find("\t", self.line_start, indentation.end() if indentation else 0)

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.text[self.line_start : self.index]

    @property
    def value_end(self) -> int:
        """Where a text that begins at the place would end if it were in quotes: with its line.

        A comment behind it is left out, and in brackets what follows the next comma.
        """
        in_brackets = re.search(r"[\[{][^\]}]*$", self.before)
        stop = r"[^\r\n,\]}]" if in_brackets else r"[^\r\n]"
        return self.end_of(rf"{stop}*?(?=[ \t]+#|[ \t]*(?!{stop}))", self.index)

    def end_of(self, pattern: str, start: int) -> int:
        """Where what `pattern` matches at `start` ends, at least one character on."""
        match = re.compile(pattern).match(self.text, start)
        return max(match.end() if match else 0, start + 1)

    def began(self, message: Message) -> tuple[Place, ...]:
        """A second place, where the surrounding thing began on another spot."""
        if self.opened is None or self.opened >= self.index:
            return ()
        return (Place((), message, span=(self.opened, self.opened + 1)),)


_Applies = Callable[[_Complaint], bool]


def _says(*words: str) -> _Applies:
    return lambda complaint: any(word in complaint.said for word in words)


def _problem(
    start: int, end: int, message: Message, help: Message, related: tuple[Place, ...] = ()
) -> Problem:
    return Problem("CJ003", (), message, help, related=related, span=(start, end))


def _is_tab(complaint: _Complaint) -> bool:
    at = complaint.text[complaint.index : complaint.index + 1]
    return complaint.tab >= 0 or (at == "\t" and "cannot start" in complaint.said)


def _tab(complaint: _Complaint) -> Problem:
    index = complaint.tab if complaint.tab >= 0 else complaint.index
    return _problem(
        index,
        index + 1,
        tr("A tab stands where only spaces may indent."),
        tr("Replace it by spaces, two for each level."),
    )


def _bad_start(complaint: _Complaint) -> Problem:
    index, end = complaint.index, complaint.value_end
    return _problem(
        index,
        end,
        tr("A value cannot begin with `{character}`.", character=complaint.text[index : index + 1]),
        _in_quotes(complaint.text[index:end]),
    )


def _in_quotes(text: str) -> Message:
    return tr("Put the whole text in quotes: {text}.", text=shorten(in_quotes(text)))


def _is_bad_start(complaint: _Complaint) -> bool:
    """Whether a sign of YAML's own stands where a value begins, right behind a key or a dash."""
    sign = complaint.text[complaint.index : complaint.index + 1]
    return sign in ("-", "?", ",", "]", "}") and bool(re.search(r"[:-][ \t]+$", complaint.before))


def _goes_on(complaint: _Complaint) -> bool:
    """Whether text follows a quote or a bracket that closed on the same line."""
    closed = complaint.before.rstrip(" \t")[-1:] in ("'", '"', "]", "}")
    return closed and complaint.text[complaint.index : complaint.index + 1] not in ("", ":")


def _goes_on_in_brackets(complaint: _Complaint) -> bool:
    """Whether text follows a quote that closed, within brackets."""
    return "flow" in complaint.said and _goes_on(complaint) and bool(_quoted(complaint))


def _quoted(complaint: _Complaint) -> re.Match[str] | None:
    return _QUOTED.search(complaint.before)


def _text_behind(complaint: _Complaint) -> Problem:
    value = _VALUE.match(complaint.before)
    quoted = _quoted(complaint) if _goes_on_in_brackets(complaint) else None
    begin = complaint.line_start + (value.end() if value else 0)
    if quoted is not None:
        begin = complaint.line_start + quoted.start()
    end = complaint.value_end
    return _problem(
        complaint.index,
        end,
        tr(
            "Text goes on here behind the closing `{mark}`.",
            mark=complaint.before.rstrip(" \t")[-1:],
        ),
        _in_quotes(complaint.text[begin:end]),
    )


def _colon(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("A `:` stands here that YAML takes for the end of a key."),
        tr('Put text that holds ": " in quotes, or mend the indentation of this line.'),
    )


def _is_unclosed_quote(complaint: _Complaint) -> bool:
    return "quoted scalar" in complaint.said and "end of stream" in complaint.said


def _unclosed_quote(complaint: _Complaint) -> Problem:
    index = complaint.index if complaint.opened is None else complaint.opened
    return _problem(
        index,
        index + 1,
        tr("A quotation mark opens here and is never closed."),
        tr("Close it with the same mark."),
    )


_HALF = expression(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")


def _escape(complaint: _Complaint) -> Problem:
    # libyaml points at the backslash, PyYAML behind it.
    start = complaint.line_start
    index = max(complaint.text.rfind("\\", start, complaint.index + 1), start)
    half = _HALF.match(complaint.text, index)
    if half is not None:
        return _problem(
            half.start(),
            half.end(),
            tr("`{escape}` is half a character.", escape=half.group()),
            tr("Write the character itself, or both halves one behind the other."),
        )
    return _problem(
        index,
        index + 2,
        tr("A backslash in double quotes begins an escape that YAML does not know."),
        tr("Write `\\\\` for a backslash, or use single quotes."),
    )


def _bracket(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("A bracket or brace is not closed, or a comma is missing before this."),
        tr("Close it, or put text that holds brackets in quotes."),
        complaint.began(tr("it was opened here")),
    )


def _ended(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("The map ended before this."),
        tr("Remove a `...` above it; put text that begins with a bracket or a quote in quotes."),
    )


def _no_colon(complaint: _Complaint) -> Problem:
    start, end = complaint.index, complaint.index + 1
    if complaint.opened is not None:
        start = complaint.opened
        end = complaint.end_of(r"[^\r\n]*", start)
    return _problem(
        start,
        end,
        tr("A key without its `:`."),
        tr("Write `key: value`, or indent this line as part of the text above."),
    )


def _no_anchor(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("`*` and `&` begin an alias or an anchor, and no name follows."),
        tr("Put text that begins with `*` or `&` in quotes."),
    )


def _tag(complaint: _Complaint) -> Problem:
    return _unread_tag(complaint.index, complaint.index + 1)


def _unread_tag(start: int, end: int) -> Problem:
    return _problem(
        start,
        end,
        tr("`!` and `%` begin a tag or a directive that YAML cannot read."),
        tr("Put text that begins with `!` or `%` in quotes."),
    )


def _is_odd_tag(complaint: _Complaint) -> bool:
    """Whether what `%` begins within a tag or a directive is no sign."""
    within = re.match(r"while \w+ a (?:tag|%tag directive|directive) ", complaint.said)
    return bool(within) and any(word in complaint.said for word in ("octet", "uri escape", "codec"))


def _odd_tag(complaint: _Complaint) -> Problem:
    # libyaml points behind what it cannot read, PyYAML into it, or before it.
    start = complaint.index if complaint.opened is None else complaint.opened
    return _unread_tag(start, complaint.end_of(r"\S*", start))


def _block_text(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("After `|` or `>` the text begins on the next line, indented."),
        tr("Move the text to the next line, or put text that begins with `>` in quotes."),
    )


def _misaligned(complaint: _Complaint) -> Problem:
    return _problem(
        complaint.index,
        complaint.index + 1,
        tr("This line does not fit the lines above it."),
        tr("Align it with its neighbours; a list's items begin with `- `."),
        complaint.began(tr("the block began here")),
    )


# The first that applies is told.
_KINDS: tuple[tuple[_Applies, Callable[[_Complaint], Problem]], ...] = (
    (_is_tab, _tab),
    (_says("cannot start any token"), _bad_start),
    (_says("mapping values are not allowed"), _colon),
    (_is_unclosed_quote, _unclosed_quote),
    (_is_odd_tag, _odd_tag),
    (_says("escape", "hexdecimal"), _escape),
    (_goes_on_in_brackets, _text_behind),
    (_says("flow", "expected ',' or"), _bracket),
    (_is_bad_start, _bad_start),
    (_goes_on, _text_behind),
    (_says("document start"), _ended),
    (_says("expected ':'"), _no_colon),
    (_says("alias", "anchor"), _no_anchor),
    (_says("tag", "directive", "incompatible"), _tag),
    (_says("block scalar", "indentation indicator"), _block_text),
)
