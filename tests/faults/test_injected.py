"""A few faults of each kind, so that the harness cannot rot; `make faults` injects thousands."""

from __future__ import annotations

import pytest
from faults_run import of_mutants, plan, sample
from injecting import is_usable
from mutants import MUTANTS
from trying import tried

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not is_usable(), reason="strace (Linux) makes the faults"),
]
_A_FEW = 12


@pytest.mark.parametrize("share", range(2))
def test_no_fault_breaks_a_law(share: int) -> None:
    for one in sample(list(plan()), 2 * _A_FEW)[share::2]:
        verdict = tried(one)
        assert verdict.delivered == verdict.planned, one
        assert verdict.broken == (), one


def test_a_wrong_protocol_is_noticed() -> None:
    name = "documents are written where people see them"
    assert name in MUTANTS
    assert any(tried(one).broken for one in of_mutants() if one.mutant == name)
