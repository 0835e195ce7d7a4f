"""Lists that a ward changes: defaults from ``lists.toml``, its own in ``一覧.xlsx``.

Law and names stand here, never in code or templates. Unknown values are kept as text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import field_validator

from jusoforms.vocabulary.labels import Label, Record, fold
from jusoforms.vocabulary.wareki import DateText

__all__ = ["Agency", "Listed", "Lists", "MeetingType", "default_lists", "list_titles"]

_EVENTS = "出来事"
_AGENCIES = "機関"
_OFFERED: Mapping[str, str] = {
    "会議種別": "会議種別",
    "会議.種別": "会議種別",
    "時期.種別": _EVENTS,
    "主題": "課題",
    "相談経路": "相談経路",
    "終結理由": "終結理由",
    "状態": "事例の状態",
    "役割分担.状態": "役割の状態",
    "支援関係機関": _AGENCIES,
    "主担当機関": _AGENCIES,
    "会議.主催": _AGENCIES,
    "会議.招集機関": _AGENCIES,
    "出席者.機関": _AGENCIES,
    "役割分担.担当機関": _AGENCIES,
}
"""Which list a field chooses from; what has fixed answers (閲覧制限) goes by its own name."""
_LISTED: Mapping[str, str] = {
    _AGENCIES: "agencies",
    "会議種別": "meeting_types",
    _EVENTS: "meeting_types",
    "課題": "issues",
    "相談経路": "referral_routes",
    "終結理由": "closure_reasons",
    "事例の状態": "case_states",
    "役割の状態": "role_states",
}
"""The attribute that holds each list."""
_ALSO = Label("別名", note="「、」で区切ります。ここにある書き方も同じものとして扱います。")


class Listed(Record):
    """An entry of a list: its name, and the spellings that mean the same."""

    name: Annotated[str, Label("名称")] = ""
    also: Annotated[tuple[str, ...], _ALSO] = ()


Entry = TypeVar("Entry", bound="Listed")


class Agency(Listed):
    """An office or body that takes part; renamed ones are kept with their last day."""

    since: Annotated[DateText, Label("開始日", note="この名前になった日（分かるとき）。")] = (
        DateText()
    )
    until: Annotated[DateText, Label("終了日", note="なくなった、又は名前が変わった日。")] = (
        DateText()
    )


class MeetingType(Listed):
    """A kind of meeting: its legal basis decides consent and secrecy, not its name."""

    legal_basis: Annotated[str, Label("根拠条文", note="文書に印刷します。")] = ""
    consent_required: Annotated[bool, Label("同意の要否", note="本人の同意が要るか。")] = False
    secrecy: Annotated[str, Label("守秘の注記", note="会議の文書の下に印刷する文。")] = ""


class Lists(Record):
    """The values a ward's forms choose from. Unknown values are kept as text, with a warning."""

    version: int
    agencies: Annotated[tuple[Agency, ...], Label("機関")] = ()
    meeting_types: Annotated[tuple[MeetingType, ...], Label("会議種別")]
    issues: Annotated[tuple[Listed, ...], Label("課題")] = ()
    referral_routes: Annotated[tuple[Listed, ...], Label("相談経路")] = ()
    closure_reasons: Annotated[tuple[Listed, ...], Label("終結理由")] = ()
    case_states: Annotated[tuple[Listed, ...], Label("事例の状態")] = ()
    role_states: Annotated[tuple[Listed, ...], Label("役割の状態")] = ()
    delivery_modes: Annotated[tuple[str, ...], Label("形態")] = ()
    program_words: Annotated[tuple[str, ...], Label("事業名の表記")] = ()
    """Words of program names in their right spelling."""
    unknown_secrecy: str = ""
    choices: Mapping[str, tuple[str, ...]] = {}
    """Fixed answers of a form's cells by the name of the field."""

    @field_validator(
        "issues", "referral_routes", "closure_reasons", "case_states", "role_states", mode="before"
    )
    @classmethod
    def _bare_names(cls, values: object) -> object:
        """Accept a bare text where an entry has a name and nothing else."""
        if not isinstance(values, list | tuple):
            return values
        return tuple({"name": value} if isinstance(value, str) else value for value in values)

    def meeting_type(self, name: str) -> MeetingType | None:
        """Return the kind of meeting of that name or alias, None where it is not listed."""
        return _found(self.meeting_types, name)

    def agency(self, name: str) -> Agency | None:
        """Return the agency of that name or alias, None where it is not listed."""
        return _found(self.agencies, name)

    def agency_key(self, name: str) -> str:
        """Return what two spellings of one agency have in common."""
        known = self.agency(name)
        return fold(known.name if known else name)

    @property
    def by_title(self) -> dict[str, tuple[str, ...]]:
        """The names that each list offers; agencies that are gone are offered no more."""
        return {title: self.titled(title) for title in (*_LISTED, *self.choices)}

    def titled(self, title: str) -> tuple[str, ...]:
        """Return the names that the list of that title offers; () where there is none."""
        if title in self.choices:
            return self.choices[title]
        entries: tuple[Listed, ...] = getattr(self, _LISTED[title]) if title in _LISTED else ()
        names = tuple(one.name for one in entries if not (isinstance(one, Agency) and one.until))
        return ("初回相談", *names) if title == _EVENTS else names

    def offered(self, field: str) -> tuple[str, ...]:
        """Return the answers that a field offers; () where it offers none."""
        return next(filter(None, map(self.titled, list_titles(field))), ())

    def secrecy_note(self, name: str) -> str:
        """Return the secrecy sentence by the meeting's legal basis, whatever the consent."""
        known = self.meeting_type(name)
        return known.secrecy if known else self.unknown_secrecy


def list_titles(field: str) -> tuple[str, ...]:
    """Return the titles under which a field's list may stand: 会議.種別, 同意.有無, 回収."""
    bare = field.removeprefix("会議.")
    return (_OFFERED.get(field, ""), bare, bare.rpartition(".")[2])


def _found(entries: tuple[Entry, ...], name: str) -> Entry | None:
    wanted = fold(name)
    spelt = ((entry, (entry.name, *entry.also)) for entry in entries)
    return next((entry for entry, names in spelt if wanted in map(fold, names)), None)


@cache
def default_lists() -> Lists:
    """Return the lists that ship with jusoforms."""
    text = files("jusoforms.vocabulary").joinpath("lists.toml").read_text(encoding="utf-8")
    return Lists.model_validate(tomllib.loads(text))
