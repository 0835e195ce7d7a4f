"""The names that a compiled template tells."""

from wordmaking import compiled, p, table


def test_every_tag_tells_its_canonical_name() -> None:
    template = compiled(
        p("{{区分|必須}}", "{{?件名}}", "{{#同意}}", "{{範囲}}", "{{/同意}}", "{{/件名}}"),
        table(["番号", "内容"], ["{{役割分担.番号|縦結合}}", "{{役割分担.担当機関.各項目}}"]),
    )
    assert template.faults == ()
    assert template.names == {
        "分類", "件名", "同意", "同意.範囲", "役割分担", "役割分担.番号", "役割分担.担当機関",
    }  # fmt: skip
