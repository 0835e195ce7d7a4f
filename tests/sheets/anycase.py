"""Any case that a person could type into 支援会議票."""

from typing import Any

from hypothesis import strategies as st

from jusoforms.vocabulary.case import (
    Attendee,
    Case,
    Consent,
    Handout,
    HouseholdMember,
    Meeting,
    Period,
    Role,
    Wish,
)
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import Kind, names_of
from jusoforms.vocabulary.wareki import DateText, read_date

words = st.text("あいうエオ漢字髙﨑ー。abcXYZ0123456789（）", min_size=1, max_size=14).filter(
    lambda text: text.count("（") == 0 and text.count("）") == 0
)
names = st.text("福祉課センター髙abcあい", min_size=1, max_size=8)
sentences = words | st.tuples(words, words).map("に、".join)
dates = st.sampled_from(
    ["", "令和6年12月1日", "R7.7.4", "令和7年7月", "令和6年度", "2025/7/4", "未定"]
).map(lambda text: read_date(text) if text else DateText())
days = st.sampled_from(["令和6年12月1日 10:00", "R7.7.4", "令和7年7月"]).map(read_date)
_NAMED = {"agencies", "topics", "invited"}
_DERIVED = {"会議", "役割分担"}


def any_of(record: type[Record], most: int = 4) -> st.SearchStrategy[Any]:
    fields = {f.attribute: f for f in names_of(record).values() if f.attribute}
    values = {
        attribute: _values(field.kind, attribute, most)
        for attribute, field in fields.items()
        if field.kind not in {Kind.LIST, Kind.RECORD} and attribute != "as_typed"
    }
    return st.builds(record, **values)


def _values(kind: Kind, attribute: str, most: int) -> st.SearchStrategy[object]:
    if kind is Kind.DATE:
        return dates
    if kind is Kind.NUMBER:
        return st.integers(1, 99)
    if kind is Kind.TEXTS:
        texts = names if attribute in _NAMED else sentences
        return st.lists(texts, max_size=most).map(tuple)
    return st.just("") | sentences


def _some(record: type[Record], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    def says_something(item: Record) -> bool:
        numbered = {"as_typed", *(["number"] if record is Role else [])}
        return any(value for name, value in item if name not in numbered)

    return st.lists(any_of(record).filter(says_something), max_size=most).map(tuple)


@st.composite
def meetings(draw: st.DrawFn, serial: int) -> Meeting:
    meeting: Meeting = draw(any_of(Meeting))
    return meeting.model_copy(
        update={
            "held_at": draw(days),
            "serial": serial,
            "meeting_type": draw(st.sampled_from(["支援会議", "重層的支援会議", "井戸端会議"])),
            "attendees": draw(_some(Attendee, 15)),
            "handouts": draw(_some(Handout, 5)),
            "roles": draw(_some(Role, 20)),
        }
    )


@st.composite
def cases(draw: st.DrawFn, most_meetings: int = 2) -> Case:
    case: Case = draw(any_of(Case))
    count = draw(st.integers(0, most_meetings))
    return case.model_copy(
        update={
            "situation": draw(sentences),
            "periods": draw(_some(Period, 5)),
            "wishes": draw(_some(Wish, 6)),
            "household": draw(_some(HouseholdMember, 12)),
            "consent": draw(any_of(Consent)),
            "meetings": tuple(draw(meetings(n)) for n in range(1, count + 1)),
        }
    )
