"""``直し方.html`` beside a returned sheet, and ``確認事項.html`` beside the documents of a case.

A page is one file: no script, nothing from outside (CSP), no clock, so that the same result gives
the same bytes. It quotes cells to the people who wrote them; everything is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jusoforms.outcome import Result
from jusoforms.problems import Problem, Severity

__all__ = ["attention_page", "return_slip"]

_LEFT_AS_THEY_ARE = frozenset({
    "P120", "P121", "P122", "P123", "P130", "P131", "P132", "P134", "P135", "P136", "P138",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Section:
    """Problems of one weight under one heading."""

    kind: str
    """Names the colour; the mark and the title say the same in words."""
    mark: str
    title: str
    lead: str
    problems: tuple[Problem, ...]


def return_slip(result: Result) -> bytes:
    """Return the page that says how to mend a returned sheet, cell by cell."""
    weights = _by_severity(result.problems)
    sections = _filled(
        _Section("error", "要修正", "直していただきたいところ", "", weights(Severity.ERROR)),
        _Section(
            "warning",
            "確認",
            "あわせて確かめていただきたいところ",
            "直さなくても読み取れますが、このままでよいか確かめてください。",
            weights(Severity.WARNING),
        ),
        _notices(weights(Severity.NOTICE)),
    )
    count = len(weights(Severity.ERROR))
    parts = [(one.sheet, one) for one in result.parts]
    return _render("return_slip.html.j2", result, sections, count=count, parts=parts)


def attention_page(result: Result) -> bytes | None:
    """Return the page on what to look at in a case; None when there is nothing to say."""
    rest = [problem for problem in result.problems if problem.code not in _LEFT_AS_THEY_ARE]
    left = tuple(problem for problem in result.problems if problem.code in _LEFT_AS_THEY_ARE)
    weights = _by_severity(rest)
    sections = _filled(
        _Section(
            "error",
            "要修正",
            "作れなかった文書と、その理由",
            "テンプレートを直した後、同じシートをもう一度 inbox に入れると作ります。",
            weights(Severity.ERROR),
        ),
        _Section(
            "person",
            "そのまま",
            "そのまま残した文書",
            "jusoforms は、人が直した文書と、確定した記録を書き換えません。",
            left,
        ),
        _Section(
            "warning",
            "確認",
            "確かめていただきたいところ",
            "文書は作りましたが、このままでよいか確かめてください。",
            weights(Severity.WARNING),
        ),
        _notices(weights(Severity.NOTICE)),
    )
    if not sections and not result.withheld:
        return None
    withheld = list(dict.fromkeys(one.template for one in result.withheld))
    return _render("attention.html.j2", result, sections, withheld=withheld)


def _by_severity(problems: Iterable[Problem]) -> Callable[[Severity], tuple[Problem, ...]]:
    listed = tuple(problems)
    return lambda severity: tuple(p for p in listed if p.severity is severity)


def _notices(problems: tuple[Problem, ...]) -> _Section:
    title, lead = "知っておいていただきたいこと", "このままでもかまいません。"
    return _Section("notice", "お知らせ", title, lead, problems)


def _filled(*sections: _Section) -> list[_Section]:
    return [section for section in sections if section.problems]


def _place(problem: Problem, own_file: str) -> list[str]:
    """Return the place of a problem in words, the widest first."""
    words = [
        f"「{problem.file}」" if problem.file not in {"", own_file} else "",
        f"シート「{problem.sheet}」" if problem.sheet else "",
        f"セル {problem.cell}" if problem.cell else "",
        problem.part,
        problem.place,
    ]
    return [word for word in words if word] or ["ファイル全体"]


def _render(template: str, result: Result, sections: list[_Section], **more: object) -> bytes:
    page = _environment().get_template(template)
    text = page.render(result=result, sections=sections, **more)
    # A file name that is no text on this machine must not keep its page from being written.
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jusoforms.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    assert environment.loader is not None
    style, _, _ = environment.loader.get_source(environment, "page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # Our own file, known by its hash to the policy of the page.
    environment.globals |= {"style": Markup(style), "style_hash": digest, "place": _place}  # noqa: S704
    return environment
