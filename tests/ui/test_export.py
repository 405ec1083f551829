"""The export page: where the package may go, how it ended, and what comes after."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from selfcheck.progress import Progress
from selfcheck.submission import package, queries
from selfcheck.submission.media import Medium
from selfcheck.submission.pages import ChainLine
from selfcheck.ui.export.cards import ChainCard
from selfcheck.ui.export.exporting import scaled
from tests.ui.signing_office import Office, answer_box, press
from tests.ui.stage import write


@pytest.fixture
def office(tmp_path):
    """An enterprise whose round has just been signed."""
    made = Office(tmp_path, signed=True)
    yield made
    made.close()


@pytest.fixture
def stick(office, tmp_path):
    """A stick that is plugged in, with room enough."""
    root = tmp_path / "E"
    root.mkdir()
    medium = Medium(root, "安全报送", "exfat", free=27_600_000_000, removable=True)
    office.sticks = (medium,)
    return medium


def exports(office):
    return office.workspace.read(queries.latest_export, office.walk).exports


def written_to(office, qtbot, folder):
    screen = office.export()
    screen.write_to(folder)
    office.finish(qtbot)
    return screen


def test_before_anything_is_signed_the_page_says_so_and_leads_there(tmp_path):
    office = Office(tmp_path)
    try:
        screen = office.export()
        assert screen.empty.sentence.text() == "还没有签署过的报送。先审核、签署，再导出。"
        assert screen.columns.isHidden()
        assert screen.ribbon.isHidden()
        press(screen.empty.link)
        assert office.navigator.opened == [("signoff",)]
    finally:
        office.close()


def test_a_package_is_written_read_back_recorded_and_told(office, qtbot, tmp_path):
    screen = written_to(office, qtbot, tmp_path / "报送")

    [line] = exports(office)
    assert screen.ribbon.title.text() == "已写入并复核"
    assert screen.ribbon.kind == "ok"
    verdict = package.verify(tmp_path / "报送" / screen.file.name.text(), None, Progress())
    assert verdict.intact
    assert line.files == len(verdict.files)
    assert screen.file.total.text().startswith(f"合计 {line.files} 个文件")
    assert screen.fingerprint.digest.digest == verdict.facts.tagmanifest_sha256


def test_on_a_stick_it_says_that_it_may_be_unplugged(office, qtbot, stick):
    screen = office.export()
    [row] = screen.target.rows
    press(row.write)
    office.finish(qtbot)

    assert screen.ribbon.title.text() == "已写入并复核 · 可以安全拔出"
    assert "“安全报送”" in screen.ribbon.line.text()
    assert list((stick.root / "自查报送").glob("*.zip"))
    assert screen.file.room.text() == "U 盘 exFAT，还剩 27.60 GB"


def test_later_the_page_no_longer_says_that_it_may_be_unplugged(office, qtbot, stick):
    written_to(office, qtbot, stick.root / "自查报送")
    later = office.export()
    assert later.ribbon.title.text() == "已写入并复核"
    assert later.target.isHidden()
    assert later.file.total.text().startswith("合计")


def test_without_a_stick_the_page_says_what_to_do_and_offers_a_folder(office, tmp_path):
    screen = office.export()
    assert "没有插着的 U 盘" in screen.target.empty.sentence.text()
    assert screen.target.rows == []
    assert screen.target.folder.property("part") == "primary"

    root = tmp_path / "F"
    office.sticks = (Medium(root, "", "vfat", free=10**10, removable=True),)
    press(screen.target.refresh)
    assert len(screen.target.rows) == 1
    assert screen.target.empty.isHidden()
    assert screen.target.folder.property("part") == "plain"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"free": 1000}, "空间不够"),
        ({"read_only": True}, "写保护"),
    ],
)
def test_a_stick_that_would_not_do_says_why_and_cannot_be_chosen(
    office, tmp_path, changes, told
):
    fields = {"label": "旧盘", "file_system": "vfat", "free": 10**10, "removable": True}
    office.sticks = (Medium(tmp_path, **(fields | changes)),)
    [row] = office.export().target.rows
    assert told in row.problem.text()
    assert not row.write.isEnabled()


def test_a_folder_chosen_by_hand_is_looked_at_too(office, qtbot, tmp_path, monkeypatch):
    screen = office.export()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "full"))
    office.sticks = (Medium(tmp_path / "full", "满", "exfat", free=0, removable=True),)
    press(screen.target.folder)
    assert "空间不够" in screen.target.problem.text()
    assert not office.navigator.jobs.running

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(screen.target.folder)
    assert not office.navigator.jobs.running

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "ok"))
    press(screen.target.folder)
    office.finish(qtbot)
    assert list((tmp_path / "ok").glob("*.zip"))


def test_stopping_leaves_no_file_and_records_nothing(office, qtbot, tmp_path):
    screen = office.export()
    screen.write_to(tmp_path / "报送")
    assert screen.ribbon.kind == "progress"
    press(screen.ribbon.stop)
    office.finish(qtbot)

    assert screen.ribbon.title.text() == "已停止，没有留下文件"
    assert list((tmp_path / "报送").glob("*") if (tmp_path / "报送").exists() else ()) == []
    assert exports(office) == ()
    assert screen.target.isVisible()


def test_a_place_that_cannot_be_written_is_told_in_red(office, qtbot, tmp_path):
    (tmp_path / "文件").write_text("不是文件夹", "utf-8")
    screen = written_to(office, qtbot, tmp_path / "文件")
    assert screen.ribbon.kind == "bad"
    assert screen.ribbon.title.text() == "那里是一个文件，不是文件夹"
    assert screen.ribbon.line.text().startswith("换一个位置")
    assert exports(office) == ()
    assert screen.slip.isHidden()


def test_evidence_that_was_changed_is_never_exported(office, qtbot, tmp_path):
    piece = next(p for p in (office.workspace.folder / "evidence").glob("*/*") if p.is_file())
    piece.write_bytes(piece.read_bytes()[:-1] + b"!")
    screen = written_to(office, qtbot, tmp_path / "报送")
    assert screen.ribbon.kind == "bad"
    assert list((tmp_path / "报送").glob("*")) == []


def test_the_contents_are_told_before_and_after_writing(office, qtbot, tmp_path):
    screen = office.export()
    before = [(line.key, line.files) for line in screen._lines]
    screen.write_to(tmp_path)
    office.finish(qtbot)
    after = [(line.key, line.files) for line in screen._lines]
    assert before == after
    assert [key for key, _ in after][:3] == ["report", "records", "history"]
    assert sum(count for _, count in after) == exports(office)[0].files


def test_the_slip_is_printed_with_the_fingerprint(office, qtbot, tmp_path):
    screen = written_to(office, qtbot, tmp_path)
    press(screen.slip)
    [paper] = office.viewer.opened
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(paper.read_bytes())).pages)
    assert screen.fingerprint.digest.digest[:8] in text
    assert screen.file.name.text() in text


def test_ctrl_p_prints_the_slip_and_esc_goes_home(office, qtbot, tmp_path):
    screen = written_to(office, qtbot, tmp_path)
    screen.activateWindow()
    screen.slip.setFocus()
    QTest.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(office.viewer.opened) == 1
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert office.navigator.opened[-1] == ("home",)


def test_folder_path_and_fingerprint_are_at_hand(office, qtbot, tmp_path):
    screen = written_to(office, qtbot, tmp_path)
    press(screen.folder)
    assert office.viewer.opened == [tmp_path]
    press(screen.file.copy_path)
    assert QGuiApplication.clipboard().text() == exports(office)[0].path
    press(screen.fingerprint.copy)
    assert QGuiApplication.clipboard().text() == screen.fingerprint.digest.digest
    assert " " not in QGuiApplication.clipboard().text()


def test_a_stick_that_was_pulled_is_told_when_its_folder_is_wanted(office, qtbot, tmp_path):
    target = tmp_path / "U"
    screen = written_to(office, qtbot, target)
    for path in target.iterdir():
        path.unlink()
    target.rmdir()
    press(screen.folder)
    assert "不在了" in screen.problem.text()
    assert office.viewer.opened == []


def test_another_copy_starts_over_and_is_recorded_beside_the_first(office, qtbot, tmp_path):
    screen = written_to(office, qtbot, tmp_path / "一")
    press(screen.again)
    assert screen.target.isVisible()
    assert screen.slip.property("part") == "plain"
    screen.write_to(tmp_path / "二")
    office.finish(qtbot)
    assert len(exports(office)) == 2
    (tmp_path / "文件").write_text("不是文件夹", "utf-8")
    press(screen.again)
    screen.write_to(tmp_path / "文件")
    office.finish(qtbot)
    assert screen.ribbon.kind == "bad"
    assert screen.target.isVisible()
    assert len(exports(office)) == 2
    assert (tmp_path / "一").exists()


def test_re06_a_delivery_without_day_or_receiver_is_told_beside_the_field(office):
    screen = office.export()
    press(screen.delivery.begin)
    assert screen.delivery.to.text() == office.page.receiver
    assert screen.delivery.day.value == "2026-11-24"  # today
    screen.delivery.day.line.clear()
    screen.delivery.to.clear()
    press(screen.delivery.keep)
    told = {w: f.problem.text() for w, f in screen.delivery._fields.items()}
    assert told == {"delivery#day": "填写送达日期", "delivery#to": "填写接收人或接收部门"}

    write(screen.delivery.day, "2026-11-25")  # tomorrow
    write(screen.delivery.to, "区应急管理局 王科长")
    press(screen.delivery.keep)
    assert "不能晚于今天" in screen.delivery._fields["delivery#day"].problem.text()
    assert screen.delivery.to.text() == "区应急管理局 王科长"


def test_a_delivery_is_noted_and_shown_and_may_be_put_right(office):
    screen = office.export()
    press(screen.delivery.begin)
    screen.delivery.day.line.clear()
    write(screen.delivery.day, "20261123")
    screen.delivery.to.clear()
    write(screen.delivery.to, "区应急管理局 王科长")
    press(screen.delivery.keep)

    page = office.workspace.read(queries.latest_export, office.walk)
    assert (page.delivered_on, page.delivered_how) == (date(2026, 11, 23), "U 盘")
    assert screen.delivery.words.text() == "2026-11-23 交 区应急管理局 王科长 · U 盘"
    assert screen.delivery.form.isHidden()
    assert screen.delivery.begin.isHidden()
    assert screen.delivery.change.isVisible()
    press(screen.delivery.change)
    assert screen.delivery.to.text() == "区应急管理局 王科长"


def test_a_date_that_cannot_be_read_stays_and_is_not_recorded(office):
    screen = office.export()
    press(screen.delivery.begin)
    screen.delivery.day.line.clear()
    write(screen.delivery.day, "上周三")
    press(screen.delivery.keep)
    assert screen.delivery.day.problem.text() == "按“2026-11-24”的样子填写日期"
    assert office.workspace.read(queries.latest_export, office.walk).delivered_on is None


def test_the_next_submission_is_begun_after_a_question(office):
    screen = office.export()
    answer_box("取消")
    press(screen.next_round.following)
    assert office.page.sequence == 1

    asked = answer_box("开始")
    press(screen.next_round.following)
    assert "2026年12月" in asked[0]
    assert (office.page.period, office.page.sequence) == ("2026-12", 2)
    assert office.navigator.opened[-1] == ("home",)
    assert screen.next_round.isHidden()


def test_a_correction_keeps_the_period_and_brings_the_answers_along(office):
    items = office.page.items
    screen = office.export()
    answer_box("开始更正")
    press(screen.next_round.correct)
    page = office.page
    assert (page.period, page.sequence, page.items) == ("2026-11", 2, items)
    assert page.evidence > 0
    assert office.navigator.opened[-1] == ("duties",)


def test_months_that_were_left_out_can_be_skipped(office):
    office.now += timedelta(days=70)  # February
    screen = office.export()
    period = screen.next_round.period
    assert period.isVisible()
    words = [period.itemText(at) for at in range(period.count())]
    assert words == ["2026年12月", "2027年1月", "2027年2月"]


def test_an_archive_that_is_only_looked_at_offers_nothing_to_write(tmp_path):
    office = Office(tmp_path, signed=True, looking=True)
    try:
        screen = office.export()
        assert screen.target.isHidden()
        assert screen.next_round.isHidden()
        assert screen.delivery.begin.isHidden()
    finally:
        office.close()


def test_the_chain_shows_the_last_three_and_counts_the_rest(qtbot):
    card = ChainCard()
    qtbot.addWidget(card)
    chain = [
        ChainLine(n, n, f"x-{n}", f"{n}" * 64, date(2026, n, 20), "尚未记录送达", n == 5)
        for n in range(5, 0, -1)
    ]
    card.show_chain(chain)
    assert card._column.count() == 3
    assert card.words.text() == "本次已写明第 004 次的指纹。更早 2 次。"
    card.show_chain(chain[-1:])
    assert card.words.isHidden()
    assert card.note.text() == "这是第一次报送"


def test_more_bytes_than_qt_counts_are_told_in_thousandths():
    told = []
    scaled(Progress(lambda *what: told.append(what))).report(6 << 30, 8 << 30, "正在写入")
    assert told == [(750, 1000, "正在写入")]


def test_exactly_one_button_is_primary(office, qtbot, tmp_path):
    from selfcheck.ui.buttons import Button

    screen = office.export()

    def primaries():
        return [
            b.text()
            for b in screen.findChildren(Button)
            if b.property("part") == "primary" and b.isVisible()
        ]

    assert primaries() == ["选择文件夹…"]
    screen.write_to(tmp_path)
    office.finish(qtbot)
    QApplication.processEvents()
    assert primaries() == ["打印交接单"]


def test_esc_in_a_field_brings_back_its_text_and_stays_here(office):
    screen = office.export()
    press(screen.delivery.begin)
    kept = screen.delivery.to.text()
    write(screen.delivery.to, "打错了")
    QTest.keyClick(screen.delivery.to, Qt.Key.Key_Escape)
    assert screen.delivery.to.text() == kept
    assert office.navigator.opened == []


def test_leaving_and_coming_back_while_it_is_written_keeps_the_progress(
    office, qtbot, tmp_path
):
    screen = office.export()
    screen.write_to(tmp_path / "报送")
    screen.hide()
    screen.show()
    screen.reload()
    assert screen.ribbon.kind == "progress"
    assert screen.target.isHidden()
    office.finish(qtbot)
    assert screen.ribbon.title.text() == "已写入并复核"
