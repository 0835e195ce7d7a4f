"""Returned sheets: which bytes were returned, and the page that says how to mend them.

A sheet at rest in 要修正 is known by its hash; saved anew it has another, and counts as dropped.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from jusoforms import __version__
from jusoforms.filesystem import (
    bytes_hash,
    file_hash,
    is_page,
    make_folder,
    remove_page,
    sweep_temps,
    write_new,
)
from jusoforms.problems.rules import QUESTIONS
from jusoforms.vocabulary.identity import case_key
from jusoforms.workspace import Workspace

__all__ = ["Returns", "is_slip_name", "slip_path"]

_SLIP = "_直し方.html"
_LONGEST_NAME = 255  # bytes, on the file systems of Linux


class Returns:
    """The record of what was returned, and the pages beside it."""

    def __init__(self, workspace: Workspace) -> None:
        self._internal, self._folder = workspace.internal, workspace.receipts / "要修正"
        self._returned = workspace.returned

    def sweep(self, now: float | None = None) -> None:
        """Remove what a killed run left half written: see ``sweep_temps``."""
        for folder in (self._folder, self._returned, *self._returned.glob("*/")):
            sweep_temps(folder, now)

    def codes_of(self, path: Path) -> frozenset[str] | None:
        """Return why a file's bytes were returned before; None if they never were."""
        record = self._folder / f"{file_hash(path)}.json"
        try:
            return frozenset(json.loads(record.read_bytes()).get("codes", ()))
        except FileNotFoundError:
            return None
        except (ValueError, AttributeError):  # damaged, and yet it is there
            return frozenset()

    def record(self, digest: str, source: str, codes: list[str], case: str = "") -> None:
        """Put on record that these bytes were returned; neither name nor case text.

        ``source``: the hash of the sheet that was dropped, before it was marked.
        """
        make_folder(self._folder, self._internal)
        text = json.dumps({"tool": __version__, "source": source, "codes": codes, "case": case})
        with contextlib.suppress(FileExistsError):
            write_new(self._folder / f"{digest}.json", text.encode())

    def mark_asked(self, digest: str, codes: Iterable[str]) -> None:
        """Put on record that the sheet lies in 要修正 now, and which questions its page asks."""
        for code in QUESTIONS.intersection(codes):
            with contextlib.suppress(FileExistsError):
                write_new(self._folder / f"{digest}.{code}.asked", b"")

    def answered(self, name: str, digest: str) -> frozenset[str]:
        """Return the questions that dropping a returned sheet again, as it was, answers.

        Its page must still lie there under the sheet's name: a second copy that was dropped
        together with the first is no answer.
        """
        folders = (self._returned, *self._returned.glob("*/"))
        if not any(is_page(slip_path(folder / name)) for folder in folders):
            return frozenset()
        return frozenset(c for c in QUESTIONS if (self._folder / f"{digest}.{c}.asked").exists())

    def drop_stale_slips(self, name: str, case: str) -> None:
        """Remove the pages for a name that a delivered sheet of that name and case has answered.

        The sheet beside a page is a person's and stays; another case's keeps its page.
        """
        for folder in (self._returned, *self._returned.glob("*/")):
            sheet = folder / name
            if not sheet.exists() or (case and self._case_of(sheet) == case_key(case)):
                remove_page(slip_path(sheet))

    def _case_of(self, sheet: Path) -> str:
        """Return the case that these bytes were returned for; empty if that is not known."""
        return case_key(self._told(sheet, "case"))

    def source_of(self, sheet: Path) -> str:
        """Return the hash of the sheet that a returned one was made from; empty: not known."""
        return self._told(sheet, "source")

    def _told(self, sheet: Path, key: str) -> str:
        with contextlib.suppress(OSError, ValueError):
            told = json.loads((self._folder / f"{file_hash(sheet)}.json").read_bytes())
            return str(told.get(key, ""))
        return ""


def is_slip_name(name: str) -> bool:
    """Return whether a name is one that our pages have."""
    return name.endswith(_SLIP)


def slip_path(sheet: Path) -> Path:
    """Return where the page of a returned sheet lies: beside it, its whole name before ours."""
    name = sheet.name
    room = _LONGEST_NAME - len(_SLIP.encode())
    if len(name.encode("utf-8", "surrogateescape")) > room:
        mark = "_" + bytes_hash(name.encode("utf-8", "surrogateescape"))[:4]
        cut = name.encode("utf-8", "surrogateescape")[: room - len(mark)]
        name = cut.decode("utf-8", "ignore") + mark
    return sheet.with_name(name + _SLIP)


def slip_may_stand(sheet: Path) -> bool:
    """Return whether the page's name is free, or holds a page of ours."""
    path = slip_path(sheet)
    return is_page(path) or not path.exists()
