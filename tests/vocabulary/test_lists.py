"""The ward's lists: what they offer."""

from __future__ import annotations

import pickle

from jusoforms.vocabulary.lists import Agency, default_lists
from jusoforms.vocabulary.wareki import read_date


def test_lists_that_were_asked_still_go_to_another_process() -> None:
    lists = default_lists()
    assert lists.offered("会議.種別")
    again = pickle.loads(pickle.dumps(lists))
    assert again == lists
    assert again.offered("会議.種別") == lists.offered("会議.種別")


def test_an_agency_that_is_gone_is_offered_no_more() -> None:
    gone = Agency(name="旧福祉事務所", until=read_date("令和6年3月31日"))
    lists = default_lists().model_copy(update={"agencies": (gone, Agency(name="福祉事務所"))})
    assert lists.offered("主担当機関") == ("福祉事務所",)


def test_a_copy_with_other_agencies_offers_its_own() -> None:
    lists = default_lists()
    assert lists.offered("主担当機関")
    other = lists.model_copy(update={"agencies": (Agency(name="別の機関"),)})
    assert other.offered("主担当機関") == ("別の機関",)
