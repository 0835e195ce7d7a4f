"""Opening a template's file; the sentences of the package speak of workbooks, these of Word."""

from __future__ import annotations

from jusoforms.package import Package, PackageFault
from jusoforms.problems import Problem
from jusoforms.problems import files as of_files
from jusoforms.problems import templates as say

__all__ = ["no_document", "open_package"]

_SENTENCES = {
    of_files.EMPTY_FILE.code: say.EMPTY_FILE,
    of_files.NOT_A_WORKBOOK.code: say.NOT_A_DOCUMENT,
    of_files.INCOMPLETE.code: say.INCOMPLETE,
    of_files.ENCRYPTED.code: say.ENCRYPTED,
    of_files.LEGACY_WORKBOOK.code: say.LEGACY_DOCUMENT,
}


def open_package(data: bytes, file: str) -> Package:
    """Return the package, every part of it proved to inflate."""
    try:
        package = Package(data)
        package.check()
        for name in package.names:
            if name.endswith((".xml", ".rels")):
                package.xml(name)
    except PackageFault as fault:
        raise PackageFault(_in_words_of_word(fault.problem, file)) from None
    return package


def no_document(file: str) -> PackageFault:
    """Return the fault of a package that holds no Word document."""
    return PackageFault(say.NOT_A_DOCUMENT.at(file=file))


def _in_words_of_word(problem: Problem, file: str) -> Problem:
    sentence = _SENTENCES.get(problem.code)
    if sentence:
        return sentence.at(file=file)
    return say.UNREADABLE.at(file=file, what=problem.message.rstrip("。"))
