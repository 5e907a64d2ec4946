"""`cjmap cache clean`: forget what earlier runs have found in maps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from cjmap.cli.declaring import Argument, Verb
from cjmap.cli.invocation import Invocation
from cjmap.cli.words import hint
from cjmap.messages import ntr, tr


class CacheAct(StrEnum):
    """What is done with the cache."""

    CLEAN = "clean"


def cache(
    call: Invocation,
    act: Annotated[CacheAct, Argument(metavar="clean", help=hint("clean: empty it."))],
) -> None:
    from cjmap.check.store import cache_folder, open_store

    store = open_store()
    if store is None:
        call.fail(tr("The cache {folder} cannot be used.", folder=str(cache_folder())))
    number, left = store.clean()
    told = {"folder": str(store.folder)}
    call.note(
        ntr(
            "{n} entry removed from {folder}.", "{n} entries removed from {folder}.", number, **told
        )
    )
    if left:
        call.fail(
            ntr(
                "{n} entry of {folder} cannot be removed.",
                "{n} entries of {folder} cannot be removed.",
                left,
                **told,
            )
        )


def verbs() -> tuple[Verb, ...]:
    return (Verb(cache, hint("Empty the cache of what earlier runs have found.")),)
