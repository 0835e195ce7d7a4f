"""Two catalogues to their 新旧対照表, published like any document: never over another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jusoforms.documents.comparing import comparison_page
from jusoforms.documents.looks import dressed
from jusoforms.examining import Examined, examine
from jusoforms.outcome import DocumentState, Outcome, Result
from jusoforms.package import content_hash
from jusoforms.pipeline import inspected
from jusoforms.preparing import Desk, returned
from jusoforms.problems import blocking
from jusoforms.problems import program as say
from jusoforms.publish import Finished, publish
from jusoforms.vocabulary.catalogue import Catalogue
from jusoforms.vocabulary.identity import CATALOGUE_FOLDER
from jusoforms.workspace import shipped

__all__ = ["compare_catalogues"]

_STEM = "新旧対照表"
_BASE = "docx/catalogue/参考資料1_事業一覧.docx"


def compare_catalogues(new: Path, old: Path, desk: Desk) -> Result:
    """Write the 新旧対照表 of two catalogues; a sheet that is none, or is at fault, is told."""
    read = []
    for path in (new, old):
        examined = examine(path, desk.today, desk.lists, desk.forms)
        wrong = _wrong(path, examined)
        if wrong:
            return wrong
        read.append(examined[0])
    records = [one.captured.record for one in read]
    base = dressed((shipped("templates") / _BASE).read_bytes(), desk.house.look)
    assert isinstance(records[0], Catalogue)
    assert isinstance(records[1], Catalogue)
    data = comparison_page(records[0], records[1], base)
    finished = Finished(stem=_STEM, data=data, content_hash=content_hash(data), template="")
    published = publish(desk.outbox / CATALOGUE_FOLDER, desk.root, (finished,), None)
    result = inspected(new.name, read[:1])
    same = {one.state for one in published.documents} == {DocumentState.UNCHANGED}
    return replace(
        result,
        outcome=Outcome.UNCHANGED if same else Outcome.DELIVERED,
        documents=published.documents,
        problems=published.problems,
    )


def _wrong(path: Path, examined: list[Examined] | tuple[Examined, ...]) -> Result | None:
    first = examined[0]
    if blocking(first.problems):
        return returned(path.name, first)
    if not isinstance(first.captured.record, Catalogue):
        problem = say.NOT_A_CATALOGUE.at(file=path.name)
        return returned(path.name, replace(first, problems=(problem,)))
    return None
