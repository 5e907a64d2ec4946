"""Plants faults in the upper rooms, one at a time, and tells which of them the room's own tests miss.

    python -m tests.tools.mutants [--rooms board views …] [--each N] [--seed S] [--jobs J]
                                  [--only TEXT …]

A fault inverts a condition, drops an item, changes a sign or a bound, or empties a text: what a
reader would see. Faults are drawn by a seed, as many from each file as its share of the room's
lines; `--only` tries again those whose names hold one of the texts. A fault that changes nothing a reader sees is listed in `mutants.toml`, with the reason.
The exit code is 1 where fewer than 95 % of a room's faults are found.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import cast

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).with_name("mutants.toml")
ROOMS = ("board", "views", "draw", "reports", "reporters")
ENOUGH = 0.95
# How many times as long as without a fault the tests may take: a fault may loop for ever.
_PATIENCE = 8
# The kind of a fault in what merely asserts: harmless wherever it stands.
_ASSERTED = "asserted"
_COMPARED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt}
_COMPARED |= {ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
_COMPARED |= {ast.In: ast.NotIn, ast.NotIn: ast.In}
_TYPES = frozenset(("Callable", "Iterable", "Iterator", "Sequence", "dict", "list", "tuple"))
_SWAPPED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its file from the root, line, kind, what stands there, and the file's text with it."""

    file: str
    line: int
    kind: str
    before: str
    after: str
    text: str

    @property
    def room(self) -> str:
        return self.file.split("/")[1]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.kind}: {self.before} => {self.after}"


Change = Callable[[ast.AST], tuple[str, ast.AST] | None]


def _invert(node: ast.AST) -> tuple[str, ast.AST] | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = _COMPARED.get(type(node.ops[0]))
        if other is not None:
            return "inverted", ast.Compare(node.left, [other()], node.comparators)
    if isinstance(node, ast.BoolOp):
        turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return "inverted", ast.BoolOp(turned, node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return "inverted", node.operand
    if isinstance(node, ast.IfExp):
        return "inverted", ast.IfExp(node.test, node.orelse, node.body)
    return None


def _drop(node: ast.AST) -> tuple[str, ast.AST] | None:
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) > 1:
        if isinstance(getattr(node, "ctx", None), ast.Load):
            return "dropped", type(node)(node.elts[:-1], ast.Load())
        return None
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        # Still a generator, of one item less.
        return "dropped", ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return "dropped", ast.Pass()
    if isinstance(node, ast.AugAssign):
        return "dropped", ast.Pass()
    return None


def _change(node: ast.AST) -> tuple[str, ast.AST] | None:
    if isinstance(node, ast.BinOp) and type(node.op) in _SWAPPED:
        return "changed", ast.BinOp(node.left, _SWAPPED[type(node.op)](), node.right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return "changed", node.operand
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return "changed", ast.Constant(node.value + 1)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return "changed", ast.Constant(not node.value)
    return None


def _empty(node: ast.AST) -> tuple[str, ast.AST] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return "emptied", ast.Constant("")
    return None


CHANGES: tuple[Change, ...] = (_invert, _drop, _change, _empty)


class _Planter(ast.NodeTransformer):
    """Changes the node that has a number, in the order of the walk."""

    def __init__(self, change: Change, wanted: int) -> None:
        self.change = change
        self.wanted = wanted
        self.count = -1
        self.done: tuple[int, str, str, str] | None = None

    def visit(self, node: ast.AST) -> ast.AST:
        if _is_no_code(node):
            return node
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                node.value = cast(ast.expr, self.visit(node.value))
            return node
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.body = [cast(ast.stmt, self.visit(inner)) for inner in node.body]
            return node
        if isinstance(node, ast.keyword) and node.arg == "strict":
            return self._visit_assertion(node)
        changed = self.change(node)
        if changed is not None:
            self.count += 1
            if self.count == self.wanted:
                kind, new = changed
                line = getattr(node, "lineno", 0)
                self.done = (line, kind, _show(node), _show(new))
                return ast.copy_location(new, node)
        return self.generic_visit(node)

    def _visit_assertion(self, node: ast.keyword) -> ast.AST:
        """`zip(…, strict=True)` asserts what holds: a reader sees no difference without it."""
        before = self.done
        node = cast(ast.keyword, self.generic_visit(node))
        if before is None and self.done is not None:
            self.done = (self.done[0], _ASSERTED, *self.done[2:])
        return node


def _is_no_code(node: ast.AST) -> bool:
    """Types, imports, docstrings, assertions: no reader sees them."""
    if isinstance(node, ast.Subscript) and _show(node.value) in _TYPES:
        return True
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.arg | ast.Raise):
        return True
    if isinstance(node, ast.If) and _show(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _show(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 90 else text[:89] + "…"


def plant(file: Path) -> Iterator[Fault]:
    """Every fault that can be planted in a file."""
    source = file.read_text("utf-8")
    for change in CHANGES:
        for number in range(10_000):
            tree = ast.parse(source)
            planter = _Planter(change, number)
            planter.visit(tree)
            if planter.done is None:
                break
            line, kind, before, after = planter.done
            text = ast.unparse(ast.fix_missing_locations(tree))
            yield Fault(file.relative_to(ROOT).as_posix(), line, kind, before, after, text)


def draw(room: str, each: int, seed: int) -> list[Fault]:
    """So many faults of a room, spread over its files by their size."""
    files = [f for f in sorted((ROOT / "cjmap" / room).rglob("*.py")) if "data" not in f.parts]
    sizes = [len(file.read_text("utf-8")) for file in files]
    chance = random.Random(f"{seed}:{room}")
    drawn: dict[str, Fault] = {}
    pools: dict[Path, list[Fault]] = {}
    for file in chance.choices(files, sizes, k=20 * each):
        if file not in pools:
            pools[file] = list(plant(file))
        if pools[file]:
            fault = chance.choice(pools[file])
            drawn.setdefault(fault.name, fault)
        if len(drawn) == each:
            break
    return list(drawn.values())


class _Bench:
    """Copies of the tree, one for each worker, in which a fault is tried."""

    def __init__(self, jobs: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mutants-"))
        self.patience = 900.0
        self.free: Queue[Path] = Queue()
        for number in range(jobs):
            place = self.folder / str(number)
            for name in ("cjmap", "tests", "examples"):
                shutil.copytree(
                    ROOT / name,
                    place / name,
                    ignore=shutil.ignore_patterns("node_modules", "__pycache__"),
                )
            for name in ("pyproject.toml", "README.md", "Makefile"):
                shutil.copy(ROOT / name, place / name)
            self.free.put(place)

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def lives(self, fault: Fault) -> bool:
        """Whether the room's own tests pass with the fault in it."""
        place = self.free.get()
        target = place / fault.file
        good = target.read_text("utf-8")
        try:
            target.write_text(fault.text, "utf-8")
            lives = self.passes(place, fault.room, _mirror(fault))
        finally:
            target.write_text(good, "utf-8")
            self.free.put(place)
        if lives:
            print(f"  lives: {fault.name}  (line {fault.line})", flush=True)
        return lives

    def passes(self, place: Path, room: str, first: Sequence[str] = ()) -> bool:
        """Whether the tests of a room pass; `first` are those of them that run first."""
        command = (sys.executable, "-m", "pytest", *first, f"tests/{room}", "-x", "-q")
        environment = {**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            result = subprocess.run(
                [*command, "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"],
                cwd=place,
                env=environment,
                capture_output=True,
                timeout=self.patience,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return result.returncode == 0


def _mirror(fault: Fault) -> tuple[str, ...]:
    """The tests that stand where the fault does: they find most, and a fault is found once."""
    file = Path("tests", *Path(fault.file).parts[1:])
    beside = (file.with_name(f"test_{file.name}"), *file.parents[: len(file.parents) - 3])
    return tuple(place.as_posix() for place in beside if (ROOT / place).exists())[:1]


def harmless() -> dict[str, str]:
    """The faults that change nothing a reader sees, with the reason."""
    if not KNOWN.is_file():
        return {}
    listed = tomllib.loads(KNOWN.read_text("utf-8"))["harmless"]
    return {entry["fault"]: entry["reason"] for entry in listed}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rooms", nargs="*", default=ROOMS)
    parser.add_argument("--each", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="+", default=("",), metavar="TEXT")
    chosen = parser.parse_args(arguments)
    known = harmless()
    bench = _Bench(chosen.jobs)
    code = 0
    try:
        for room in chosen.rooms:
            started = time.monotonic()
            if not bench.passes(bench.folder / "0", room):
                print(f"{room}: its tests fail without any fault")
                return 2
            bench.patience = _PATIENCE * (time.monotonic() - started) + 60
            drawn = draw(room, chosen.each, chosen.seed)
            faults = [one for one in drawn if any(text in one.name for text in chosen.only)]
            seen = [one for one in faults if one.name not in known and one.kind != _ASSERTED]
            with ThreadPoolExecutor(chosen.jobs) as pool:
                alive = list(pool.map(bench.lives, seen))
            found = alive.count(False)
            share = found / len(seen) if seen else 1.0
            code = code if share >= ENOUGH else 1
            print(
                f"{room}: {found} of {len(seen)} found ({share:.0%}), "
                f"{len(faults) - len(seen)} harmless, {time.monotonic() - started:.0f} s",
                flush=True,
            )
    finally:
        bench.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
