"""The report of a round: the same bytes, the words in it, the boxes on it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from selfcheck.errors import Cancelled, NotReady
from selfcheck.progress import Progress
from selfcheck.reports.content import Person, Photo, SignerLine
from selfcheck.reports.duties import BuiltReport, build
from tests.reports.samples import (
    CODE,
    HEAD,
    TITLES,
    a_cover,
    a_duty,
    a_photo,
    a_report,
    an_item,
    photos,
    words_of,
)


def built(draft: bool = False, **changes: object) -> BuiltReport:
    """The sample report, changed where the test says so."""
    return build(a_report(**changes), progress=Progress(), draft=draft)


def test_the_same_values_give_the_same_bytes() -> None:
    assert built(photos=photos(3)).pdf == built(photos=photos(3)).pdf


def test_every_word_that_was_put_in_can_be_copied_out(tmp_path: Path) -> None:
    report = a_report()
    text = "".join(words_of(build(report, progress=Progress()).pdf, tmp_path).split())
    wanted = [report.cover.enterprise, report.cover.package_id, report.declaration, *TITLES]
    wanted += [item.text for duty in report.duties for item in duty.items]
    wanted += [item.note or item.answer for duty in report.duties for item in duty.items]
    wanted += [duty.reason for duty in report.duties]
    wanted += [line.sha256 for line in report.evidence]
    wanted += [cell for register in report.registers for row in register.rows for cell in row]
    missing = [part for part in wanted if "".join(part.split()) not in text]
    assert not missing
    assert HEAD in text


def test_every_page_says_which_report_it_belongs_to() -> None:
    report = built(photos=photos(7))
    pages = PdfReader(io.BytesIO(report.pdf)).pages
    assert len(pages) == report.page_count
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert CODE in text
        assert "2026-11-003" in text
        assert f"第 {number} 页，共 {len(pages)} 页" in text
        assert f"{HEAD[:8]}{HEAD[8:16]}" in text.replace(" ", "").replace("\n", "")
        assert tuple(map(round, page.mediabox[2:])) == (595, 842)


def test_the_draft_says_so_on_every_page_and_bears_no_hash_in_its_footer() -> None:
    for page in PdfReader(io.BytesIO(built(draft=True).pdf)).pages:
        assert "核对稿" in page.extract_text()
        assert "变更记录末端 " not in page.extract_text().split("信用代码")[-1]


def test_every_font_is_embedded_and_none_is_helvetica() -> None:
    for page in PdfReader(io.BytesIO(built().pdf)).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources["/Font"]
        assert isinstance(fonts, DictionaryObject)
        for font in fonts.values():
            found = font.get_object()
            assert isinstance(found, DictionaryObject)
            assert "/ToUnicode" in found
            assert "/FontFile2" in str(found["/FontDescriptor"].get_object())


def test_signature_boxes_lie_inside_the_last_page_one_above_the_other() -> None:
    report = built()
    manager, principal = report.boxes
    assert (manager.name, principal.name) == ("safety_manager", "principal")
    assert manager.page_index == principal.page_index == report.page_count - 1
    for box in report.boxes:
        assert 0 < box.x0 < box.x1 < 595
        assert 80 < box.y0 < box.y1 < 842
    assert principal.y1 < manager.y0


def test_a_note_of_two_thousand_characters_flows_over_pages_and_loses_nothing(
    tmp_path: Path,
) -> None:
    note = "".join(f"第{count}处已清理，" for count in range(240))
    assert len(note) > 2_000
    report = built(duties=(a_duty(1, items=(an_item("1.1", note=note, problem=True),)),))
    assert note in "".join(strip_frame(report, tmp_path).split())


def strip_frame(report: BuiltReport, folder: Path) -> str:
    """The copied text without what stands between two pages: heads, footers, other columns."""
    lines = words_of(report.pdf, folder).splitlines()
    frame = ("信用代码", "十三项职责 ·", "黄石示例机械制造有限公司", "符合 E001")
    return "\n".join(line for line in lines if not line.startswith(frame))


def test_rp01_a_name_without_a_glyph_stops_the_report_and_names_the_field() -> None:
    cover = a_cover(principals=(Person("周𡌴", "总经理"),))
    signers = (SignerLine("principal", "周𡌴", "主要负责人"),)
    with pytest.raises(NotReady) as refused:
        built(cover=cover, signers=signers)
    assert {problem.code for problem in refused.value.problems} == {"RP01"}
    assert "U+21334" in str(refused.value)
    assert "主要负责人姓名" in {problem.where for problem in refused.value.problems}


def test_long_names_are_never_cut(tmp_path: Path) -> None:
    name = (
        "湖北省黄石市示例精密机械装备制造与表面处理联合股份有限公司第三分公司磁湖工业园生产基地"
    )
    people = tuple(
        Person(f"买买提·吐尔逊·阿卜杜热依木江{n}", "总经理兼委员会主任") for n in range(4)
    )
    signers = (SignerLine("principal", "买买提·吐尔逊·阿卜杜热依木江·艾合买提", "主要负责人"),)
    report = built(cover=a_cover(enterprise=name, principals=people), signers=signers)
    text = "".join(words_of(report.pdf, tmp_path).split())
    assert text.count(name) >= 2
    for person in people:
        assert person.name in text
    assert signers[0].name in text


def test_a_photo_that_cannot_be_read_leaves_a_sentence_and_its_caption(tmp_path: Path) -> None:
    broken = Photo("E007", "配电室照片", b"\xff\xd8\xff broken")
    text = words_of(built(photos=(broken, *photos(1))).pdf, tmp_path)
    assert "读不出来" in text
    assert "配电室照片" in text


def test_photos_stay_light() -> None:
    data = a_photo((4000, 3000))
    pictures = tuple(
        Photo(f"E{n:03d}", "出口", data[:-2] + bytes((n,)) + data[-2:]) for n in range(12)
    )
    without, withal = built(photos=()), built(photos=pictures)
    assert withal.page_count == without.page_count + 2
    assert len(withal.pdf) - len(without.pdf) < 12 * 45_000


def test_stopping_ends_the_work() -> None:
    progress = Progress()
    progress.stop.set()
    with pytest.raises(Cancelled):
        build(a_report(), progress=progress)


def test_progress_reaches_the_last_page() -> None:
    seen: list[tuple[int, int, str]] = []
    report = build(a_report(), progress=Progress(lambda *step: seen.append(step)))
    assert seen[-1][:2] == (report.page_count, report.page_count)


def test_a_first_submission_says_that_nothing_came_before(tmp_path: Path) -> None:
    assert "这是第一次报送" in words_of(built(previous_package="").pdf, tmp_path)


def test_an_empty_report_still_has_its_pages() -> None:
    bare = replace(
        a_report(),
        duties=(),
        registers=(),
        evidence=(),
        profile=(),
        statutory=(),
        previous_package="",
    )
    assert build(bare, progress=Progress()).page_count == 4
