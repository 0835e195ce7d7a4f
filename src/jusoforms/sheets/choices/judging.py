"""Which options of a group were chosen: the marks are judged together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jusoforms.sheets.choices.signs import Sign, sign_of

__all__ = ["Choice", "Option", "Trouble", "chosen"]


class Trouble(StrEnum):
    """Why it cannot be told what was chosen."""

    NONE = ""
    TWO = "two"
    """A single choice with more than one tick."""
    MIXED = "mixed"
    """○有 ☑無, ○有 ○無: an empty circle or a chosen one."""
    CROSS = "cross"
    """☒, ×, △: a tick to some and a denial to others."""
    LOOSE = "loose"
    """A mark between two options, or beside none."""
    OVAL = "oval"
    """An oval over a cell with several options, over several cells, or over none."""
    STATE = "state"
    """A control whose state is not known."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option with the mark beside it."""

    text: str
    """Its words as typed, without mark and without what was filled in behind."""
    mark: str = ""
    """The mark as typed; empty where it has none."""
    free: str = ""
    """What a person wrote in the brackets of その他（…）."""
    ticked: bool | None = None
    """Whether it is chosen, where that is certain whatever the others say (a control, a ringed
    word); None where the marks of the group decide."""
    apart: bool = False
    """The mark has a cell of its own: a person put it there, it is no printed circle."""
    places: tuple[tuple[int, int], ...] = ()
    """(row, column) of its cells, mark included; empty for a text."""
    trouble: Trouble = Trouble.NONE
    typed: str = ""
    """Words and brackets as typed, where there is something in the brackets."""

    @property
    def said(self) -> str:
        """The answer as it is printed: その他（不眠）, in the brackets that were typed."""
        return (self.typed or f"{self.text}（{self.free}）") if self.free else self.text


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen among options."""

    options: tuple[Option, ...] = ()
    """The chosen ones, ◎ first; empty where nothing is marked or it cannot be told."""
    trouble: Trouble = Trouble.NONE
    unticked: tuple[Option, ...] = ()
    """Options in whose brackets something was written, and which are not ticked."""

    @property
    def said(self) -> tuple[str, ...]:
        """The answers as they are printed."""
        return tuple(option.said for option in self.options)


def chosen(options: Sequence[Option], *, several: bool) -> Choice:
    """Return what was chosen; a single choice with two ticks is no choice."""
    trouble = next((one.trouble for one in options if one.trouble), Trouble.NONE)
    trouble = trouble or _contradiction(options, several=several)
    if trouble:
        return Choice(trouble=trouble)
    filled = any(sign_of(one.mark) is Sign.FILLED for one in options)
    radio = filled or _main_among_circles(options)
    on = [one for one in options if _is_on(one, circles=not radio)]
    if len(on) > 1 and not several:
        return Choice(trouble=Trouble.TWO)
    if not on and not several and _one_lost_its_box(options):
        return Choice(trouble=Trouble.LOOSE)
    first = [one for one in on if sign_of(one.mark) is Sign.MAIN]
    rest = [one for one in on if one not in first]
    left = tuple(one for one in options if one.free and one not in on)
    return Choice((*first, *rest), unticked=left)


def _contradiction(options: Sequence[Option], *, several: bool) -> Trouble:
    signs = {sign_of(one.mark) for one in options if one.ticked is None}
    if Sign.ASK in signs:
        return Trouble.CROSS
    if Sign.CIRCLE not in signs:
        return Trouble.NONE
    if Sign.ON in signs:
        return Trouble.MIXED
    printed = len(options) > 1 and all(_is_circle(one) for one in options)
    if printed and (signs == {Sign.CIRCLE} or (Sign.MAIN in signs and several)):
        return Trouble.MIXED
    return Trouble.NONE


def _one_lost_its_box(options: Sequence[Option]) -> bool:
    """Return whether all but one option have an empty box: V有 □無. その他 may have none."""
    bare = [one for one in options if not one.mark and one.ticked is None]
    rest = [one for one in options if sign_of(one.mark) is Sign.OFF]
    others = len(rest) == len(options) - 1 and len(bare) == 1
    return bool(rest) and others and not bare[0].text.startswith("その他")


def _main_among_circles(options: Sequence[Option]) -> bool:
    """Return whether ◎ is the one filled circle among printed ones: ◎有 ○無."""
    is_there = any(sign_of(one.mark) is Sign.MAIN for one in options)
    return is_there and all(_is_circle(one) for one in options)


def _is_circle(option: Option) -> bool:
    return not option.apart and sign_of(option.mark) in {Sign.CIRCLE, Sign.MAIN}


def _is_on(option: Option, *, circles: bool) -> bool:
    if option.ticked is not None:
        return option.ticked
    sign = sign_of(option.mark)
    if sign is Sign.CIRCLE:
        return circles or not option.mark
    return sign in {Sign.ON, Sign.FILLED, Sign.MAIN}
