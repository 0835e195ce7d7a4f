"""What a form has a place for, against the names of a template."""

import pytest

from jusoforms.vocabulary.holding import can_fill, to_fill
from warding import holds_everything

CASE_SHEET = frozenset({"時期", "検討", "役割分担.内容", "会議.開催日時"})


@pytest.mark.parametrize(
    ("name", "context", "held"),
    [
        ("検討", "case", True),
        ("検討", "meeting", True),
        ("時期.回", "case", True),
        ("役割分担", "case", True),
        ("役割分担.内容", "case", True),
        ("役割分担.期限", "case", False),
        ("開催日時", "meeting", True),
        ("会議.開催日時", "case", True),
        ("全会議.開催日時", "meeting", True),
        ("議題", "meeting", False),
        ("会議.議題", "case", False),
        ("同意.有無", "case", False),
        ("見出し", "case", True),
        ("機関名", "agency", True),
        ("記録の状態", "meeting", False),
    ],
)
def test_names_of_a_case_sheet(name: str, context: str, *, held: bool) -> None:
    assert can_fill(name, context, CASE_SHEET) is held
    assert can_fill(name, context, holds_everything())


def test_a_computed_name_is_filled_in_by_others() -> None:
    assert to_fill("記録の状態", "meeting") == ("会議.協議内容", "会議.決定事項")
