"""Two records of one case compared: what went, what came back, where two forms disagree.

A record is seen as pieces of text under labels: a line or a sentence each. Width, blanks and 。
do not count. Pure, and blind to whose words they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from jusoforms.problems import Problem
from jusoforms.problems import rules as say
from jusoforms.vocabulary.case import Case, HouseholdMember
from jusoforms.vocabulary.holding import RECORDING, can_fill
from jusoforms.vocabulary.labels import Record
from jusoforms.vocabulary.names import names_of
from jusoforms.vocabulary.wareki import DateText

__all__ = ["another_person", "deletions", "disagreements", "not_newest"]

Key = tuple[str, str]
"""The meeting's title (empty for the case) and the label."""
Pieces = Mapping[Key, tuple[str, ...]]
Held = tuple[frozenset[str], ...]
"""The names that one form, or each of two forms, has a place for."""

_PIECE = re.compile(r"[^\n。]*(?:。|\n|$)")
_IGNORED = frozenset({"事例番号", "取下げ", "状況見出し", "会議通番", "根拠条文", "番号", "原文"})
_QUOTED = 5
_LONGEST = 60
_REWORDED = 0.6
_UNLIKE = 0.3
_STORY = ("分類", "状況", "経緯", "検討")
_IDENTITY = (("family_name", "姓"), ("given_name", "名"), ("born_on", "生年月日"))
_ENOUGH = 2
_FACTS = ("件名", "受付日", "世帯員")


def deletions(last: Case, new: Case, holds: Held) -> Iterator[Problem]:
    """Yield each label whose text went since the last sheet of this form, with what went."""
    before, now = _pieces(last, holds), _pieces(new, holds)
    for key, pieces in _meetings_as_one(before, now).items():
        gone = _gone(pieces, now.get(key, ()))
        if gone:
            quoted = "、".join(f"「{_short(piece)}」" for piece in gone[:_QUOTED])
            more = f" ほか {len(gone) - _QUOTED} 件" if gone[_QUOTED:] else ""
            place, label = key
            yield say.DELETED.at(place=place, label=label, what=_named(key), lines=quoted + more)


def not_newest(before: Case, last: Case, new: Case, holds: Held) -> Iterator[Problem]:
    """Yield the labels where this sheet says what stood before the last one, and loses by it.

    What the last sheet had only lost, and this one brings back, is no sign of an older sheet.
    """
    oldest, older, now = (_pieces(case, holds) for case in (before, last, new))
    keys = [
        key
        for key, pieces in older.items()
        if _same(now, oldest, key) and set(map(_folded, pieces)) - _texts_of(now, key)
    ]
    if keys:
        place, label = keys[0]
        lost = dict.fromkeys(_named(key) for key in _meetings_as_one(dict.fromkeys(keys, ()), now))
        names = "、".join(f"「{name}」" for name in lost)
        yield say.NOT_NEWEST.at(place=place, label=label, labels=names)


def disagreements(other: Case, form: str, new: Case, holds: Held) -> Iterator[Problem]:
    """Yield each field that a sheet of another form says otherwise, of those that both hold.

    More than the other says is no disagreement.
    """
    theirs, ours = _pieces(other, holds), _pieces(new, holds)
    for key, pieces in theirs.items():
        place, label = key
        if label == "役割分担" and not _same_meeting(other, new):
            continue
        mine = _texts_of(ours, key)
        if mine and set(map(_folded, pieces)) - mine:
            shown = _short("".join(pieces))
            yield say.FORMS_DISAGREE.at(
                place=place, label=label, form=form.partition("/")[0], other=shown
            )


def another_person(last: Case, new: Case) -> Iterator[Problem]:
    """Yield the question whether this is the same person: names, or where nothing is in common."""
    labels = _other_identity(last, new) or _other_story(last, new) or _other_facts(last, new)
    if labels:
        shown = "・".join(labels)
        yield say.ANOTHER_PERSON.at(label="事例番号", number=new.case_number, labels=shown)


def _other_identity(last: Case, new: Case) -> list[str]:
    one, other = _person(last), _person(new)
    pairs = ((_text(getattr(one, a)), _text(getattr(other, a)), name) for a, name in _IDENTITY)
    differing = [name for a, b, name in pairs if a and b and _folded(a) != _folded(b)]
    return differing if len(differing) >= _ENOUGH else []


def _person(case: Case) -> HouseholdMember:
    named = (m for m in case.household if "本人" in {m.called.strip(), m.relationship.strip()})
    return next(named, HouseholdMember())


def _other_story(last: Case, new: Case) -> list[str]:
    before, now = _pieces(last, ()), _pieces(new, ())
    for name in _STORY:
        one, other = before.get(("", name), ()), now.get(("", name), ())
        if not one or not other or set(map(_folded, one)) & set(map(_folded, other)):
            return []
        if _likeness(_folded("".join(one)), _folded("".join(other))) >= _UNLIKE:
            return []
    return list(_STORY)


def _other_facts(last: Case, new: Case) -> list[str]:
    """Return what tells two cases apart where no names are written; nothing where one agrees."""
    one, other = _facts(last), _facts(new)
    if not all((*one, *other)) or any(a == b for a, b in zip(one, other, strict=True)):
        return []
    persons = [
        [_text(getattr(_person(case), name)) for name, _ in _IDENTITY] for case in (last, new)
    ]
    if any(a and b and _folded(a) == _folded(b) for a, b in zip(*persons, strict=True)):
        return []
    unlike = _likeness(_folded(last.situation), _folded(new.situation)) < _UNLIKE
    return [*_FACTS, "状況"] if last.situation and new.situation and unlike else []


def _facts(case: Case) -> tuple[str, ...]:
    members = ((m.called, m.relationship, m.age_band) for m in case.household)
    household = sorted("/".join(map(_folded, member)) for member in members if any(member))
    return _folded(case.subject), _folded(_text(case.received_on)), "\n".join(household)


def _same_meeting(one: Case, other: Case) -> bool:
    """Return whether the roles of both may come from one meeting."""
    days = [meeting.held_at for case in (one, other) if (meeting := case.latest_meeting)]
    apart = any(a.surely_before(b) for a in days for b in days)
    return not apart


def _pieces(case: Case, holds: Held) -> Pieces:
    """Return the filled labels of a case, and of the meetings it records, with their pieces."""
    found = {("", label): texts for label, texts in _of_record(case, "", holds)}
    if holds and all(RECORDING in names for names in holds):
        found.pop(("", "役割分担"), None)  # those of the latest meeting once more
        for number, meeting in enumerate(case.meetings, 1):
            title = meeting.title or f"会議{number}"
            pieces = _of_record(meeting, "会議.", holds)
            found.update({(title, label): texts for label, texts in pieces})
    return found


def _of_record(record: Record, around: str, holds: Held) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in names_of(type(record)).values():
        name = f"{around}{field.name}"
        if not field.attribute or field.name in _IGNORED or name == "会議":
            continue
        if not all(can_fill(name, "case", names) for names in holds):
            continue
        texts = tuple(_texts(getattr(record, field.attribute), name, holds))
        if texts:
            yield field.name, texts


def _texts(value: Any, name: str, holds: Held) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, (piece.strip() for piece in _PIECE.findall(value)))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, name, holds)
    elif isinstance(value, DateText):
        yield from filter(None, (value.text,))
    elif isinstance(value, Record):
        inside = dict(_of_record(value, f"{name}.", holds))
        yield from filter(None, ("　".join("、".join(texts) for texts in inside.values()),))
    elif value is not None:
        yield str(value)


def _gone(before: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    """Return the pieces that went; one that was only reworded did not go."""
    if len(before) == len(now) == 1:
        return []
    kept = set(map(_folded, now))
    fresh = [piece for piece in map(_folded, now) if piece not in set(map(_folded, before))]
    gone = []
    for piece in before:
        text = _folded(piece)
        if text in kept:
            continue
        close = next((one for one in fresh if _likeness(text, one) >= _REWORDED), None)
        if close is None:
            gone.append(piece)
        else:
            fresh.remove(close)
    return gone


def _same(one: Pieces, other: Pieces, key: Key) -> bool:
    return [*map(_folded, one.get(key, ()))] == [*map(_folded, other.get(key, ()))]


def _texts_of(pieces: Pieces, key: Key) -> set[str]:
    return set(map(_folded, pieces.get(key, ())))


def _meetings_as_one(before: Pieces, now: Pieces) -> Pieces:
    """Return the pieces with a meeting that is gone as a whole under 会議."""
    there = {title for title, _ in now}
    found: dict[Key, tuple[str, ...]] = {}
    for (title, label), pieces in before.items():
        key = (title, label if title in there else "会議")
        found[key] = (*found.get(key, ()), *pieces)
    return found


def _named(key: Key) -> str:
    title, label = key
    return title if title and label == "会議" else "の".join(filter(None, key))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=True)
    return matcher.ratio() if matcher.real_quick_ratio() >= _UNLIKE else 0.0


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _text(value: DateText | str) -> str:
    return (value.value or value.text) if isinstance(value, DateText) else value


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("。", "").split())
