"""Raw errors → problems with places: the third step.

A wrong place does not hide the rest: it is mended where one mending is certain (a mistyped
key), else pruned, and the remainder is validated again, so that every independent mistake of a
file is found in one run and none drags others behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cjmap.findings import Path, Problem
from cjmap.languages.keys import names_language
from cjmap.loading.extraction import Extract
from cjmap.loading.figures import Mended, mend_number
from cjmap.loading.incomplete import Loss, lose, lose_everything
from cjmap.loading.meanings import (
    Meaning,
    far_meaning,
    free_keys,
    holds_another,
    meaning_of,
    tell_owners,
)
from cjmap.loading.paths import (
    Value,
    existing_prefix,
    original_number,
    reverse_order,
    value_at,
)
from cjmap.loading.scales import guess_scale, written_scores
from cjmap.loading.shape import class_at, keys_of, takes_text
from cjmap.loading.slips import Comma
from cjmap.loading.validation import RawError
from cjmap.loading.values import show
from cjmap.loading.wording import (
    PAIRS,
    Wording,
    describe_missing,
    put_into_words,
    read_as_list,
)
from cjmap.messages import DEFAULT_LANGUAGE, Message, shorten, tr
from cjmap.messages.secrets import veil
from cjmap.model.metric import Metric
from cjmap.model.remarks import Remark
from cjmap.records import replace
from cjmap.sieve.grammar import MODELS
from cjmap.text.scalars import Plain, in_quotes
from cjmap.text.slugs import holds_words, slug
from cjmap.vocabulary.maps import MapKind
from cjmap.vocabulary.metrics import MetricType

_SCALE = "emotion_scale"
# Errors of what holds too little: no mistakes of their own where something in it was lost.
_LISTS = frozenset(("tuple_type", "list_type"))
_BY_PERSONA = "emotions"
_HOLLOW = frozenset(("nothing_felt", "nothing_said", "too_short"))


class Ledger:
    """What is known of one file while its data are mended, round by round.

    `problems` and `told` have paths with the document's numbers and the model's keys; `renamed`
    says how a key of the model is written; see `Extract` for the others. `title` takes the
    place of one that is missing; `text` is what was read; in `language`, the map's as a BCP 47
    tag, words for keys are looked up first.
    """

    def __init__(self, extract: Extract, title: str, text: str) -> None:
        self.data: dict[str, Value] = extract.data
        self.problems: list[Problem] = list(extract.problems)
        self.removed: dict[Path, list[int]] = {
            path: list(numbers) for path, numbers in extract.removed.items()
        }
        self.renamed: dict[Path, str] = {}
        self.told: set[Path] = set(extract.told)
        self.incomplete: set[Loss] = set(extract.incomplete)
        self.merged: frozenset[Path] = extract.merged
        self.remarks: tuple[Remark, ...] = extract.remarks
        self.commas: Mapping[Path, Comma] = extract.commas
        self.colons: Mapping[Path, tuple[int, int]] = extract.colons
        self.text = text
        self.title = title
        # Places whose key is a word for the right one, so that what stands there is meant for it.
        self.called: set[Path] = set()
        # Whether a scale for the scores has been offered.
        self.offered = False

    @property
    def language(self) -> str:
        """The map's language as far as it is read, whatever its key is called."""
        written = self.data.get("language")
        if isinstance(written, str):
            return written
        # Called otherwise, it may be among the first that are looked up: `idioma: es`.
        named = (
            tag
            for key, tag in self.data.items()
            if isinstance(tag, str) and names_language(slug(key), tag)
        )
        return next(named, DEFAULT_LANGUAGE)

    def mend(self, errors: Sequence[RawError]) -> None:
        """Tells the errors of one validation, and mends or prunes their places in the data."""
        _Round(self).run(errors)

    def written(self, location: Path) -> Path:
        """The location with the numbers of the document's lists, and the model's keys."""
        modelled: list[str | int] = []
        for step in location:
            if isinstance(step, int):
                step = original_number(step, self.removed.get(tuple(modelled), ()))
            modelled.append(step)
        return tuple(modelled)

    def read_as(self, owner: Path, word: str) -> str:
        """The key of the model as which a word of the document was read; most often the word itself."""
        read = (path for path, written in self.renamed.items() if written == word)
        return next((str(path[-1]) for path in read if path[:-1] == owner), word)

    def tell(self, wording: Wording, location: Path) -> None:
        """Adds a problem, unless one has been told of its place."""
        path = self.written(location)
        if path not in self.told:
            self.told.add(path)
            self.problems.append(
                Problem(
                    wording.code,
                    path,
                    wording.message,
                    wording.help,
                    replacement=wording.replacement,
                )
            )

    def tell_colon(self, location: Path) -> bool:
        """Tells of an item that a colon made a key, where it is one."""
        path = self.written(location)
        if path in self.told:
            return True
        span = self.colons.get(path)
        if span is None:
            return False
        self.told.add(path)
        meant = self.text[slice(*span)]
        self.problems.append(
            Problem(
                "CJ012",
                path,
                tr("The colon makes this a key: quote it."),
                tr("Put the whole text in quotes: {text}.", text=shorten(in_quotes(meant))),
                span=span,
                quoted=meant,
            )
        )
        return True

    def has_told_inside(self, location: Path) -> bool:
        """Whether something has been told of what stood inside a place."""
        path = self.written(location)
        told = (*self.told, *(problem.path for problem in self.problems))
        return any(len(one) > len(path) and one[: len(path)] == path for one in told)

    def has_lost_inside(self, location: Path) -> bool:
        """Whether something that stood inside a place is gone, which has been told."""
        return self.has_told_inside(location) or self.written(location) in self.removed

    def lose(self, path: Path) -> None:
        """Remembers what may be missing now that `path` is pruned."""
        self.incomplete.update(lose(path))

    def move(self, path: Path, target: Path) -> None:
        """Removals noted below a mistyped key belong below the right one."""
        for known in [known for known in self.removed if known[: len(path)] == path]:
            self.removed[target + known[len(path) :]] = self.removed.pop(known)


class _Round:
    """One validation's errors made into problems, and the data mended for the next."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._data = ledger.data
        # In the order in which they were found.
        self._drops: dict[Path, None] = {}
        self._fills: list[tuple[Path, Value]] = []
        # Keys read as another: owner and right key.
        self._recovered: set[Path] = set()

    def run(self, errors: Sequence[RawError]) -> None:
        # A mistyped key is often the one that is missing.
        unknown = [error for error in errors if error.kind == "extra_forbidden"]
        # The map's own come first: one of them may say in which language the others are.
        for error in sorted(unknown, key=lambda error: len(error.location)):
            if not self._is_by_persona(error.location):
                self._unknown_key(error.location)
        for error in self._with_scale(errors):
            if error.kind == "missing":
                self._missing(error.location)
            elif _is_told_inside(error, errors):
                self._drops.setdefault(existing_prefix(self._data, error.location))
            elif error.kind != "extra_forbidden":
                self._wrong(error)
        self._fill()
        self._prune()

    def _with_scale(self, errors: Sequence[RawError]) -> list[RawError]:
        """The errors, of which the first score off the scale offers one, once a map.

        Where the scale is wrong or only just read, scores are not called wrong: what they are
        nobody knows, or the next round tells.
        """
        wrong = [error for error in errors if error.location[:1] == (_SCALE,)]
        if wrong or any(path[:1] == (_SCALE,) for path in self._ledger.told):
            for path, _ in written_scores(self._data):
                self._drops.setdefault(path)
            self._drops.setdefault((_SCALE,))
            rest = [error for error in errors if error not in wrong and error.kind != "off_scale"]
            return [*wrong[:1], *rest]
        if (_SCALE,) in self._recovered:
            return [error for error in errors if error.kind != "off_scale"]
        listed = list(errors)
        first = next((n for n, one in enumerate(listed) if one.kind == "off_scale"), None)
        if first is None or self._ledger.offered or _SCALE in self._data:
            return listed
        self._ledger.offered = True
        scale = guess_scale(self._data)
        if scale is not None:
            details = {**listed[first].details, "scale": scale}
            listed[first] = replace(listed[first], details=details)
        return listed

    # -- keys that are not known ----------------------------------------------------------

    def _unknown_key(self, location: Path) -> None:
        key = str(location[-1])
        owner = value_at(self._data, location[:-1])
        if not isinstance(owner, dict) or key not in owner:
            return
        if self._goes_on(location, owner) or self._is_type(location, key, owner):
            return
        place = location[:-1]
        meaning = meaning_of(place, key, owner[key], self._ledger.language)
        owners = None if meaning.keys else meaning.help or tell_owners(key, self._ledger.language)
        if not meaning.keys and owners is None:
            meaning = far_meaning(place, key)
        free = free_keys(place, meaning, owner)
        if len(free) == 1:
            self._read_as(location, owner, free[0], meaning)
        elif meaning.keys or not self._is_text(place):
            self._give_up(location, owner, meaning, free, owners)

    def _give_up(
        self,
        location: Path,
        owner: dict[str, Value],
        meaning: Meaning,
        free: tuple[str, ...],
        owners: Message | None,
    ) -> None:
        """Tells of a key of which nobody knows what it means here, and leaves it out."""
        key, ledger = str(location[-1]), self._ledger
        if meaning.help is not None and meaning.value is None and not meaning.sure:
            help = meaning.help
        elif meaning.keys and not free:
            help = tr("`{name}` is here already: keep one of the two.", name=meaning.keys[0])
        else:
            known = keys_of(location[:-1])
            help = owners or self._name_persona(key, known) or _suggest_keys(key, free, known)
        self._tell_key(location, key, help)
        place = ledger.written(location[:-1])
        # One of these may be the one that is missing.
        ledger.told.update((*place, name) for name in free)
        if location[0] == "data":
            # Whatever was meant, it may be what a source lacks.
            ledger.lose(location)
        if isinstance(owner[key], list | dict):
            # It may have held anything.
            ledger.incomplete.update(lose_everything(place))
        del owner[key]

    def _goes_on(self, location: Path, owner: dict[str, Value]) -> bool:
        """Tells of a key that is the rest of a text which a comma ended, where it is one."""
        # One that stands alone for a list is no item in the document.
        place = existing_prefix(self._data, location[:-1])
        comma = self._ledger.commas.get(self._ledger.written((*place, str(location[-1]))))
        if comma is None:
            return False
        del owner[str(location[-1])]
        if comma.number:
            self._tell_decimals(place, comma, owner)
            return True
        if comma.keys[0] == location[-1]:
            self._tell_key(
                location,
                comma.keys[0],
                tr(
                    "In braces a comma ends a text; put it in quotes: `{key}: {text}`.",
                    key=comma.owner,
                    text=shorten(in_quotes(comma.meant)),
                ),
                message=tr(
                    "The comma makes `{key}` a key without a value.", key=shorten(comma.keys[0])
                ),
            )
        return True

    def _tell_decimals(self, place: Path, comma: Comma, owner: dict[str, Value]) -> None:
        """Tells of a number in braces whose decimals a comma parted off, and reads it as meant."""
        written = self._ledger.written(place)
        # It may have been read as the key that was meant, or been given up.
        key = self._ledger.read_as(written, comma.owner)
        if key not in owner:
            return
        path = (*written, key)
        meant = _mend_in_place(comma.meant.replace(" ", ""), path, place, self._ledger.language)
        number = None if meant is None else meant.number
        self._ledger.told.add(path)
        self._ledger.problems.append(
            Problem(
                "CJ012",
                path,
                tr("In braces a comma ends a number."),
                None if meant is None else meant.help,
                span=comma.span,
                rewritten=None if number is None else show(number),
            )
        )
        if number is not None:
            owner[key] = Plain(show(number))
        else:
            del owner[key]

    def _is_by_persona(self, location: Path) -> bool:
        """Whether a key stands under `emotion`, where personas do instead of its own keys.

        It is told once, and read as `emotions`.
        """
        place = location[:-1]
        if place[-1:] != ("emotion",):
            return False
        target = (*place[:-1], _BY_PERSONA)
        if target in self._recovered:
            return True
        owner, feelings = value_at(self._data, place[:-1]), value_at(self._data, place)
        if not isinstance(owner, dict) or not isinstance(feelings, dict) or _BY_PERSONA in owner:
            return False
        names = tuple(_persona_names(self._data))
        named = any(holds_words(name, slug(key)) for key in feelings for name in names)
        if not named or not feelings.keys().isdisjoint(keys_of(place)):
            return False
        self._read_as(
            place,
            owner,
            _BY_PERSONA,
            Meaning((_BY_PERSONA,), sure=True, help=tr("By persona it is `emotions`.")),
            tr("`emotion` is how everyone feels."),
        )
        return True

    def _is_text(self, place: Path) -> bool:
        """Tells of an item that should be a text and that a colon made a key, and drops it."""
        element = class_at(place)
        if element is None or element.SHORTHAND is None or not self._ledger.tell_colon(place):
            return False
        self._drops.setdefault(place)
        return True

    def _is_type(self, location: Path, key: str, owner: dict[str, Value]) -> bool:
        """Whether a key is the type of the metric that lacks one: `csat: 54%` for type and value.

        It is told once, and read as it was meant.
        """
        kind = MetricType.known(key)
        if kind is None or class_at(location[:-1]) is not Metric or "type" in owner:
            return False
        value = owner.pop(key)
        written = f"`value: {shorten(value)}`" if isinstance(value, str) else "`value: …`"
        self._tell_key(
            location, key, tr("Write `type: {type}` and {value}.", type=kind, value=written)
        )
        owner["type"] = str(kind)
        if value is not None and "value" not in owner:
            owner["value"] = value
            path = self._ledger.written(location)
            self._ledger.renamed[(*path[:-1], "value")] = key
            self._ledger.move(path, (*path[:-1], "value"))
        self._recovered.add((*location[:-1], "type"))
        return True

    def _read_as(
        self,
        location: Path,
        owner: dict[str, Value],
        right: str,
        meaning: Meaning,
        message: Message | None = None,
    ) -> None:
        """Takes a key for the one that it was meant to be, and mends it where that is certain."""
        ledger = self._ledger
        key = str(location[-1])
        path = ledger.written(location)
        target = (*path[:-1], right)
        # Where one that is as near is here already, nobody knows which was meant.
        certain = (
            meaning.sure
            and not any(name in owner for name in meaning.keys)
            and not holds_another(location[:-1], key, owner, ledger.language)
        )
        help = meaning.help or tr("Did you mean `{name}`?", name=right)
        self._tell_key(location, key, help, right if certain else None, message or meaning.message)
        value = owner.pop(key)
        if value is None:
            ledger.told.add(target)
        else:
            owner[right] = value if meaning.value is None else meaning.value
        if not meaning.sure:
            # What stands there may be in the words of the other key: one finding is enough.
            ledger.told.add(target)
        if meaning.sure and meaning.message is not None:
            ledger.called.add(target)
        ledger.renamed[target] = key
        ledger.move(path, target)
        self._recovered.add((*location[:-1], right))

    def _name_persona(self, key: str, known: Sequence[str]) -> Message | None:
        """How to say whose something is, where a persona is the key of what it says."""
        whose = next((name for name in ("persona", "personas") if name in known), None)
        if whose is None or slug(key) not in _persona_names(self._data):
            return None
        return tr(
            "“{name}” is one of the personas: write `{key}: {name}`, and beside it what it says.",
            name=shorten(key),
            key=whose,
        )

    def _tell_key(
        self,
        location: Path,
        key: str,
        help: Message,
        replacement: str | None = None,
        message: Message | None = None,
    ) -> None:
        self._ledger.problems.append(
            Problem(
                "CJ011",
                self._ledger.written(location),
                message or tr("There is no key `{key}` here.", key=shorten(key)),
                help,
                key=True,
                replacement=replacement,
            )
        )

    # -- keys that are missing ------------------------------------------------------------

    def _missing(self, location: Path) -> None:
        if location in self._recovered or location[:-1] in self._drops:
            return
        ledger = self._ledger
        owner, key = location[:-1], str(location[-1])
        model = class_at(owner)
        # One that stands without its list is there under the list's own key.
        owner = existing_prefix(self._data, owner)
        if owner and value_at(self._data, owner) == {} and ledger.has_told_inside(owner):
            # None of its keys is known, which has been told.
            self._drops.setdefault(existing_prefix(self._data, owner))
            return
        if ledger.written(owner) not in ledger.merged:
            library = self._data.get("kind") == MapKind.LIBRARY
            ledger.tell(describe_missing(model, key, library=library), location)
        if not owner and key == "title":
            self._fills.append((location, ledger.title))
        elif not owner:
            ledger.lose(location)
            self._fills.append((location, []))
        elif key == "name":
            number = next((step for step in reversed(owner) if isinstance(step, int)), 0)
            kind = model.__name__.lower() if model else "item"
            self._fills.append((location, f"{kind}-{number + 1}"))
        else:
            self._drops.setdefault(existing_prefix(self._data, owner))

    def _fill(self) -> None:
        """Gives what is missing a value, so that the rest can be read."""
        for location, value in self._fills:
            container = value_at(self._data, location[:-1])
            if isinstance(container, dict):
                container.setdefault(str(location[-1]), value)
            elif location[:-1]:
                # Shorthand gave the owner; it has no mapping to fill.
                self._drops.setdefault(existing_prefix(self._data, location[:-1]))

    # -- values that are wrong ------------------------------------------------------------

    def _wrong(self, error: RawError) -> None:
        place = existing_prefix(self._data, error.location)
        if error.kind == "wrong_type" and error.text("expected") in ("text", "text or mapping"):
            self._ledger.tell_colon(place)
        items = self._items_of(error, place)
        joined = _join(value_at(self._data, place)) if error.kind == "wrong_type" else ""
        details = {
            **error.details,
            **({} if items is None else {"items": items}),
            **({"joined": joined} if joined else {}),
        }
        wording = put_into_words(
            replace(error, location=place, details=details), self._ledger.language
        )
        hollow = error.kind in _HOLLOW and self._ledger.has_lost_inside(place)
        # A value that is none of the key which was read for another: the key alone is told.
        path = self._ledger.written(place)
        misread = (
            error.kind == "unknown_value"
            and path in self._ledger.renamed
            and path not in self._ledger.called
        )
        if not (hollow or misread):
            self._ledger.tell(wording, place)
        if items is not None and self._put(place, list(map(Plain, items))):
            return
        meant = wording.replacement
        if meant is None or isinstance(meant, tuple) or not self._write(place, show(meant)):
            self._drops.setdefault(place)

    def _items_of(self, error: RawError, place: Path) -> tuple[str, ...] | None:
        """The items of a list that a text was to be which stands in its place."""
        alone = value_at(self._data, place) if error.kind in _LISTS else None
        key = str(place[-1]) if place else ""
        items = read_as_list(alone, key) if isinstance(alone, str) else None
        fits = not items or key in PAIRS or takes_text((*place, 0))
        return items if fits else None

    def _write(self, place: Path, meant: str) -> bool:
        """Puts what was meant in the place of a text; whether there was one."""
        return self._put(place, Plain(meant))

    def _put(self, place: Path, meant: Value) -> bool:
        container = value_at(self._data, place[:-1])
        step = place[-1] if place else ""
        if isinstance(container, dict) and isinstance(container.get(str(step)), str):
            container[str(step)] = meant
        elif isinstance(container, list) and isinstance(step, int):
            container[step] = meant
        else:
            return False
        return True

    def _prune(self) -> None:
        gone: dict[Path, list[int]] = {}
        for path in sorted(self._drops, key=reverse_order):
            if path:
                self._drop(path, gone)
        for owner, numbers in gone.items():
            listed = self._ledger.removed.setdefault(owner, [])
            listed += numbers
            listed.sort()

    def _drop(self, path: Path, gone: dict[Path, list[int]]) -> None:
        """Takes a place out of the data; numbers of items go to `gone`, by their lists."""
        written = self._ledger.written(path)
        container = value_at(self._data, path[:-1])
        step = path[-1]
        self._ledger.lose(written)
        self._ledger.told.add(written)
        if isinstance(container, list) and isinstance(step, int) and step < len(container):
            number = written[-1]
            assert isinstance(number, int)
            gone.setdefault(written[:-1], []).append(number)
            del container[step]
        elif isinstance(container, dict):
            container.pop(str(step), None)


def _join(value: Value) -> str:
    """The texts of a list that stands where one text belongs, as one; "" where it is no such list.

    `- - text` is a list in a list.
    """
    while isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        (value,) = value
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return ""
    return ", ".join(map(str, value))


def _mend_in_place(written: str, path: Path, place: Path, language: str) -> Mended | None:
    """How to write a number at a path, by what the key may hold of the model at a place."""
    model = class_at(place)
    fields = MODELS[model.__name__][0] if model is not None else {}
    match fields.get(str(path[-1])):
        case ("number", least, most, whole):
            return mend_number(
                written, path, least=least, most=most, whole=whole, language=language
            )
        case ("figure", least, most):
            return mend_number(written, path, least=least, most=most, language=language)
        case ("rating", _):
            return mend_number(written, path, least=1, most=5, whole=True, language=language)
    return mend_number(written, path, language=language)


def _persona_names(data: Value) -> Iterator[str]:
    """What a map calls its personas, as slugs."""
    listed = data.get("personas") if isinstance(data, dict) else None
    if isinstance(listed, str):
        listed = list(read_as_list(listed, "personas") or ())
    for persona in listed if isinstance(listed, list) else ():
        named = [persona]
        if isinstance(persona, dict):
            named = [persona.get("id"), persona.get("name")]
        yield from (slug(name) for name in named if isinstance(name, str))


def _is_told_inside(error: RawError, errors: Sequence[RawError]) -> bool:
    """Whether a list is too short only because an item of it is wrong."""
    depth = len(error.location)
    return error.kind == "too_short" and any(
        other.location[:depth] == error.location and len(other.location) > depth for other in errors
    )


def _suggest_keys(key: str, near: Sequence[str], known: Sequence[str]) -> Message:
    """What to do about a key that is not known, where no single one was meant."""
    if near:
        return tr("Did you mean one of {names}?", names=", ".join(f"`{name}`" for name in near))
    return tr(
        "Known here: {names}. A key of your own begins with `x-`: `{own}:`.",
        names=", ".join(sorted(known)),
        own=f"x-{slug(veil(key)) or 'my-key'}",
    )
