"""What cannot be read, and what the person can do about it."""

from selfcheck.errors import SelfCheckError

MOST_ROWS = 200_000
MOST_BYTES = 300_000_000  # unpacked
_MOST_COLUMNS = 1_000
_MOST_CELLS = 20_000_000  # a few hundred megabytes of memory

_TO_XLSX = "用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
DAMAGED = (
    "打不开这个表格：它已损坏、没有下载完整，或设了密码。"
    "用 WPS 或 Excel 打开（有密码的先取消），另存为新的 .xlsx 后再导入。"
)
PROTECTED = "这个表格设了打开密码。用 WPS 或 Excel 打开并取消密码，保存后再导入。"
TOO_MANY_BYTES = f"表格超过 {MOST_BYTES // 1_000_000} MB，分成几个文件后分别导入。"
TOO_MANY_ROWS = f"表格超过 {MOST_ROWS:,} 行，分成几个文件后分别导入。"
EMPTY = "这个表格里没有内容。选择填有隐患的台账文件。"
WEB_PAGE = f"这个文件其实是网页或 XML，只是改了扩展名。{_TO_XLSX}"
BINARY_SHEET = f"这是 .xlsb 格式的表格。{_TO_XLSX}"
OPEN_DOCUMENT = "这是 .ods 格式的表格。用 WPS 或 LibreOffice 打开，另存为 .xlsx 后再导入。"
DOCUMENT = "这是文字文档，不是表格。把其中的表格复制到 WPS 或 Excel，存为 .xlsx 后再导入。"
PDF = "这是 PDF，不是表格。把其中的表格转成 .xlsx 后再导入。"
PICTURE = "这是图片，不是表格。选择台账的 .xlsx、.xls 或 .csv 文件。"
ARCHIVE = "这是压缩包，不是表格。先解压，再选择其中的表格文件。"
NOT_READABLE = (
    "这个文件不是能识别的表格，或已被加密软件加密。"
    "在能打开它的电脑上用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
)


def check_extent(name: str, rows: int, columns: int) -> None:
    """Raise `SelfCheckError` when a sheet reaches further than memory does."""
    if rows > MOST_ROWS:
        raise SelfCheckError(
            f"{name}的内容一直到第 {rows:,} 行，最多能导入 {MOST_ROWS:,} 行。"
            "删除台账下方多余的行（或分成几个文件），保存后再导入。"
        )
    if columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS:
        raise SelfCheckError(
            f"{name}的内容一直到第 {columns:,} 列。删除台账右侧多余的列，保存后再导入。"
        )
