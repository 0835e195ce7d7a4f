"""The program catalogue: numbers without gaps, one name for a number, 形態 of the list."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.catalogue import Catalogue, Program, SubProgram
from jusoforms.vocabulary.lists import Lists

__all__ = ["check_catalogue"]


def check_catalogue(catalogue: Catalogue, lists: Lists) -> Iterator[Problem]:
    """Yield what is inconsistent between the rows of a program list."""
    if not catalogue.programs:
        yield say.NOTHING_FILLED.at()
    children = [child for program in catalogue.programs for child in program.sub_programs]
    yield from _numbers(children)
    for child in children:
        yield from _delivery(f"個別事業 {child.number}", child, lists.delivery_modes)
    for program in catalogue.programs:
        if not program.sub_programs:
            yield from _delivery(program.name, program, lists.delivery_modes)


def _numbers(children: list[SubProgram]) -> Iterator[Problem]:
    names: dict[int, dict[str, None]] = {}
    for child in children:
        names.setdefault(child.number or 0, {})[child.content] = None
    for number, found in names.items():
        if len(found) > 1:
            shown = "、".join(f"「{name}」" for name in found)
            yield say.PROGRAM_TWO_NAMES.at(label=f"個別事業 {number}", number=number, names=shown)
    numbers = [child.number for child in children]
    first = next((found for next_, found in enumerate(numbers, 1) if found != next_), None)
    if first is not None:
        shown = "、".join(str(number) for number in numbers)
        yield say.PROGRAM_NUMBERS.at(label=f"個別事業 {first}", numbers=shown)


def _delivery(
    label: str, program: Program | SubProgram, known: tuple[str, ...]
) -> Iterator[Problem]:
    modes = program.delivery_mode.replace("･", "・").split("・") if program.delivery_mode else []
    if any(mode.strip() not in known for mode in modes):
        yield say.PROGRAM_MODE.at(label=label, value=program.delivery_mode)
    elif modes and program.site_count is None:
        yield say.PROGRAM_COUNT.at(label=label)
