"""The page of answers: what is given, what is missing, and the way to each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from selfcheck.duties import actions as duty_actions
from tests.ui.signing_office import Office, press
from tests.ui.stage import write


@pytest.fixture
def office(tmp_path):
    """An enterprise half way through."""
    made = Office(tmp_path, complete=False)
    yield made
    made.close()


def rows_of(screen):
    return [row for card in screen.cards.values() for row in card.rows]


def test_every_item_has_a_row_with_its_words_and_its_evidence(office):
    screen = office.answers()
    assert len(screen.cards) == len(office.page.duties)
    assert len(rows_of(screen)) == office.page.items
    unanswered = next(row for row in rows_of(screen) if not row.line.value)
    assert unanswered.words.text() == "未答"


def test_what_is_missing_stands_on_top_and_jumps_to_its_place(office):
    screen = office.answers()
    assert len(screen.missing.rows) == len(office.page.missing)
    row = screen.missing.rows[3]
    press(row.go)
    assert office.navigator.opened == [row.row.target]


def test_each_answer_leads_to_its_place_and_back_to_its_row(office):
    screen = office.answers()
    row = screen.cards["d04"].rows[2]
    press(row.go)
    assert office.navigator.opened == [("duty", "d04", row.line.key)]
    assert screen.place() == (row.line.key,)
    screen.show_place(row.line.key)
    assert screen.first_focus() is screen.cards["d04"].rows[2].go


def test_searching_shows_the_rows_that_hold_the_words(office):
    screen = office.answers()
    write(screen.search, "有限空间")
    shown = [row for row in rows_of(screen) if row.isVisible()]
    assert 0 < len(shown) < office.page.items
    assert all("有限空间" in row.search or row in screen.cards["d06"].rows for row in shown)
    assert screen.cards["d01"].isHidden()

    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.cards["d01"].isVisible()


def test_finding_nothing_says_so_and_clears_with_one_click(office):
    screen = office.answers()
    write(screen.search, "没有这样的字")
    assert screen.nothing.isVisible()
    press(screen.nothing.link)
    assert screen.nothing.isHidden()
    assert screen.search.text() == ""


def test_only_the_duty_that_changed_is_drawn_anew(office):
    screen = office.answers()
    before = dict(screen.cards)
    item = screen.cards["d04"].rows[0].line.key
    office.workspace.act(
        duty_actions.write, office.walk, item, "note", "新的说明", now=office.now
    )
    QApplication.processEvents()
    changed = [key for key, card in screen.cards.items() if card is not before[key]]
    assert changed == ["d04"]
    assert "新的说明" in screen.cards["d04"].rows[0].search
    assert list(screen.cards) == list(before)
    assert screen._column.indexOf(screen.cards["d04"]) == list(before).index("d04")


def test_a_signed_round_only_offers_to_look(tmp_path):
    office = Office(tmp_path, signed=True)
    try:
        screen = office.answers()
        assert screen.missing.isHidden()
        assert {row.go.text() for row in rows_of(screen)} == {"查看"}
    finally:
        office.close()


def test_the_page_never_scrolls_sideways(office):
    screen = office.answers()
    screen.resize(700, 560)
    QApplication.processEvents()
    assert screen.page.widget().width() <= screen.page.viewport().width()
