"""Who says what, and who does what: the texts of 希望と課題 and 役割分担, parted into items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jusoforms.problems import doubts as say_doubt
from jusoforms.problems import sheets as say
from jusoforms.sheets.cells import Reading
from jusoforms.sheets.closing import items_in
from jusoforms.sheets.texts import (
    ENUMERATORS,
    inner_brackets,
    split_list,
    trailing_bracket,
    unbalanced,
)
from jusoforms.vocabulary.case import Role, Wish
from jusoforms.vocabulary.lists import Lists, default_lists

__all__ = ["roles_in", "wishes"]

_LEAD = (
    rf"^[\s　]*(?:(?:[・･●○◆■*＊-]|[(（]?[0-9０-９]{{1,2}}[)）.．]|[{ENUMERATORS}])"
    r"[\s　]*)?"
)
"""A bullet or a number before a speaker."""
_SPEAKER = re.compile(
    rf"{_LEAD}(?:【(?P<a>[^】]+)】|[\[［](?P<b>[^\]］]+)[\]］]"
    r"|[〈＜<〔《](?P<c>[^〉＞>〕》]{1,8})[〉＞>〕》])[\s　]*(?P<said>.*)$"
)
_BY_COLON = re.compile(
    rf"{_LEAD}"
    r"(?P<who>[^\s　0-9０-９、。：:・（(「]{1,8})[\s　]*[：:][\s　]*(?P<said>\S.*)$"
)
_PERSONS = frozenset({
    "本人", "母", "父", "祖母", "祖父", "妻", "夫", "配偶者", "兄", "弟", "姉", "妹", "息子", "娘",
    "子", "孫", "長男", "次男", "二男", "三男", "長女", "次女", "二女", "三女", "叔父", "伯父",
    "叔母", "伯母", "おじ", "おば", "甥", "姪", "両親", "家族", "親族", "支援者", "相談者",
    "民生委員",
})  # fmt: skip
"""Who may speak with a colon behind, and need no bracket."""
_SPEAKER_INSIDE = re.compile(
    r"(?:。[\s　]*|[\s　])(【[^【】]+】|\[[^\[\]]+\]|［[^［］]+］)|【[^【】]*$"
)
"""A speaker behind another's words, or a bracket that is not closed."""


def wishes(reading: Reading, text: str) -> Iterator[Wish]:
    """Yield who says what; a line without a speaker belongs to the one above."""
    said: list[Wish] = []
    for line in filter(str.strip, text.split("\n")):
        match = _SPEAKER.match(line) or _by_colon(reading, line)
        if match:
            speaker = next(filter(None, match.groups())).strip()
            said.append(Wish(speaker=speaker, content=match["said"].strip(), as_typed=line.strip()))
        elif said:
            last, more = said[-1], line.strip()
            said[-1] = last.model_copy(
                update={
                    "content": f"{last.content}\n{more}".lstrip(),
                    "as_typed": f"{last.as_typed}\n{more}",
                }
            )
        else:
            reading.add(say.UNTAGGED_WISH.at(label="希望と課題"))
            said.append(Wish(content=line.strip(), as_typed=line.strip()))
        if _SPEAKER_INSIDE.search(match["said"] if match else line):
            reading.add(say.SPEAKER_IN_LINE.at(label="希望と課題"))
    yield from said


def _by_colon(reading: Reading, line: str) -> re.Match[str] | None:
    """Return 母：… as a speaker's line; another word before a colon is asked about."""
    match = _BY_COLON.match(line)
    if match is None or match["who"] in _PERSONS:
        return match
    reading.add(say_doubt.SPEAKER_BY_COLON.at(label="希望と課題", value=match["who"]))
    return None


def roles_in(reading: Reading, text: str, agencies: tuple[str, ...]) -> Iterator[Role]:
    """Yield who does what, one item a role; ``agencies`` are those of the case."""
    lists = reading.lists or default_lists()
    known = frozenset(map(lists.agency_key, agencies))
    for number, item in enumerate(items_in(reading, "役割分担", text), 1):
        if unbalanced(item):
            problem = say.UNCLOSED_BRACKET.at(label="役割分担", value=item[-20:])
            reading.add(problem)
        content, inside = trailing_bracket(item)
        earlier = _agencies_inside(content, known, lists)
        if earlier:
            several = (
                say.SEVERAL_AGENCY_BRACKETS if inside or earlier[1:] else say.TEXT_BEHIND_AGENCY
            )
            named = "、".join(filter(None, (*earlier, inside)))
            reading.add(several.at(label="役割分担", agencies=named))
        yield Role(
            number=number,
            content=content,
            agencies=_agencies(inside, agencies),
            as_typed=item,
        )


def _agencies_inside(content: str, known: AbstractSet[str], lists: Lists) -> tuple[str, ...]:
    """Return the brackets in a role's text that hold nothing but agencies of the case."""
    return tuple(
        inside
        for inside in inner_brackets(content)
        if (names := re.split("[、，,・･\n]", inside.removeprefix("担当：")))
        and all(lists.agency_key(name.strip()) in known for name in names)
    )


def _agencies(inside: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agencies in a bracket; ・ separates them only if every part is a known agency."""
    names = split_list(inside)
    if len(names) == 1 and names[0] not in known:
        parts = tuple(filter(None, (part.strip() for part in re.split("[・･]", names[0]))))
        if all(part in known for part in parts):
            return parts
    return names
