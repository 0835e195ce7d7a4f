"""Commands as typed: what they print, what they leave, how they end."""

import json
from pathlib import Path

import pytest
from commanding import Command

COMMANDS = [
    "demo",
    "init",
    "watch",
    "status",
    "build",
    "check",
    "extract",
    "catalogue",
    "fields",
    "template",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_japanese_help_with_an_example(jusoforms: Command, name: str) -> None:
    said = jusoforms(name, "--help")
    assert said.code == 0
    assert "使い方:" in said.out
    assert "Usage" not in said.out
    assert "Options" not in said.out
    if name not in {"template", "service"}:
        assert f"jusoforms {name}" in said.out.partition("例:")[2]


def test_help_lists_every_command(jusoforms: Command) -> None:
    out = jusoforms("--help").out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["bild"], "「bild」というコマンドはありません。"),
        (
            ["build", "--josb", "2", "x"],
            "「--josb」という指定はありません。「--jobs」ではありませんか。",
        ),
        (["build"], "を指定してください。"),
        (["build", "x", "--jobs", "0"], "「--jobs」の値が正しくありません。"),
        (["extract", "a", "b"], "余分な指定があります。"),
        (["build", "x", "--out"], "「--out」の後に値を指定してください。"),
    ],
)
def test_a_slip_of_the_fingers_is_answered_in_japanese(
    jusoforms: Command, words: list[str], says: str
) -> None:
    said = jusoforms(*words)
    assert said.code == 2
    assert says in said.err
    assert "--help" in said.err


def test_without_a_command_the_help_is_shown(jusoforms: Command) -> None:
    said = jusoforms()
    assert said.code == 2
    assert "コマンド" in said.out


def test_init_makes_a_workspace_and_completes_it(jusoforms: Command, tmp_path: Path) -> None:
    assert jusoforms("init", "支援会議").code == 0
    root = tmp_path / "支援会議"
    template = root / "templates" / "docx" / "case" / "事例概要.docx"
    assert (root / "inbox").is_dir()
    template.write_bytes(b"the ward's own")
    (root / "templates" / "xlsx" / "事例票.xlsx").unlink()
    assert jusoforms("init", "支援会議").code == 0
    assert template.read_bytes() == b"the ward's own"
    assert (root / "templates" / "xlsx" / "事例票.xlsx").exists()


def test_init_does_not_move_into_a_folder_in_use(jusoforms: Command, tmp_path: Path) -> None:
    (tmp_path / "書類").mkdir()
    (tmp_path / "書類" / "a.txt").write_text("x")
    said = jusoforms("init", "書類")
    assert said.code == 5
    assert "すでに別のファイルがあります" in said.err


def test_demo_twice_says_unchanged_the_second_time(jusoforms: Command, tmp_path: Path) -> None:
    first = jusoforms("demo")
    assert first.code == 0
    assert "文書を作りました" in first.out
    outbox = tmp_path / "demo" / "outbox"
    made = sorted(path.relative_to(outbox).as_posix() for path in outbox.rglob("*.docx"))
    assert made == sorted(
        [
            "1/事例概要.docx",
            "1/役割分担表.docx",
            "1/支援会議記録_第1回.docx",
            "1/機関別役割一覧_福祉総合課.docx",
            "2/事例概要.docx",
            "2/役割分担表.docx",
            "2/支援会議記録_第2回.docx",
            "2/機関別役割一覧_こども家庭センター.docx",
            "2/機関別役割一覧_地域保健課.docx",
            "2/機関別役割一覧_地域包括支援センター.docx",
            "2/機関別役割一覧_福祉総合課.docx",
            "参考資料/参考資料1_事業一覧.docx",
        ]
    )
    second = jusoforms("demo")
    assert second.code == 0
    assert second.out.count("前回から変わりありません") == 3
    assert sorted(path.relative_to(outbox).as_posix() for path in outbox.rglob("*.docx")) == made


def test_check_reports_as_json(jusoforms: Command, sheet: Path) -> None:
    said = jusoforms("check", sheet, "--json")
    line = json.loads(said.out)
    assert (said.code, line["outcome"], line["form"], line["case"]) == (0, "ok", "事例票/1", "1")
    assert [p["code"] for p in line["problems"]] == ["R111"] * 5
    assert set(line["problems"][0]) == {
        "code", "severity", "file", "sheet", "cell", "part", "place", "label", "message", "cause",
        "remedy", "candidates",
    }  # fmt: skip


def test_extract_prints_the_record_alone_on_stdout(jusoforms: Command, sheet: Path) -> None:
    said = jusoforms("extract", sheet)
    assert said.code == 0
    assert json.loads(said.out)["事例番号"] == "1"
    assert "お知らせ" in said.err


def test_build_writes_beside_and_never_replaces(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    out = tmp_path / "文書"
    assert jusoforms("build", sheet, "--out", out).code == 0
    summary = out / "1" / "事例概要.docx"
    summary.write_bytes(b"somebody's edit")
    said = jusoforms("build", sheet, "--out", out, "--json")
    assert said.code == 0
    assert summary.read_bytes() == b"somebody's edit"
    assert (out / "1" / "事例概要_2版.docx").exists()


def test_build_of_several_sheets_with_jobs(jusoforms: Command, sheet: Path, tmp_path: Path) -> None:
    other = Path(str(sheet).replace("事例1", "写し"))
    other.write_bytes(b"not a workbook")
    said = jusoforms("build", sheet, other, "--out", tmp_path / "o", "--json", "--jobs", "2")
    outcomes = [json.loads(line)["outcome"] for line in said.out.splitlines()]
    assert (said.code, outcomes) == (3, ["delivered", "returned"])


def test_catalogue_takes_only_a_catalogue(jusoforms: Command, sheet: Path, tmp_path: Path) -> None:
    said = jusoforms("catalogue", sheet, "--out", tmp_path / "o")
    assert said.code == 3
    assert "事業一覧ではありません" in said.out
    assert not (tmp_path / "o").exists()


def test_watch_needs_a_workspace(jusoforms: Command, tmp_path: Path) -> None:
    assert jusoforms("watch", "どこにもない", "--once").code == 5
    (tmp_path / "空").mkdir()
    for words in (("空", "--once"), ("空",)):
        said = jusoforms("watch", *words)
        assert said.code == 5
        assert "作業フォルダーではありません" in said.err


def test_broken_settings_are_told_with_their_line(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "jusoforms.toml").write_text('format = 1\nname = "あ\n', encoding="utf-8")
    said = jusoforms("watch", "会議", "--once")
    assert said.code == 5
    assert "2 行目" in said.err


def test_settings_saved_by_notepad_are_accepted(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    settings = tmp_path / "会議" / "jusoforms.toml"
    settings.write_bytes(b"\xef\xbb\xbf" + settings.read_bytes())
    assert jusoforms("watch", "会議", "--once", "--settle", "0").code == 0


def test_fields_lists_names_and_aliases(jusoforms: Command) -> None:
    out = jusoforms("fields").out
    assert "役割分担（一覧）" in out
    assert "相談・会議の時期" in out
    listing = json.loads(jusoforms("fields", "--as", "meeting", "--json").out)
    assert "開催回の表記" in [field["name"] for field in listing["meeting"]]


def test_template_check_finds_no_fault_in_what_ships(jusoforms: Command) -> None:
    said = jusoforms("template", "check")
    assert said.code == 0
    shipped = Path(__file__).resolve().parents[2].glob("templates/docx/*/*.docx")
    assert said.out.count("直すところはありません") == len(list(shipped))


def test_template_check_says_what_repeats_and_leaves_the_file(
    jusoforms: Command, tmp_path: Path
) -> None:
    jusoforms("init", "会議")
    template = tmp_path / "会議/templates/docx/case/役割分担表.docx"
    before = template.read_bytes()
    said = jusoforms("template", "check", template, "--annotate", "確認", "--json")
    line = json.loads(said.out)
    assert [(one["place"], one["code"]) for one in line["repeats"]] == [("表2の2行目", "T180")]
    assert line["annotated"] == "確認/役割分担表_直し方.docx"
    assert (tmp_path / line["annotated"]).is_file()
    assert template.read_bytes() == before


def test_template_check_with_a_sheet_says_what_is_empty(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    jusoforms("init", "会議")
    template = tmp_path / "会議/templates/docx/case/役割分担表.docx"
    said = jusoforms("template", "check", template, "--with", sheet, "--json")
    told = {one["code"]: one["message"] for one in json.loads(said.out)["problems"]}
    assert said.code == 0
    assert "役割分担.期限" in told["T185"]


def test_a_new_template_is_in_use_at_once(
    jusoforms: Command, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jusoforms("init", "会議")
    monkeypatch.chdir(tmp_path / "会議")
    assert jusoforms("template", "new", "経過報告", "-f", "件名", "-f", "役割分担").code == 0
    said = jusoforms("build", sheet, "--json")
    made = [one["template"] for one in json.loads(said.out)["documents"]]
    assert "case/経過報告.docx" in made
    assert jusoforms("template", "new", "経過報告").code == 5


def test_an_inbox_that_is_away_is_told(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "inbox").rmdir()
    said = jusoforms("watch", "会議", "--once", "--settle", "0")
    assert said.code == 5
    assert "フォルダーが見つかりませんでした" in said.err


def test_a_folder_in_the_inbox_is_told(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "inbox" / "4月分").mkdir()
    said = jusoforms("watch", "会議", "--once", "--settle", "0")
    assert said.code == 0
    assert "inbox の「4月分」は読み取りません" in said.err


def test_a_workspace_of_a_newer_form_is_left_alone(jusoforms: Command, tmp_path: Path) -> None:
    jusoforms("init", "会議")
    (tmp_path / "会議" / "jusoforms.toml").write_text("format = 99\n", encoding="utf-8")
    said = jusoforms("watch", "会議", "--once")
    assert said.code == 5
    assert "format = 99" in said.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["watch", "x", "--once", "--settle", "-1"], 2, "0 から 600"),
        (["fields", "--as", "x"], 2, "case、meeting"),
        (["template", "check", "nothere.docx"], 5, "見つかりません"),
        (["template", "check", "事例1.xlsx"], 2, "タグ"),
        (["build", "."], 5, "フォルダーです"),
    ],
)
def test_wrong_paths_and_values(
    jusoforms: Command, sheet: Path, words: list[str], code: int, says: str
) -> None:
    assert sheet.exists()
    said = jusoforms(*words)
    assert said.code == code
    assert says in said.out + said.err


def test_init_again_says_that_it_only_completes(jusoforms: Command) -> None:
    jusoforms("init", "会議")
    assert "補いました" in jusoforms("init", "会議").out


def test_two_sheets_of_one_case_at_once_make_no_double_edition(
    jusoforms: Command, sheet: Path, tmp_path: Path
) -> None:
    copies = [tmp_path / f"写し{n}.xlsx" for n in range(4)]
    for copy in copies:
        copy.write_bytes(sheet.read_bytes())
    assert jusoforms("build", *copies, copies[0], "--out", "o", "--jobs", "4").code == 0
    made = [path.name for path in (tmp_path / "o" / "1").rglob("*.docx")]
    assert len(made) == len(set(made)) == 4
    assert not [name for name in made if "版" in name]
