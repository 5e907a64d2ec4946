"""Rules that a workspace brings itself, in Python modules that its settings name.

They are programs of whoever wrote the workspace: nothing loads them but a call that asks for it.
What they print goes to standard error: on standard output machines read what is found.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path as FilePath
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from cjmap.expressions import expression
from cjmap.findings import Problem, Severity
from cjmap.findings.usage import UsageError
from cjmap.messages import Message, tr, verbatim
from cjmap.project.disk import refuse_unread
from cjmap.project.workspace import Workspace
from cjmap.rules.base import JourneyRule, Rule, read_page
from cjmap.vocabulary.rules import is_own_code

if TYPE_CHECKING:
    from cjmap.facts.subject import Subject

RULES: Final = "RULES"
"""What a module calls its rules."""

_NAME = expression(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class OwnRule(JourneyRule):
    """A rule of a workspace's own: a subclass with a page for its docstring.

    `code` begins with `X` (`XACME001`), `name` says in small letters what is wrong
    (`shouting-stage`), `severity` is `error`, `warning` or `info`. `judge` is given a map that was
    read whole, as `subject.journey`, what follows from it as `subject.facts`, and the day as
    `subject.today`; it yields what `problem` makes.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        written: Any = vars(cls).get("severity")
        if isinstance(written, str):
            cls.severity = Severity(written)

    def check(self, subject: Subject) -> Iterator[Problem]:
        if subject.journey.is_library or subject.lost:
            return
        try:
            with redirect_stdout(sys.stderr):
                found = list(self.judge(subject))
        except SystemExit as error:
            raise RuntimeError("a rule must not end the program") from error
        for problem in found:
            if not isinstance(problem, Problem):
                raise TypeError(f"a rule yields what `problem` makes, not {problem!r}")
            yield problem

    def judge(self, subject: Subject) -> Iterator[Problem]:
        """What is wrong with a map."""
        raise NotImplementedError

    def problem(  # type: ignore[override]  # whoever writes a rule of their own has words, not messages
        self,
        path: Iterable[str | int],
        message: str | Message,
        help: str | Message | None = None,
    ) -> Problem:
        """What is wrong at a path of the map (`("stages", 0, "name")`), and what to do about it."""
        steps = tuple(path)
        if isinstance(path, str) or not all(
            type(step) is str or (type(step) is int and step >= 0) for step in steps
        ):
            raise TypeError(f"a path is keys and numbers from 0, not {path!r}")
        return super().problem(steps, _say(message), None if help is None else _say(help))


def _say(text: str | Message) -> Message:
    if isinstance(text, Message):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a text is needed, not {text!r}")
    return verbatim(text)


def load_own(workspace: Workspace) -> tuple[Rule, ...]:
    """The rules of a workspace's own, in the order of their codes.

    Raises:
        UsageError: a module cannot be loaded, or a rule in it is none.
    """
    root = workspace.root
    return _load(root, workspace.settings.lint.plugins)


@cache
def _load(root: FilePath, names: tuple[str, ...]) -> tuple[Rule, ...]:
    return check_own(
        rule for name in dict.fromkeys(names) for rule in _rules_of(name, _import(root, name))
    )


def _import(root: FilePath, name: str) -> ModuleType:
    """A module by its file or its name, run once. Raises UsageError."""
    if (root / name).is_dir():
        raise UsageError(
            tr(
                "{file} is a folder: `plugins` names each file with rules, such as {file}/ours.py, or a module.",
                file=name.rstrip("/"),
            )
        )
    try:
        if not name.endswith(".py"):
            with redirect_stdout(sys.stderr):
                return import_module(name)
        file = root / name
        refuse_unread(file, name)
        called = f"cjmap_own_{zlib.crc32(str(file).encode('utf-8', 'replace')):08x}"
        spec = spec_from_file_location(called, file)
        assert spec is not None and spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[called] = module
        with redirect_stdout(sys.stderr):
            spec.loader.exec_module(module)
        return module
    except UsageError:
        raise
    except FileNotFoundError as error:
        if error.filename is not None and name.endswith(".py") and not (root / name).exists():
            raise UsageError(
                tr("There is no file {file}, which `plugins` names.", file=name)
            ) from None
        raise _failed(name, error) from error
    except (Exception, SystemExit) as error:
        raise _failed(name, error) from error


def _failed(name: str, error: BaseException) -> UsageError:
    """That a module cannot be loaded, with the line in it where it fails."""
    line = error.lineno if isinstance(error, SyntaxError) else _line_in(name, error)
    return UsageError(
        tr(
            "The rules in {file} cannot be loaded: {error}.",
            file=f"{name}:{line}" if line else name,
            error=f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}",
        )
    )


def _line_in(name: str, error: BaseException) -> int | None:
    """The last line of a file's own on the way to an error."""
    found, at = None, error.__traceback__
    while at is not None:
        if FilePath(at.tb_frame.f_code.co_filename).name == FilePath(name).name:
            found = at.tb_lineno
        at = at.tb_next
    return found


def _rules_of(name: str, module: ModuleType) -> Iterator[object]:
    """What a module lists as rules; a class stands for the rule that it makes. Raises UsageError."""
    listed = getattr(module, RULES, None)
    if not isinstance(listed, list | tuple) or not listed:
        raise UsageError(
            tr("{file} lists no rules: `{name} = [MyRule()]` does.", file=name, name=RULES)
        )
    for one in listed:
        try:
            yield one() if isinstance(one, type) and issubclass(one, Rule) else one
        except Exception as error:
            raise _failed(name, error) from error


def check_own(rules: Iterable[object]) -> tuple[Rule, ...]:
    """Rules that may run beside ours, in the order of their codes.

    Raises:
        UsageError: something else is among them, or one that cannot be told by its code or has no page.
    """
    found: dict[str, Rule] = {}
    for rule in rules:
        if not isinstance(rule, OwnRule):
            raise UsageError(
                tr(
                    "`{rule}` is no rule of your own: it is to be a subclass of `cjmap.OwnRule`.",
                    rule=repr(rule)[:80],
                )
            )
        lacking = _find_lacking(rule)
        if lacking is not None:
            raise UsageError(
                tr(
                    "The rule `{rule}` cannot run: {reason}.",
                    rule=type(rule).__name__,
                    reason=lacking,
                )
            )
        if rule.code in found:
            raise UsageError(tr("Two rules of your own have the code `{code}`.", code=rule.code))
        found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def _find_lacking(rule: OwnRule) -> Message | None:
    """What keeps a rule from running."""
    code, name = getattr(rule, "code", None), getattr(rule, "name", None)
    if not isinstance(code, str) or not is_own_code(code):
        return tr(
            "its `code` is to be an X, one to eight capitals and three digits, such as `XACME001`"
        )
    if not isinstance(name, str) or _NAME.fullmatch(name) is None:
        return tr("its `name` is to be small words with hyphens, such as `shouting-stage`")
    if not isinstance(getattr(rule, "severity", None), Severity):
        return tr("its `severity` is to be error, warning or info")
    if not _has_page(rule):
        return tr("it has no docstring, which is its page: one line that says what it finds")
    if type(rule).judge is OwnRule.judge:
        return tr("it has no `judge`, which yields what it finds")
    return None


def _has_page(rule: OwnRule) -> bool:
    """Whether a rule has a docstring of its own that begins with what it finds."""
    written = vars(type(rule)).get("__doc__") or ""
    return bool(written.strip()) and bool(read_page(written).summary)
