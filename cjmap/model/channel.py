"""On which ways customer and organization meet."""

from typing import Annotated, ClassVar

from cjmap.model.element import Shared, doc, required
from cjmap.model.scalars import Slug, Text, choice
from cjmap.vocabulary.channels import ChannelType, Ownership


class Channel(Shared):
    """A way on which customer and organization meet."""

    SHORTHAND: ClassVar[str | None] = "name"
    SKELETON: ClassVar[tuple[str, ...]] = ("name", "type")

    name: Text = required("The channel's name.", "Pop-up store")
    id: Slug | None = doc("How the map refers to it. Left out: the slug of the name.", "pop-up")
    type: Annotated[ChannelType, choice(ChannelType)] | None = doc(
        "What kind of channel it is. Left out: that of the built-in channel which the name means.",
        "physical",
    )
    ownership: Annotated[Ownership, choice(Ownership)] | None = doc("Whose it is.", "owned")
    icon: Text | None = doc(
        "The name of a built-in icon, or an emoji. Left out: that of the built-in channel which the name means.",
        "store",
        "🏪",
    )
