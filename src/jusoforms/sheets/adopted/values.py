"""A tagged cell's text as the values of its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jusoforms.problems import forms as say
from jusoforms.sheets.adopted.targets import Target
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.closing import items_in
from jusoforms.sheets.grid import Cell
from jusoforms.sheets.periods import read_periods
from jusoforms.sheets.said import roles_in, wishes
from jusoforms.sheets.structured.answers import answer
from jusoforms.sheets.texts import split_list
from jusoforms.vocabulary.case import Attendee
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import Field, Kind

__all__ = ["Said", "label_of", "values_of"]

_NAMES = frozenset({"主題", "支援関係機関", "招集機関", "担当機関"})
"""Lists of names, parted by 、; the other texts are sentences, one a line or bullet."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a tagged cell says, and where."""

    text: str = ""
    cell: Cell | None = None
    chosen: tuple[str, ...] = ()
    """The options that were ticked."""


def label_of(target: Target) -> str:
    """Return the label of a target's problems: of a meeting's field its bare name."""
    return target.name.removeprefix("会議.")


def values_of(
    reading: Reading, target: Target, said: Said, agencies: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return the attributes of a record that a text fills in; nothing for an empty one.

    ``agencies`` are those of the case: 福祉課・保健課 in a role is two where both are.
    """
    if not said.text:
        return {}
    if len(target.fields) > 1:
        return _parted(reading, target, said)
    field = target.fields[0]
    if field.kind is Kind.LIST and field.name == "役割分担":
        return {field.attribute: tuple(roles_in(reading, said.text, agencies))}
    return {field.attribute: _value(reading, field, said)}


def _parted(reading: Reading, target: Target, said: Said) -> dict[str, object]:
    """Return one text shared by several fields: 唐沢　実 is 姓 and 名."""
    parts = said.text.split(maxsplit=len(target.fields) - 1)
    if len(parts) < len(target.fields):
        names = [field.name for field in target.fields]
        reading.say(
            say.NOT_SPLIT, said.cell, label_of(target), value=said.text, parts="と".join(names),
            first=names[0], example="唐沢　実",
        )  # fmt: skip
    return {field.attribute: part for field, part in zip(target.fields, parts, strict=False)}


def _value(reading: Reading, field: Field, said: Said) -> object:
    if field.kind is Kind.LIST:
        return _LISTS[field.name](reading, said)
    if field.kind is Kind.TEXTS:
        if said.chosen:
            return said.chosen
        if field.name in _NAMES:
            return split_list(said.text)
        return items_in(reading, field.name, said.text)
    return answer(reading, field, said.text, said.cell)


def _periods(reading: Reading, said: Said) -> tuple[Record, ...]:
    periods, problems = read_periods(said.text)
    for problem in problems:
        reading.add(problem)
    return periods


def _attendees(reading: Reading, said: Said) -> tuple[Record, ...]:
    return tuple(_attendee(reading, one, said) for one in split_list(said.text))


def _attendee(reading: Reading, text: str, said: Said) -> Attendee:
    """Return 福祉総合課　係長　三田村 in its parts."""
    parts = text.split()
    if len(parts) == 1:
        reading.say(
            say.NOT_SPLIT, said.cell, "出席者", value=text, parts="機関と職と氏名",
            first="機関", example="福祉総合課　係長　三田村",
        )  # fmt: skip
        return Attendee(agency=text)
    agency, *post, name = parts
    return Attendee(agency=agency, post=" ".join(post), name=name)


def _wishes(reading: Reading, said: Said) -> tuple[Record, ...]:
    return tuple(wishes(reading, said.text))


_LISTS: dict[str, Callable[[Reading, Said], tuple[Record, ...]]] = {
    "時期": _periods,
    "希望と課題": _wishes,
    "出席者": _attendees,
}
