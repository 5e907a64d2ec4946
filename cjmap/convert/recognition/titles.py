"""Names of sheets that say nothing of what stands on them."""

from __future__ import annotations

from typing import Final

from cjmap.expressions import expression

# What programs for spreadsheets call a new sheet, in the languages that ship.
_GENERIC: Final = expression(
    r"(?:sheet|tabelle|hoja|feuille?|feuil|foglio|folha|planilha|página|pagina|blad|arkusz|シート|工作表|ورقة|"
    r"table|tabla|tableau|tabella|tabel|tabela|表)?\s*\d*",
    2,
)


def is_generic(title: str) -> bool:
    """Whether a sheet's name is the one that its program gave it."""
    return _GENERIC.fullmatch(title.strip()) is not None
