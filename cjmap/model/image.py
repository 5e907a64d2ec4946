"""Pictures of the workspace."""

from typing import ClassVar

from cjmap.model.element import Element, doc, required
from cjmap.model.scalars import Text


class Image(Element):
    """A picture in a file of the workspace, embedded in reports."""

    SHORTHAND: ClassVar[str | None] = "src"
    SKELETON: ClassVar[tuple[str, ...]] = ("src", "alt")

    src: Text = required("The file, as a path from this map's folder.", "photos/laura.jpg")
    alt: Text | None = doc(
        "What the picture shows, for people who cannot see it.", "Laura at her desk"
    )
