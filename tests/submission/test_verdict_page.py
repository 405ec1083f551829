"""A verdict in words: which file, whose signature, what to do next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from selfcheck.submission import layout, verdict_files
from selfcheck.submission.register import Register
from selfcheck.submission.verdict import FileState, FileVerdict, Verdict, Word
from selfcheck.submission.verdict_page import VerdictPage, note_to_enterprise
from tests.submission import judging
from tests.submission.cms_kit import MANAGER, NOW, PRINCIPAL
from tests.submission.forge import PHOTO, Plan


def a_page(
    folder: Path, plan: Plan | None = None, register: Register | None = None
) -> VerdictPage:
    verdict = judging.verdict_of(folder, plan or Plan(), register)
    return VerdictPage(verdict, with_register=True)


def a_file(name: str, state: FileState = FileState.OK, size: int = 1000) -> FileVerdict:
    expected = "" if state is FileState.EXTRA else "a" * 64
    found = {FileState.OK: "a" * 64, FileState.CHANGED: "b" * 64}.get(state, "")
    return FileVerdict(name, size, expected, found, state)


def test_an_accepted_package_says_whose_it_is_and_asks_for_nothing(tmp_path: Path) -> None:
    page = a_page(tmp_path)

    assert (page.word, page.tone) == ("完整可信", "ok")
    assert "2026年11月 · 第 003 次报送" in page.line
    assert page.contents_chip == ("完整", "ok")
    assert page.signers_chip == ("两人均已登记", "ok")
    assert page.steps == ()
    assert not [line for line in page.findings if line.fatal]
    assert [signer.title for signer in page.signers] == ["安全管理人员", "主要负责人"]
    assert page.contents.startswith(f"应有 {len(page.verdict.files)} 个文件，全部一致")


def test_a_changed_file_is_named_and_both_signers_stay_registered(tmp_path: Path) -> None:
    page = a_page(tmp_path, judging.after(**{layout.RECORDS: b"{}"}))

    assert (page.word, page.tone) == ("内容被改动", "bad")
    assert page.line.startswith("1 个文件与签名时不同：职责与答案数据.json")
    first = page.lines[0]
    assert (first.name, first.state) == ("职责与答案数据.json", FileState.CHANGED)
    assert first.expected != first.found
    assert page.contents_chip == ("1 个文件被改动", "bad")
    assert page.signers_chip == ("两人均已登记", "ok")
    assert page.signers_words == "两份签名都成立，但包里的内容不再全部相符"
    assert len(page.steps) == 3
    assert [line.places for line in page.findings if line.fatal] == ["职责与答案数据.json"]


def test_a_missing_photo_is_told_as_missing(tmp_path: Path) -> None:
    page = a_page(tmp_path, judging.after(**{PHOTO: None}))

    assert page.verdict.word is Word.MISSING
    assert page.contents_chip == ("缺少 1 个文件", "bad")
    assert page.lines[0].state_words == "缺少"
    assert page.trouble == "缺少 1 个文件：佐证 P000001.jpg"
    assert page.lines[0].size_words == ""


def test_without_a_register_the_page_says_that_nothing_was_compared(tmp_path: Path) -> None:
    verdict = judging.verdict_of(tmp_path, Plan(), Register())
    without, with_one = VerdictPage(verdict, False), VerdictPage(verdict, True)

    assert without.word == with_one.word == "完整，但签名人未登记"
    assert without.signers_chip == ("还没有对照登记册", "neutral")
    assert with_one.signers_chip == ("2 人未登记", "neutral")
    assert {signer.words for signer in without.signers} == {"还没有对照登记册"}
    assert without.steps[0].what == "选择登记册，或登记过的证书"
    assert len(without.steps) == len(with_one.steps) == 3


def test_another_fingerprint_is_shown_beside_the_enrolled_one(tmp_path: Path) -> None:
    other = replace(judging.enrolled(PRINCIPAL), fingerprint="c" * 64)
    page = a_page(tmp_path, register=Register((judging.enrolled(MANAGER), other)))

    manager, principal = page.signers
    assert (manager.tone, manager.enrolled) == ("ok", "")
    assert (principal.tone, principal.enrolled) == ("bad", "c" * 64)
    assert principal.fingerprint == PRINCIPAL.fingerprint
    assert page.signers_chip == ("1 人与登记不符", "bad")


def test_a_file_that_is_no_package_has_steps_and_claims_nothing(tmp_path: Path) -> None:
    verdict = judging.verdict_on(tmp_path, judging.honest().bytes()[:4000])
    page = VerdictPage(verdict, with_register=True)

    assert page.word == "无法读取"
    assert page.signers == ()
    assert page.signers_words == "没有读到签名"
    assert page.contents == "没有读到可以相信的文件清单，所以没有逐个核对"
    assert page.line == page.findings[0].text
    assert page.facts == ()
    assert len(page.steps) == 3


def test_one_signature_that_fails_is_told_apart_from_the_other(tmp_path: Path) -> None:
    page = a_page(tmp_path, judging.after(**{layout.SIGNATURE[layout.SAFETY_MANAGER]: b"x"}))

    assert page.signers_words == "只有一份签名成立，应当有两份"
    assert page.signers_chip == ("缺 1 份签名", "bad")
    assert page.signers[0].words == "没有成立的签名"


@pytest.mark.parametrize(
    ("states", "sentence", "trouble"),
    [
        ([FileState.OK] * 3, "应有 3 个文件，全部一致；没有多出，没有缺少，没有改动", ""),
        (
            [FileState.OK, FileState.CHANGED, FileState.EXTRA],
            "应有 2 个文件：1 个一致，1 个被改动，多出 1 个，没有缺少",
            "1 个文件被改动，多出 1 个文件",
        ),
        (
            [FileState.OK, FileState.MISSING],
            "应有 2 个文件：1 个一致，没有改动，没有多出，缺少 1 个",
            "缺少 1 个文件",
        ),
    ],
)
def test_files_are_counted_in_words(
    states: list[FileState], sentence: str, trouble: str
) -> None:
    counts = verdict_files.Counts.of([a_file(f"data/{at}", s) for at, s in enumerate(states)])
    assert (counts.sentence, counts.trouble) == (sentence, trouble)


def test_evidence_and_lists_are_folded_but_for_what_differs() -> None:
    photos = [a_file(f"data/photos/P{at:06d}.jpg") for at in range(1, 6)]
    photos.append(a_file("data/photos/P000009.jpg", FileState.CHANGED))
    files = [
        *photos,
        a_file(layout.RECORDS),
        a_file(layout.REPORT),
        *(a_file(name) for name in layout.FIXED_FILES if name != layout.REPORT),
    ]

    folded = verdict_files.folded(files)

    assert [line.name for line in folded] == [
        "佐证 P000009.jpg",
        "自查报告.pdf",
        "职责与答案数据.json",
        "佐证 5 件",
        f"证书、签名、清单 {len(layout.FIXED_FILES) - 1} 件",
    ]
    assert folded[3].size == 5000
    assert len(verdict_files.every(files)) == len(files)


def test_a_row_is_copied_with_whole_digests() -> None:
    (changed,) = verdict_files.every([a_file(layout.RECORDS, FileState.CHANGED)])
    assert changed.copied == f"{layout.RECORDS}\t1000\t{'a' * 64}\t{'b' * 64}\t被改动"
    (same,) = verdict_files.every([a_file("data/odd.bin")])
    assert same.copied == f"data/odd.bin\t1000\t{'a' * 64}\t一致"
    assert same.name == "data/odd.bin"


def test_the_note_to_the_enterprise_names_file_finding_and_remedy(tmp_path: Path) -> None:
    page = a_page(tmp_path, judging.after(**{layout.RECORDS: b"{}"}))
    note = note_to_enterprise(page, NOW)

    assert page.verdict.path.name in note
    assert "内容被改动" in note
    assert "职责与答案数据.json" in note
    assert "重新导出一份" in note
    assert layout.in_groups(page.verdict.facts.tagmanifest_sha256) in note


def _said(page: VerdictPage) -> list[str]:
    steps = [text for step in page.steps for text in (step.what, step.why)]
    facts = [f"{fact.label}{fact.words}" for fact in page.facts]
    found = [line.text for line in page.findings]
    signers = [signer.words for signer in page.signers]
    return [page.line, page.contents, page.signers_words, *steps, *facts, *found, *signers]


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: judging.verdict_of(folder, Plan()),
        lambda folder: judging.verdict_of(folder, Plan(), Register()),
        lambda folder: judging.verdict_of(folder, judging.after(**{layout.RECORDS: b"{}"})),
        lambda folder: judging.verdict_on(folder, judging.honest().bytes()[:4000]),
    ],
)
def test_every_word_is_plain(tmp_path: Path, make: Callable[[Path], Verdict]) -> None:
    page = VerdictPage(make(tmp_path), with_register=True)
    said = " ".join(_said(page))
    assert not [word for word in ("请", "抱歉", "非法", "无效") if word in said]
