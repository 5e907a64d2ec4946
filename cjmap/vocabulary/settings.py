"""What a workspace's settings choose among."""

from __future__ import annotations

from cjmap.messages import tr
from cjmap.vocabulary.choice import Choice


class EngineChoice(Choice):
    """Which Graphviz lays out a flow."""

    AUTO = "auto", tr("whichever is there"), "The embedded one, else the system's."
    EMBEDDED = "embedded", tr("embedded"), "The one that comes along as a package."
    SYSTEM = "system", tr("the system's"), "The `dot` on the PATH."
