"""One person's turn: whose key it must be, and where key files are found."""

from datetime import timedelta

import pytest

from selfcheck.errors import KeyTrouble
from selfcheck.submission import turns
from selfcheck.submission.turns import Turn
from tests.submission.builders import CREDIT_CODE, NOW, a_key


def test_a_bare_name_lies_in_the_archives_keys_folder_and_a_full_path_where_it_says(tmp_path):
    assert turns.key_path(tmp_path, "principal-1.key") == tmp_path / "keys" / "principal-1.key"
    elsewhere = tmp_path / "U盘" / "周建华.pfx"
    assert turns.key_path(tmp_path / "档案", str(elsewhere)) == elsewhere


def test_how_a_key_file_is_recorded_leads_back_to_it(tmp_path):
    inside, outside = tmp_path / "keys" / "a.key", tmp_path / "b.key"
    assert turns.kept_as(tmp_path, inside) == "a.key"
    for path in (inside, outside):
        assert turns.key_path(tmp_path, turns.kept_as(tmp_path, path)) == path


def test_a_key_of_another_enterprise_is_refused_by_name():
    info = a_key()
    turns.refuse_foreign(info, CREDIT_CODE, NOW)
    with pytest.raises(KeyTrouble, match="江城精密机械有限公司"):
        turns.refuse_foreign(info, "91420200MA0000018X", NOW)


def test_a_key_is_refused_when_it_no_longer_serves():
    with pytest.raises(KeyTrouble, match="到期"):
        turns.refuse_foreign(a_key(), CREDIT_CODE, NOW + timedelta(days=4 * 365))


def test_a_passphrase_never_shows_in_a_log(tmp_path):
    turn = Turn("张三", CREDIT_CODE, tmp_path / "x.key", "一句只有自己知道的话", NOW)
    assert "一句只有" not in repr(turn)
