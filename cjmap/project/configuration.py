"""`cjmap.toml`, or the `[tool.cjmap]` of a `pyproject.toml`, becomes settings.

Whatever is wrong becomes a problem (CJ020) at its place; the good settings hold all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

from cjmap import __version__
from cjmap.findings import Problem, Severity
from cjmap.findings.source import Source
from cjmap.languages.keys import settings_meant
from cjmap.languages.words import places_of, reader_words
from cjmap.messages import LANGUAGES, Message, shorten, tr
from cjmap.project.containment import contain
from cjmap.project.disk import DISK
from cjmap.project.files import Files
from cjmap.project.globs import below, ignored_below, leads_out
from cjmap.project.requirement import is_requirement, meets
from cjmap.project.settings import (
    GapsSettings,
    LintSettings,
    RenderSettings,
    Settings,
    Toml,
)
from cjmap.records import replace
from cjmap.sieve.grammar import MODELS
from cjmap.text.limits import Limits
from cjmap.text.periods import parse_period
from cjmap.text.scalars import is_holdable
from cjmap.text.spelling import nearest
from cjmap.text.toml import NotToml, read_toml
from cjmap.vocabulary.choice import Choice
from cjmap.vocabulary.coverage import Dimension
from cjmap.vocabulary.lanes import LaneName
from cjmap.vocabulary.lifecycle import LifecycleModel
from cjmap.vocabulary.maps import MapStatus
from cjmap.vocabulary.rules import find_code, is_fixed, like
from cjmap.vocabulary.settings import EngineChoice

REQUIRED_VERSION = "required-version"
EXTEND = "extend"
# A level of the map is a call of Python's, which allows about a thousand.
_DEEPEST = 400


def parse(
    source: Source,
    root: Path,
    *,
    files: Files = DISK,
    nested: bool = False,
    above: Settings | None = None,
    folder: str = "",
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that a text holds for the workspace at `root`, and what is wrong with them.

    `files` are those that paths lead to. `nested` settings stand in the table `[tool.cjmap]`. `above` are those that they extend: a
    table of both holds the keys of both, all else that is written takes the place of what
    stands above. `folder` is where the text stands, from `root`.
    """
    above = above or Settings()
    try:
        table = _read_table(source, nested)
    except NotToml as error:
        return above, (_toml_problem(source, error),)
    reader = _Reader(source, root, folder, files)
    unmet = reader.unmet(table)
    if unmet is not None:
        # Settings of another version may hold what this one misreads.
        return Settings(required_version=unmet), tuple(reader.problems)
    settings = reader.table((), table, replace(above, extend=None), {**_TOP, **_TABLES})
    return settings, tuple(reader.problems)


def refuse_extension(source: Source, reason: Message) -> Problem:
    """The problem that the file which a text says it extends cannot be."""
    reader = _Reader(source, Path(), "")
    reader.refuse(
        (EXTEND,),
        reason,
        tr(
            'Name a settings file in a folder above, inside the git repository: `extend = "../cjmap.toml"`.'
        ),
    )
    return reader.problems[0]


def _read_table(source: Source, nested: bool) -> Toml:
    """The table of settings in a text. Raises NotToml."""
    table: Toml = read_toml(source.text)
    return _below(_below(table, "tool"), "cjmap") if nested else table


def _below(table: Toml, key: str) -> Toml:
    return table.get(key, {}) if isinstance(table, dict) else {}


def _toml_problem(source: Source, error: NotToml) -> Problem:
    start = source.starts[min(error.line, len(source.starts)) - 1] + error.column - 1
    return Problem(
        "CJ020",
        (),
        tr("This is not TOML: {reason}.", reason=error.reason),
        tr('Text stands in quotes, lists in brackets: `maps = ["maps"]`.'),
        span=(start, start + 1),
    )


# --- reading one value ---------------------------------------------------------------------------


class _Bad(Exception):
    """A value that cannot hold: why, and what to do."""

    def __init__(self, message: Message, help: Message | None = None) -> None:
        self.message = message
        self.help = help


def _table(value: Toml) -> dict[str, Toml]:
    if not isinstance(value, dict):
        raise _Bad(tr("a table is needed"))
    return value


def _strings(value: Toml) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Bad(_NO_STRINGS)
    found = tuple(item for item in value if isinstance(item, str) and item)
    if len(found) < len(value):
        raise _Bad(_NO_STRINGS)
    return found


_NO_STRINGS = tr('a list of texts is needed, such as ["a", "b"]')


def _string(value: Toml) -> str:
    if not isinstance(value, str) or not value:
        raise _Bad(tr("a text in quotes is needed"))
    return value


_Kind = TypeVar("_Kind", bound=Choice)


def _one_of(kind: type[_Kind]) -> Callable[[Toml], _Kind]:
    def read(value: Toml) -> _Kind:
        known = kind.known(value) if isinstance(value, str) else None
        if known is None:
            raise _Bad(tr("one of {allowed} is needed", allowed=", ".join(kind)))
        return known

    return read


def _several_of(kind: type[_Kind]) -> Callable[[Toml], tuple[_Kind, ...]]:
    def name(item: str) -> _Kind:
        known = kind.known(item)
        if known is None:
            raise _Bad(tr("`{item}` is none of {allowed}", item=item, allowed=", ".join(kind)))
        return known

    return lambda value: tuple(map(name, _strings(value)))


def _code(written: str) -> str:
    """The code, or the beginning of codes, of a rule that is written by code or name."""
    code = find_code(written)
    if code is None:
        raise _Bad(tr("`{word}` is no rule", word=written), _suggest(like(written)))
    return code


def _silenced(written: str) -> str:
    """The same of a rule that is to be left out."""
    code = _code(written)
    if is_fixed(code):
        raise _Bad(
            tr("`{word}` can be neither left out nor lowered", word=written),
            tr("Take it out: behind what it tells nothing is checked."),
        )
    return code


def _suggest(near: tuple[str, ...]) -> Message:
    """What to do about a word that is no rule's."""
    if not near:
        return tr("`cjmap rules` lists the rules.")
    if len(near) == 1:
        return tr("Did you mean `{name}`?", name=near[0])
    return tr("Did you mean one of {names}?", names=", ".join(f"`{name}`" for name in near))


def _whole(value: Toml) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Bad(tr("a whole number from 1 on is needed"))
    return value


def _depth(value: Toml) -> int:
    if _whole(value) > _DEEPEST:
        raise _Bad(tr("a whole number from 1 to {most} is needed", most=_DEEPEST))
    return _whole(value)


def _percent(value: Toml) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise _Bad(tr("a number from 0 to 100 is needed"))
    return float(value)


_Minimum: TypeAlias = float | tuple[tuple[MapStatus, float], ...]


def _minimum(value: Toml) -> _Minimum:
    if not isinstance(value, dict):
        return _percent(value)
    status = _one_of(MapStatus)
    return tuple((status(name), _percent(percent)) for name, percent in value.items())


def _requirement(value: Toml) -> str:
    text = _string(value)
    if not is_requirement(text):
        raise _Bad(tr('versions of cjmap are needed, such as ">=0.2" or ">=0.2, <2"'))
    return text


def _language(value: Toml) -> str:
    text = _string(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise _Bad(tr("a language tag is needed, such as en or es-MX"))
    return text


def _spoken(value: Toml) -> str:
    text = _string(value)
    if text not in LANGUAGES:
        raise _Bad(tr("one of {allowed} is needed", allowed=", ".join(LANGUAGES)))
    return text


def _period(value: Toml) -> str:
    text = _string(value)
    if parse_period(text) is None:
        raise _Bad(tr("a period is needed, such as P12M or P90D"))
    return text


def _word(reader: _Reader, path: tuple[str, ...], forms: Toml) -> tuple[str, ...] | None:
    """What a workspace calls a reader's word: a text, or one for each plural; None where it is unknown."""
    known = reader_words()
    if path[-1] not in known:
        near = nearest(path[-1], known)
        help = tr("Did you mean `{name}`?", name=near[0]) if near else None
        help = help or tr("`cjmap words` lists the words and their ids.")
        reader.refuse(path, tr("no word has this id"), help)
        return None
    texts = (_string(forms),) if isinstance(forms, str) else _strings(forms)
    places = {place for text in known[path[-1]] for place in places_of(text) or ()}
    for text in texts:
        found = places_of(text)
        if found is None or not found <= places:
            shown = " ".join(f"{{{place}}}" for place in sorted(places))
            raise _Bad(tr("places in braces are: {places}", places=shown) if places else _NO_PLACES)
    if not texts:
        raise _Bad(_NO_STRINGS)
    return texts


_NO_PLACES = tr("it has no places in braces")


def _words(reader: _Reader, path: tuple[str, ...], settings: Settings, value: Toml) -> Settings:
    """The key `words`: texts by id, and tables of them by language."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"": {}}
    found |= {language: dict(words) for language, words in settings.words.items()}
    for name, inner in _table(value).items():
        if isinstance(inner, dict):
            try:
                spoken = found.setdefault(_language(name), {})
            except _Bad as bad:
                reader.refuse((*path, name), bad.message)
                continue
            entries = {(*path, name, word): (word, forms) for word, forms in inner.items()}
        else:
            spoken = found[""]
            entries = {(*path, name): (name, inner)}
        for place, (word, forms) in entries.items():
            try:
                texts = _word(reader, place, forms)
            except _Bad as bad:
                reader.refuse(place, bad.message)
            else:
                spoken |= {} if texts is None else {word: texts}
    return replace(settings, words={language: each for language, each in found.items() if each})


def _lifecycle(value: Toml) -> LifecycleModel | tuple[str, ...]:
    if isinstance(value, list):
        return _strings(value)
    return _one_of(LifecycleModel)(value)


# --- reading tables ------------------------------------------------------------------------------


class _Reader:
    """Puts the values of a TOML table into settings, a problem for each that cannot hold."""

    def __init__(self, source: Source, root: Path, folder: str, files: Files = DISK) -> None:
        self.source = source
        self._files = files
        self.root = root
        # Where the text stands, from the root of the workspace.
        self.folder = folder
        self.problems: list[Problem] = []

    def leads_out(self, written: str) -> bool:
        """Whether a path leaves the folder that it counts from: that of the text."""
        here = self.root / self.folder
        return contain(here, here, written, self._files) is None

    def table(
        self, path: tuple[str, ...], value: Toml, settings: _S, keys: Mapping[str, _Key[_S]]
    ) -> _S:
        """The settings with what the table at a path says; `keys` are those that it may have."""
        try:
            entries = _table(value)
        except _Bad as bad:
            self.refuse(path or ("tool", "cjmap"), bad.message)
            return settings
        for name, inner in entries.items():
            place = (*path, name)
            if name not in keys:
                self._unknown(place, keys)
                continue
            try:
                settings = keys[name](self, place, settings, inner)
            except _Bad as bad:
                self.refuse(place, bad.message, bad.help)
        return settings

    def unmet(self, table: Toml) -> str | None:
        """The versions that a table asks for where this is none of them, which is a problem."""
        asked = table.get(REQUIRED_VERSION) if isinstance(table, dict) else None
        if not isinstance(asked, str) or not is_requirement(asked) or meets(asked, __version__):
            return None
        message = tr(
            "This workspace asks for cjmap {asked}; {version} is running.",
            asked=shorten(asked),
            version=__version__,
        )
        help = tr("Install a version that fits, or change `{key}`.", key=REQUIRED_VERSION)
        path = (REQUIRED_VERSION,)
        self.problems.append(Problem("CJ020", path, message, help, span=self._span(path)))
        return asked

    def refuse(self, path: tuple[str, ...], reason: Message, help: Message | None = None) -> None:
        """Says that a setting cannot hold, why, and what to do."""
        message = tr(
            "The setting `{name}` cannot hold: {reason}.", name=".".join(path), reason=reason
        )
        self.problems.append(Problem("CJ020", path, message, help, span=self._span(path)))

    def _unknown(self, path: tuple[str, ...], known: Iterable[str]) -> None:
        near = _meant(path, known)
        help = (
            tr("Did you mean `{name}`?", name=near)
            if near is not None
            else tr("Known here: {names}.", names=", ".join(sorted(known)))
        )
        message = tr("There is no setting `{name}`.", name=".".join(path))
        self.problems.append(Problem("CJ020", path, message, help, span=self._span(path)))

    def _span(self, path: tuple[str, ...]) -> tuple[int, int]:
        """Where a key stands; TOML's reader keeps no places, so the key is looked for in its table."""
        text = self.source.text
        start = 0
        for table in path[:-1]:
            name = re.escape(table)
            header = re.search(rf"^\s*\[\s*(?:tool\.cjmap\.)?{name}\b", text, re.M)
            # A table in braces stands behind its key.
            braced = re.compile(rf"^[ \t]*{name}[ \t]*=", re.M).search(text, start)
            begin = header or braced
            start = begin.end() if begin else start
        dotted = r"\s*\.\s*".join(re.escape(table) for table in path[:-1])
        last = re.escape(path[-1])
        header = re.search(rf"^\s*\[\s*(?:tool\.cjmap\.)?{dotted}\s*\.\s*({last})\b", text, re.M)
        if header and dotted:
            return header.span(1)
        found = re.compile(
            rf"^[ \t]*(?:\[\s*(?:tool\.cjmap\.)?)?\"?({last})\"?(?=[\s=.\]])", re.M
        ).search(text, start)
        found = found or re.compile(rf"[{{,]\s*({last})(?=[\s=.])").search(text, start)
        return found.span(1) if found else (start, start)


_S = TypeVar("_S")
_V = TypeVar("_V")
# What a key does with its value: from the settings so far, the settings with it.
_Key: TypeAlias = Callable[[_Reader, tuple[str, ...], _S, Toml], _S]


def _key(read: Callable[[Toml], _V], put: Callable[[_S, _V], _S]) -> _Key[_S]:
    """A key that holds one value. `read` raises `_Bad` for a value that cannot hold."""
    return lambda reader, path, settings, value: put(settings, read(value))


def _section(
    of: Callable[[Settings], _S],
    keys: Mapping[str, _Key[_S]],
    put: Callable[[Settings, _S], Settings],
) -> _Key[Settings]:
    """A key that holds a table of settings."""
    return lambda reader, path, settings, value: put(
        settings, reader.table(path, value, of(settings), keys)
    )


_EXTEND_HELP = tr(
    'What lies above is shared by way of the settings there: `extend = "../cjmap.toml"`.'
)


def _globs(value: Toml) -> tuple[str, ...]:
    """Globs that stay inside the folder that they count from."""
    patterns = _strings(value)
    for pattern in patterns:
        if leads_out(pattern):
            reason = tr("`{pattern}` leads out of the workspace", pattern=pattern)
            raise _Bad(reason, _EXTEND_HELP)
    return patterns


def _patterns(
    anchor: Callable[[str, str], str], put: Callable[[Settings, tuple[str, ...]], Settings]
) -> _Key[Settings]:
    """A key that lists globs; `anchor` makes one count from the workspace's root."""
    return lambda reader, path, settings, value: put(
        settings, tuple(anchor(pattern, reader.folder) for pattern in _globs(value))
    )


def _folders(reader: _Reader, path: tuple[str, ...], settings: Settings, value: Toml) -> Settings:
    """The key `maps`: folders inside the one that they count from."""
    folders = _strings(value)
    for folder in folders:
        if reader.leads_out(folder):
            reason = tr("`{folder}` lies outside the workspace", folder=folder)
            raise _Bad(reason, _EXTEND_HELP)
    return replace(settings, maps=tuple(below(folder, reader.folder) for folder in folders))


def _theme(
    reader: _Reader, path: tuple[str, ...], settings: RenderSettings, value: Toml
) -> RenderSettings:
    """The key `theme`: a name, or a file that counts from where the text stands."""
    return replace(settings, theme=_string(value), theme_from=reader.folder)


def _numbers(path: tuple[str, ...], value: Toml) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every number within a value, with the key where it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _numbers((*path, name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(path, inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def _read_codes(
    reader: _Reader, path: tuple[str, ...], value: Toml, read: Callable[[str], str]
) -> tuple[str, ...]:
    """The codes of a list of rules; each that cannot hold is told, the others hold."""
    codes = []
    for written in _strings(value):
        try:
            codes.append(read(written))
        except _Bad as bad:
            reader.refuse(path, bad.message, bad.help)
    return tuple(codes)


def _rules(
    read: Callable[[str], str], put: Callable[[LintSettings, tuple[str, ...]], LintSettings]
) -> _Key[LintSettings]:
    """A key that lists rules."""
    return lambda reader, path, settings, value: put(
        settings, _read_codes(reader, path, value, read)
    )


def _per_file(
    reader: _Reader, path: tuple[str, ...], settings: LintSettings, value: Toml
) -> LintSettings:
    """The key `per-file-ignores`: rules by a pattern of files."""
    if not isinstance(value, dict):
        raise _Bad(tr('a table is needed, such as {{ "drafts/**" = ["CJ2"] }}'))
    patterns = (ignored_below(pattern, reader.folder) for pattern in _globs([*value]))
    codes = (_read_codes(reader, path, listed, _silenced) for listed in value.values())
    found = {**dict(settings.per_file_ignores), **dict(zip(patterns, codes, strict=True))}
    return replace(settings, per_file_ignores=tuple(found.items()))


def _severities(
    reader: _Reader, path: tuple[str, ...], settings: LintSettings, value: Toml
) -> LintSettings:
    """The key `severity`: how grave what a rule says is."""
    if not isinstance(value, dict):
        raise _Bad(tr('a table is needed, such as {{ CJ305 = "error" }}'))
    found = dict(settings.severity)
    for written, level in value.items():
        try:
            code, severity = _severity(written, level)
        except _Bad as bad:
            reader.refuse(path, bad.message, bad.help)
        else:
            found[code] = severity
    return replace(settings, severity=tuple(found.items()))


def _severity(written: str, level: Toml) -> tuple[str, Severity]:
    code = _code(written)
    if level not in list(Severity):
        raise _Bad(tr("`{code}`: a code and error, warning or info are needed", code=written))
    severity = Severity(str(level))
    return code if severity is Severity.ERROR else _silenced(written), severity


def _level(value: Toml) -> Severity:
    if value not in list(Severity):
        raise _Bad(tr("one of {allowed} is needed", allowed=", ".join(Severity)))
    return Severity(str(value))


def _switch(value: Toml) -> bool:
    if not isinstance(value, bool):
        raise _Bad(tr("true or false is needed"))
    return value


def _baseline(
    reader: _Reader, path: tuple[str, ...], settings: LintSettings, value: Toml
) -> LintSettings:
    """The key `baseline`: a file inside the folder that it counts from."""
    file = _string(value)
    if reader.leads_out(file):
        reason = tr("`{folder}` lies outside the workspace", folder=file)
        raise _Bad(reason, _EXTEND_HELP)
    return replace(settings, baseline=below(file, reader.folder))


def _plugins(
    reader: _Reader, path: tuple[str, ...], settings: LintSettings, value: Toml
) -> LintSettings:
    """The key `plugins`: files inside the folder that they count from, or modules by their names."""
    found = []
    for written in _strings(value):
        if written.endswith(_PYTHON):
            if reader.leads_out(written):
                reason = tr("`{folder}` lies outside the workspace", folder=written)
                raise _Bad(reason, _EXTEND_HELP)
            found.append(below(written, reader.folder))
        elif all(map(str.isidentifier, written.split("."))):
            found.append(written)
        else:
            raise _Bad(
                tr(
                    "`{word}` is neither a file such as `rules/ours.py` nor a module such as "
                    "`acme.rules`",
                    word=shorten(written),
                )
            )
    return replace(settings, plugins=tuple(found))


_PYTHON = ".py"
_TOP: Mapping[str, _Key[Settings]] = {
    REQUIRED_VERSION: _key(_requirement, lambda s, v: replace(s, required_version=v)),
    EXTEND: _key(_string, lambda s, v: replace(s, extend=v)),
    "maps": _folders,
    "library": _patterns(below, lambda s, v: replace(s, library=v)),
    "exclude": _patterns(ignored_below, lambda s, v: replace(s, exclude=v)),
    "language": _key(_language, lambda s, v: replace(s, language=v)),
    "lang": _key(_spoken, lambda s, v: replace(s, lang=v)),
    "lifecycle": _key(_lifecycle, lambda s, v: replace(s, lifecycle=v)),
}
_LINT: Mapping[str, _Key[LintSettings]] = {
    "select": _rules(_code, lambda s, v: replace(s, select=v)),
    "ignore": _rules(_silenced, lambda s, v: replace(s, ignore=v)),
    "extend-select": _rules(_code, lambda s, v: replace(s, extend_select=(*s.extend_select, *v))),
    "per-file-ignores": _per_file,
    "severity": _severities,
    "stale-after": _key(_period, lambda s, v: replace(s, stale_after=v)),
    "fail-on": _key(_level, lambda s, v: replace(s, fail_on=v)),
    "baseline": _baseline,
    "notes": _key(_switch, lambda s, v: replace(s, notes=v)),
    "preview": _key(_switch, lambda s, v: replace(s, preview=v)),
    "plugins": _plugins,
}


def _joined(settings: GapsSettings, written: _Minimum) -> _Minimum:
    """The minimum with those of other statuses that stand above it."""
    if isinstance(written, tuple) and isinstance(settings.min_coverage, tuple):
        return tuple({**dict(settings.min_coverage), **dict(written)}.items())
    return written


_GAPS: Mapping[str, _Key[GapsSettings]] = {
    "require": _key(_several_of(Dimension), lambda s, v: replace(s, require=v)),
    "min-coverage": _key(_minimum, lambda s, v: replace(s, min_coverage=_joined(s, v))),
}
_RENDER: Mapping[str, _Key[RenderSettings]] = {
    "theme": _theme,
    "lanes": _key(_several_of(LaneName), lambda s, v: replace(s, lanes=v)),
    "codes": _key(_switch, lambda s, v: replace(s, codes=v)),
    "engine": _key(_one_of(EngineChoice), lambda s, v: replace(s, engine=v)),
}
_LIMITS: Mapping[str, _Key[Limits]] = {
    "file-size": _key(_whole, lambda s, v: replace(s, file_size=v)),
    "nodes": _key(_whole, lambda s, v: replace(s, nodes=v)),
    "depth": _key(_depth, lambda s, v: replace(s, depth=v)),
}


def _kept(keys: Mapping[str, _Key[Mapping[str, Toml]]] | None = None) -> _Key[Mapping[str, Toml]]:
    """A key whose value is kept as it stands; where it is a table of settings, those of `keys`.

    Its numbers are such as a map may hold, however deep they stand.
    """

    def keep(
        reader: _Reader, path: tuple[str, ...], settings: Mapping[str, Toml], value: Toml
    ) -> Mapping[str, Toml]:
        if keys is not None and isinstance(value, dict):
            so_far = settings.get(path[-1])
            known: Mapping[str, Toml] = so_far if isinstance(so_far, dict) else {}
            inner = reader.table(path, value, known, keys)
            return {**settings, path[-1]: dict(inner)}
        bad = [(place, n) for place, n in _numbers(path, value) if not is_holdable(n)]
        for place, number in bad:
            written = shorten(repr(number))
            reader.refuse(place, tr("{written} is no number that a map can hold", written=written))
        return settings if bad else {**settings, path[-1]: value}

    return keep


def _keys_of(model: str) -> tuple[str, ...]:
    """The keys of the format as settings have them; those of the user's own (`x-`) are the map's."""
    return tuple(name.replace("_", "-") for name in MODELS[model][0])


def _uri(
    reader: _Reader, path: tuple[str, ...], settings: Mapping[str, Toml], value: Toml
) -> Mapping[str, Toml]:
    """The file or glob of a source of data, which counts from where the text stands."""
    if not isinstance(value, str) or "://" in value:
        return {**settings, path[-1]: value}
    # A glob may lead out only by what stands before its first star.
    if reader.leads_out(value.partition("*")[0] or "."):
        raise _Bad(tr("`{folder}` lies outside the workspace", folder=value), _EXTEND_HELP)
    return {**settings, path[-1]: below(value, reader.folder)}


def _source(
    reader: _Reader, path: tuple[str, ...], settings: Mapping[str, Toml], value: Toml
) -> Mapping[str, Toml]:
    """A source of data: a file alone, or a table."""
    read = _uri if isinstance(value, str) else _TABLE_OF_SOURCE
    return read(reader, path, settings, value)


_TABLE_OF_SOURCE = _kept({**{name: _kept() for name in _keys_of("DataSource")}, "uri": _uri})
# The default of every map's `data`. What stands in the keys is read by whoever measures.
_MEASURE: Mapping[str, _Key[Mapping[str, Toml]]] = {
    **{name: _kept() for name in _keys_of("Data")},
    **dict.fromkeys(("events", "surveys", "customers"), _source),
    "min-n": _kept({name: _kept() for name in _keys_of("MinimumN")}),
}
_TABLES: Mapping[str, _Key[Settings]] = {
    "lint": _section(lambda s: s.lint, _LINT, lambda s, v: replace(s, lint=v)),
    "gaps": _section(lambda s: s.gaps, _GAPS, lambda s, v: replace(s, gaps=v)),
    "render": _section(lambda s: s.render, _RENDER, lambda s, v: replace(s, render=v)),
    "limits": _section(lambda s: s.limits, _LIMITS, lambda s, v: replace(s, limits=v)),
    "words": _words,
    "measure": _section(lambda s: s.measure, _MEASURE, lambda s, v: replace(s, measure=v)),
}


_KEYS: Mapping[str, Iterable[str]] = {
    "lint": _LINT,
    "gaps": _GAPS,
    "render": _RENDER,
    "limits": _LIMITS,
    "measure": _MEASURE,
}
"""The keys of each table."""


def known_settings() -> Iterator[tuple[str, ...]]:
    """Every setting by its path, in the order of a file; tables of words and data as a whole."""
    yield from ((name,) for name in _TOP)
    for table in ("lint", "gaps", "render", "limits"):
        yield from ((table, name) for name in _KEYS[table])
    yield from (("words",), ("measure",))


def _settings_of_tables() -> Iterator[tuple[str, ...]]:
    """Every setting and table by its path."""
    yield from ((name,) for name in (*_TOP, "words", *_KEYS))
    for table, keys in _KEYS.items():
        yield from ((table, name) for name in keys)


def _meant(path: tuple[str, ...], known: Iterable[str]) -> str | None:
    """The setting that is most like one that there is none of: of its own table, else of another.

    One of another table that is called just so is rather meant than one that is only like it,
    and one that is called so in another language than one that happens to look alike.
    """
    here, name = path[:-1], path[-1]
    kebab = name.replace("_", "-").lower()
    own = [*known]
    others = [place for place in _settings_of_tables() if place[:-1] != here]
    exact = [".".join(place) for place in others if place[-1] == kebab]
    like = nearest(name, {place[-1]: None for place in others})
    called = settings_meant(name)
    ways = (
        [kebab] if kebab in own else [],
        exact,
        [setting for setting in own if setting in called],
        [".".join(place) for place in others if place[-1] in called],
        nearest(name, own),
        [".".join(place) for place in others if place[-1] in like[:1]],
    )
    return next((found[0] for found in ways if found), None)
