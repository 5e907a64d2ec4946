"""The templates of the report: where they come from, what they may do, and what their page may load.

A page is made of one template and two more for its style and its script. Their hashes are what
its Content-Security-Policy allows, so nothing else runs in it, whatever a map says.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import cache_from_source
from pathlib import Path as FilePath
from string import Formatter
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from cjmap import __version__
from cjmap.board.board import Channel
from cjmap.board.crowds import share_scores, stand_for_all
from cjmap.draw import pieces
from cjmap.draw.canvas import ROUNDED
from cjmap.draw.escape import printable
from cjmap.draw.icons import STROKE, Icon, choose_icon
from cjmap.expressions import expression
from cjmap.languages.conventions import is_rtl, point_on
from cjmap.languages.quantities import format_list
from cjmap.messages import DEFAULT_LANGUAGE, Message, ntr, speaks, tr
from cjmap.project.disk import is_file, is_folder, read_bytes, why_unread
from cjmap.reports.allowing import source_of
from cjmap.reports.anchors import anchor_finding, safe_link
from cjmap.reports.colours import Colours
from cjmap.reports.isolating import settle
from cjmap.reports.sandbox import ExhaustedError, Sandbox
from cjmap.text.refusals import why_refused

SUFFIX: Final = ".j2"
MARK: Final = "<!-- written by cjmap report -->"
"""The last line of every page: what bears it may be written anew."""

_CODE: Final = (".js.j2", ".css.j2")
# Lines that are a comment or empty, and what lines are indented by. No text runs over several lines.
_ASIDE: Final = expression(r"(?m)^[ \t]*(?://.*|/\*.*\*/)?\n|^[ \t]+")
_LIMIT: Final = 1024 * 1024
_FACES: Final = (-2, -1, 0, 1, 2)


class ReportError(Exception):
    """A report cannot be written as it was asked for; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class Templates:
    """The templates in force: those of a folder by name, the built-in ones for the rest.

    Raises:
        ReportError: the folder is none, or holds no template that the report uses.
    """

    def __init__(self, folder: FilePath | None = None) -> None:
        self._folder = folder.resolve() if folder is not None else None
        self._environment = _own() if folder is None else _overridden(folder)
        self._checked: set[str] = set()

    def page(self, name: str, language: str, context: Mapping[str, Any], colours: Colours) -> str:
        """A page from the template `name`, with the style and script of its kind.

        Raises:
            ReportError: a template is not there, is no template, or asks for what there is not.
        """
        values = {**context, **_words(language), **_drawings(), "language": language}
        values |= {"rtl": is_rtl(language), "arrow": point_on(language)}
        # What the tool says of a map is in English where the map's language is none of its own.
        values["tool_language"] = "" if speaks(language) else DEFAULT_LANGUAGE
        values["colours"] = colours
        # Checked where a theme is read; quotes belong to it.
        values["touchpoint"] = css_string(f"{tr('Touchpoint').render(language)} ")
        values["running"] = css_string(str(context.get("running", "")))
        values["font_stack"] = Markup(colours.font)  # noqa: S704
        if isinstance(self._environment, Sandbox):
            self._environment.begin()
        try:
            style = self._render("style.css.j2", values)
            script = self._render("script.js.j2", values)
            values |= {
                "style": Markup(style),  # noqa: S704 - the template's own text, as its hash says
                "script": Markup(script),  # noqa: S704
                "policy": policy(style, script),
            }
            text = self._render(name, values)
        except TemplateSyntaxError as error:
            raise ReportError(
                tr(
                    "The template {name} has an error in line {line}: {reason}.",
                    name=error.name or name,
                    line=error.lineno,
                    reason=str(error.message).rstrip("."),
                )
            ) from None
        except ExhaustedError as error:
            raise ReportError(
                tr(
                    "The template {name} does not come to an end: {reason}.",
                    name=name,
                    reason=error.message,
                )
            ) from None
        except RecursionError:
            raise ReportError(
                tr(
                    "The template {name} does not come to an end: {reason}.",
                    name=name,
                    reason=tr("it includes or calls itself"),
                )
            ) from None
        except (
            TemplateError,
            ArithmeticError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            # What an own template asks for in vain must not end in a traceback.
            reason = str(error).rstrip(".") or type(error).__name__
            place = self._place(error)
            if place is None:
                said = tr(
                    "The template {name} cannot be filled in: {reason}.", name=name, reason=reason
                )
            else:
                said = tr(
                    "The template {name} cannot be filled in, line {line}: {reason}.",
                    name=place[0],
                    line=place[1],
                    reason=reason,
                )
            raise ReportError(said) from None
        return f"{text.rstrip()}\n{MARK}\n"

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """The template of the user's own in which it came to an error, and the line, from 1."""
        if self._folder is None:
            return None
        found = None
        for frame in traceback.extract_tb(error.__traceback__):
            file = FilePath(frame.filename)
            if frame.lineno is not None and file.is_relative_to(self._folder):
                found = file.relative_to(self._folder).as_posix(), frame.lineno
        return found

    def _render(self, name: str, values: Mapping[str, Any]) -> str:
        template = self._environment.get_template(name)
        if self._folder is not None and name not in self._checked:
            _refuse_stray_blocks(self._environment, name)
            self._checked.add(name)
        return template.render(values)


@cache
def _own() -> Environment:
    """Where our own templates are made ready, once for all pages of a process.

    They need no limits, for counting takes its time, and do not change while we run.
    """
    return _environment(Environment, _BuiltIn(), auto_reload=False, bytecode_cache=_shelf())


def _overridden(folder: FilePath) -> Environment:
    """The templates of a folder, and our own for those that it lacks."""
    built_in = _BuiltIn()
    known = built_in.list_templates()
    # Of a folder that is shut nothing is seen, whatever is asked for.
    reason = why_unread(folder) or why_unread(folder / known[0])
    if reason is not None:
        raise ReportError(tr("{file} cannot be read: {reason}.", file=str(folder), reason=reason))
    if not is_folder(folder):
        raise ReportError(tr("There is no folder {folder}.", folder=str(folder)))
    if not any(is_file(folder / name) for name in known):
        raise ReportError(
            tr(
                "{folder} holds no template that the report uses: {names}.",
                folder=str(folder),
                names=", ".join(known),
            )
        )
    # By its whole name a built-in one is found behind that which stands in its place.
    whole = PrefixLoader({"cjmap": built_in})
    return _environment(Sandbox, ChoiceLoader([FunctionLoader(_reader(folder)), whole, built_in]))


def _environment(kind: type[Environment], loader: BaseLoader, **more: Any) -> Environment:
    """Templates as all of ours are written."""
    made = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
        **more,
    )
    # What scripts read is for no eye.
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return made


def _refuse_stray_blocks(environment: Environment, name: str) -> None:
    """What a template puts into a block that is nowhere in what it extends would be lost in silence.

    Raises:
        ReportError: it has such a block.
    """
    tree = _parse(environment, name)
    known: set[str] = set()
    walked: set[str] = set()
    above = _extended_by(tree)
    # One that extends itself is told of when it is rendered.
    while above is not None and above not in walked:
        walked.add(above)
        parent = _parse(environment, above)
        known.update(block.name for block in parent.find_all(nodes.Block))
        above = _extended_by(parent)
    if not known:
        return
    # A block within another one is seen where that stands.
    inner = {
        id(each) for block in tree.find_all(nodes.Block) for each in block.find_all(nodes.Block)
    }
    for block in tree.find_all(nodes.Block):
        if block.name not in known and id(block) not in inner:
            raise ReportError(
                tr(
                    "The template {name} fills in a block that there is not, line {line}: "
                    "{block}. There are {names}.",
                    name=name,
                    line=block.lineno,
                    block=block.name,
                    names=", ".join(sorted(known)),
                )
            )


def _parse(environment: Environment, name: str) -> nodes.Template:
    loader = environment.loader
    assert loader is not None
    return environment.parse(loader.get_source(environment, name)[0], name)


def _extended_by(tree: nodes.Template) -> str | None:
    """The name of the template that one extends, where it says it in so many letters."""
    found = tree.find(nodes.Extends)
    said = found.template if found is not None else None
    return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else None


class _BuiltIn(PackageLoader):
    """Our own templates. What scripts and styles say to their authors is in no page."""

    def __init__(self) -> None:
        super().__init__("cjmap.reports", "templates")

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        text, file, is_fresh = super().get_source(environment, template)
        if template.endswith(_CODE):
            text = _ASIDE.sub("", text)
        return text, file, is_fresh


def _shelf() -> BytecodeCache | None:
    """Where our own templates are kept as bytecode: beside that of this module, as it is."""
    if sys.dont_write_bytecode or sys.implementation.cache_tag is None:
        return None
    # What they are made into follows from how they are read, too.
    return _Shelf(
        str(FilePath(cache_from_source(__file__)).parent), f"cjmap-{__version__}-%s.jinja"
    )


class _Shelf(FileSystemBytecodeCache):
    """A folder that may be read-only, full or damaged: then templates are read anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the template is there
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a page: this style, this script, pictures inside, no more."""
    return (
        f"default-src 'none'; style-src {source_of(style)}; script-src {source_of(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _reader(folder: FilePath) -> Callable[[str], tuple[str, str, None] | None]:
    """Reads templates out of a folder, and from nowhere that a name or a link leads beyond it."""
    root = folder.resolve()

    def read(name: str) -> tuple[str, str, None] | None:
        file = (root / name).resolve()
        if not file.is_relative_to(root) or file.suffix != SUFFIX:
            return None
        if why_unread(file) is None and not is_file(file):
            return None
        try:
            data = read_bytes(file, _LIMIT + 1)
            if len(data) > _LIMIT:
                raise ReportError(tr("The template {name} has more than 1 MiB.", name=name))
            return data.decode("utf-8-sig").replace("\r\n", "\n"), str(file), None
        except UnicodeDecodeError:
            raise ReportError(tr("The template {name} is not UTF-8.", name=name)) from None
        except OSError as error:
            raise ReportError(
                tr(
                    "The template {name} cannot be read: {reason}.",
                    name=name,
                    reason=why_refused(error),
                )
            ) from None

    return read


def _finalize(value: Any) -> Any:
    """Text without the characters that no reader wants; everything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return settle(printable(value))


@lru_cache(maxsize=1024)
def _reaches(template: str) -> bool:
    """Whether a format asks for more than plain names."""
    return any(re.search(r"[.\[]", name or "") for _, name, _, _ in Formatter().parse(template))


def _words(language: str) -> dict[str, Any]:
    """`tr`, `ntr` and `listing` for templates, in the language of the page, escaped with the rest."""

    def plain(template: str, arguments: Mapping[str, Any]) -> dict[str, str | int | float]:
        # Text and numbers for plain names: a format could reach into whatever else it is given.
        if _reaches(template):
            raise SecurityError(f"access by format in {template!r}")
        return {
            name: value if isinstance(value, int | float) else str(value)
            for name, value in arguments.items()
        }

    def translate(template: str, **arguments: Any) -> str:
        return tr(template, **plain(template, arguments)).render(language)

    def translate_number(singular: str, plural: str, number: int, **arguments: Any) -> str:
        values = plain(singular + plural, arguments)
        return ntr(singular, plural, number, **values).render(language)

    def enumerate_texts(texts: Iterable[Any]) -> str:
        return format_list(map(str, texts), language)

    return {"tr": translate, "ntr": translate_number, "listing": enumerate_texts}


def _drawings() -> dict[str, Any]:
    """What templates draw with: faces, signs, colours."""
    faces = {
        score: Markup(  # noqa: S704 - our own drawing
            "".join(
                shape.svg()
                for shape in pieces.face(
                    12,
                    12,
                    10.8,
                    score,
                    ring="currentColor",
                    fill="none",
                    ink="currentColor",
                    width=1.7,
                )
            )
        )
        for score in _FACES
    }
    return {
        "faces": faces,
        "marks": {"check": pieces.CHECK, "cross": pieces.CROSS, "star": pieces.STAR},
        "icon_stroke": STROKE,
        "rounded": Markup(ROUNDED),  # noqa: S704 - our own attributes
        "icon_of": _icon_of,
        "spans_of": spans_of,
        "share_scores": share_scores,
        "stand_for_all": stand_for_all,
        "anchor_finding": anchor_finding,
        "safe_link": safe_link,
        "version": __version__,
    }


def css_string(text: str) -> Markup:
    """A text as a string of CSS in which nothing but letters and digits stands for itself."""
    written = "".join(
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} "
        for letter in printable(text)
    )
    return Markup(f'"{written}"')  # noqa: S704 - nothing is left that CSS or HTML could read


def spans_of(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it stood between backticks; one left over stays."""
    parts = re.split(r"(`[^`]+`)", text)
    return [
        (part[1:-1], True) if number % 2 else (part, False)
        for number, part in enumerate(parts)
        if part
    ]


def _icon_of(channel: Channel) -> Icon:
    return choose_icon(channel.icon, channel.type)
