"""`selfcheck forms check`: a sentence for what is right, every fault of what is not."""

from pathlib import Path

from selfcheck.forms.checking import check
from selfcheck.paths import bundled
from tests.forms.samples import DUTY_1, write_pack


def test_the_shipped_forms_have_no_fault() -> None:
    summaries, faults = check(bundled("forms"))

    assert faults == []
    assert [line.partition("：")[0] for line in summaries] == [
        "criteria",
        "plan-2023 1.0",
        "vocabulary",
    ]
    assert "13 项职责" in summaries[1]
    assert "653 条" in summaries[0]


def test_one_faulty_pack_does_not_hide_the_others(tmp_path: Path) -> None:
    write_pack(tmp_path / "good")
    write_pack(tmp_path / "wrong", duty_01=DUTY_1.replace("short_title", "short_titel"))
    (tmp_path / "criteria").mkdir()

    summaries, faults = check(tmp_path)

    assert [line.partition(" ")[0] for line in summaries] == ["sample"]
    assert {fault.file for fault in faults} == {"criteria", "wrong/duty_01.toml"}


def test_a_folder_without_forms_is_a_fault(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        summaries, faults = check(folder)
        assert summaries == []
        assert "指定 forms 文件夹" in faults[0].text
