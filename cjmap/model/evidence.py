"""Where the statements of a map come from."""

from typing import Annotated, ClassVar

from cjmap.model.element import Count, Shared, doc, required
from cjmap.model.scalars import Day, Slug, Text, Url, choice
from cjmap.vocabulary.evidence import Confidence, EvidenceType


class Evidence(Shared):
    """Where a statement comes from. An assumption is evidence too, and says so."""

    SHORTHAND: ClassVar[str | None] = "title"
    NAME: ClassVar[str] = "title"
    SKELETON: ClassVar[tuple[str, ...]] = ("title", "type", "date")

    id: Slug | None = doc(
        "How the map refers to it. Left out: the slug of the title.", "interviews-2026"
    )
    title: Text = required("What it is.", "Eight interviews with shoppers, March 2026")
    type: Annotated[EvidenceType, choice(EvidenceType)] | None = doc(
        "The method; `assumption` for what nobody has looked at yet.", "interview"
    )
    date: Day | None = doc("When it was gathered.", "2026-03-14")
    n: Count | None = doc("How many people or cases.", 8)
    url: Url | None = doc("Where it can be read (http or https).", "https://example.org/study")
    file: Text | None = doc(
        "A file of the workspace, from this map's folder.", "research/interviews.pdf"
    )
    confidence: Annotated[Confidence, choice(Confidence)] | None = doc(
        "How far one may rely on it.", "medium"
    )
