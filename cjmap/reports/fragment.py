"""A part of a page that is put into a page of somebody else's."""

from __future__ import annotations

from cjmap.expressions import expression

# Texts are escaped: a quotation mark stands around the value of an attribute alone.
_OWN = expression(r'(?<=\sid=")[^"]+(?=")')
_LINK = expression(r' href="#([^"]*)"')
_NAMING = expression(
    r'(?<=\s)(aria-labelledby|aria-describedby|aria-controls|for|headers)="([^"]+)"'
)
_PAINT = expression(r"url\(#([^)]+)\)")


def set_apart(text: str, name: str) -> str:
    """A fragment whose ids are its own, by the name of its map.

    What a link leads to and is not in it leads nowhere: the link becomes text.
    """
    own = set(_OWN.findall(text))

    def call(anchor: str) -> str:
        return f"cjmap-{name}-{anchor}" if anchor in own else anchor

    text = _OWN.sub(lambda found: call(found[0]), text)
    text = _LINK.sub(lambda found: f' href="#{call(found[1])}"' if found[1] in own else "", text)
    text = _NAMING.sub(lambda found: f'{found[1]}="{" ".join(map(call, found[2].split()))}"', text)
    return _PAINT.sub(lambda found: f"url(#{call(found[1])})", text)
