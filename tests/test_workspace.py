"""Settings of a workspace."""

import pytest

from jusoforms.workspace import contact_of


@pytest.mark.parametrize(
    ("settings", "contact"),
    [({}, ""), ({"contact": " 福祉課 "}, "福祉課"), ({"contact": 2345}, "")],
)
def test_whom_to_call(settings: dict[str, object], contact: str) -> None:
    assert contact_of(settings) == contact
