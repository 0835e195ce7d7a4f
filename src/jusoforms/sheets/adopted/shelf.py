"""The adopted forms of a workspace: every blank with tags in its templates/xlsx."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem, in_file
from jusoforms.problems import forms as say
from jusoforms.sheets.adopted.compiling import compile_form
from jusoforms.sheets.adopted.form import AdoptedForm, Forms
from jusoforms.sheets.excel.workbook import read_workbook

__all__ = ["forms_in", "load_form"]

_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_PAIR, _SINGLE, _WIDE = b"{{", b"{", "｛".encode()


def forms_in(folder: Path) -> Forms:
    """Return the forms in a folder, by name; one saved anew is compiled anew.

    A folder that is not there has none. Excel's own lock files do not count.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError:
        return Forms()
    loaded = [load_form(path) for path in files if not path.name.startswith(("~$", "."))]
    forms = tuple(form for form, _ in loaded if form)
    return Forms(forms, tuple(problem for _, problems in loaded for problem in problems))


def load_form(path: Path) -> tuple[AdoptedForm | None, tuple[Problem, ...]]:
    """Return a file as a form, None where it has no tags; and everything that is wrong with it."""
    try:
        status = path.stat()
        form, problems = _loaded(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return None, (say.UNREADABLE_FORM.at(file=path.name),)
    return form, (*problems, *(form.faults if form else ()))


@lru_cache(maxsize=256)
def _loaded(
    path: Path, _changed: int, _size: int
) -> tuple[AdoptedForm | None, tuple[Problem, ...]]:
    data = path.read_bytes()
    try:
        if not _may_have_tags(Package(data)):
            return None, ()
        return compile_form(read_workbook(data), path.name), ()
    except PackageFault as fault:
        return None, in_file((fault.problem,), path.name)


def _may_have_tags(package: Package) -> bool:
    """Return whether a brace stands where tags stand; a workbook without one is not read."""
    for name in package.names:
        lower = name.lower()
        if lower.endswith("sharedstrings.xml"):
            text = package.read(name)
            if _SINGLE in text or _WIDE in text:
                return True
        elif "worksheets/" in lower and lower.endswith(".xml"):
            text = package.read(name)
            if _PAIR in text or _WIDE in text:
                return True
    return False
