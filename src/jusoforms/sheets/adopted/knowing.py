"""How much of what a form's page prints stands on a sheet: the evidence for which form it is."""

from __future__ import annotations

from dataclasses import dataclass

from jusoforms.sheets.adopted.form import AdoptedForm, Kind, Page
from jusoforms.sheets.adopted.words import bare_key, key_of
from jusoforms.sheets.grid import Grid

__all__ = ["Likeness", "best_page", "likeness"]

_HEAVIEST = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """A sheet beside a page of a form."""

    share: float
    """How much of what the page prints is there, 0 to 1."""
    words: frozenset[tuple[int, int]] = frozenset()
    """The cells it accounts for."""


def likeness(page: Page, grid: Grid) -> Likeness:
    """Return how much a sheet is like a page; places do not count."""
    cells = [cell for cell in grid.seen() if cell.text.strip()]
    whole: dict[str, set[tuple[int, int]]] = {}
    bare: dict[str, set[tuple[int, int]]] = {}
    for cell in cells:
        whole.setdefault(key_of(cell.text), set()).add((cell.row, cell.column))
        bare.setdefault(bare_key(cell.text), set()).add((cell.row, cell.column))
    most = found = 0.0
    words: set[tuple[int, int]] = set()
    for key, kind in {(item.key, item.kind) for item in page.items if item.key}:
        places = (bare if kind is Kind.OPTION else whole).get(key, set())
        weight = min(len(key), _HEAVIEST)
        most += weight
        found += weight if places else 0
        words |= places
    for item in page.items:
        if item.pattern and item.pattern.weight:
            weight = min(item.pattern.weight, _HEAVIEST)
            places = {(c.row, c.column) for c in cells if item.pattern.values(c.text) is not None}
            most += weight
            found += weight if places else 0
            words |= places
    return Likeness(found / most if most else 0.0, frozenset(words))


def best_page(form: AdoptedForm, grid: Grid) -> tuple[Page, Likeness]:
    """Return the page of a form that a sheet is most like."""
    pages = ((page, likeness(page, grid)) for page in form.pages)
    return max(pages, key=lambda one: one[1].share)
