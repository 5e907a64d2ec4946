"""Files that nobody should have to meet, and what is said of each: code, line and column."""

from __future__ import annotations

import random
from dataclasses import dataclass

Said = tuple[str, int, int]

MAP = "title: Coat\npersonas:\n  - Laura\nstages:\n  - name: Awareness\n"
STAGE = f"{MAP}    "


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and everything that reading it says; line and column 0 of the file as a whole."""

    name: str
    data: bytes
    said: tuple[Said, ...]


def case(name: str, data: str | bytes, *said: Said) -> Case:
    return Case(name, data.encode("utf-8") if isinstance(data, str) else data, said)


def _junk(size: int) -> bytes:
    """The same noise every time."""
    return random.Random(7).randbytes(size)


KUBERNETES = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 3
"""
GITLAB = """\
stages:
  - build
  - test
  - deploy
build-job:
  stage: build
  script: [make]
"""
GITHUB = """\
name: CI
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
"""
COMPOSE = """\
services:
  web:
    image: nginx
    ports: ["80:80"]
"""
BOMB = f"{MAP}x-0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"x-{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
CHAIN = f"{MAP}x-0: &x0 [end]\n" + "".join(f"x-{n}: &x{n} [*x{n - 1}]\n" for n in range(1, 200))

CASES = (
    # -- nesting and size ---------------------------------------------------------------------
    case("brackets by the ten thousand", "[" * 50_000, ("CJ006", 1, 101)),
    case("brackets that close", "[" * 50_000 + "]" * 50_000, ("CJ006", 1, 101)),
    case("braces by the ten thousand", "{a: " * 50_000, ("CJ006", 1, 401)),
    case("dashes by the ten thousand", "- " * 50_000, ("CJ006", 1, 201)),
    case("question marks by the ten thousand", "? " * 50_000, ("CJ006", 1, 201)),
    case("brackets in a map", f"{STAGE}goal: " + "[" * 50_000, ("CJ006", 6, 108)),
    case(
        "indentation without end",
        "".join(f"{' ' * n}a:\n" for n in range(300)),
        ("CJ006", 101, 101),
    ),
    case("a bomb of aliases", BOMB, ("CJ006", 11, 6)),
    case("a long chain of aliases", CHAIN, ("CJ006", 106, 8)),
    case("more nodes than are read", f"{MAP}x-a:\n" + "  - a\n" * 200_000, ("CJ006", 199994, 5)),
    case("a file too large", b"# a\n" * (3 * 1024 * 1024), ("CJ006", 0, 0)),
    case("a line of five megabytes", f"{STAGE}goal: {'a' * 5_000_000}\n"),
    case("a key of two megabytes", f"{STAGE}{'a' * 2_000_000}: b\n", ("CJ003", 6, 5)),
    case("blanks alone", " " * 1_000_000, ("CJ007", 1, 1)),
    case("line ends alone", "\n" * 1_000_000, ("CJ007", 1, 1)),
    # -- bytes --------------------------------------------------------------------------------
    case("an empty file", "", ("CJ007", 1, 1)),
    case("only comments", "# one\n# two\n", ("CJ007", 1, 1)),
    case("a lone byte order mark", "\ufeff", ("CJ007", 1, 1)),
    case("a byte order mark", f"\ufeff{STAGE}chanel: web\n", ("CJ011", 6, 5)),
    case("a second byte order mark", f"\ufeff\ufeff{MAP}", ("CJ003", 1, 1)),
    case("Latin-1", f"{STAGE}goal: Información\n".encode("latin-1"), ("CJ002", 6, 20)),
    case("UTF-16 with its mark", MAP.encode("utf-16"), ("CJ002", 1, 1)),
    case("UTF-16 without a mark", MAP.encode("utf-16-le"), ("CJ003", 1, 2)),
    case("UTF-32", MAP.encode("utf-32"), ("CJ002", 1, 1)),
    case("a cut character", f"{STAGE}goal: café".encode()[:-1], ("CJ002", 6, 14)),
    case("an overlong character", b"title: \xc0\x80\n", ("CJ002", 1, 8)),
    case("a half of a pair", b"title: \xed\xa0\x80\n", ("CJ002", 1, 8)),
    case("NUL", f"{STAGE}goal: a\0b\n", ("CJ003", 6, 12)),
    case("NUL as an escape", f'{STAGE}goal: "a\\0b"\n', ("CJ003", 6, 11)),
    case("an escape character", f"{STAGE}goal: a\x1b[31mb\n", ("CJ003", 6, 12)),
    case("a line separator", f"{STAGE}goal: one\u2028two\n", ("CJ003", 6, 14)),
    case("a paragraph separator", f"{STAGE}goal: one\u2029two\n", ("CJ003", 6, 14)),
    case("a next-line character", f"{STAGE}goal: one\x85two\n", ("CJ003", 6, 14)),
    case("no character at all", f"{STAGE}goal: one\ufffetwo\n", ("CJ003", 6, 14)),
    case("a kilobyte of noise", _junk(1024), ("CJ002", 1, 2)),
    case("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + _junk(64), ("CJ002", 1, 1)),
    case("an archive", b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(64), ("CJ003", 1, 3)),
    case("an HTML page", "<!DOCTYPE html>\n<html><body>no: map</body></html>\n", ("CJ003", 2, 15)),
    # -- lines --------------------------------------------------------------------------------
    case("CRLF", f"{STAGE}chanel: web\n".replace("\n", "\r\n"), ("CJ011", 6, 5)),
    case("lone CR", f"{STAGE}chanel: web\n".replace("\n", "\r"), ("CJ011", 6, 5)),
    case("line ends of every kind", "title: Coat\rpersonas:\r\n  - Laura\nstages: [A]\r\n"),
    case(
        "tabs that indent", "title: Coat\npersonas:\n\t- Laura\n", ("CJ010", 1, 1), ("CJ003", 3, 1)
    ),
    case(
        "a tab among blanks",
        "title: Coat\nstages:\n  - name: A\n  \tgoal: b\n",
        ("CJ010", 1, 1),
        ("CJ003", 4, 3),
    ),
    case("a tab inside text", f"{STAGE}goal: one\ttwo\n"),
    case("a tab behind a key", f"{STAGE}goal:\ttwo\t# why\n"),
    # -- documents ----------------------------------------------------------------------------
    case("two documents", f"{MAP}---\n{MAP}", ("CJ005", 6, 1)),
    case("a document that ends", f"---\n{MAP}...\n"),
    case("something behind the end", f"{MAP}...\ntitle: Two\n", ("CJ003", 7, 1)),
    case("a directive", f"%YAML 1.2\n---\n{MAP}"),
    case("a directive of another YAML", f"%YAML 2.0\n---\n{MAP}", ("CJ003", 1, 1)),
    case("a directive that nobody knows", f"%MAP 1\n---\n{MAP}", ("CJ003", 1, 5)),
    case("a directive for tags", f"%TAG ! tag:x,2026:\n---\n{MAP}x-a: !b c\n", ("CJ005", 8, 6)),
    # -- other kinds of files -----------------------------------------------------------------
    case("a text", "Just a thought about coats.\n", ("CJ007", 1, 1)),
    case("a number", "42\n", ("CJ007", 1, 1)),
    case("a list", "- title: Coat\n- personas: [Laura]\n", ("CJ007", 1, 1)),
    case("Kubernetes", KUBERNETES, ("CJ007", 1, 1)),
    case("GitLab CI", GITLAB, ("CJ007", 1, 1)),
    case("GitHub Actions", GITHUB, ("CJ007", 1, 1)),
    case("Docker Compose", COMPOSE, ("CJ007", 1, 1)),
    case("JSON", '{"title": "Coat", "personas": ["Laura"], "stages": [{"name": "A"}]}'),
    case("JSON of another kind", '{"name": "cjmap", "version": "1.0.0"}', ("CJ007", 1, 2)),
    case("TOML", 'title = "Coat"\n[stages]\nname = "A"\n', ("CJ007", 1, 1)),
    case("Python", "def main():\n    return {'a': 1}\n", ("CJ007", 1, 1)),
    # -- features that are refused ------------------------------------------------------------
    case("a merge key", f"{STAGE}<<: {{goal: a}}\n", ("CJ005", 6, 5)),
    case(
        "a merge key for all that is needed",
        "x-a: &a\n  title: Coat\n  personas: [Laura]\n  stages: [A]\n<<: *a\ncjmap: 1\n",
        ("CJ005", 5, 1),
    ),
    case("a tag", f"{STAGE}goal: !important a\n", ("CJ005", 6, 11)),
    case("a tag that runs code", "!!python/object/apply:os.system [ls]\n", ("CJ007", 1, 1)),
    case("a tag of YAML's own", f"{STAGE}duration: !!timestamp x\n", ("CJ005", 6, 15)),
    case("a tag behind an anchor", f"{STAGE}goal: &a !b c\n", ("CJ005", 6, 14)),
    case("an alias of itself", f"{STAGE}pains: &a\n      - *a\n", ("CJ005", 7, 9)),
    case("an alias of what it stands in", f"{STAGE}x-a: &a {{b: [*a]}}\n", ("CJ005", 6, 18)),
    case("an alias of nothing", f"{STAGE}goal: *coat\n", ("CJ003", 6, 11)),
    case(
        "an alias of nothing for all stages",
        "title: C\npersonas: [A]\nstages: *b\n",
        ("CJ003", 3, 9),
    ),
    case("a list as a key", f"{STAGE}? [a, b]\n    : c\n", ("CJ005", 6, 7)),
    case("a mapping as a key", f"{STAGE}{{a: b}}: c\n", ("CJ005", 6, 5)),
    case("a key behind a question mark", f"{STAGE}? goal\n    : Find it\n"),
    case("an anchor on a key", f"{STAGE}&a chanel: web\n", ("CJ011", 6, 8)),
    case("an alias as a key", f"x-a: &k goal\n{STAGE}*k : Find it\n"),
    case("an empty key", f"{STAGE}: Find it\n", ("CJ003", 6, 5)),
    case(
        "a key that is no word", f"{STAGE}null: a\n    true: b\n", ("CJ011", 6, 5), ("CJ011", 7, 5)
    ),
    case("a key twice", f"{STAGE}goal: a\n    goal: b\n", ("CJ004", 7, 5)),
    case(
        "a key thrice",
        f"{STAGE}goal: a\n    goal: b\n    goal: c\n",
        ("CJ004", 7, 5),
        ("CJ004", 8, 5),
    ),
    case("a key twice in two notations", f"{STAGE}goal: a\n    'goal': b\n", ("CJ004", 7, 5)),
    # -- text without its quotes --------------------------------------------------------------
    case("a mention", f"{STAGE}owner: @ana\n", ("CJ003", 6, 12)),
    case("a backtick", f"{STAGE}goal: `code`\n", ("CJ003", 6, 11)),
    case("a percent sign", f"{STAGE}goal: %done\n", ("CJ003", 6, 11)),
    case(
        "a ticket",
        f"{STAGE}opportunities:\n      - text: a\n        ticket: #1423\n",
        ("CJ019", 8, 17),
    ),
    case("a ticket in a list", f"{STAGE}pains:\n      - #1423 is slow\n", ("CJ019", 7, 9)),
    case("a comment where a value is left out", f"{STAGE}goal: # not yet\n"),
    case("a colon in text", f"{STAGE}goal: Buy: now\n", ("CJ003", 6, 14)),
    case("a star", f"{STAGE}goal: * new\n", ("CJ003", 6, 11)),
    case("an ampersand", f"{STAGE}goal: & new\n", ("CJ003", 6, 11)),
    case("an exclamation mark", f"{STAGE}goal: ! new\n", ("CJ005", 6, 11)),
    case("a greater-than sign", f"{STAGE}goal: > 40\n", ("CJ003", 6, 11)),
    case(
        "a target without quotes",
        f"{STAGE}metrics:\n      - type: nps\n        target: >= 40\n",
        ("CJ003", 8, 17),
    ),
    case("a bracket in text", f"{STAGE}goal: [new] coat\n", ("CJ003", 6, 17)),
    case("a double quote that stays open", f'{STAGE}goal: "a\n', ("CJ003", 6, 11)),
    case("a single quote that stays open", f"{STAGE}goal: 'a\n", ("CJ003", 6, 11)),
    case("text behind a quote", f'{STAGE}goal: "a" b\n', ("CJ003", 6, 15)),
    case("a path of Windows in quotes", f'{STAGE}goal: "C:\\maps"\n', ("CJ003", 6, 14)),
    case("half a pair as an escape", f'{STAGE}goal: "\\ud83d"\n', ("CJ003", 6, 12)),
    case("an escape beyond all characters", f'{STAGE}goal: "\\UFFFFFFFF"\n', ("CJ003", 6, 12)),
    case("a bracket that stays open", f"{STAGE}pains: [a, b\n", ("CJ003", 6, 12)),
    case(
        "a brace that stays open", f"{STAGE}emotions: {{laura: 1\n    goal: a\n", ("CJ003", 6, 15)
    ),
    case("a bracket too many", f"{STAGE}pains: [a]]\n", ("CJ003", 6, 15)),
    case("a line that hangs too far left", f"{STAGE}pains:\n      - a\n   - b\n", ("CJ003", 8, 4)),
    case("a line that hangs too far right", f"{STAGE}goal: a\n      owner: b\n", ("CJ003", 7, 7)),
    case("a key without its colon", f"{STAGE}goal\n    owner: b\n", ("CJ003", 6, 5)),
    case("a block without its text", f"{STAGE}goal: |9z\n      a\n", ("CJ003", 6, 13)),
    # -- numbers ------------------------------------------------------------------------------
    case("a number beyond computers", f"{STAGE}emotion: 1e999\n", ("CJ013", 6, 14)),
    case(
        "a number of a hundred thousand digits",
        f"{STAGE}emotion: {'9' * 100_000}\n",
        ("CJ013", 6, 14),
    ),
    case("a hexadecimal number as long", f"{STAGE}emotion: 0x{'f' * 100_000}\n", ("CJ013", 6, 14)),
    case("an exponent as long", f"{STAGE}emotion: 1e{'9' * 100_000}\n", ("CJ013", 6, 14)),
    case("infinity", f"{STAGE}emotion: .inf\n", ("CJ012", 6, 14)),
    case("no number", f"{STAGE}emotion: .nan\n", ("CJ012", 6, 14)),
    case("a time of YAML 1.1", f"{STAGE}emotion: 12:30\n", ("CJ012", 6, 14)),
    case("underscores of YAML 1.1", f"{STAGE}emotion: 0_1\n", ("CJ012", 6, 14)),
    case("a date of no calendar", f"updated: 2024-13-45\n{MAP}", ("CJ015", 1, 10)),
)
