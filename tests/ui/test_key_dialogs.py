"""Getting a key on screen: a new one with its passphrase, or one from a file."""

import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_der_private_key,
    pkcs12,
)
from cryptography.x509 import load_der_x509_certificate
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from selfcheck.submission import key_file, keys
from selfcheck.ui.signoff.key_dialogs import KeyFileDialog
from selfcheck.ui.signoff.new_key_dialog import NewKeyDialog
from tests.ui.signing_office import PASSPHRASE, Office, a_key, press
from tests.ui.stage import write


@pytest.fixture
def office(tmp_path):
    """An enterprise where nobody has a key yet."""
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def screen(office):
    """Its sign-off page."""
    return office.signoff()


def type_twice(dialog, first, second=None):
    for field, words in ((dialog.first, first), (dialog.second, second or first)):
        field.take()
        write(field.line, words)


def opened(screen):
    press(screen.manager.key.new)
    dialog = screen.desks[0].dialog
    assert isinstance(dialog, NewKeyDialog)
    return dialog


@pytest.fixture
def pfx(office, tmp_path):
    """The safety manager's key as other programs hand it out."""
    info = office.key_for(office.page.managers[0])
    found = key_file.blocks(info.path.read_bytes())
    words = keys._as_typed(PASSPHRASE)
    private = load_der_private_key(found[key_file.KEY_BLOCK], words)
    assert isinstance(private, RSAPrivateKey)
    certificate = load_der_x509_certificate(info.certificate_der)
    path = tmp_path / "林晓燕.pfx"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"key", private, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
        )
    )
    return path


def test_a_new_key_is_made_enrolled_and_ready_to_sign_with(office, screen, qtbot):
    dialog = opened(screen)
    type_twice(dialog, PASSPHRASE)
    press(dialog.make)
    assert not dialog.make.isEnabled()
    office.finish(qtbot)

    manager = office.page.managers[0]
    [file] = (office.workspace.folder / "keys").glob("*.key")
    assert manager.key.file == file.name
    assert str(file) in dialog.file.text()
    assert keys.open_key(file, PASSPHRASE, now=office.now).info.name == manager.name
    press(dialog.finish)
    assert screen.manager.fields.isVisible()
    assert screen.manager.state.text() == "先输入姓名"


def test_the_passphrase_is_long_enough_and_typed_twice_the_same(office, screen):
    dialog = opened(screen)
    assert not dialog.make.isEnabled()
    type_twice(dialog, "太短了")
    press(dialog.make)
    assert "至少要有 12 个字符" in dialog.problem.text()
    type_twice(dialog, PASSPHRASE, PASSPHRASE + "！")
    assert dialog.problem.text() == ""
    press(dialog.make)
    assert dialog.problem.text() == "两次输入的口令不一样，再输一次"
    assert not office.navigator.jobs.running
    assert office.page.managers[0].key is None


def test_enter_goes_to_the_second_field_and_then_makes_the_key(office, screen, qtbot):
    dialog = opened(screen)
    write(dialog.first.line, PASSPHRASE)
    QTest.keyClick(dialog.first.line, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.second.line
    write(dialog.second.line, PASSPHRASE)
    QTest.keyClick(dialog.second.line, Qt.Key.Key_Return)
    office.finish(qtbot)
    assert dialog.made is not None


def test_the_dialog_stays_while_the_key_is_being_made(office, screen, qtbot):
    dialog = opened(screen)
    type_twice(dialog, PASSPHRASE)
    press(dialog.make)
    dialog.reject()
    dialog.close()
    assert dialog.isVisible()
    office.finish(qtbot)
    assert office.page.managers[0].key is not None


def test_the_key_file_is_saved_a_second_time_and_a_full_place_is_told(
    office, screen, qtbot, tmp_path, monkeypatch
):
    dialog = opened(screen)
    type_twice(dialog, PASSPHRASE)
    press(dialog.make)
    office.finish(qtbot)

    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "没有" / "x.key"), "")
    )
    press(dialog.backup)
    assert "写不进去" in dialog.told.text()
    copy = tmp_path / "备份.key"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    press(dialog.backup)
    assert copy.read_bytes() == dialog.made.path.read_bytes()
    assert dialog.told.text() == ""
    press(dialog.folder)
    assert office.viewer.opened == [dialog.made.path.parent]


def test_the_enrolment_form_prints_whose_key_it_is(office, screen, qtbot):
    dialog = opened(screen)
    type_twice(dialog, PASSPHRASE)
    press(dialog.make)
    office.finish(qtbot)
    press(dialog.form)
    [paper] = office.viewer.opened
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(paper.read_bytes())).pages)
    manager = office.page.managers[0]
    assert manager.name in text
    assert manager.key.fingerprint[:8] in text


def test_a_second_key_takes_the_place_of_the_first_and_its_form_says_so(office, screen, qtbot):
    first = office.enrol(office.page.managers[0])
    office.now += timedelta(minutes=5)
    screen.manager.key.menu.actions()[0].trigger()
    dialog = screen.desks[0].dialog
    type_twice(dialog, PASSPHRASE)
    press(dialog.make)
    office.finish(qtbot)
    key = office.page.managers[0].key
    assert key.fingerprint != first.fingerprint
    assert key.replaces == first.fingerprint


def test_a_key_file_from_elsewhere_is_enrolled_where_it_lies(office, screen, monkeypatch):
    info = office.key_for(office.page.managers[0])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(info.path), ""))
    press(screen.manager.key.choose)
    assert office.page.managers[0].key.file == str(info.path)
    assert screen.manager.key.problem.text() == ""

    inside = office.workspace.folder / "keys" / info.path.name
    inside.parent.mkdir(exist_ok=True)
    shutil.copy(info.path, inside)
    screen.desks[0].take(inside)
    assert office.page.managers[0].key.file == inside.name


def test_choosing_nothing_changes_nothing(office, screen, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    press(screen.manager.key.choose)
    assert office.page.managers[0].key is None


def test_re03_the_key_of_somebody_else_is_told_beneath_the_key(office, screen):
    other = office.key_for(office.page.principals[0])
    screen.desks[0].take(other.path)
    assert screen.manager.key.problem.text().startswith(f"这把密钥属于{other.name}")
    assert office.page.managers[0].key is None


def test_a_key_of_another_enterprise_is_refused(office, screen):
    name = office.page.managers[0].name
    other = a_key(name, "safety_manager", "别的企业", "91420200MA0000000X")
    screen.desks[0].take(other.path)
    assert "别的企业" in screen.manager.key.problem.text()
    assert office.page.managers[0].key is None


@pytest.mark.parametrize("content", [b"", b"not a key"])
def test_a_file_that_is_no_key_is_told(office, screen, tmp_path, content):
    path = tmp_path / "密钥.key"
    path.write_bytes(content)
    screen.desks[0].take(path)
    assert "已损坏" in screen.manager.key.problem.text()


def test_a_key_that_expires_meanwhile_must_be_changed(office, screen):
    office.enrol(office.page.managers[0])
    office.now += timedelta(days=4 * 365)
    screen.reload()
    assert "到期" in screen.manager.key.problem.text()
    assert not screen.manager.button.isEnabled()


def test_a_pfx_tells_its_owner_only_when_opened(office, screen, pfx, qtbot):
    screen.desks[0].take(pfx)
    dialog = screen.desks[0].dialog
    assert isinstance(dialog, KeyFileDialog)
    write(dialog.passphrase.line, "不是这一句")
    press(dialog.open_it)
    office.finish(qtbot)
    assert dialog.problem.text().startswith("口令不对")
    assert dialog.isVisible()

    dialog.passphrase.take()
    write(dialog.passphrase.line, PASSPHRASE)
    QTest.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    office.finish(qtbot)
    assert not dialog.isVisible()
    assert Path(office.page.managers[0].key.file) == pfx
    assert dialog.passphrase.length == 0


def test_cancelling_a_dialog_enrols_nothing(office, screen, pfx):
    screen.desks[0].take(pfx)
    press(screen.desks[0].dialog.cancel)
    dialog = opened(screen)
    press(dialog.cancel)
    assert office.page.managers[0].key is None
