"""Options to choose from, and which of them a person marked: ☑有 ☐無, 有・無, ■介護 □その他（　）.

The signatures others build on:

- ``options_in(text, known=(), whole=False) -> tuple[Option, ...]``: the options of one cell's text,
  in order; ``known`` are the words that the field offers, where they are known.
- ``has_printed_options(text, known) -> bool``: whether a text without a mark is such a group.
- ``options_of(grid, cells, known=(), over=()) -> tuple[Option, ...]``: the options in some cells:
  mark in one cell and words in the next, or both in one; a cell checkbox (TRUE, FALSE) is a mark.
  ``Grid.overlays`` over the cells, or over the areas ``over``, count: check boxes and option
  buttons, whose words or neighbouring cell is the option; an oval over exactly one option's cell.
- ``overlays_over(grid, cells, over=()) -> tuple[Overlay, ...]``: what lies over them.
- ``chosen(options, several=...) -> Choice``: what was chosen, or why it cannot be told.
- ``is_mark(text) -> bool``: whether a text is one mark and nothing else.
- ``split_known(text, known=()) -> tuple[str, ...]``: 有・無 in its words, if each is an option.

What ○ means depends on the other marks: alone among unmarked options it is chosen; in ○有 ●無 it is
an empty circle. So an option keeps its mark, and only ``chosen`` judges, over the whole group.
"""

from __future__ import annotations

from jusoforms.sheets.choices.cells import options_of, overlays_over
from jusoforms.sheets.choices.judging import Choice, Option, Trouble, chosen
from jusoforms.sheets.choices.signs import is_mark
from jusoforms.sheets.choices.words import has_printed_options, options_in, split_known

__all__ = [
    "Choice", "Option", "Trouble", "chosen", "has_printed_options", "is_mark", "options_in",
    "options_of", "overlays_over", "split_known",
]  # fmt: skip
