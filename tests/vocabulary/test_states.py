"""なし, 不明, 未定 and nothing are four different things."""

import pytest

from jusoforms.vocabulary.states import State, points_elsewhere, says_something, state_of


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "empty"), ("　", "empty"), ("（　）", "empty"), ("なし", "none"), ("特になし。", "none"),
        ("－", "none"), ("-", "none"), ("ー", "none"), ("不明", "unknown"), ("？", "unknown"),
        ("未", "pending"), ("（未定）", "pending"), ("日程調整中", "pending"), ("予定", "pending"),
        ("無職", "value"), ("未婚", "value"), ("0", "value"), ("予定どおり", "value"),
    ],
)  # fmt: skip
def test_how_a_field_stands(text: str, state: str) -> None:
    assert state_of(text) == state
    assert says_something(text) == (state_of(text) is State.VALUE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("別紙のとおり", "別紙のとおり"), ("別紙", "別紙"), ("裏面", "裏面"), ("別添1参照", "別添1参照"),
        ("長く休んでいる。詳細は別紙（経過記録）を参照。", "別紙（経過記録）を参照"), ("資料2のとおり", "資料2のとおり"),
        ("別紙を作る。", ""), ("裏", ""), ("資料", ""), ("玄関の裏に住む。通りに面する。", ""), ("", ""),
    ],
)  # fmt: skip
def test_words_that_point_elsewhere(text: str, words: str) -> None:
    assert points_elsewhere(text) == words
