"""Whether a file is a journey map at all, and of a version that is known."""

from __future__ import annotations

from cjmap.findings import Problem
from cjmap.languages.keys import words_for
from cjmap.messages import Message, shorten, tr
from cjmap.model.journey import FORMAT_VERSION
from cjmap.records import replace
from cjmap.text.scalars import parse_number
from cjmap.text.slugs import slug
from cjmap.text.tree import Alias, Mapping, Node, Scalar, Sequence

# Keys by which other kinds of files are known, so that the message can say what was found.
_OTHERS = (
    ({"apiVersion", "kind"}, "Kubernetes"),
    ({"jobs", "on"}, "GitHub Actions"),
    ({"services"}, "Docker Compose"),
    ({"openapi"}, "OpenAPI"),
    ({"repos"}, "pre-commit"),
)
_MAP_KEYS = frozenset({"cjmap", "title", "personas"})
_HELP = tr(
    "A map begins with `title:`, `personas:` and `stages:`; `cjmap init` writes a first one."
)

_LIBRARY_HELP = tr(
    "A library begins with `title:`, and holds `personas:`, `channels:`, `evidence:` or `lanes:`."
)


def find_stranger(root: Node | None, *, library: bool = False) -> Problem | None:
    """CJ007: the file is no map, nor a library where its name says that it is one."""
    stranger = _find_stranger(root)
    if stranger is None or not library:
        return stranger
    return replace(stranger, help=_LIBRARY_HELP)


def _find_stranger(root: Node | None) -> Problem | None:
    if root is None or (isinstance(root, Scalar) and root.null):
        return Problem("CJ007", (), tr("The file is empty."), _HELP)
    if not isinstance(root, Mapping):
        found = tr("a list") if isinstance(root, Sequence) else tr("a text")
        message = tr("This is not a journey map: {found} stands here.", found=found)
        return Problem("CJ007", (), message, _HELP)
    if root.entries.keys() & _MAP_KEYS or _says_so_otherwise(root):
        return None
    first = next(iter(root.entries.values()), None)
    span = (first[0].start, first[0].end) if first else None
    return Problem("CJ007", (), _describe_stranger(root), _HELP, span=span)


def _says_so_otherwise(root: Mapping) -> bool:
    """Whether a title or personas stand there under another word, in a file of no other kind."""
    if _kind_of_stranger(root) is not None:
        return False
    words = {slug(key) for key in root.entries}
    return bool(
        words & words_for("title") or (words & words_for("personas") and not _has_bare_stages(root))
    )


def _kind_of_stranger(root: Mapping) -> str | None:
    return next((name for marks, name in _OTHERS if root.entries.keys() >= marks), None)


def _describe_stranger(root: Mapping) -> Message:
    name = _kind_of_stranger(root) or ("GitLab CI" if _has_bare_stages(root) else None)
    if name is not None:
        return tr("This is not a journey map: it looks like a file for {name}.", name=name)
    return tr("This is not a journey map: it has none of `title`, `personas` and `cjmap`.")


def _has_bare_stages(root: Mapping) -> bool:
    """Whether the stages are a list of words, as those of a pipeline are."""
    _, stages = root.entries.get("stages", (None, None))
    return (
        isinstance(stages, Sequence)
        and bool(stages.items)
        and all(isinstance(item, Scalar) for item in stages.items)
    )


def find_unknown_version(root: Mapping) -> Problem | None:
    """CJ018: the file says that it is of a format other than ours."""
    _, value = root.entries.get("cjmap", (None, None))
    if isinstance(value, Alias):
        value = value.target
    if not isinstance(value, Scalar) or value.null:
        return None
    if value.plain and _is_version(value.value):
        return None
    return Problem(
        "CJ018",
        ("cjmap",),
        tr("The format version {version} is not known.", version=shorten(value.value)),
        tr("Known: {known}. Write `cjmap: 1`, or use a newer cjmap.", known=str(FORMAT_VERSION)),
    )


def _is_version(text: str) -> bool:
    number = parse_number(text)
    return number is not None and float(number) == FORMAT_VERSION
