"""The papers about one hazard: what the Law wants on them, and lines to write on where it is missing."""

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from selfcheck.errors import NotReady
from selfcheck.progress import Progress
from selfcheck.reports.hazard_acceptance import acceptance_form_pdf
from selfcheck.reports.hazard_board import workers_notice_pdf
from selfcheck.reports.hazard_content import (
    Acceptance,
    HazardReport,
    Notice,
    SixParts,
    TreatmentPlan,
    WorkersNotice,
)
from selfcheck.reports.hazard_notice import notice_pdf, notices_pdf
from selfcheck.reports.hazard_report import plan_pdf, report_form_pdf
from tests.reports.hazard_samples import (
    LONG,
    ORIGIN,
    PLAN,
    TEXT,
    a_blank_hazard,
    a_hazard,
    a_hazard_report,
    a_lost_photo,
    a_notice,
    a_treatment_plan,
    a_workers_notice,
    an_acceptance,
    blank_notice,
    hazard_photos,
)
from tests.reports.samples import CODE, HEAD, words_of

FULL: list[tuple[Callable[[Any], bytes], Any]] = [
    (notice_pdf, a_notice()),
    (report_form_pdf, a_hazard_report()),
    (plan_pdf, a_treatment_plan()),
    (workers_notice_pdf, a_workers_notice()),
    (acceptance_form_pdf, an_acceptance()),
]
BLANK: list[tuple[Callable[[Any], bytes], Any]] = [
    (notice_pdf, blank_notice()),
    (report_form_pdf, HazardReport(ORIGIN, a_blank_hazard(), "")),
    (plan_pdf, TreatmentPlan(ORIGIN, a_blank_hazard())),
    (workers_notice_pdf, WorkersNotice(ORIGIN, a_blank_hazard())),
    (acceptance_form_pdf, Acceptance(ORIGIN, a_blank_hazard())),
]
NAMES = ["notice", "report", "plan", "board", "acceptance"]


def texts_of(value: Any) -> list[str]:
    """Every text in a paper, without codes of its own frame."""
    found: list[str] = []
    for field in fields(value):
        part = getattr(value, field.name)
        if isinstance(part, str):
            found.append(part)
        elif is_dataclass(part):
            found += texts_of(part)
    return found


def words(pdf: bytes, folder: Path) -> str:
    """What can be copied out, without gaps."""
    return "".join(words_of(pdf, folder).split())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without gaps."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return ["".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize(("build", "paper"), FULL, ids=NAMES)
def test_what_is_known_stands_on_the_paper(
    build: Callable[[Any], bytes], paper: Any, tmp_path: Path
) -> None:
    text = words(build(paper), tmp_path)
    for wanted in (paper.hazard.number, paper.hazard.what, paper.hazard.place):
        assert "".join(wanted.split()) in text
    assert paper.origin.enterprise in text
    assert CODE in text
    assert HEAD[:16] in text


@pytest.mark.parametrize(("build", "paper"), FULL, ids=NAMES)
def test_the_same_values_give_the_same_bytes(build: Callable[[Any], bytes], paper: Any) -> None:
    assert build(paper) == build(paper)


@pytest.mark.parametrize(("build", "paper"), BLANK, ids=NAMES)
def test_a_paper_of_which_nothing_is_known_can_be_filled_in_by_hand(
    build: Callable[[Any], bytes], paper: Any, tmp_path: Path
) -> None:
    pdf = build(paper)
    text = words(pdf, tmp_path)
    assert "YH-2026-060" in text
    assert "年月日" in text
    assert "None" not in text
    reader = PdfReader(io.BytesIO(pdf))
    contents = [page.get_contents() for page in reader.pages]
    drawn = b"".join(part.get_data() for part in contents if part is not None)
    assert drawn.count(b".596078 .639216 .701961 RG") >= 9  # the darker lines, to write on


@pytest.mark.parametrize(("build", "paper"), FULL, ids=NAMES)
def test_rp01_a_character_without_a_glyph_is_named_with_its_field(
    build: Callable[[Any], bytes], paper: Any
) -> None:
    with pytest.raises(NotReady) as refused:
        build(replace(paper, hazard=a_hazard(place="𡌴车间")))
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [
        ("RP01", "隐患 YH-2026-052 的地点")
    ]


@pytest.mark.parametrize(("build", "paper"), FULL, ids=NAMES)
def test_rp01_every_text_is_looked_at(build: Callable[[Any], bytes], paper: Any) -> None:
    def spoiled(value: Any) -> Any:
        changes = {}
        for field in fields(value):
            part = getattr(value, field.name)
            if isinstance(part, str):
                changes[field.name] = f"{part}𡌴"
            elif is_dataclass(part):
                changes[field.name] = spoiled(part)
        return replace(value, **changes)

    with pytest.raises(NotReady) as refused:
        build(spoiled(paper))
    assert len(refused.value.problems) >= len(set(texts_of(paper))) - 8


@pytest.mark.parametrize(("build", "paper"), FULL, ids=NAMES)
def test_long_texts_and_names_lose_nothing(
    build: Callable[[Any], bytes], paper: Any, tmp_path: Path
) -> None:
    hazard = a_hazard(what="".join(f"第{n}处积水，" for n in range(120)), place=LONG)
    text = words(
        build(replace(paper, hazard=hazard, origin=replace(ORIGIN, enterprise=LONG))), tmp_path
    )
    for number in range(120):
        assert f"第{number}处" in text
    assert text.count(LONG) >= 2


def test_a_notice_is_addressed_and_says_what_is_to_be_done_until_when(tmp_path: Path) -> None:
    text = words(notice_pdf(a_notice()), tmp_path)
    assert "致熔炼工部陈国梁" in text
    assert "整改期限2026-11-27" in text
    assert "装液位报警并与炉子电源联锁" in text
    assert "设备停用：3号中频炉及其供料行车，2026-11-16 09:40".replace(" ", "") in text
    assert "断电、上锁、挂牌" in text
    assert "工贸企业重大事故隐患判定标准" in text
    for role in ("签发人", "接收人", "李文静"):
        assert role in text


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_usual_notice_is_one_page_with_its_signatures(count: int) -> None:
    (text,) = pages_of(notice_pdf(a_notice(before=hazard_photos(count))))
    assert "接收人" in text


def test_more_photos_go_on_over_the_page(tmp_path: Path) -> None:
    text = words(notice_pdf(a_notice(before=hazard_photos(11))), tmp_path)
    assert "整改前照片（11张）" in text
    for number in range(1, 12):
        assert f"E{number:03d}" in text


def test_the_numbers_drawn_into_a_photo_are_explained_below_it(tmp_path: Path) -> None:
    assert "①积水约4cm" in words(notice_pdf(a_notice()), tmp_path)


def test_marks_are_drawn_into_the_printed_copy_only() -> None:
    (photo,) = hazard_photos(1)
    plain = replace(photo, marks=())
    source = photo.source
    assert images_of(notice_pdf(a_notice(before=(photo,)))) != images_of(
        notice_pdf(a_notice(before=(plain,)))
    )
    assert photo.source is source
    red = [
        image for image in images_of(notice_pdf(a_notice(before=(photo,)))) if reddish(image)
    ]
    assert red


def images_of(pdf: bytes) -> list[Image.Image]:
    """The pictures on the first page."""
    pictures = [image.image for image in PdfReader(io.BytesIO(pdf)).pages[0].images]
    return [picture.convert("RGB") for picture in pictures if picture]


def reddish(image: Image.Image) -> bool:
    """Is there a clearly red pixel?"""
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.NEAREST)
    raw = small.tobytes()
    return any(raw[at] > 180 and raw[at + 1] < 90 for at in range(0, len(raw), 3))


def test_a_photo_whose_file_is_gone_leaves_its_box(tmp_path: Path) -> None:
    text = words(notice_pdf(a_notice(before=(a_lost_photo(), *hazard_photos(1)))), tmp_path)
    assert "照片文件找不到" in text
    assert "E009炉坑西侧" in text
    assert "E001" in text


def test_a_photo_that_cannot_be_read_leaves_a_sentence(tmp_path: Path) -> None:
    broken = replace(hazard_photos(1)[0], source=b"\xff\xd8\xff broken")
    assert "读不出来" in words(notice_pdf(a_notice(before=(broken,))), tmp_path)


def test_each_notice_of_a_batch_begins_on_a_new_sheet_and_is_counted_from_one() -> None:
    hazards = [a_hazard(number=f"YH-2026-{number:03d}") for number in range(1, 5)]
    notices = [a_notice(hazard=hazard, owner=hazard.number[-3:]) for hazard in hazards]
    notices[1] = replace(notices[1], demands=TEXT * 30)  # two pages
    pages = pages_of(notices_pdf(notices, Progress()))
    counts = ["第1页，共1页", "第1页，共2页", "第2页，共2页", "第1页，共1页", "第1页，共1页"]
    numbers = ["001", "002", "002", "003", "004"]
    assert len(pages) == 5
    for text, count, number in zip(pages, counts, numbers, strict=True):
        assert count in text
        assert f"隐患YH-2026-{number}" in text


def test_a_batch_tells_how_far_it_is_and_opens_photos_late(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    notices_pdf([a_notice(), a_notice()], Progress(lambda *step: seen.append(step)))
    assert seen[-1][:2] == (2, 2)


def test_nothing_to_print_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no notices"):
        notices_pdf([], Progress())


def test_the_report_holds_the_three_contents_the_six_parts_and_places_to_sign(
    tmp_path: Path,
) -> None:
    report = a_hazard_report()
    text = words(report_form_pdf(report), tmp_path)
    for heading in (
        "一、隐患的现状及其产生原因",
        "二、隐患的危害程度和整改难易程度分析",
        "三、隐患的治理方案",
        "（一）治理的目标和任务",
        "（二）采取的方法和措施",
        "（三）经费和物资的落实",
        "（四）负责治理的机构和人员",
        "（五）治理的时限和要求",
        "（六）安全措施和应急预案",
        "主要负责人签字",
        "企业盖章",
        "部门签收",
        "第四十一条第二款",
    ):
        assert heading in text
    for part in (report.situation, report.severity, report.difficulty, *texts_of(PLAN)):
        assert "".join(part.split()) in text
    for part in (
        report.receiver,
        report.address,
        report.phone,
        report.contact,
        report.principal,
    ):
        assert "".join(part.split()) in text


def test_the_plan_is_approved_by_the_principal(tmp_path: Path) -> None:
    text = words(plan_pdf(a_treatment_plan()), tmp_path)
    assert "主要负责人批准" in text
    assert "周立民" in text
    for part in texts_of(PLAN):
        assert "".join(part.split()) in text
    assert len(pages_of(plan_pdf(a_treatment_plan(plan=SixParts())))) <= 2


def test_the_board_says_why_nothing_is_stopped(tmp_path: Path) -> None:
    stop = replace(a_workers_notice().stop, scope="未停用", what="", reason="停炉会使铁水凝固")
    text = words(workers_notice_pdf(a_workers_notice(stop=stop)), tmp_path)
    assert "未停用：停炉会使铁水凝固" in text


def test_the_board_is_one_page_even_when_names_are_long() -> None:
    notice = a_workers_notice(
        origin=replace(ORIGIN, enterprise=LONG), hazard=a_hazard(what=TEXT), measures=TEXT
    )
    assert len(pages_of(workers_notice_pdf(notice))) == 1


def test_an_acceptance_shows_the_verdict_and_who_signs(tmp_path: Path) -> None:
    text = words(acceptance_form_pdf(an_acceptance()), tmp_path)
    assert "✓通过" in text or text.index("✓") < text.index("不通过")
    for wanted in (
        "整改前1张",
        "整改后1张",
        "六项措施均已落实",
        "恢复使用2026-11-24周立民批准",
    ):
        assert wanted in text
    assert len(pages_of(acceptance_form_pdf(an_acceptance()))) == 1


def test_an_acceptance_that_was_not_decided_has_two_empty_boxes(tmp_path: Path) -> None:
    assert "✓" not in words(acceptance_form_pdf(an_acceptance(passed=None)), tmp_path)


def test_an_acceptance_without_photos_has_frames_to_paste_them_into(tmp_path: Path) -> None:
    text = words(acceptance_form_pdf(an_acceptance(before=(), after=())), tmp_path)
    assert text.count("照片粘贴处") == 2
    some = words(acceptance_form_pdf(an_acceptance(before=hazard_photos(3))), tmp_path)
    assert "照片粘贴处" not in some


def test_the_enterprise_cannot_close_out_what_a_department_supervises(tmp_path: Path) -> None:
    text = words(acceptance_form_pdf(an_acceptance(supervised_by="示例区安委办")), tmp_path)
    assert "督办部门示例区安委办" in text
    assert "由部门销号" in text


def test_a_general_hazard_needs_no_signature_of_the_principal(tmp_path: Path) -> None:
    general = a_hazard(grade="一般", major=False)
    text = words(
        acceptance_form_pdf(an_acceptance(hazard=general, stop=a_notice().stop)), tmp_path
    )
    assert text.count("主要负责人") == text.count("主要负责人组织验收") + text.count(
        "（主要负责人）"
    )


def test_a_paper_says_which_state_of_the_archive_it_was_printed_from() -> None:
    bare = a_notice(origin=replace(ORIGIN, head=""))
    assert "变更记录末端" not in pages_of(notice_pdf(bare))[0]
    assert isinstance(bare, Notice)
