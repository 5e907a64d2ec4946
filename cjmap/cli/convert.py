"""`cjmap convert`: maps from and to the forms in which people have them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli import console, incoming
from cjmap.cli.declaring import Argument, Verb, option
from cjmap.cli.invocation import FOUND, Invocation, Leave
from cjmap.cli.options import STDIN
from cjmap.cli.words import hint
from cjmap.messages import join, tr
from cjmap.records import dataclass, replace

if TYPE_CHECKING:
    from cjmap.convert.conversion import Piece, Workbench
    from cjmap.convert.drafts import Reading, Remark
    from cjmap.convert.forms import Form
    from cjmap.convert.reporting import Told
    from cjmap.project import Project


@dataclass(frozen=True, slots=True)
class Conversion:
    """From which form, to which, and what is told of it."""

    source: Annotated[
        str | None,
        option(
            "--from",
            metavar="FORM",
            help=hint("What IN is; default: by its suffix, else by what it holds."),
            shown=False,
        ),
    ] = None
    target: Annotated[
        str | None,
        option(
            "--to",
            metavar="FORM",
            help=hint("What OUT becomes; default: by its suffix, else a map in YAML."),
            shown=False,
        ),
    ] = None
    map_columns: Annotated[
        Path | None,
        option(
            "--map-columns",
            metavar="FILE",
            help=hint("A TOML or YAML file that says what the rows and columns of tables mean."),
            shown=False,
        ),
    ] = None
    report: Annotated[
        Path | None,
        option(
            "--report",
            metavar="FILE",
            help=hint(
                "Write as JSON what became of every piece of IN, and what OUT does not hold."
            ),
            shown=False,
        ),
    ] = None


def convert(
    call: Invocation,
    conversion: Conversion,
    given: Annotated[
        Path, Argument(metavar="IN", help=hint("What is converted; - is standard input."))
    ],
    output: Annotated[
        Path,
        Argument(
            metavar="OUT",
            help=hint("A file, a folder, or - for standard output; several maps need a folder."),
        ),
    ],
) -> None:
    """Converts maps.

    The work is in `cjmap.convert`; here it is said what is read and where the results go.
    """
    from cjmap.findings.usage import UsageError

    try:
        _Run(call, conversion, given, output).carry_out()
    except UsageError as error:
        call.fail(error.message)


class _Run:
    def __init__(self, call: Invocation, conversion: Conversion, given: Path, output: Path) -> None:
        from cjmap.cli.writing import is_folder_for

        self._call = call
        self._conversion = conversion
        self._piped = given == Path(STDIN)
        self._name_of_given = incoming.name_of(given)
        self._given = given
        self._output = None if output == Path(STDIN) else output
        self._in_folder = self._output is not None and is_folder_for(self._output)

    def carry_out(self) -> None:
        """Reads, writes and tells. Raises UsageError, and Leave for all but a clean end."""
        from cjmap.convert.conversion import Workbench
        from cjmap.convert.forms import YAML

        self._check_report()
        source, read = incoming.read(self._call, self._given, self._conversion.source)
        target = self._choose_target()
        project = self._call.project()
        bench = Workbench(project, self._call.today, self._call.language)
        rest: Sequence[Remark] = ()
        if source.name == YAML:
            if target.name == YAML:
                self._call.fail(
                    tr("Both are maps in YAML already: `cjmap format` writes one anew.")
                )
            pieces = [self._take_map(bench, project, read.data)]
        else:
            reading = source.read(replace(read, columns=self._read_columns()))
            rest = reading.remarks
            pieces = self._lay(bench, project, reading, target)
        told = self._write(bench, pieces, target)
        self._tell(told, rest, (source.name, target.name))

    def _check_report(self) -> None:
        """The report must not take the place of what is read or written."""
        report = self._conversion.report
        if report is None:
            return
        if report == Path(STDIN):
            self._call.fail(tr("`--report` names a file: what is printed is the map."))
        others = (self._given, self._output, self._conversion.map_columns)
        if any(one is not None and _is_one(report, one) for one in others):
            self._call.fail(
                tr("{file} cannot be the report, too: name another file.", file=str(report))
            )

    def _read_columns(self) -> Mapping[str, str]:
        """What `--map-columns` says of the columns of tables."""
        from cjmap.convert.columns import read_columns

        file = self._conversion.map_columns
        if file is None:
            return {}
        return read_columns(incoming.read_file(self._call, file), str(file))

    # -- where it goes ----------------------------------------------------------------------------

    def _choose_target(self) -> Form:
        from cjmap.convert.forms import FORMS, WRITTEN, YAML, form_of_name

        asked = self._conversion.target
        if asked is not None:
            if asked.lower() not in WRITTEN:
                self._call.fail(
                    tr(
                        "`--to` knows no `{form}`. There are: {known}.",
                        form=asked,
                        known=join(WRITTEN),
                    )
                )
            form = FORMS[asked.lower()]
            named = None if self._output is None else form_of_name(self._output.name, WRITTEN)
            if named not in (None, form):
                self._call.tell_suffix_is_wrong(self._output, form.name)
            return form
        if self._output is None or self._in_folder:
            return FORMS[YAML]
        found = form_of_name(self._output.name, WRITTEN)
        if found is None:
            self._call.fail(
                tr(
                    "What {file} is to be cannot be told; `--to` says it. There are: {known}.",
                    file=str(self._output),
                    known=join(WRITTEN),
                )
            )
        return found

    def _take_map(self, bench: Workbench, project: Project, data: bytes) -> Piece:
        here = Path.cwd()
        file = Path(os.path.normpath(here / self._given))
        if self._piped:
            project.overlay(file, data)
        return bench.take(file)

    def _lay(
        self, bench: Workbench, project: Project, reading: Reading, target: Form
    ) -> list[Piece]:
        """Drafts as maps: at the places where they are written, or where they would be."""
        from cjmap.convert.forms import YAML
        from cjmap.convert.naming import name_maps

        number = len(reading.drafts)
        if number > 1 and not self._in_folder and not target.several:
            self._call.fail(
                tr(
                    "{file} holds {n} maps: name a folder for them.",
                    file=self._name_of_given,
                    n=number,
                )
            )
        folder = Path.cwd()
        if self._output is not None:
            folder = folder / (self._output if self._in_folder else self._output.parent)
        names = name_maps(reading.drafts)
        if target.name == YAML and self._output is not None and not self._in_folder:
            names = [self._output.name]
        files = [Path(os.path.normpath(folder / name)) for name in names]
        modelines = target.name == YAML and self._output is not None
        return bench.lay(
            reading.drafts, files, [_modeline(project, file) if modelines else "" for file in files]
        )

    # -- what comes of it -------------------------------------------------------------------------

    def _write(self, bench: Workbench, pieces: Sequence[Piece], target: Form) -> list[Told]:
        from cjmap.convert.reporting import Told

        groups = [pieces] if target.several else [[piece] for piece in pieces]
        told: list[Told] = []
        for group in groups:
            content = bench.write(group, target)
            for piece in group:
                self._call.complain(piece.outcome)
            if content is None:
                raise Leave(FOUND)
            file = self._place(group[0], target)
            self._put(content, file)
            told += (
                Told(
                    None if file is None else str(file),
                    bench.title(piece),
                    piece.draft.remarks if piece.draft is not None else (),
                    piece.outcome,
                    bench.lose(piece, target, content),
                )
                for piece in group
            )
        return told

    def _place(self, piece: Piece, target: Form) -> Path | None:
        """The file that a result goes to; None is standard output."""
        from cjmap.convert.forms import YAML
        from cjmap.convert.naming import MAP

        if self._output is None or not self._in_folder:
            return self._output
        ending = MAP if target.name == YAML else target.suffixes[0]
        return self._output / f"{piece.file.name.removesuffix(MAP)}{ending}"

    def _put(self, content: str | bytes, file: Path | None) -> None:
        if file is None:
            if isinstance(content, str):
                self._call.emit(content)
            elif self._call.width is not None:
                self._call.fail(
                    tr("A terminal cannot show this form: name a file, or write to a pipe.")
                )
            else:
                console.hand_back(content)
        elif isinstance(content, str):
            self._call.save_result(file, content)
        else:
            from cjmap.cli.writing import try_to_write_result

            refused = try_to_write_result(file, content)
            if refused is not None:
                self._call.fail(refused)

    def _tell(self, told: Sequence[Told], rest: Sequence[Remark], forms: tuple[str, str]) -> None:
        """Says what became of the pieces of IN, and ends the command where a map has errors."""
        from cjmap.convert.losses import tell_losses
        from cjmap.convert.reporting import report, tell
        from cjmap.findings import Severity

        for one in told:
            if one.remarks:
                for message in tell(one.file or one.title, one.remarks, whole=self._call.verbose):
                    self._call.note(message)
            for message in tell_losses(one.file or one.title, one.losses):
                self._call.note(message)
        if rest:
            for message in tell(self._name_of_given, rest, whole=self._call.verbose):
                self._call.note(message)
        if self._conversion.report is not None:
            text = report(self._name_of_given, forms, told, rest, self._call.language)
            self._call.save_result(self._conversion.report, text)
        if any(one.outcome.fails(Severity.ERROR) for one in told):
            raise Leave(FOUND)


def _is_one(file: Path, other: Path) -> bool:
    """Whether two names are of one file, there or not."""
    return os.path.realpath(file) == os.path.realpath(other)


def _modeline(project: Project, file: Path) -> str:
    """The line by which editors find the schema, where the workspace of a map has one."""
    from cjmap.project.disk import is_file
    from cjmap.project.workspace import SCHEMA, modeline

    root = project.workspace(file).folder
    if not is_file(root / SCHEMA):
        return ""
    return modeline(Path(os.path.relpath(file, root)).as_posix())


def verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            convert,
            hint(
                "Bring in what you have in tables, Markdown, Mermaid, slides and more, and take it out."
            ),
        ),
    )
