"""Names of agencies and kinds of meetings: other names, other widths, slips of the pen."""

from __future__ import annotations

from drafts import DraftCell
from jusoforms.problems import Severity
from mess.bases import CASE, CATALOGUE, MEETING, case_role
from mess.kinds import Scene, kind


def agencies(scene: Scene, old: str, new: str) -> DraftCell:
    """Put another spelling of an agency into the roles alone."""
    if scene.form == CASE:
        text = scene.draft.text("役割分担")
        assert old in text
        cell = scene.put("役割分担", text.replace(old, new))
        for number, role in enumerate(scene.get("役割分担")):
            if old in role["担当機関"]:
                typed = role["原文"].replace(old, new)
                names = [new if one == old else one for one in role["担当機関"]]
                scene.set(f"役割分担.{number}", case_role(number + 1, role["内容"], names, typed))
        return cell
    found = scene.get("会議.1.役割分担")
    row = next(n for n, role in enumerate(found) if old in role["担当機関"])
    names = [new if one == old else one for one in found[row]["担当機関"]]
    scene.set(f"会議.1.役割分担.{row}.担当機関", names)
    return scene.put(f"会議2.役割分担.{row + 1}.担当機関", "、".join(names))


STAKES = ("役割分担", "会議")


def _another(name: str, old: str, new: str, why: str) -> None:
    def spelt(scene: Scene) -> None:
        cell = agencies(scene, old, new)
        scene.may_ask(cell, stakes=STAKES)
        for path in ("役割分担", "会議.1.役割分担" if scene.form == MEETING else "会議.0.役割分担"):
            for number, role in enumerate(scene.get(path)):
                back = [old if one == new else one for one in role["担当機関"]]
                scene.accept(f"{path}.{number}.担当機関", back)

    spelt.__doc__ = why
    kind(name, "roles", (CASE, MEETING))(spelt)


_another(
    "機関の別名", "社会福祉協議会（CSW）", "社協", "An alias that the lists know: no question."
)
_another(
    "機関名のかっこが半角",
    "社会福祉協議会（CSW）",
    "社会福祉協議会(CSW)",
    "Width is no difference.",
)
_another(
    "機関名の英字が全角",
    "社会福祉協議会（CSW）",
    "社会福祉協議会（ＣＳＷ）",
    "Width is no difference.",
)
_another("機関名の中に空白", "福祉総合課", "福祉 総合課", "A blank is no difference.")
_another("機関名の中に全角空白", "福祉総合課", "福祉\u3000総合課", "A blank is no difference.")


@kind("機関名の書き間違い", "roles", (CASE, MEETING))
def misspelt(scene: Scene) -> None:
    """No such agency: the nearest name is offered, none is taken."""
    cell = agencies(scene, "福祉総合課", "福祉総合科")
    scene.ask(cell, stakes=STAKES)


@kind("知らない機関", "roles", (CASE, MEETING))
def unknown(scene: Scene) -> None:
    cell = agencies(scene, "福祉総合課", "よろず相談室")
    scene.ask(cell, stakes=STAKES)


@kind("担当機関が「関係機関」", "roles", (CASE, MEETING))
def everybody(scene: Scene) -> None:
    """全機関 is nobody: asked, never spread over all."""
    cell = agencies(scene, "福祉総合課", "全機関")
    scene.ask(cell, stakes=STAKES)


@kind("関係機関を改行で区切る", "agencies", (CASE,))
def by_line(scene: Scene) -> None:
    scene.put("支援関係機関", "\n".join(scene.get("支援関係機関")))


@kind("関係機関を箇条書きに", "agencies", (CASE,))
def by_bullet(scene: Scene) -> None:
    scene.put("支援関係機関", "\n".join(f"・{one}" for one in scene.get("支援関係機関")))


@kind("関係機関をコンマで区切る", "agencies", (CASE,))
def by_comma(scene: Scene) -> None:
    scene.put("支援関係機関", "，".join(scene.get("支援関係機関")))


@kind("関係機関を中黒で区切る", "agencies", (CASE,))
def by_dot(scene: Scene) -> None:
    """福祉総合課・高齢福祉課・…: four agencies to everybody, or asked."""
    scene.put("支援関係機関", "・".join(scene.get("支援関係機関")))
    scene.may_ask("支援関係機関", "役割分担", stakes=["支援関係機関", "役割分担", "会議"])


@kind("関係機関を空白で区切る", "agencies", (CASE,))
def by_blank(scene: Scene) -> None:
    scene.put("支援関係機関", "　".join(scene.get("支援関係機関")))
    scene.may_ask("支援関係機関", "役割分担", stakes=["支援関係機関", "役割分担", "会議"])


@kind("関係機関に同じ名前が2つ", "agencies", (CASE, MEETING))
def same_twice(scene: Scene) -> None:
    """Listed twice by a slip: once or twice, nobody is hurt."""
    once = scene.get("支援関係機関")
    if scene.form == CASE:
        scene.put("支援関係機関", "、".join([*once, once[0]]))
    else:
        scene.put("支援関係機関.5", once[0])
    scene.accept("支援関係機関", [*once, once[0]])


@kind("会議種別の別名", "heading kindofmeeting", (CASE, MEETING))
def meeting_alias(scene: Scene) -> None:
    """支援会議（社会福祉法第106条の6） is 支援会議."""
    if scene.form == MEETING:
        scene.put("会議種別", "支援会議（社会福祉法第106条の6）")
        scene.set("会議種別", "支援会議（社会福祉法第106条の6）")
    else:
        scene.put("見出し", scene.draft.text("見出し").replace("支援会議（", "支援会議 （"))


@kind("知らない会議種別", "kindofmeeting", (MEETING,))
def meeting_unknown(scene: Scene) -> None:
    """Kept as typed; its legal basis is not made up."""
    scene.put("会議2.種別", "まるごと会議")
    scene.set("会議.1.種別", "まるごと会議")
    scene.set("会議.1.根拠条文", "")
    scene.tell("会議2.種別", scene.draft.sheet("会議2"), scene.main, least=Severity.WARNING)


@kind("形態の書き間違い", "modes", (CATALOGUE,))
def mode_unknown(scene: Scene) -> None:
    scene.put("個別1.形態", "直営営 (1)")
    scene.set("事業.0.個別事業.0.形態", "直営営")
    scene.tell("個別1.形態", "個別1.内容", "個別1.事業名", least=Severity.WARNING)


def _mode(text: str, mode: str, count: int | None, note: str = "") -> None:
    @kind(f"形態「{text}」", "modes", (CATALOGUE,))
    def spelt(scene: Scene) -> None:
        scene.put("個別2.形態", text)
        for name, value in (("形態", mode), ("設置数", count), ("備考", note)):
            scene.set(f"事業.0.個別事業.1.{name}", value)
        row = [f"個別2.{name}" for name in ("形態", "内容", "事業名")]
        scene.may_ask(*row, stakes=["事業.0.個別事業.1"], least=Severity.WARNING)


_mode("委託（３）", "委託", 3)
_mode("委託 ( 3 )", "委託", 3)
_mode("委託(3か所)", "委託", 3)
_mode("委託\n(3)", "委託", 3)
_mode("直営・委託 (3)", "直営・委託", 3)
_mode("委託 (3)　3地区担当制", "委託", 3, "3地区担当制")
_mode("委託 3か所", "委託", 3)
_mode("委託", "委託", None)


def _number(text: str, shown: str) -> None:
    @kind(f"事業の番号「{text}」", "numbers", (CATALOGUE,))
    def spelt(scene: Scene) -> None:
        scene.put("個別2.内容", f"{text}高齢者の総合相談")
        scene.may_ask("個別2.内容", stakes=["事業.0", "事業"])

    spelt.__doc__ = f"Number {shown} in another style: the same program, or asked."


for _text in ("２．", "(2)", "（２）", "2. ", "②", "　② ", "❷", "⑵", "２ ", "②．"):
    _number(_text, "2")


@kind("事業の番号が飛ぶ", "numbers", (CATALOGUE,))
def number_skipped(scene: Scene) -> None:
    """①, ③, ③: a slip, or a row too few."""
    scene.put("個別2.内容", "③ 高齢者の総合相談")
    scene.ask("個別2.内容", "個別3.内容", scene.main, stakes=["事業"])


@kind("番号のない個別事業", "numbers", (CATALOGUE,))
def number_missing(scene: Scene) -> None:
    """Neither a bullet nor a number: a program of the Act, or one of the ward's? Asked or told."""
    scene.put("個別2.内容", "高齢者の総合相談")
    scene.ask("個別2.内容", "個別2.事業名", "個別3.内容", stakes=["事業"])
