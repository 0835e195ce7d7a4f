"""Opening a template's file; the sentences of the package speak of workbooks, these of Word."""

from __future__ import annotations

from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem
from jusoforms.problems import files as of_files
from jusoforms.problems import templates as say

__all__ = ["no_document", "open_package"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SENTENCES = {
    of_files.EMPTY_FILE.code: say.EMPTY_FILE,
    of_files.NOT_A_WORKBOOK.code: say.NOT_A_DOCUMENT,
    of_files.INCOMPLETE.code: say.INCOMPLETE,
    of_files.ENCRYPTED.code: say.ENCRYPTED,
}


def open_package(data: bytes, file: str) -> Package:
    """Return the package, every part of it proved to inflate."""
    try:
        package = Package(data)
        for name in package.names:
            if name.endswith((".xml", ".rels")):
                package.xml(name)
        package.check()
    except PackageFault as fault:
        raise PackageFault(_in_words_of_word(fault.problem, data, file)) from None
    return package


def no_document(file: str) -> PackageFault:
    """Return the fault of a package that holds no Word document."""
    return PackageFault(say.NOT_A_DOCUMENT.at(file=file))


def _in_words_of_word(problem: Problem, data: bytes, file: str) -> Problem:
    sentence = _SENTENCES.get(problem.code)
    if data.startswith(_OLE) and sentence is not say.ENCRYPTED:
        sentence = say.LEGACY_DOCUMENT
    if sentence:
        return sentence.at(file=file)
    return say.UNREADABLE.at(file=file, what=problem.message.rstrip("。"))
