"""The archives that are drawn are what they are said to be."""

from pathlib import Path

from build_scripts import screenshots
from selfcheck.enterprise import queries
from selfcheck.progress import Progress
from selfcheck.store import Store
from selfcheck.submission import package, walks
from selfcheck.submission.contents import REGISTERS_TABLE
from selfcheck.submission.verdict import FileState, Word
from tests import prepared


def test_one_changed_bit_is_what_the_red_picture_shows(tmp_path: Path) -> None:
    honest = prepared.the_demonstration().package
    changed = screenshots.with_one_bit_changed(honest, tmp_path / honest.name)

    verdict = package.verify(changed, None, Progress())

    assert verdict.word is Word.CHANGED
    assert [file.name for file in verdict.files if file.state is FileState.CHANGED] == [
        REGISTERS_TABLE
    ]


def test_the_new_enterprise_has_a_long_name_and_everything_concerns_it(tmp_path: Path) -> None:
    screenshots.new_enterprise(tmp_path / "新建")
    store = Store.open(tmp_path / "新建")
    try:
        with store.transaction() as session:
            name, _ = queries.name_and_code(session)
            facts = queries.facts(session)
    finally:
        store.close()
    assert len(name) > 30
    assert all(facts[question.key] for question in walks.shipped_pack().profile_questions)
