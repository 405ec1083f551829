"""What 300 photos of 12 megapixels cost: memory, time to add them, time to keep an answer beside them.

.venv/bin/python -m build_scripts.benchmarks.evidence_memory [--photos 300] [--most-mb 500]

Exit code 1 when the process ever held more memory than an office PC of 4 GB can spare.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from build_scripts.benchmarks.kill import ASKED, found, walk_of
from build_scripts.console import never_choke
from selfcheck import history
from selfcheck.duties import actions, queries
from selfcheck.evidence import actions as evidence
from selfcheck.evidence.files import take_in
from selfcheck.history import By
from selfcheck.moments import now
from selfcheck.store import Store

_SIZE = (4032, 3024)
_ANSWERS = 200


def peak_memory() -> float:
    """The largest resident size of this process so far, in megabytes; NaN on Windows."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _write_photos(folder: Path, count: int) -> list[Path]:
    """Photos that differ: one picture with as much noise as a phone's, each with a tail of its own."""
    noise = Image.effect_noise(_SIZE, 60).convert("RGB")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 08:15:00"
    written = BytesIO()
    noise.save(written, "JPEG", quality=80, exif=exif.tobytes())
    paths = []
    for number in range(count):
        path = folder / f"照片 {number:03d}.jpg"
        path.write_bytes(written.getvalue() + f"{number:06d}".encode())
        paths.append(path)
    return paths


def measure(folder: Path, count: int) -> dict[str, float]:
    """Add the photos as the program does, then answer beside them; the figures by name."""
    source = folder / "photos"
    source.mkdir()
    photos = _write_photos_elsewhere(source, count)
    workspace = folder / "档案 & 一"
    found(workspace)
    store, walk = Store.open(workspace), walk_of(workspace)
    before = peak_memory()
    began = time.monotonic()
    for path in photos:
        stored = take_in(workspace, path)
        by = By("王芳", now())
        history.act(store, by, evidence.add, stored, round_id=1, item_key=ASKED[0], now=by.now)
    adding = time.monotonic() - began

    commits, pages = [], []
    for number in range(_ANSWERS):
        by = By("王芳", now() + timedelta(seconds=number))
        began = time.perf_counter()
        history.act(store, by, actions.answer, walk, ASKED[1], f"第 {number} 句", now=by.now)
        commits.append(time.perf_counter() - began)
    for _ in range(20):
        began = time.perf_counter()
        with store.transaction() as session:
            queries.duty_page(session, walk, "d01")
        pages.append(time.perf_counter() - began)
    store.close()
    return {
        "photos": count,
        "megabytes of photos": sum(path.stat().st_size for path in photos) / 1e6,
        "seconds to add them all": adding,
        "peak memory before, MB": before,
        "peak memory, MB": peak_memory(),
        "median commit of an answer, ms": statistics.median(commits) * 1000,
        "slowest commit of an answer, ms": max(commits) * 1000,
        "median page with all photos, ms": statistics.median(pages) * 1000,
    }


def _write_photos_elsewhere(source: Path, count: int) -> list[Path]:
    """Write the photos in a process of its own: making a picture is not what is measured."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_write_photos, (source, count))


def main() -> int:
    """Measure, print, and judge the memory."""
    never_choke()
    parser = argparse.ArgumentParser(description="Memory and time with many photos.")
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--most-mb", type=float, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="selfcheck-photos-") as folder:
        figures = measure(Path(folder), asked.photos)
    for name, value in figures.items():
        print(f"{name:>34}: {value:,.1f}")
    return int(figures["peak memory, MB"] > asked.most_mb)


if __name__ == "__main__":
    sys.exit(main())
