"""How long the report of a round takes, how large it is and how much memory it needs.

usage: python build_scripts/benchmarks/report.py [photos ...]     (20 and 300 unless told)

Each case runs in a process of its own, on photos of 12 megapixels as a phone takes them, and a
ledger of 10,000 rows is set beside it.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from selfcheck.progress import Progress
from selfcheck.reports.content import (
    Cover,
    DutyPart,
    DutyReport,
    ItemLine,
    Person,
    Photo,
    SignerLine,
)
from selfcheck.reports.duties import build
from selfcheck.reports.paper import Book, Strip
from selfcheck.reports.tables import fitted, set_table

CODE = "91420200MA0000000X"
SIZE = (4032, 3024)
DIFFERENT = 4  # pictures made from nothing; a stripe tells the others apart


def peak_memory() -> float:
    """The largest resident size of this process so far, in megabytes; NaN on Windows."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def a_phone_picture(seed: int) -> Image.Image:
    """A picture with structure at every scale."""
    source = random.Random(seed)  # noqa: S311 - a picture, not a secret
    image = Image.new("RGB", (64, 48))
    image.putdata([tuple(source.randrange(256) for _ in range(3)) for _ in range(64 * 48)])
    noise = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 40).resize(SIZE).convert("RGB")
    return Image.blend(image.resize(SIZE, Image.Resampling.BICUBIC), noise, 0.4)


def make_photos(folder: Path, count: int) -> None:
    """Fill a folder with photos of some megabytes, each with a stripe of its own."""
    pictures = [a_phone_picture(seed) for seed in range(min(count, DIFFERENT))]
    for number in range(count):
        picture = pictures[number % DIFFERENT]
        left = number * SIZE[0] // count
        picture.paste("#17202e", (left, 0, left + 60, SIZE[1]))
        picture.save(folder / f"{number:03d}.jpg", "JPEG", quality=92)


def a_report(folder: Path) -> DutyReport:
    """Thirteen duties of six items, and every photo of the folder."""
    person = Person("周建华", "总经理")
    cover = Cover(
        "示例机械制造有限公司", CODE, f"{CODE}-2026-11-003", "2026-11", 3, (person,), (person,),
        "机械制造", "186", "工业园三路 18 号", "0714-0000000", "示例区应急管理局", "2026-11-01",
        "2026-11-23", "规则包", "2026-11", "", "0" * 64,
    )  # fmt: skip
    text = "本月主要负责人带队检查是否留有本人签字的记录，写明时间、部位、问题和整改要求？"
    duties = tuple(
        DutyPart(
            f"{duty:02d}",
            f"第 {duty} 项工作",
            "已完成",
            items=tuple(
                ItemLine(
                    f"{duty}.{n}",
                    text,
                    "安全生产法第二十一条（五）",
                    "符合",
                    f"说明 {duty}.{n}，" * 9,
                )
                for n in range(1, 7)
            ),
        )
        for duty in range(1, 14)
    )
    photos = tuple(
        Photo(f"E{number:03d}", f"一车间安全出口 {number}", path)
        for number, path in enumerate(sorted(folder.iterdir()))
    )
    signer = SignerLine("principal", "周建华", "主要负责人")
    return DutyReport(
        cover, (), (), duties, (), (), photos, 1842, "a" * 64, "如实填报。", "", (signer,)
    )


def run_report(folder: Path) -> None:
    """Build the report of a folder of photos and print the figures."""
    start = time.perf_counter()
    built = build(a_report(folder), progress=Progress())
    seconds = time.perf_counter() - start
    print(
        f"{len(list(folder.iterdir())):4d} photos   {seconds:6.2f} s   {len(built.pdf):>10,} bytes   "
        f"{built.page_count:3d} pages   {peak_memory():5.0f} MB"
    )


def run_ledger(count: int) -> None:
    """Set a ledger and print the figures."""
    rows = [
        (f"YH{n:05d}", f"{n % 7} 车间", f"{n} 号安全出口堵塞", "王磊", "2026-11-30")
        for n in range(count)
    ]
    titles = ("编号", "地点", "隐患", "责任人", "期限")
    start = time.perf_counter()
    book = Book(Strip(CODE, "2026-11-003", "0" * 64), running="示例公司")
    book.begin("台账")
    headings, cell = fitted(titles, rows)
    set_table(book, headings, rows, cell=cell)
    pdf = book.bind("台账", "", Progress(), "")
    seconds = time.perf_counter() - start
    print(
        f"{count:,} rows   {seconds:6.2f} s   {len(pdf):>10,} bytes   {len(book.pages):3d} pages   "
        f"{peak_memory():5.0f} MB"
    )


def again(*arguments: str) -> None:
    """Run one step of this script; this process stays small, since a child starts at its size."""
    subprocess.run([sys.executable, __file__, *arguments], check=True)


def main() -> None:
    """Run every case in its own process, so that the memory of one does not hide another's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", nargs="*", type=int, default=[20, 300])
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--ledger", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.make:
        make_photos(chosen.folder, chosen.make)
        return
    if chosen.folder:
        run_report(chosen.folder)
        return
    if chosen.ledger:
        run_ledger(chosen.ledger)
        return
    for count in chosen.photos:
        with tempfile.TemporaryDirectory() as name:
            again("--folder", name, "--make", str(count))
            again("--folder", name)
    again("--ledger", "10000")


if __name__ == "__main__":
    main()
