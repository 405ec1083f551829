"""Long work runs off the UI thread, tells on it, stops when asked, and leaves nothing behind."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QObject, QThread
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from selfcheck.progress import Progress
from selfcheck.ui.jobs import Job, Jobs, unfinished
from selfcheck.ui.thumbnails import Thumbnails


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shut_down()


def a_patient_work(progress: Progress) -> None:
    while True:
        progress.check()
        time.sleep(0.001)


def test_a_job_tells_its_result_on_the_ui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[object] = []
    told: list[object] = []

    def work(progress: Progress) -> str:
        threads.append(QThread.currentThread())
        return "做完了"

    def note(result: object) -> None:
        told.append(result)
        threads.append(QThread.currentThread())

    job = Job(work)
    job.succeeded.connect(note)
    with qtbot.waitSignal(job.ended):
        jobs.run(job)
    assert told == ["做完了"]
    assert threads[0] is not threads[1]
    assert threads[1] is QThread.currentThread()


def test_a_job_that_is_over_at_once_still_tells_everything(qtbot: QtBot, jobs: Jobs) -> None:
    for _ in range(50):
        job = Job(lambda _: "好了")
        with qtbot.waitSignal(job.succeeded) as told:
            jobs.run(job)
        assert told.args == ["好了"]
    qtbot.waitUntil(lambda: not jobs.running)


def test_a_failure_arrives_as_the_exception_itself(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        raise OSError("磁盘已满")

    job = Job(work)
    with qtbot.waitSignals([job.failed, job.ended]):
        failures: list[object] = []
        job.failed.connect(failures.append)
        jobs.run(job)
    assert [str(failure) for failure in failures] == ["磁盘已满"]


def test_cancelling_ends_quietly(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []
    job = Job(a_patient_work)
    job.succeeded.connect(lambda _: told.append("succeeded"))
    job.failed.connect(lambda _: told.append("failed"))
    with qtbot.waitSignal(job.ended):
        jobs.run(job)
        job.cancel()
    assert told == []


def test_a_job_cancelled_while_it_waits_never_begins(qtbot: QtBot, jobs: Jobs) -> None:
    begun: list[int] = []
    first = Job(a_patient_work)
    second = Job(lambda _: begun.append(2))
    jobs.run(first)
    jobs.run(second)
    second.cancel()
    with qtbot.waitSignal(second.ended):
        first.cancel()
    assert begun == []


def test_jobs_run_one_after_the_other(qtbot: QtBot, jobs: Jobs) -> None:
    at_work, most = [0], [0]

    def work(progress: Progress) -> None:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        time.sleep(0.005)
        at_work[0] -= 1

    several = [Job(work) for _ in range(4)]
    with qtbot.waitSignals([job.ended for job in several]):
        for job in several:
            jobs.run(job)
    assert most == [1]


def test_progress_is_thinned_but_the_last_step_always_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    steps: list[tuple[int, int, str]] = []

    def work(progress: Progress) -> None:
        for _ in progress.over(range(20_000), "核对文件"):
            pass

    job = Job(work)
    job.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(job.ended):
        jobs.run(job)
    assert steps[0] == (0, 20_000, "核对文件")
    assert steps[-1] == (20_000, 20_000, "核对文件")
    assert len(steps) < 500


def test_shutting_down_asks_waits_and_delivers_what_was_done(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun = threading.Event()
    ended: list[str] = []

    def work(progress: Progress) -> str:
        begun.set()
        while not progress.stop.is_set():
            time.sleep(0.001)
        return "写完了"

    job = Job(work)
    job.succeeded.connect(ended.append)
    jobs.run(job)
    assert begun.wait(5)
    assert unfinished() == [job]
    jobs.shut_down()
    assert ended == ["写完了"]
    assert jobs.running == ()
    assert unfinished() == []


def test_a_job_outlives_the_page_that_made_it(qtbot: QtBot, jobs: Jobs) -> None:
    page = QObject()
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        assert go_on.wait(5)
        progress.step(1, 2, "还在写")
        return "写完了"

    job = Job(work, page)
    ended: list[str] = []
    job.succeeded.connect(ended.append)
    jobs.run(job)
    assert begun.wait(5)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page)
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert ended == ["写完了"]
    assert jobs.running == ()


def test_jobs_can_run_again_after_a_shut_down(qtbot: QtBot, jobs: Jobs) -> None:
    jobs.shut_down()
    job = Job(lambda _: 1)
    with qtbot.waitSignal(job.ended):
        jobs.run(job)


def a_photo(path: Path, size: tuple[int, int] = (1200, 800)) -> Path:
    Image.new("RGB", size, (40, 90, 160)).save(path, "JPEG")
    return path


@pytest.fixture
def thumbnails(qtbot: QtBot) -> Iterator[Thumbnails]:
    made = Thumbnails(side=200)
    yield made
    made.shut_down()


@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_photo_cut_off_by_a_broken_copy_is_failed_and_not_half_grey(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path, share: float
) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    for y in range(300):
        for x in range(400):
            image.setPixel(x, y, 0xFF000000 | (x * 40503 ^ y * 65599) & 0xFFFFFF)
    whole, cut = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    assert image.save(str(whole))
    content = whole.read_bytes()
    cut.write_bytes(content[: int(len(content) * share)])
    with qtbot.waitSignal(thumbnails.failed) as told:
        thumbnails.request("cd34", cut)
    assert told.args == ["cd34"]
    whole.write_bytes(content + b"what a telephone adds behind the picture")
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.request("ef56", whole)


def test_a_thumbnail_is_small_and_kept(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    photo = a_photo(tmp_path / "照片 & 1.bin")
    with qtbot.waitSignal(thumbnails.ready) as told:
        thumbnails.request("ab12", photo)
    sha, image = told.args
    assert sha == "ab12"
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (200, 133)
    photo.unlink()
    assert thumbnails.image("ab12") is not None
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.request("ab12", photo)


@pytest.mark.qt_log_ignore("JPEG datastream", extend=True)
@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0broken"])
def test_a_missing_or_unreadable_file_is_said_not_shown_blank(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(thumbnails.failed) as told:
        thumbnails.request("cd34", path)
    assert told.args == ["cd34"]
    assert not thumbnails.busy


def test_a_photo_taken_upright_is_shown_upright(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # held upright, stored lying
    Image.new("RGB", (1200, 800)).save(tmp_path / "up.jpg", exif=turned)
    with qtbot.waitSignal(thumbnails.ready) as told:
        thumbnails.request("ef56", tmp_path / "up.jpg")
    image = told.args[1]
    assert image.height() > image.width()


def test_more_bytes_than_a_signal_counts_are_told_as_shares(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[int, int, str]] = []

    def work(progress: Progress) -> None:
        for done in (0, 3_000_000_000, 6_000_000_000):
            progress.step(done, 6_000_000_000, "正在写入")

    job = Job(work)
    job.progressed.connect(lambda *now: told.append(now))
    with qtbot.waitSignal(job.ended):
        jobs.run(job)
    assert told[0] == (0, 1000, "正在写入")
    assert told[-1] == (1000, 1000, "正在写入")
