"""A workbook filled in on an adopted form: its sheets told apart, and one case from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jusoforms.problems import Problem
from jusoforms.problems import sheets as say
from jusoforms.sheets.adopted.aligning import align
from jusoforms.sheets.adopted.assembling import AdoptedCase, put_together
from jusoforms.sheets.adopted.form import AdoptedForm, Page
from jusoforms.sheets.adopted.knowing import best_page
from jusoforms.sheets.adopted.pages import PageRead, read_page
from jusoforms.sheets.grid import Grid
from jusoforms.vocabulary.lists import Lists

__all__ = ["AdoptedBook", "read_adopted"]

_SOME = 0.5
"""Share of a page's words that tells its sheet, in a workbook whose form is known."""


@dataclass(slots=True)
class AdoptedBook:
    """What a workbook of an adopted form says."""

    cases: list[AdoptedCase] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Of the workbook as a whole."""


@dataclass(slots=True)
class _Pages:
    """The filled sheets of a workbook by what they are."""

    case: list[tuple[Page, PageRead]] = field(default_factory=list)
    meetings: list[PageRead] = field(default_factory=list)
    empty: list[tuple[Page, PageRead]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_adopted(
    form: AdoptedForm, sheets: Sequence[Grid], hidden: Sequence[Grid], lists: Lists
) -> AdoptedBook:
    """Return the cases of the sheets a person may have filled in.

    A form of one sheet holds a case a sheet; one of several holds one case.
    """
    pages = _told_apart(form, sheets, lists)
    made = AdoptedBook(problems=[*_hidden(form, hidden, lists), *pages.problems])
    case = pages.case or pages.empty[:1]
    if len(form.pages) == 1:
        made.cases = [put_together(form, page, [], lists) for _, page in case]
        return made
    of_case: dict[str, list[PageRead]] = {}
    for page, read in case:
        of_case.setdefault(page.title, []).append(read)
    twice = next((reads for reads in of_case.values() if len(reads) > 1), None)
    if not of_case or twice:
        made.problems.append(_not_one(twice or []))
        return made
    first, *others = _main_first(case)
    made.cases = [put_together(form, first, [*pages.meetings], lists, others)]
    return made


def _told_apart(form: AdoptedForm, sheets: Sequence[Grid], lists: Lists) -> _Pages:
    pages = _Pages()
    for order, grid in enumerate(sheets):
        page, like = best_page(form, grid)
        if like.share < _SOME:
            pages.problems.append(say.SHEET_NOT_READ.at(sheet=grid.name, name=grid.name))
            continue
        read = read_page(align(page, grid), order, lists)
        if page.of_meeting:
            pages.meetings += [read] if read.filled else []
        else:
            (pages.case if read.filled else pages.empty).append((page, read))
    return pages


def _hidden(form: AdoptedForm, hidden: Sequence[Grid], lists: Lists) -> Iterator[Problem]:
    """Yield the hidden sheets that somebody filled in."""
    for grid in hidden:
        page, like = best_page(form, grid)
        if like.share >= _SOME and read_page(align(page, grid), 0, lists).filled:
            yield say.SHEET_HIDDEN.at(sheet=grid.name, name=grid.name)


def _main_first(case: Sequence[tuple[Page, PageRead]]) -> list[PageRead]:
    """Return the sheet with the case's number, then the others."""
    numbered = [any(t.name == "事例番号" for t in page.targets) for page, _ in case]
    ordered = sorted(zip(numbered, case, strict=True), key=lambda one: not one[0])
    return [read for _, (_, read) in ordered]


def _not_one(pages: Sequence[PageRead]) -> Problem:
    if not pages:
        return say.NO_CASE_PAGE.at()
    names = "、".join(f"「{page.reading.grid.name}」" for page in pages)
    return say.SEVERAL_SHEETS.at(count=len(pages), sheets=names)
