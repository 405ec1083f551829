"""A clerk drops packages on the page and reads two answers; nothing is unpacked or changed."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.submission import walks
from selfcheck.submission.layout import SAFETY_MANAGER
from selfcheck.submission.register import from_certificates
from selfcheck.submission.verdict import FileState
from selfcheck.ui.verify import register as verify_register
from selfcheck.ui.verify.cards import SignerBox
from selfcheck.ui.verify.facts import FileFacts
from selfcheck.ui.verify.manual import ManualDialog
from selfcheck.ui.verify.screen import VerifyScreen
from selfcheck.ui.verify.work import packages_in
from selfcheck.ui.workspace import Workspace
from tests import prepared
from tests.ui.stage import RecordingNavigator, primary_buttons

_KEY = Qt.Key
_NO = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _no_register() -> Iterator[None]:
    verify_register.forget()
    yield
    verify_register.forget()


@pytest.fixture
def navigator() -> Iterator[RecordingNavigator]:
    made = RecordingNavigator()
    yield made
    made.shut_down()


@pytest.fixture
def screen(qtbot: QtBot, navigator: RecordingNavigator) -> VerifyScreen:
    """The page as it is before any archive is open."""
    return shown(qtbot, VerifyScreen(None, navigator))


def shown(qtbot: QtBot, screen: VerifyScreen) -> VerifyScreen:
    screen.resize(1186, 740)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def the_package() -> Path:
    return prepared.the_demonstration().package


def certificates() -> list[Path]:
    return list(prepared.the_demonstration().certificates.values())


def changed(folder: Path, part: str = "data/tables/registers.xlsx") -> Path:
    """The same package with one bit changed in one of its files."""
    content = bytearray(the_package().read_bytes())
    with zipfile.ZipFile(the_package()) as archive:
        name = next(name for name in archive.namelist() if name.endswith(part))
        whole = archive.read(name)
    content[content.index(whole) + len(whole) // 2] ^= 1
    folder.mkdir(exist_ok=True)
    path = folder / "改动 过.zip"
    path.write_bytes(content)
    return path


def drop(screen: VerifyScreen, *paths: Path) -> None:
    """What the window system sends when files are let go over the page."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page = screen.viewport()
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(40, 40), action, mime, left, _NO))
    QApplication.sendEvent(page, QDropEvent(QPointF(40, 40), action, mime, left, _NO))


def finished(qtbot: QtBot, screen: VerifyScreen) -> None:
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=20_000)
    QApplication.processEvents()  # rows made just now are laid out


def said_by_signers(screen: VerifyScreen) -> list[str]:
    boxes = [box for box in screen.findChildren(SignerBox) if box.isVisible()]
    return [box.accessibleName() for box in boxes]


# ---- one package


def test_an_empty_page_says_what_to_do(screen: VerifyScreen) -> None:
    assert screen.area.isVisible()
    assert not screen.ribbon.isVisible()
    assert not screen.results.isVisible()
    assert primary_buttons(screen) == ["选择报送包"]
    assert screen.first_focus() is screen.area.button


def test_a_dropped_package_of_enrolled_signers_is_trusted(
    screen: VerifyScreen, qtbot: QtBot
) -> None:
    before = the_package().read_bytes()
    screen.choice.use_certificates(certificates())
    drop(screen, the_package())
    finished(qtbot, screen)

    assert screen.ribbon.title.text() == "完整可信"
    assert screen.ribbon.kind == "ok"
    assert "黄石示例机械制造有限公司" in screen.ribbon.line.text()
    assert screen.particulars.name.text() == the_package().name
    assert screen.contents.chip.text() == "完整"
    assert screen.signers.chip.text() == "两人均已登记"
    assert not screen.steps.isVisible()
    assert screen.facts.isVisible()
    assert not screen.area.isVisible()
    names = [line.name for line in screen.contents.table.files.lines]
    assert names[:12] == [
        "自查报告.pdf",
        "职责与答案数据.json",
        "变更记录.jsonl",
        "检查条目与答案.xlsx",
        "登记表.xlsx",
        "隐患台账.xlsx",
        "四色分布图.pdf",
        "安全风险告知牌.pdf",
        "三清单.pdf",
        "三清单（表格）.xlsx",
        "风险分析表（JHA、SCL）.xlsx",
        "佐证索引.csv",
    ]
    assert names[12].startswith("佐证 ")
    assert names[13] == "证书、签名、清单 11 件"
    assert primary_buttons(screen) == ["选择文件"]
    assert the_package().read_bytes() == before


def test_content_and_signers_fail_apart(
    screen: VerifyScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.choice.use_certificates(certificates())
    screen.verify([changed(tmp_path)])
    finished(qtbot, screen)

    assert screen.ribbon.title.text() == "内容被改动"
    assert screen.ribbon.kind == "bad"
    assert "登记表.xlsx" in screen.ribbon.line.text()
    assert screen.contents.chip.text() == "1 个文件被改动"
    assert screen.signers.chip.text() == "两人均已登记"
    first = screen.contents.table.files.lines[0]
    assert (first.name, first.state) == ("登记表.xlsx", FileState.CHANGED)
    assert first.expected[:16] != first.found[:16]
    assert screen.steps.isVisible()
    QTest.mouseClick(screen.steps.copy, Qt.MouseButton.LeftButton)
    assert "登记表.xlsx" in QGuiApplication.clipboard().text()
    assert screen.steps.copy.text().startswith("已复制")


def test_a_register_chosen_afterwards_answers_the_second_question(
    screen: VerifyScreen, qtbot: QtBot
) -> None:
    screen.verify([the_package()])
    finished(qtbot, screen)
    assert screen.ribbon.title.text() == "完整，但签名人未登记"
    assert screen.ribbon.kind == "neutral"
    assert screen.signers.chip.text() == "还没有对照登记册"
    assert screen.choice.choose_register.isVisible()
    assert not screen.choice.choose_own.isVisible()  # no archive is open

    screen.choice.use_certificates(certificates())
    finished(qtbot, screen)

    assert screen.ribbon.title.text() == "完整可信"
    assert screen.choice.words.text().startswith("对照：证书 2 张")
    assert not screen.choice.choose_register.isVisible()
    assert len(said_by_signers(screen)) == 2


def test_a_register_is_read_and_kept_for_the_next_page(
    screen: VerifyScreen, qtbot: QtBot, navigator: RecordingNavigator, tmp_path: Path
) -> None:
    path = tmp_path / "登记册.json"
    lines = from_certificates(certificates()).signers
    path.write_text(
        json.dumps(
            {
                "signers": [
                    {
                        "credit_code": line.credit_code,
                        "role": line.role,
                        "name": line.name,
                        "fingerprint": line.fingerprint
                        if line.role == SAFETY_MANAGER
                        else "c" * 64,
                        "valid_from": line.valid_from.isoformat(),
                        "valid_to": line.valid_to.isoformat(),
                    }
                    for line in lines
                ]
            },
            ensure_ascii=False,
        ),
        "utf-8",
    )
    screen.choice.use_register(path)
    screen.verify([the_package()])
    finished(qtbot, screen)

    assert screen.signers.chip.text() == "1 人与登记不符"
    assert "指纹与登记册不同" in said_by_signers(screen)[1]
    again = VerifyScreen(None, navigator)
    qtbot.addWidget(again)
    assert again.choice.words.text() == "对照：登记册.json，登记 2 条"


def test_a_broken_register_is_refused_in_words(screen: VerifyScreen, tmp_path: Path) -> None:
    path = tmp_path / "登记册.json"
    path.write_text("{}", "utf-8")
    screen.choice.use_register(path)
    assert "signers" in screen.choice.problem.text()
    assert screen.choice.register is None
    screen.choice.use_certificates([path])
    assert "不是证书" in screen.choice.problem.text()


# ---- several packages


def test_one_bad_package_does_not_stop_the_others(
    screen: VerifyScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.choice.use_certificates(certificates())
    folder = tmp_path / "收件 & 11月"
    bad = changed(folder)
    (folder / "a 断了.zip").write_bytes(the_package().read_bytes()[:100_000])
    (folder / "b.zip").write_bytes(b"no zip")
    (folder / "notes.txt").write_text("not looked at")
    (folder / "深").mkdir()
    (folder / "深" / the_package().name).write_bytes(the_package().read_bytes())
    drop(screen, folder)
    finished(qtbot, screen)

    assert screen.packages.isVisible()
    model = screen.list.model()
    words = [model.index(at, 0).data().split("，")[0] for at in range(model.rowCount())]
    assert words == ["无法读取", "无法读取", "内容被改动", "完整可信"]
    assert screen.ribbon.title.text() == "无法读取"
    screen.list.setFocus()
    QTest.keyClick(screen.list, _KEY.Key_Down)
    QTest.keyClick(screen.list, _KEY.Key_Down)
    assert screen.particulars.name.text() == bad.name
    assert screen.ribbon.title.text() == "内容被改动"
    QTest.keyClick(screen.list, _KEY.Key_Down)
    assert screen.ribbon.title.text() == "完整可信"


def test_a_folder_without_packages_is_told(
    screen: VerifyScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(screen, tmp_path)
    finished(qtbot, screen)
    assert screen.area.isVisible()
    assert screen.area.problem.text().startswith("这个文件夹里没有 .zip 文件")


def test_folders_are_searched_three_deep_and_each_file_taken_once(tmp_path: Path) -> None:
    deep = tmp_path / "1" / "2" / "3" / "4"
    deep.mkdir(parents=True)
    for at, folder in enumerate([tmp_path, *list(deep.parents)[:3][::-1], deep]):
        (folder / f"{at}.ZIP").touch()
    found = packages_in([tmp_path / "0.ZIP", tmp_path], Progress())
    assert [path.name for path in found] == ["0.ZIP", "1.ZIP", "2.ZIP", "3.ZIP"]


def test_stopping_leaves_the_page_as_it_was(screen: VerifyScreen, qtbot: QtBot) -> None:
    screen.verify([the_package()])
    assert screen.ribbon.kind == "progress"
    assert not screen.choose.isVisible()
    QTest.mouseClick(screen.ribbon.stop, Qt.MouseButton.LeftButton)
    finished(qtbot, screen)
    assert screen.area.isVisible()
    assert not screen.ribbon.isVisible()


def test_the_last_file_asked_for_is_the_one_shown(
    screen: VerifyScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.show_place(str(the_package()))
    screen.show_place(str(changed(tmp_path)))
    finished(qtbot, screen)
    assert screen.particulars.name.text() == "改动 过.zip"
    assert not screen.packages.isVisible()


def test_progress_is_told_in_files(screen: VerifyScreen, qtbot: QtBot) -> None:
    told: list[str] = []
    screen.work.progressed.connect(lambda *now: told.append(now[2]))
    screen.verify([the_package()])
    finished(qtbot, screen)
    total = len(screen.page.verdict.files) if screen.page else 0
    assert told[-1] == f"正在核对 {total} / {total}"


# ---- the keyboard


def test_files_are_chosen_and_pasted_by_keyboard(
    screen: VerifyScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = [str(the_package())]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    QTest.keyClick(screen.area.button, _KEY.Key_O, _CTRL)
    finished(qtbot, screen)
    assert screen.particulars.name.text() == the_package().name

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(changed(tmp_path)))])
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(screen.choose, _KEY.Key_V, _CTRL)
    finished(qtbot, screen)
    assert screen.particulars.name.text() == "改动 过.zip"


def test_rows_are_copied_and_their_facts_shown(screen: VerifyScreen, qtbot: QtBot) -> None:
    screen.verify([the_package()])
    finished(qtbot, screen)
    table = screen.contents.table
    table.setFocus()
    QTest.keyClick(table, _KEY.Key_Home)
    QTest.keyClick(table, _KEY.Key_C, _CTRL)
    line = table.files.lines[0]
    assert QGuiApplication.clipboard().text().split("\t") == [
        "report.pdf",
        str(line.size),
        line.found,
        "一致",
    ]
    QTest.keyClick(table, _KEY.Key_Return)
    (facts,) = screen.findChildren(FileFacts)
    assert facts.windowTitle() == "自查报告.pdf"
    facts.close()


def test_every_file_can_be_unfolded_and_folded_again(
    screen: VerifyScreen, qtbot: QtBot
) -> None:
    screen.verify([the_package()])
    finished(qtbot, screen)
    folded = len(screen.contents.table.files.lines)
    count = len(screen.page.verdict.files) if screen.page else 0
    assert screen.contents.unfold.text() == f"展开全部 {count} 个文件"
    QTest.mouseClick(screen.contents.unfold, Qt.MouseButton.LeftButton)
    assert len(screen.contents.table.files.lines) == count
    QTest.mouseClick(screen.contents.unfold, Qt.MouseButton.LeftButton)
    assert len(screen.contents.table.files.lines) == folded


def test_f1_shows_every_stock_command_and_copies_it(screen: VerifyScreen) -> None:
    QTest.keyClick(screen.area.button, _KEY.Key_F1)
    (manual,) = screen.findChildren(ManualDialog)
    commands = [part.text.toPlainText() for part in manual.commands]
    for tool in ("certutil", "Get-FileHash", "SignedCms", "sha256sum", "bagit.py", "pdfsig"):
        assert any(tool in command for command in commands)
    assert sum("openssl cms -verify" in command for command in commands) == 2
    last = manual.commands[-1]
    last.copy.click()
    assert QGuiApplication.clipboard().text() == "pdfsig report.pdf"
    assert last.copy.text() == "已复制"
    QTest.keyClick(manual, _KEY.Key_Escape)
    assert not manual.isVisible()


# ---- with an archive


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    store = Store.open(prepared.a_demo(tmp_path).workspace)
    yield Workspace(store, walks.shipped_pack(), "林晓燕")
    store.close()


def test_own_keys_may_be_compared_with_and_are_called_so(
    workspace: Workspace, qtbot: QtBot, navigator: RecordingNavigator
) -> None:
    screen = shown(qtbot, VerifyScreen(workspace, navigator))
    screen.show_place(str(the_package()))
    finished(qtbot, screen)
    assert screen.ribbon.title.text() == "完整，但签名人未登记"
    QTest.mouseClick(screen.choice.choose_own, Qt.MouseButton.LeftButton)
    finished(qtbot, screen)
    assert screen.ribbon.title.text() == "完整可信"
    assert "不代替接收部门的登记册" in screen.choice.words.text()

    other = VerifyScreen(None, navigator)  # own keys are of this archive only
    qtbot.addWidget(other)
    assert other.choice.register is None


def test_the_export_page_may_ask_with_the_own_keys(
    workspace: Workspace, qtbot: QtBot, navigator: RecordingNavigator
) -> None:
    screen = shown(qtbot, VerifyScreen(workspace, navigator))
    screen.show_place(str(the_package()), "own")
    finished(qtbot, screen)
    assert screen.ribbon.title.text() == "完整可信"
    for title, said in zip(
        ("安全管理人员", "主要负责人"), said_by_signers(screen), strict=True
    ):
        assert said.startswith(title)
