"""Every kind of mess, alone, on every shipped form it can befall."""

from __future__ import annotations

import pytest

from mess.bases import FORMS, base_of
from mess.catalogue import KINDS, Kind
from mess.expected import KNOWN
from mess.judging import GOOD, Verdict, judged
from mess.kinds import Scene, scene_of

CASES = [
    pytest.param(
        kind,
        form,
        id=f"{kind.name}-{form}",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN[kind.name, form])]
        if (kind.name, form) in KNOWN
        else [],
    )
    for kind in KINDS
    for form in kind.forms
]


@pytest.mark.parametrize("form", FORMS)
def test_without_mess_everything_is_read_and_nothing_said(form: str) -> None:
    base = base_of(form)
    result = judged(Scene(form, base.draft, base.truth))
    assert result.verdict is Verdict.RIGHT, result
    assert not result.problems


@pytest.mark.parametrize(("kind", "form"), CASES)
def test_right_or_asked(kind: Kind, form: str) -> None:
    result = judged(scene_of(form, [kind]))
    assert result.verdict in GOOD, f"{kind.name}: {kind.why}\n{result}"


def test_there_are_kinds_enough_for_every_form() -> None:
    for form in FORMS:
        assert len([kind for kind in KINDS if form in kind.forms]) >= 60


def test_the_table_of_known_faults_names_kinds_that_exist() -> None:
    assert {*KNOWN} <= {(kind.name, form) for kind in KINDS for form in kind.forms}
