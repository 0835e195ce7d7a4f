"""Several kinds of mess at once, drawn at random: two to five that do not touch the same thing.

``make mess`` draws many more (profile ``mess``); the default run draws the same few each time.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from mess.bases import FORMS
from mess.catalogue import KINDS, Kind
from mess.expected import KNOWN
from mess.judging import GOOD, judged
from mess.kinds import scene_of

EXAMPLES = int(os.environ.get("JUSOFORMS_MESS", "25"))


@st.composite
def messes(draw: st.DrawFn, form: str) -> list[Kind]:
    fit = [kind for kind in KINDS if form in kind.forms and "*" not in kind.on]
    able = [kind for kind in fit if (kind.name, form) not in KNOWN]
    chosen: list[Kind] = []
    for _ in range(draw(st.integers(2, 5))):
        free = [kind for kind in able if not any(kind.conflicts(other) for other in chosen)]
        chosen.append(draw(st.sampled_from(free)))
    return chosen


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="JUSOFORMS_MESS" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_right_or_asked_whatever_comes_together(form: str, data: st.DataObject) -> None:
    kinds = data.draw(messes(form))
    try:
        scene = scene_of(form, kinds)
    except KeyError:  # one deleted the cell that another works on
        reject()
    result = judged(scene)
    assert result.verdict in GOOD, f"{' + '.join(kind.name for kind in kinds)}\n{result}"
