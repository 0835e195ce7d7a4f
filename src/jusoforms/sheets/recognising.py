"""Which form a workbook is: by its own word, else by what is printed on its sheets.

Shipped and adopted forms compete on one scale: the share of a form's words that a sheet holds. At
least 70 % must be there, and clearly more than of the next form; a form that accounts for all the
next one does, and more, is clear too (the ward's newer edition beside its older one). Between a
shipped form and one that a ward adopted with the same words, the ward's own choice holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jusoforms.problems import Problem
from jusoforms.problems import forms as say_forms
from jusoforms.problems import sheets as say
from jusoforms.sheets.adopted.form import AdoptedForm, Forms
from jusoforms.sheets.adopted.knowing import Likeness, best_page
from jusoforms.sheets.catalogue_sheet import catalogue_names
from jusoforms.sheets.forms import (
    CASE_SHEET,
    CATALOGUE_SHEET,
    FORMS,
    Form,
    declared_form,
    find_labels,
)
from jusoforms.sheets.grid import Cell, Grid, Workbook
from jusoforms.sheets.structured.finding import nearest
from jusoforms.sheets.structured.layout import CASE_LAYOUT, FORM_NAME, MEETING_LAYOUT
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.names import names_of

__all__ = ["Recognised", "carried", "recognise"]

_NUMBER = re.compile("[0-9]{1,9}")
"""Of a form: 支援会議票/1."""
_ENOUGH = 0.7
_CLEARLY = 0.2
_NAMES = {CASE_SHEET.name: names_of(Case), CATALOGUE_SHEET.name: catalogue_names()}
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """A form, and the sheets of a workbook that carry it."""

    form: Form | AdoptedForm | str
    """The meeting form by its name."""
    sheets: tuple[Grid, ...]

    @property
    def name(self) -> str:
        """How results call it."""
        return self.form if isinstance(self.form, str) else self.form.name


@dataclass(frozen=True, slots=True)
class _Candidate:
    form: Form | AdoptedForm | str
    like: Likeness

    @property
    def name(self) -> str:
        return self.form if isinstance(self.form, str) else self.form.name

    @property
    def is_adopted(self) -> bool:
        return isinstance(self.form, AdoptedForm)


def recognise(
    book: Workbook, sheets: Sequence[Grid], forms: Forms
) -> tuple[tuple[Recognised, ...], tuple[Problem, ...]]:
    """Return the forms that sheets of a workbook carry, or the problem of not knowing one.

    Sheets that carry none are in no entry.
    """
    declared = declared_form(book)
    known = [*(form.name for form in FORMS), FORM_NAME]
    newer = _newer(declared, known)
    if newer:
        return (), (newer,)
    if declared in known:
        return _declared(book, sheets, declared)
    found: dict[str, tuple[_Candidate, list[Grid]]] = {}
    best: list[_Candidate] = []
    for grid in sheets:
        ranked = _ranked(book, grid, forms)
        if _certain(ranked):
            found.setdefault(ranked[0].name, (ranked[0], []))[1].append(grid)
        best = ranked if not best or ranked[0].like.share > best[0].like.share else best
    if not found:
        return (), (_unknown(best),)
    return tuple(Recognised(one.form, tuple(grids)) for one, grids in found.values()), ()


def carried(book: Workbook, grid: Grid, forms: Forms) -> Recognised | None:
    """Return the form that a sheet certainly carries, whatever the workbook calls itself."""
    ranked = _ranked(book, grid, forms)
    return Recognised(ranked[0].form, (grid,)) if _certain(ranked) else None


def _declared(
    book: Workbook, sheets: Sequence[Grid], declared: str
) -> tuple[tuple[Recognised, ...], tuple[Problem, ...]]:
    """Return the form that the workbook names, with the sheets that are most like it."""
    if declared == FORM_NAME:
        return (Recognised(FORM_NAME, tuple(sheets)),), ()
    form = next(form for form in FORMS if form.name == declared)
    shares = {grid.name: _of_labels(grid, form).share for grid in sheets}
    top = max(shares.values(), default=0.0)
    carrying = tuple(g for g in sheets if top and shares[g.name] >= min(_ENOUGH, top))
    if carrying:
        return (Recognised(form, carrying),), ()
    ranked = sorted(_shipped(book, sheets[0], sheets[0]), key=lambda one: one.form is not form)
    return (), (_unknown(ranked),)


def _newer(declared: str, known: Sequence[str]) -> Problem | None:
    """Return the problem of a form of ours with a later number."""
    name, _, number = declared.partition("/")
    ours = next((one for one in known if one.partition("/")[0] == name), "")
    if not ours or declared in known or not _NUMBER.fullmatch(number):
        return None
    newest = ours.partition("/")[2]
    if int(number) <= int(newest):
        return None
    return say_forms.NEWER_FORM.at(form=declared, known=ours)


def _ranked(book: Workbook, grid: Grid, forms: Forms) -> list[_Candidate]:
    adopted = _sorted(_Candidate(form, best_page(form, grid)[1]) for form in forms.forms)
    if adopted and adopted[0].like.share == 1 and _certain(adopted):
        return adopted  # every word is there: no form of ours is before it
    ranked = _sorted([*adopted, *_shipped(book, grid, grid.seen())])
    if _certain(ranked):
        return ranked
    # Labels that are hidden or cut off by the print area still tell what the sheet is.
    by_all = _sorted([*adopted, *_shipped(book, grid, grid)])
    return by_all if _certain(by_all) else ranked


def _sorted(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda one: (-one.like.share, -len(one.like.words)))


def _shipped(book: Workbook, grid: Grid, cells: Iterable[Cell]) -> Iterator[_Candidate]:
    for form in FORMS:
        yield _Candidate(form, _of_labels(cells, form))
    yield _Candidate(FORM_NAME, _of_layouts(book, grid))


def _of_labels(cells: Iterable[Cell], form: Form) -> Likeness:
    labels = find_labels(cells, _NAMES[form.name], form.labels)
    words = frozenset((label.cell.row, label.cell.column) for label in labels)
    return Likeness(len({label.field for label in labels}) / len(form.labels), words)


def _of_layouts(book: Workbook, grid: Grid) -> Likeness:
    found = nearest(book, grid, (CASE_LAYOUT, MEETING_LAYOUT))
    labels = found.layout.labels
    words = {
        (cell.row, cell.column)
        for cell in grid
        if cell.text.strip() and (labels.find(cell.text) or found.layout.band_of(cell.text))
    }
    return Likeness(found.share, frozenset(words))


def _certain(ranked: Sequence[_Candidate]) -> bool:
    best, *others = ranked
    return best.like.share >= _ENOUGH and all(_clearly(best, other) for other in others)


def _clearly(best: _Candidate, other: _Candidate) -> bool:
    if best.like.share - other.like.share >= _CLEARLY:
        return True
    mine, theirs = best.like.words, other.like.words
    if mine > theirs or (mine >= theirs and best.like.share > other.like.share):
        return True
    return best.is_adopted and not other.is_adopted and best.like.share >= other.like.share


def _unknown(ranked: Sequence[_Candidate]) -> Problem:
    nearest = [one.name.partition("/")[0] for one in ranked[:2]]
    return say.UNKNOWN_FORM.at(
        candidates=nearest,
        examples="、".join(f"「{heading}」" for heading in _headings(ranked[0].form)),
        nearest="、".join(nearest),
    )


def _headings(form: Form | AdoptedForm | str) -> Sequence[str]:
    """Return some of a form's printed words, as examples."""
    if isinstance(form, Form):
        return form.headings[:_SHOWN]
    if isinstance(form, AdoptedForm):
        texts = [item.text for item in form.pages[0].items if item.key]
        return ["".join(text.split()) for text in texts[:_SHOWN]]
    return [slot.label for slot in CASE_LAYOUT.slots[:_SHOWN]]
