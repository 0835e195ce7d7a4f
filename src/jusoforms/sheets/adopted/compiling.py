"""A blank workbook with tags to an adopted form, with everything that is wrong with its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jusoforms.problems import Problem, blocking, in_file
from jusoforms.problems import forms as say
from jusoforms.sheets.adopted.cells import Tagged, read_cells
from jusoforms.sheets.adopted.form import AdoptedForm, Kind, Page, Slot, Spot
from jusoforms.sheets.adopted.neighbours import Neighbours
from jusoforms.sheets.adopted.tabling import Mark, Shape, table_names, tables_of
from jusoforms.sheets.adopted.targets import MEETING, Target
from jusoforms.sheets.adopted.words import key_of
from jusoforms.sheets.grid import Grid, Workbook
from jusoforms.vocabulary.names import Kind as FieldKind

__all__ = ["compile_form"]

_DECLARED = ("", "jusoforms_form")
_IN_TWO_ROWS = "日付や数は、2 行以上に分けては読み取れません"
_WHEN = f"{MEETING}.開催日時"


def compile_form(book: Workbook, file: str) -> AdoptedForm | None:
    """Return the form that a blank is; None where no cell of it has a tag.

    ``file`` is its name with suffix. A form with ``faults`` that are errors reads no sheet, but
    still knows the sheets that were filled in on it.
    """
    tagged = [(grid, cells) for grid in book.sheets if _has_tags(cells := read_cells(grid))]
    if not tagged:
        return None
    made = [_page(grid, cells) for grid, cells in tagged]
    pages = _told_apart(tuple(page for page, _ in made))
    constants = tuple(one for _, cells in tagged for cell in cells for one in cell.constants)
    faults = [fault for _, found in made for fault in found]
    targets = [target for page in pages for target in page.targets] + list(constants)
    faults += _of_the_whole(book, targets, faults)
    return AdoptedForm(
        file.rpartition(".")[0] or file,
        file,
        pages,
        constants,
        _holds(targets),
        in_file(faults, file),
    )


def _has_tags(cells: Sequence[Tagged]) -> bool:
    return any(cell.targets or cell.constants or cell.problems for cell in cells)


def _page(grid: Grid, cells: Sequence[Tagged]) -> tuple[Page, list[Problem]]:
    items = tuple(cell.item for cell in cells)
    around = Neighbours(items)
    marks = [
        _mark(number, target, cell)
        for number, cell in enumerate(cells)
        for target in cell.targets
        if len(cell.targets) == 1
    ]
    names = table_names(marks, around)
    spots = {n: _spot(n, cell, around, n in names) for n, cell in enumerate(cells) if cell.targets}
    faults = [problem for cell in cells for problem in cell.problems]
    tables: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.item in names:
            tables.setdefault(names[mark.item], []).append(mark)
    try:
        found = tables_of(tables, around, spots)
    except Shape as shape:
        faults.append(_misshapen(grid, cells, shape))
        found = ()
    single = [spot for n, spot in spots.items() if n not in names]
    slots = tuple(_slots(single))
    faults += _twice(grid, cells, slots)
    seen = [item.area for item in items if item.key or item.is_value]
    edge = max((area.right for area in seen), default=1)
    notes = frozenset(key_of(item.text) for item in items if item.text.strip())
    return Page(grid.name, items, notes, slots, found, edge), faults


def _mark(number: int, target: Target, cell: Tagged) -> Mark:
    area = cell.item.area
    raw = cell.cell.text
    return Mark(number, target, raw, area.top, area.left, area.right, area.bottom)


def _spot(number: int, cell: Tagged, around: Neighbours, in_table: bool) -> Spot:
    area = cell.item.area
    label, above = around.label(number, cell.targets[0], in_table=in_table)
    return Spot(
        number,
        area,
        cell.targets,
        cell.cell.text,
        label,
        above,
        around.right(number),
        around.below(area.left, area.right, area.bottom),
        around.run(number) if cell.item.kind is Kind.VALUE else (number,),
    )


def _slots(spots: Sequence[Spot]) -> Iterator[Slot]:
    """Yield one slot a target, its cells in order."""
    by_name: dict[str, tuple[Target, list[Spot]]] = {}
    for spot in spots:
        for target in spot.targets:
            by_name.setdefault(target.name, (target, []))[1].append(spot)
    for target, own in by_name.values():
        yield Slot(target, tuple(_stacked(own)))


def _stacked(spots: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the cells of a field, those one under the other beside one label as one."""
    last: Spot | None = None
    for spot in spots:
        if last and _goes_on(last, spot):
            area = last.area._replace(bottom=spot.area.bottom)
            last = replace(last, area=area, below=spot.below, raw="")
            continue
        if last:
            yield last
        last = spot
    if last:
        yield last


def _goes_on(last: Spot, spot: Spot) -> bool:
    under = last.area.bottom + 1 == spot.area.top
    columns = (last.area.left, last.area.right) == (spot.area.left, spot.area.right)
    bare = len(last.run) == len(spot.run) == 1
    return under and columns and bare and set(last.label) & set(spot.label) == set(last.label)


def _twice(grid: Grid, cells: Sequence[Tagged], slots: Sequence[Slot]) -> Iterator[Problem]:
    """Yield the tags whose cells cannot be read together."""
    for slot in slots:
        kinds = {cells[spot.item].item.kind for spot in slot.spots}
        kind = slot.target.fields[-1].kind
        rows = {cells[spot.item].item.area.top for spot in slot.spots}
        if Kind.OPTION in kinds and len(kinds) > 1:
            yield _disagree(grid, cells, slot, "選択肢のセルと、ほかのセルの両方にあります")
        elif kind in {FieldKind.DATE, FieldKind.NUMBER} and len(rows) > 1:
            yield _disagree(grid, cells, slot, _IN_TWO_ROWS + _several_meetings(slot.target))


def _several_meetings(target: Target) -> str:
    """Return how the tags of meetings one under the other are written."""
    example = target.name.replace(MEETING, f"{MEETING}[回=1]", 1)
    return (
        f"（会議の欄が会議ごとにあれば {{{{{example}}}}} のように打ちます）"
        if target.of_meeting
        else ""
    )


def _disagree(grid: Grid, cells: Sequence[Tagged], slot: Slot, why: str) -> Problem:
    places = [cells[spot.item].cell.address for spot in slot.spots]
    return say.TAGS_DISAGREE.at(
        sheet=grid.name,
        cell=places[-1],
        label=slot.target.name,
        tag=f"{{{{{slot.target.name}}}}}",
        cells="、".join(places),
        why=why,
    )


def _misshapen(grid: Grid, cells: Sequence[Tagged], shape: Shape) -> Problem:
    places = [cells[mark.item].cell.address for mark in shape.marks]
    target = shape.marks[0].target
    return say.TAGS_DISAGREE.at(
        sheet=grid.name,
        cell=places[-1],
        label=target.name,
        tag=f"{{{{{target.name}}}}}",
        cells="、".join(places),
        why=shape.why,
    )


def _told_apart(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages with those of a meeting marked, where the case has a page of its own."""
    of_case = [page for page in pages if not any(t.of_meeting for t in page.targets)]
    if not of_case or len(pages) == 1:
        return pages
    return tuple(replace(page, of_meeting=page not in of_case) for page in pages)


def _of_the_whole(
    book: Workbook, targets: Sequence[Target], faults: Sequence[Problem]
) -> Iterator[Problem]:
    declared = book.defined_names.get(_DECLARED, "").strip('="')
    if declared:
        yield say.SHIPPED_NAME.at(form=declared)
    held = {name for target in targets for name in target.held}
    meets = any(target.of_meeting for target in targets)
    if meets and not held & {"会議.種別", "会議種別"}:
        yield say.NO_MEETING_TYPE.at(label="種別")
    undated = any(t.of_meeting and not t.constant for t in targets) and _WHEN not in held
    if undated and not blocking(faults):
        yield say.NO_MEETING_DATE.at(label="開催日時")
    numbered = any(target.name == "事例番号" for target in targets)
    misspelt = any("番号" in fault.message for fault in faults)
    if not numbered and not misspelt:
        yield say.NO_CASE_NUMBER.at(label="事例番号")


def _holds(targets: Sequence[Target]) -> frozenset[str]:
    """Return the names that the form has a place for; of a meeting 会議.〈名〉.

    Roles are the meeting's whose sheet they stand on, and so the case's.
    """
    held = {name for target in targets for name in target.held}
    roles = {name for name in held if name.startswith(("役割分担", f"{MEETING}.役割分担"))}
    bare = {name.removeprefix(f"{MEETING}.") for name in roles}
    keyed = {f"{s.field.name}.{s.key.name}" for t in targets for s in t.inner if s.key}
    return frozenset(held | bare | keyed | {f"{MEETING}.{name}" for name in bare})
