"""Where templates of others run: they reach nothing, and neither run nor grow without end.

A template comes with a repository and is no program that one chose to run. What it does is
counted: rounds of loops and calls together, and characters of every text that it puts together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sized
from functools import wraps
from typing import Any, Final

from jinja2 import nodes
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from cjmap.expressions import expression
from cjmap.messages import Message, tr

STEPS: Final = 5_000_000
"""Rounds and calls of one page: some fifty times those of a map with 1,000 touchpoints."""

SIZE: Final = 64 * 1024 * 1024
"""Characters of a page, and of every text and list that is made for it."""

# What one operation may be asked for, as the product of what is handed to it.
_WORK: Final = 4 * SIZE
_BITS: Final = 4096
_EXPONENT: Final = 1000
# A width in a format: `%9999999d`, `{:>9999999}`.
_WIDE: Final = expression(r"\d{6}")
_FORMATTING: Final = ("format", "format_map")
_BUILT_IN: Final = (str, bytes, list, tuple, dict, set, frozenset, int, float)


class ExhaustedError(Exception):
    """A template does not come to an end; `message` says in what."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with limits. `begin` starts the count for a page anew."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._left = STEPS
        # Filler text in any length, which no report needs.
        del self.globals["lipsum"]
        self.filters = {name: _measured(name, each) for name, each in self.filters.items()}

    def begin(self) -> None:
        self._left = STEPS

    def _spend(self, number: int) -> None:
        self._left -= number
        if self._left < 0:
            raise ExhaustedError(tr("more than {n} rounds of loops and calls", n=STEPS))

    # -- what Jinja asks ----------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return template

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        self._spend(1)
        # Jinja wraps the methods that format.
        method = getattr(called, "__wrapped__", called)
        owner = getattr(method, "__self__", None)
        if type(owner) in _BUILT_IN or isinstance(owner, str):
            _weigh(owner, *args, *kwargs.values(), formats=method.__name__ in _FORMATTING)
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        _OPERATORS[operator](left, right)
        return super().call_binop(context, operator, left, right)

    def concat(self, parts: Iterable[str]) -> str:
        """The parts of a page, a macro or a block as one text."""
        kept = []
        size = 0
        for part in parts:
            size += len(part)
            _check_size(size)
            kept.append(part)
        return "".join(kept)

    # -- what templates are made to call ------------------------------------------------------

    def counted(self, items: Iterable[Any]) -> Iterable[Any]:
        """What a loop goes through."""
        if isinstance(items, Sized):
            self._spend(len(items))
            return items
        return self._count(items)

    def _count(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._spend(1)
            yield item

    def joined(self, *parts: Any) -> str:
        """What stands between `~`."""
        _check_size(sum(len(part) for part in parts if isinstance(part, str)))
        return markup_join(parts)


class _Counting(NodeTransformer):
    """Puts the environment's own functions where Jinja would loop and join by itself."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = _ask("counted", [node.iter], node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _ask("joined", node.nodes, node.lineno)


def _ask(name: str, arguments: list[Any], line: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, arguments, [], None, None, lineno=line)


def _measured(name: str, each: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is not asked for more than it may give."""

    @wraps(each)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        _weigh(*args, *kwargs.values(), formats=name in _FORMATTING)
        return each(*args, **kwargs)

    return filtered


def _weigh(*given: Any, formats: bool = False) -> None:
    """Refuses what could become longer than any page: texts, lists and numbers multiply.

    `formats`: the first is a text whose own numbers ask for a width.
    """
    if math.prod(max(1, _extent(each)) for each in given) > _WORK:
        raise _too_long()
    if formats and any(_WIDE.search(each) for each in given if isinstance(each, str)):
        raise _too_long()


def _extent(value: Any) -> int:
    if isinstance(value, bool):
        return 1
    if isinstance(value, int):
        return abs(value)
    return len(value) if isinstance(value, str | bytes | list | tuple) else 1


def _check_size(size: int) -> None:
    if size > SIZE:
        raise _too_long()


def _too_long() -> ExhaustedError:
    return ExhaustedError(tr("a text of more than {n} characters", n=SIZE))


def _add(left: Any, right: Any) -> None:
    if not isinstance(left, int | float):
        _check_size(_extent(left) + _extent(right))


def _multiply(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        if left.bit_length() + right.bit_length() > _BITS:
            raise _too_long()
    elif not isinstance(left, float) and not isinstance(right, float):
        _weigh(left, right)


def _raise(left: Any, right: Any) -> None:
    if not isinstance(right, int | float) or abs(right) > _EXPONENT:
        raise _too_long()
    if isinstance(left, int) and left.bit_length() * abs(right) > _BITS:
        raise _too_long()


def _format(left: Any, right: Any) -> None:
    if isinstance(left, str):
        _weigh(left, *(right if isinstance(right, tuple) else (right,)), formats=True)


_OPERATORS: Final[dict[str, Callable[[Any, Any], None]]] = {
    "+": _add,
    "*": _multiply,
    "**": _raise,
    "%": _format,
}
