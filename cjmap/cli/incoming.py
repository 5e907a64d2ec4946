"""What is brought in from other forms: read, and told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjmap.cli.invocation import Invocation
from cjmap.cli.options import STDIN
from cjmap.messages import join, tr
from cjmap.text.refusals import why_refused

_MOST: Final = 64 * 1024 * 1024
"""Bytes of a file that is brought in."""

if TYPE_CHECKING:
    from cjmap.convert.drafts import Given
    from cjmap.convert.forms import Form


def name_of(file: Path) -> str:
    """What a file is called in what is said of it; `-` is standard input."""
    return "<stdin>" if file == Path(STDIN) else str(file)


def read(call: Invocation, file: Path, asked: str | None) -> tuple[Form, Given]:
    """The form of a file and what it holds; ends the command where it cannot be read.

    `asked` is the form that somebody says it has.

    Raises:
        UsageError: nothing tells its form.
    """
    from cjmap.convert.drafts import Given
    from cjmap.convert.forms import FORMS, READ, form_of

    if asked is not None and asked.lower() not in READ:
        call.fail(
            tr("`--from` knows no `{form}`. There are: {known}.", form=asked, known=join(READ))
        )
    data = call.read_piped(_MOST) if file == Path(STDIN) else read_file(call, file)
    form = FORMS[asked.lower()] if asked is not None else form_of(data, name_of(file))
    return form, Given(data, name_of(file))


def read_file(call: Invocation, file: Path) -> bytes:
    """What a file holds; ends the command where it cannot be read."""
    from cjmap.project.disk import is_folder, read_bytes

    try:
        if is_folder(file):
            call.fail(tr("{file} is a folder; one file is converted at a time.", file=str(file)))
        # One byte more shows that there are too many.
        data = read_bytes(file, _MOST + 1)
    except (OSError, ValueError) as error:
        reason = why_refused(error) if isinstance(error, OSError) else str(error)
        call.fail(tr("{file} cannot be read: {reason}.", file=str(file), reason=reason))
    if len(data) > _MOST:
        call.fail(tr("{file} has more than {n} bytes.", file=str(file), n=_MOST))
    return data
