"""The images that a map shows, each held once in its picture."""

from __future__ import annotations

from collections.abc import Callable

from cjmap.draw.album import Photo
from cjmap.draw.canvas import Box, Image, Sight


class Gallery:
    """Hands out the images of a picture by the path that the map has for them.

    `find` looks a path up; what the picture must hold for them comes to stand in `images`.
    """

    def __init__(self, find: Callable[[str], Photo | None], prefix: str) -> None:
        self._find = find
        self._prefix = prefix
        self._known: dict[str, Image | None] = {}

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(image for image in self._known.values() if image is not None)

    def show(self, source: str, side: float) -> Sight | None:
        """The image in a square with a `side` in px, filling it; None for one that cannot be seen."""
        image = self._take(source)
        if image is None:
            return None
        return Sight(Box(0, 0, side, side), image.id, (image.width, image.height), filling=True)

    def fit(self, source: str, width: float, height: float) -> Sight | None:
        """The whole image, as large as fits into so many px and no larger than it is by nature."""
        image = self._take(source)
        if image is None:
            return None
        scale = min(1.0, width / image.width, height / image.height)
        # What is long and thin would be no more than a hair.
        box = Box(0, 0, max(1.0, scale * image.width), max(1.0, scale * image.height))
        return Sight(box, image.id, (image.width, image.height))

    def _take(self, source: str) -> Image | None:
        if source not in self._known:
            photo = self._find(source)
            name = f"{self._prefix}-image-{len(self._known) + 1}"
            self._known[source] = (
                None if photo is None else Image(name, photo.uri, photo.width, photo.height)
            )
        return self._known[source]
