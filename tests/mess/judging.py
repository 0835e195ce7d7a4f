"""The judge: a reader's answer beside the truth."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from drafts import Draft, DraftSheet
from draftwriting import written
from jusoforms.examining import examine
from jusoforms.problems import Problem, Severity
from jusoforms.sheets.adopted.form import Forms
from jusoforms.sheets.grid import address
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.view import as_json
from mess.bases import derived
from mess.kinds import Ask, Place, Scene

TODAY = dt.date(2025, 10, 1)


class Verdict(StrEnum):
    RIGHT = "right"
    TOLD = "told"
    """Right, and the word about it was said."""
    ASKED = "asked"
    SILENT = "SILENT"
    """A wrong value, or an answer where nobody can know: and no question at the place."""
    UNTOLD = "UNTOLD"
    """Right, but the word that was due was not said."""
    OVER_ASKED = "over-asked"
    """An error where the mess is harmless."""
    MISPLACED = "misplaced"
    """A question, but not at the mess."""


GOOD = frozenset({Verdict.RIGHT, Verdict.TOLD, Verdict.ASKED})


@dataclass(frozen=True)
class Judged:
    verdict: Verdict
    wrong: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """Path -> (what is on the sheet, what was read)."""
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        lines = [str(self.verdict)]
        lines += [
            f"  {path}: {_short(truth)} was read as {_short(got)}"
            for path, (truth, got) in self.wrong.items()
        ]
        lines += [f"  {p.severity} {p.code} {p.sheet} {p.cell} {p.message}" for p in self.problems]
        return "\n".join(lines)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:60]} … {text[-50:]}"


def finished(scene: Scene) -> bytes:
    """Return the file as it is dropped."""
    data = written(scene.draft)
    for step in scene.finishing:
        data = step(data)
    return data


def judged(scene: Scene, suffix: str = ".xlsx") -> Judged:
    record, problems = read(finished(scene), suffix)
    return verdict_on(scene, record, problems)


def read(data: bytes, suffix: str = ".xlsx") -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """Return what ``extract`` would print of a file, and every problem of it."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        path = Path(file.name)
        path.write_bytes(data)
        examined = examine(path, TODAY, default_lists(), Forms())[0]
    record = examined.captured.record
    return (None if record is None else as_json(record)), examined.problems


def verdict_on(
    scene: Scene, record: dict[str, Any] | None, problems: tuple[Problem, ...]
) -> Judged:
    """Judge what was read of a scene; a record that is not there needs an error."""
    truth = derived(scene.form, scene.truth)
    answers = [(ask, tuple(_answers(ask, scene.draft, problems))) for ask in scene.asks]
    asked = any(ask.question and Severity.ERROR in said for ask, said in answers)
    stakes = tuple(path for ask, said in answers if said for path in ask.stakes)
    # Once the whole sheet is in question, the rest is asked when it comes back.
    returned = asked and (record is None or "" in stakes)
    differences = _differences(truth, record, scene.also) if record else [("", ("a record", None))]
    wrong = {
        path: pair for path, pair in differences if not returned and not path.startswith(stakes)
    }
    missing = [ask for ask, said in answers if ask.required and not said and not returned]
    told = any(said for _, said in answers)
    return Judged(_verdict(scene, problems, bool(wrong), missing, asked, told), wrong, problems)


def _verdict(
    scene: Scene,
    problems: tuple[Problem, ...],
    wrong: bool,
    missing: list[Ask],
    asked: bool,
    told: bool,
) -> Verdict:
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    if wrong or any(ask.question for ask in missing):
        if not errors or asked:
            return Verdict.SILENT
        questions = any(ask.question for ask in scene.asks)
        return Verdict.MISPLACED if questions else Verdict.OVER_ASKED
    if errors:
        return Verdict.ASKED if asked else Verdict.OVER_ASKED
    if missing:
        return Verdict.UNTOLD
    return Verdict.TOLD if told else Verdict.RIGHT


def _answers(ask: Ask, draft: Draft, problems: tuple[Problem, ...]) -> Iterator[Severity]:
    """Yield the weights of the problems that stand where an ask wants one."""
    places = [_place(draft, one) for one in ask.places]
    for problem in filter(ask.accepts, problems):
        if any(
            sheet in {"", problem.sheet} and (not cells or problem.cell in cells)
            for sheet, cells in places
        ):
            yield problem.severity


def _place(draft: Draft, place: Place) -> tuple[str, frozenset[str]]:
    """Return the sheet's name and the addresses; empty = any."""
    if place is None:
        return "", frozenset()
    if isinstance(place, DraftSheet):
        return place.name, frozenset()
    for sheet in draft.sheets:
        at = sheet.place_of(place)
        if at:
            area = sheet.area_of(*at)
            return sheet.name, frozenset({address(*at), address(area.top, area.left)})
    return "?", frozenset({"?"})  # the cell was deleted


def _differences(
    truth: Any, got: Any, also: dict[str, list[Any]], path: str = ""
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield the paths at which a record differs; keys that no truth has do not count."""
    dot = f"{path}." if path else ""
    if got in also.get(path, ()):
        return
    if isinstance(truth, dict) and isinstance(got, dict):
        keys = {*truth, *(key for key in got if key.endswith((".値", ".精度")))}
        for key in sorted(keys):
            yield from _differences(truth.get(key, ""), got.get(key, ""), also, f"{dot}{key}")
    elif isinstance(truth, list) and isinstance(got, list) and len(truth) == len(got):
        for number, (one, other) in enumerate(zip(truth, got, strict=True)):
            yield from _differences(one, other, also, f"{dot}{number}")
    elif truth != got:
        yield path, (truth, got)


__all__ = ["GOOD", "Judged", "Verdict", "finished", "judged", "read", "verdict_on"]
