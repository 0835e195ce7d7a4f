"""The copy: every part as it lies but the body, the comments, and what names the comments.

Word takes comments in the body only: what is wrong in a header, a note or a text box is told at
the nearest paragraph of the body, with its place in words.
"""

from __future__ import annotations

from jusoforms.documents.annotating.anchors import Anchors
from jusoforms.documents.annotating.comments import Comments
from jusoforms.documents.compiler.compiling import compile_package
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.sealing import parts
from jusoforms.documents.wml import w
from jusoforms.package import Package, write_package
from jusoforms.package.xml import serialised
from jusoforms.problems import Problem
from jusoforms.problems import templates as say

__all__ = ["annotated"]

_BODY = "本文"
_NOT_OPENED = frozenset({say.MACROS.code, say.STRICT_DOCUMENT.code})


def annotated(data: bytes, context: str, name: str) -> bytes | None:
    """Return a template with comments; None where there is nothing to say, or no way to say it.

    No way: macros, and kinds of documents that jusoforms does not read. Raises ``PackageFault``
    for what is no Word file at all.
    """
    faults = Faults(name)
    compile_package(data, context, name, faults)
    told = (*faults.found, *faults.repeats)
    if not told or {problem.code for problem in told} & _NOT_OPENED:
        return None
    package = Package(data)
    main = parts.main_part(package)
    root = package.xml(main)
    body = root.find(w("body"))
    if body is None:
        return None
    comments, anchors = Comments(package, main, root), Anchors(body)
    for problem in told:
        tag, around = faults.quotes[problem]
        anchor = anchors.of(problem.place if problem.part == _BODY else "", tag, around)
        anchor.hold(comments.add(_paragraphs(problem, located=anchor.is_exact)))
    changed = {main: serialised(root), **comments.parts()}
    order = dict.fromkeys((*package.names, *changed))
    return write_package(
        (one, changed[one] if one in changed else package.raw(one)) for one in order
    )


def _paragraphs(problem: Problem, *, located: bool) -> list[str]:
    """Return what a comment says; with the place where the comment cannot stand there."""
    where = "" if located else " ".join(filter(None, (problem.part, problem.place)))
    message = f"{where}: {problem.message}" if where else problem.message
    near = [f"候補: {'、'.join(problem.candidates)}"] if problem.candidates else []
    return [message, f"{problem.cause}{problem.remedy}（{problem.code}）", *near]
