"""The outline of a printed part breaks what the whole part breaks, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_any_template import bodies
from test_repetition import PICTURE
from wordmaking import CASE, cell, compiled, p, row, table, values

from jusoforms.documents import Template
from jusoforms.documents.rendering import merging, ops
from jusoforms.documents.sealing.proving import prove_rendered

Break = Callable[[pytest.MonkeyPatch], None]


def always(answer: bool) -> Break:
    """Return the break of every ``Ending``: it stands in each copy, or in none."""

    def render(self: ops.Ending, to: ops.Printing, here: ops.Here) -> None:
        to.decisions.append(answer)
        if answer:
            ops.render_all(self.body, to, here)

    return lambda patch: patch.setattr(ops.Ending, "render", render)


def no_paragraph(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ops.KeepsParagraph, "_ends_well", staticmethod(lambda *_: True))


def no_row(patch: pytest.MonkeyPatch) -> None:
    whole = merging.TableEnd.render

    def render(self: merging.TableEnd, to: ops.Printing, here: ops.Here) -> None:
        to.tables[-1].repeated += 1
        whole(self, to, here)

    patch.setattr(merging.TableEnd, "render", render)


def begins_nowhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merging, "_RESTART", "")


def one_number(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ops.NewNumber, "render", lambda _, to, here: to.out.append("5"))


def raw_text(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ops.Line, "render", lambda self, to, here: to.out.append(self.xml % ("<",)))


def half_copies(patch: pytest.MonkeyPatch) -> None:
    """Every fifth copy of anything is cut short, and says so, as every decision must be said."""
    whole = ops.Each.render

    def render(self: ops.Each, to: ops.Printing, here: ops.Here) -> None:
        short = to.copies % 5 == 4
        to.decisions.append(short)
        (ops.render_all(self.body[1:], to, here) if short else whole(self, to, here))

    patch.setattr(ops.Each, "render", render)


BREAKS: dict[str, Break] = {
    "nothing": lambda _: None,
    "endings stand everywhere": always(True),
    "endings stand nowhere": always(False),
    "cells end in tables": no_paragraph,
    "tables have no rows": no_row,
    "merges never begin": begins_nowhere,
    "pictures share a number": one_number,
    "copies are cut short": half_copies,
}
LONG = values(roles=CASE.roles * 12, meetings=CASE.meetings * 9, topics=CASE.topics * 7)
GIVEN = (values(), LONG, values(roles=CASE.roles[:1], meetings=()))


def broken_by(template: Template, given: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return what the whole parts break, and what their outlines do."""
    printed = dict(template._printed(given))
    whole = {name: part.text().encode() for name, part in printed.items()}
    outline = {name: part.outline().encode() for name, part in printed.items()}
    return _codes(whole, template), _codes(outline, template)


def _codes(parts: dict[str, bytes], template: Template) -> set[str]:
    return {problem.code for problem in prove_rendered(parts, template.baseline)}


@pytest.mark.parametrize("name", BREAKS)
@settings(deadline=None, max_examples=40)
@given(body=bodies, given=st.sampled_from(GIVEN))
def test_the_outline_of_any_template_breaks_what_the_whole_breaks(
    name: str, body: list[str], given: dict[str, Any]
) -> None:
    template = compiled(*body)
    if template.faults:
        return
    with pytest.MonkeyPatch.context() as patch:
        BREAKS[name](patch)
        whole, outline = broken_by(template, given)
    assert outline == whole


MARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(
    ("name", "code", "body"),
    [
        ("endings stand everywhere", "T207", (p("{{役割分担.内容}}", MARK),)),
        ("cells end in tables", "T201",
         (table([cell(p("{{#役割分担}}"), table(["{{番号}}"]), p("{{/役割分担}}"))]), p(""))),
        ("tables have no rows", "T202",
         (table(["{{役割分担.内容}}", "{{役割分担.番号}}"]), p(""))),
        ("merges never begin", "T213",
         (table(["{{会議.回|縦結合}}", "{{会議.出席者.氏名}}", "{{会議.出席者.氏名}}"]), p(""))),
        ("pictures share a number", "T206", (p("{{役割分担.内容}}", PICTURE),)),
    ],
)  # fmt: skip
def test_each_break_is_caught_somewhere(name: str, code: str, body: tuple[str, ...]) -> None:
    template = compiled(*body)
    assert template.faults == ()
    empty = values(roles=()) if code == "T202" else LONG
    assert broken_by(template, empty) == (set(), set())
    with pytest.MonkeyPatch.context() as patch:
        BREAKS[name](patch)
        assert broken_by(template, empty) == ({code}, {code})


def test_a_value_that_is_not_escaped_is_caught() -> None:
    template = compiled(p("{{件名}}"))
    with pytest.MonkeyPatch.context() as patch:
        raw_text(patch)
        assert broken_by(template, values()) == ({"T200"}, {"T200"})


def test_an_outline_does_not_grow_with_the_rows() -> None:
    template = compiled(table(["番号", "内容"], ["{{役割分担.番号}}", "{{役割分担.内容}}"]), p(""))
    few, many = (
        next(iter(dict(template._printed(values(roles=CASE.roles * times))).values()))
        for times in (2, 200)
    )
    assert len(many.outline()) - len(few.outline()) < 20
    assert len(many.text()) > 50 * len(few.text()) / 2


def test_rows_of_two_kinds_stand_in_every_order_once() -> None:
    """A conditional in a row makes two shapes: each after each, and little more."""
    filled, blank = CASE.roles[0], CASE.roles[1].model_copy(update={"person": ""})
    roles = (filled, blank, blank, filled, filled, blank, filled, blank) * 20
    unit = row(cell(p("{{#役割分担}}"), "{{番号}}"), cell(p("{{?担当者}}"), "{{担当者}}",
               p("{{/担当者}}"), p("{{/役割分担}}")))  # fmt: skip
    template = compiled(table(["番号", "担当"], unit, columns=2), p(""))
    assert template.faults == ()
    part = next(iter(dict(template._printed(values(roles=roles))).values()))
    assert part.outline().count("<w:tr>") <= 1 + 6
