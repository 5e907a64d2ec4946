"""What `--map-columns` says: which key a head of a row or a column stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from cjmap.convert.recognition.heading import JOURNEY_KEYS, MAP_KEYS, Headings
from cjmap.convert.texts import text_of
from cjmap.findings.source import Source
from cjmap.findings.usage import UsageError
from cjmap.messages import join, shorten, tr
from cjmap.text import tree as nodes
from cjmap.text.reading import read
from cjmap.text.toml import NotToml, read_toml

_TOML: Final = ".toml"
_KEYS: Final = JOURNEY_KEYS | MAP_KEYS


def read_columns(data: bytes, name: str) -> Mapping[str, str]:
    """Keys by heads, of a file of TOML or YAML: `"Wetter" = "lane"`, `Laune: emotion`.

    A key may be written as a head is, in any of the languages. `lane`, or nothing, keeps what
    stands below a head as it is.

    Raises:
        UsageError: the file is neither, or a word in it means no key.
    """
    text = text_of(data, name)
    toml = PurePath(name).suffix.lower() == _TOML
    pairs = _of_toml(text, name) if toml else _of_yaml(text, name)
    return {head: _key(head, said, name) for head, said in pairs}


def _key(head: str, said: str, name: str) -> str:
    if said.strip() in ("", "lane", "lanes"):
        return ""
    key = said if said in _KEYS else Headings(None).read(said, _KEYS).key
    if not key:
        raise UsageError(
            tr(
                "{file}: `{head}` cannot be `{key}`; there are `lane` and {known}.",
                file=name,
                head=shorten(head),
                key=shorten(said),
                known=join(sorted(JOURNEY_KEYS)),
            )
        )
    return key


def _of_toml(text: str, name: str) -> Iterator[tuple[str, str]]:
    try:
        table = read_toml(text)
    except NotToml as error:
        where = f"{name}:{error.line}:{error.column}"
        raise UsageError(
            tr("{file} cannot be read: {reason}.", file=where, reason=error.reason)
        ) from None
    for head, said in table.items():
        if not isinstance(said, str):
            raise _refuse(name, head)
        yield head, said


def _of_yaml(text: str, name: str) -> Iterator[tuple[str, str]]:
    tree = read(Source(name, text))
    root = tree.root
    if tree.broken or not isinstance(root, nodes.Mapping):
        raise UsageError(
            tr("{file} is no list of heads with their keys, such as `Laune: emotion`.", file=name)
        )
    for head, (_, said) in root.entries.items():
        if not isinstance(said, nodes.Scalar):
            raise _refuse(name, head)
        yield head, "" if said.null else said.value


def _refuse(name: str, head: str) -> UsageError:
    return UsageError(
        tr("{file}: behind `{head}` one key is expected.", file=name, head=shorten(head))
    )
