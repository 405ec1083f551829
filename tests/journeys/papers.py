"""Real files as an enterprise has them: photographs, a scan, a table, a paper."""

import io
from datetime import datetime
from functools import cached_property
from pathlib import Path

import xlsxwriter
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

_EXIF_TIME = 0x9003  # DateTimeOriginal
_EXIF_PART = 0x8769
_OLD_HEADER = (
    "序号",
    "隐患内容",
    "地点",
    "检查时间",
    "隐患等级",
    "整改情况",
)  # the last over two columns
OLD_HAZARDS = (  # of last year
    ("车床皮带轮防护罩缺失 𠮷", "机加车间", "2025-03-06", "一般", "李强", "是"),
    ("氧气瓶和乙炔瓶间距不足 5 m", "焊装车间", "2025-06-18", "一般", "王芳", "是"),
    ("厂区北门消火栓被遮挡", "北门", "2025-11-02", "一般", "李强", "否"),
)


def _picture(number: int) -> Image.Image:
    image = Image.new("RGB", (320, 240), ((37 * number) % 256, (91 * number) % 256, 120))
    ImageDraw.Draw(image).text((20, 20), f"No. {number}", fill="white")
    return image


class Papers:
    """Makes files in one folder, each different from all others."""

    def __init__(self, folder: Path, taken_at: datetime) -> None:
        self._folder = folder
        self._taken_at = taken_at
        self._number = 0
        folder.mkdir(parents=True)

    def _path(self, name: str) -> Path:
        self._number += 1
        return self._folder / f"{self._number:02d} {name}"

    def photo(self, name: str = "现场照片", *, taken_at: datetime | None = None) -> Path:
        """A JPEG with the time at which it was taken."""
        path = self._path(f"{name}.jpg")
        image = _picture(self._number)
        exif = image.getexif()
        exif.get_ifd(_EXIF_PART)[_EXIF_TIME] = f"{taken_at or self._taken_at:%Y:%m:%d %H:%M:%S}"
        image.save(path, "JPEG", exif=exif)
        return path

    def screenshot(self) -> Path:
        """A PNG."""
        path = self._path("截图 & 公示.png")
        _picture(self._number).save(path, "PNG")
        return path

    def pdf(self) -> Path:
        """A paper of one page."""
        path = self._path("会议纪要 张𠮷.pdf")
        drawn = io.BytesIO()
        canvas = Canvas(drawn)
        canvas.drawString(72, 720, f"Minutes No. {self._number}")
        canvas.save()
        path.write_bytes(drawn.getvalue())
        return path

    def table(self) -> Path:
        """A workbook."""
        path = self._path("排查表（三车间）.xlsx")
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet("排查").write(0, 0, f"第 {self._number} 张")
        return path

    def old_ledger(self) -> Path:
        """A ledger as an office keeps it: a title over all columns, a header of two rows with one part split."""
        path = self._path("隐患整改台账（2025年）.xlsx")
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("2025年")
            sheet.merge_range(0, 0, 0, len(_OLD_HEADER), "一分厂 2025 年事故隐患排查治理台账")
            for column, head in enumerate(_OLD_HEADER[:-1]):
                sheet.merge_range(1, column, 2, column, head)
            last = len(_OLD_HEADER) - 1
            sheet.merge_range(1, last, 1, last + 1, _OLD_HEADER[-1])
            sheet.write_row(2, last, ("整改责任人", "是否闭环"))
            for number, row in enumerate(OLD_HAZARDS, start=3):
                sheet.write_row(number, 0, (number - 2, *row))
        return path

    @cached_property
    def standard_photos(self) -> list[Path]:
        """Two photographs that prove several things."""
        return [self.photo("车间"), self.photo("仓库")]

    @cached_property
    def standard_documents(self) -> list[Path]:
        """A scan and a table that prove several things."""
        return [self.pdf(), self.table()]
