"""Rows of the user's own."""

from typing import ClassVar

from cjmap.model.element import Shared, Texts, doc, listed, required
from cjmap.model.scalars import Slug, Text


class Lane(Shared):
    """A row of the user's own, filled in by `lanes` at stages and touchpoints."""

    SHORTHAND: ClassVar[str | None] = "name"
    ADDITIONS = frozenset(("texts",))
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "help")

    name: Text = required("What the row is called.", "Open questions")
    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the name.", "open-questions"
    )
    help: Text | None = doc("In a few words, what the row holds.", "to be asked in interviews")
    texts: Texts = listed("What it says of the journey as a whole.", ["Who signs the order?"])


# By the id (or the name) of a lane, what stands in it here.
LaneTexts = dict[str, Texts]
