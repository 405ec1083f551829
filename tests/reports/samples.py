"""A report with nothing wrong, changed only where a test says so."""

import hashlib
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from selfcheck.reports.content import (
    Cover,
    DutyPart,
    DutyReport,
    EvidenceLine,
    Figure,
    FiveMark,
    ItemLine,
    LedgerPart,
    LedgerRowPart,
    MajorBlock,
    Person,
    Photo,
    ProfileAnswer,
    Register,
    SignerLine,
    StatutoryDuty,
)

CODE = "91420200MA0000000X"
HEAD = hashlib.sha256(b"head").hexdigest()
CLAUSE = "安全生产法第二十一条（五）"
TITLES = (
    "压实第一责任人责任，持续做好“十个一次”",
    "组织学习重大事故隐患判定标准",
    "带队开展重大事故隐患排查整治",
    "落实全员安全生产责任制",
    "动火等危险作业专项排查整治",
    "外包外租生产经营活动排查整治",
    "应急救援演练和熟知安全出口",
    "安全教育培训",
    "风险分级管控和四色图",
    "事故隐患台账和报告",
    "安全投入的提取和使用",
    "有限空间作业管理",
    "奖励举报和内部监督",
)


def a_cover(**changes: object) -> Cover:
    """A cover with every field filled."""
    cover = Cover(
        enterprise="黄石示例机械制造有限公司",
        credit_code=CODE,
        package_id=f"{CODE}-2026-11-003",
        period="2026-11",
        sequence=3,
        principals=(Person("周建华", "总经理"),),
        managers=(Person("林晓燕", "安全总监"),),
        sector="机械制造",
        head_count="186",
        address="示例区工业园三路 18 号",
        phone="0714-0000000",
        receiver="示例区应急管理局",
        round_from="2026-11-01",
        round_to="2026-11-23",
        pack_title="区专项行动规则包",
        pack_version="2026-11，第 2 次修订",
        pack_notice="十三项中第 13 项为重建，以本区印发的方案为准",
        pack_fingerprint=hashlib.sha256(b"pack").hexdigest(),
        figures=(
            Figure(
                "十三项职责",
                "11",
                "项已完成",
                ("不涉及 1 项，理由已写", "未提供 1 件，理由已写"),
            ),
            Figure("检查项", "78", "条", ("符合 74 条", "不符合 2 条，整改已写")),
            Figure("佐证材料", "20", "件", ("照片 16 件，文件 4 件", "全部属于本期")),
        ),
    )
    return replace(cover, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def an_item(number: str, **changes: object) -> ItemLine:
    """A check item that conforms."""
    item = ItemLine(
        number=number,
        text="本月主要负责人带队检查是否留有本人签字的记录，写明时间、部位、问题和整改要求？",
        clause=CLAUSE,
        answer="符合",
        evidence=("E001", "E002"),
    )
    return replace(item, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_duty(number: int, **changes: object) -> DutyPart:
    """A finished duty with four items."""
    duty = DutyPart(
        number=f"{number:02d}",
        title=TITLES[number - 1],
        status="已完成",
        owner="林晓燕",
        confirmed_by="林晓燕",
        confirmed_at="2026-11-21 16:40",
        items=tuple(an_item(f"{number}.{count}") for count in range(1, 5)),
    )
    return replace(duty, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def thirteen_duties() -> tuple[DutyPart, ...]:
    """All thirteen: one with a problem, one that does not apply, one reconstructed."""
    duties = [a_duty(number) for number in range(1, 14)]
    wrong = an_item(
        "3.2",
        answer="不符合",
        problem=True,
        note="二车间东侧安全出口前堆放了成品托盘，长约 3.5 m。",
        rectification="11 月 24 日前清空并划线，责任人王磊；未清空前由班组长每班巡查。",
    )
    kinds = (
        an_item("3.3", answer="12 次", evidence=()),
        an_item("3.4", answer="2026-11-03", clause="安全生产法第四十一条", reconstructed=True),
        an_item("3.5", answer="不适用", reason="本单位没有动火作业。", evidence=()),
        an_item("3.6", answer="本月召开两次专题会，研究了涂装线的通风和除尘改造。" * 3),
    )
    duties[2] = a_duty(3, status="有问题", problem=True, items=(an_item("3.1"), wrong, *kinds))
    duties[11] = a_duty(
        12,
        status="不涉及",
        reason="本单位没有地下池、罐、管沟等有限空间，经安全部现场核对。",
        items=(),
    )
    duties[12] = a_duty(13, reconstructed=True)
    return tuple(duties)


def a_report(**changes: object) -> DutyReport:
    """A complete report without photos."""
    report = DutyReport(
        cover=a_cover(),
        profile=(
            ProfileAnswer("是否使用或储存危险化学品？", "否"),
            ProfileAnswer("是否有有限空间作业？", "否"),
            ProfileAnswer("是否有动火作业？", "是"),
            ProfileAnswer("是否有外包、外租？", "是"),
        ),
        statutory=tuple(
            StatutoryDuty(
                str(count), text, f"安全生产法第二十一条（{'一二三四五六七'[count - 1]}）"
            )
            for count, text in enumerate(
                (
                    "建立健全并落实全员安全生产责任制，加强标准化建设",
                    "组织制定并实施规章制度和操作规程",
                    "组织制定并实施教育和培训计划",
                    "保证安全投入的有效实施",
                    "建立并落实双重预防机制，督促检查，及时消除隐患",
                    "组织制定并实施应急救援预案",
                    "及时、如实报告生产安全事故",
                ),
                1,
            )
        ),
        duties=thirteen_duties(),
        registers=(
            Register(
                "外包单位清单",
                ("单位名称", "承包内容", "资质证书", "证书有效期", "安全协议", "现场负责人"),
                tuple(
                    (
                        f"示例安装工程有限公司第{n}分公司",
                        "涂装线检修",
                        "建筑机电安装三级",
                        "2027-06-30",
                        "已签，2026-01-05",
                        "陈志强",
                    )
                    for n in range(1, 8)
                ),
            ),
            Register("有限空间清单", ("名称", "位置"), (), "已声明：本单位没有有限空间。"),
        ),
        evidence=tuple(
            EvidenceLine(
                f"E{n:03d}",
                "带队检查记录（本人签字）" if n % 3 else "11 月安全例会纪要和签到表扫描件",
                "照片" if n % 3 else "PDF",
                f"2026-11-{n:02d}",
                f"2026-11-{n:02d} 16:40",
                hashlib.sha256(str(n).encode()).hexdigest(),
                "2.4 MB",
                "3.1、3.2",
            )
            for n in range(1, 21)
        ),
        photos=(),
        change_lines=1842,
        change_head=HEAD,
        pack_note="第 13 项由公开解读重建，本区另有印发的以印发的为准。",
        declaration=(
            "本期十三项职责的填报由本单位如实完成，佐证真实、属于本期；已知重大事故隐患均已登记"
            "并按规定报告。本人知悉不如实记录、不按规定报告的法律责任。"
        ),
        signers=(
            SignerLine("safety_manager", "林晓燕", "安全管理人员"),
            SignerLine("principal", "周建华", "主要负责人"),
        ),
        previous_package="第 002 次报送",
    )
    return replace(report, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_photo(
    size: tuple[int, int] = (1600, 1200), colour: str = "#7a8698", orientation: int = 1
) -> bytes:
    """A JPEG with a dark band along its upper edge, so that a turned picture is told apart."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0], size[1] // 8), fill="#17202e")
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80, exif=exif)
    return target.getvalue()


def photos(count: int) -> tuple[Photo, ...]:
    """Photos with captions, all the same picture."""
    data = a_photo()
    return tuple(
        Photo(f"E{n:03d}", f"一车间东侧安全出口，清理后，{n} 号位", data)
        for n in range(1, count + 1)
    )


def words_of(pdf: bytes, folder: Path) -> str:
    """The text a clerk copies out of the PDF with an ordinary reader."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def a_major_block(**changes: object) -> MajorBlock:
    """A major hazard with nothing missing."""
    block = MajorBlock(
        number="YH-2026-052",
        what="3号中频炉炉坑积水约 4 cm，当班仍在熔炼",
        place="熔炼工部 炉坑",
        clause="工贸企业重大事故隐患判定标准（应急管理部令第10号）第七条（三）",
        state="整改中",
        stop="设备停用：3号中频炉及其供料行车，2026-11-16 09:40，周立民（主要负责人）决定",
        interim="断电、上锁、挂牌，炉坑周围设警戒线，水泵 24 小时值守",
        department="2026-11-16 书面送达区应急管理局，回执 1 份",
        workers="2026-11-17 职工代表大会",
        marks=(
            FiveMark("责任", "陈国梁", True),
            FiveMark("措施", "截排水沟＋液位报警", True),
            FiveMark("资金", "预算 46,000.00 元", True),
            FiveMark("时限", "2026-11-27", True),
            FiveMark("预案", "喷爆现场处置方案", True),
        ),
    )
    return replace(block, **changes)  # type: ignore[arg-type]  # a builder's changes are fields


def a_ledger_part(**changes: object) -> LedgerPart:
    """A ledger of two major and four general hazards."""
    general = tuple(
        LedgerRowPart(
            f"YH-2026-{number:03d}",
            f"南侧 {number} 号安全出口疏散通道被周转箱占用，净宽不足 1.4 m",
            "装配区",
            "一般",
            "孙丽华",
            "2026-11-28",
            "整改中",
            late="超期 2 天" if number == 56 else "",
        )
        for number in range(54, 58)
    )
    major = LedgerRowPart(
        "YH-2026-052",
        "3号中频炉炉坑积水约 4 cm，当班仍在熔炼",
        "熔炼工部 炉坑",
        "重大",
        "陈国梁",
        "2026-11-27",
        "整改中",
        major=True,
    )
    open_major = replace(
        major, number="YH-2026-049", what="抛丸清理间梁上积尘超过 3 mm", place="清理工部"
    )
    part = LedgerPart(
        totals=(("重大", 2), ("一般", 4), ("超期", 1)),
        rows=(open_major, major, *general),
        majors=(
            a_major_block(),
            a_major_block(
                number=open_major.number,
                what=open_major.what,
                place=open_major.place,
                stop="未停用：抛丸机停机会使造型线断料",
                stop_missing=True,
                workers="",
                marks=(FiveMark("责任", "何建平", True), FiveMark("预案", "", False)),
                explanation="11 月 24 日夜班停机清扫，之前每班湿式清扫并测粉尘浓度。",
                explained_by="周建华　2026-11-23",
            ),
        ),
        note="列出本期登记、在治和销号的全部隐患。",
    )
    return replace(part, **changes)  # type: ignore[arg-type]  # a builder's changes are fields
