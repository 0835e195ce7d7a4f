"""Every quick hostile file of the catalogue, in this process: a documented answer, no exception.

All of them, through the real command with time and memory measured: ``make hostile``.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
from cases import Case
from catalogue import catalogue

from jusoforms.pipeline import inspect
from jusoforms.vocabulary.lists import default_lists

TODAY = dt.date(2026, 11, 23)
QUICK = [one for number, one in enumerate(catalogue()) if not one.slow and number % 3 == 0]


def test_the_catalogue_has_more_than_three_hundred() -> None:
    assert sum(1 for _ in catalogue()) > 300


@pytest.mark.parametrize("one", QUICK, ids=lambda one: one.name)
def test_it_is_answered(one: Case, tmp_path: Path) -> None:
    path = tmp_path / one.name
    path.write_bytes(one.make())
    result = inspect(path, TODAY, default_lists())
    errors = [problem.code for problem in result.problems if problem.severity == "error"]
    assert (result.outcome, result.exit_code) in {("ok", 0), ("returned", 3)}
    assert bool(errors) == (result.outcome == "returned")
    assert all(re.fullmatch(r"[FSR]\d{3}", code) for code in errors), errors
    assert not one.code or one.code in errors, errors
