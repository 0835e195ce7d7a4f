"""What the ward owns: templates compile, forms are known, the lists can be read."""

from __future__ import annotations

from collections.abc import Iterator

from jusoforms.doctor.findings import Finding, judged
from jusoforms.documents.shelf import load_template
from jusoforms.package import PackageFault
from jusoforms.pipeline import ward_lists
from jusoforms.problems import Problem, Severity, in_file
from jusoforms.sheets.adopted.shelf import forms_in
from jusoforms.sheets.capture import capture
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.vocabulary.lists import default_lists
from jusoforms.vocabulary.names import CONTEXTS
from jusoforms.workspace import Workspace

__all__ = ["forms", "lists", "templates"]

_LISTS = "一覧.xlsx"


def templates(workspace: Workspace) -> Iterator[Finding]:
    """Compile every template."""
    found = [
        load_template(path, context)
        for context in CONTEXTS
        for path in sorted((workspace.word_templates / context).glob("[!~.]*.docx"))
    ]
    faults = [fault for one in found for fault in one.faults if fault.severity is Severity.ERROR]
    yield judged("テンプレート", *faults, fact=f"{len(found)} 個")


def forms(workspace: Workspace) -> Iterator[Finding]:
    """Open every blank form: the ward's own compile, the others are told from each other."""
    files = [path for path in workspace.blank_forms.glob("[!~.]*.xlsx") if path.name != _LISTS]
    own = forms_in(workspace.blank_forms)
    faults: list[Problem] = [one for one in own.problems if one.file != _LISTS]
    told = {form.file for form in own.forms} | {fault.file for fault in faults}
    for path in sorted(path for path in files if path.name not in told):
        try:
            captured = capture(read_workbook(path.read_bytes()), default_lists())
        except PackageFault as fault:
            faults += in_file((fault.problem,), path.name)
            continue
        if not captured.form:
            faults += in_file(captured.problems, path.name)
    yield judged("様式", *faults, fact=f"{len(files)} 個")


def lists(workspace: Workspace) -> Iterator[Finding]:
    """Read 一覧.xlsx."""
    _, problems = ward_lists(workspace.blank_forms / _LISTS)
    yield judged("一覧", *problems)
