"""What a notice board says, in rows of labels and texts; and what is checked for glyphs."""

from collections.abc import Iterator, Sequence

from selfcheck.reports.risk_board_blocks import Block, numbered
from selfcheck.reports.risk_content import COLOURS, UNKNOWN, RiskBoard

TITLE = "安全风险告知牌"


def spoken(boards: Sequence[RiskBoard]) -> Iterator[tuple[str, str]]:
    """Every text of the boards with its place in words, for the glyph check."""
    for board in boards:
        place = f"{board.number} 的告知牌"
        yield "企业名称", board.origin.enterprise
        yield f"{place}的名称", f"{board.number}{board.name}"
        yield f"{place}的位置", board.place
        yield f"{place}的危险因素", board.factors
        yield f"{place}的事故类型", board.accidents
        yield f"{place}的管控措施", "".join(board.measures)
        yield f"{place}的应急处置", "".join(board.emergency)
        texts = (board.department, board.owner, board.phone, board.enterprise_phone)
        yield f"{place}的责任人和电话", "".join(texts)
        if part := board.confined:
            yield f"{place}的空间情况", f"{part.shape}{part.volume}"
            yield f"{place}的负责人", f"{part.principal}{part.supervisor}"


def qr_text(board: RiskBoard) -> str:
    """What the QR code of a board says, without any network: number, level, revision, enterprise."""
    level = f"{board.level}风险（{COLOURS[board.level]}）" if board.level else UNKNOWN
    return "\n".join(
        (
            board_title(board), f"编号 {board.number}", f"名称 {board.name}", f"等级 {level}",
            f"修订号 {board.origin.revision}", board.origin.enterprise,
        )
    )  # fmt: skip


def board_title(board: RiskBoard) -> str:
    """有限空间安全风险告知牌 for a confined space."""
    return f"{board.confined.word}{TITLE}" if board.confined else TITLE


def facts_of(board: RiskBoard, *, wide: bool) -> tuple[Block, ...]:
    """What it is and who answers for it; a wide board has one pair in a row, an upright one two."""
    who, phone = ("责任岗位", "值班电话") if board.public else ("责任人", "联系电话")
    pairs = [("风险点名称", board.name), ("编号", board.number), ("所在位置", board.place)]
    if part := board.confined:
        pairs += [("形状", part.shape), ("容积", part.volume)]
        pairs += [("主要负责人", part.principal), ("安全监督\n责任人", part.supervisor)]
    pairs += [("责任部门", board.department), (who, board.owner), (phone, board.phone)]
    if wide:
        return tuple(Block(((name, (text or "—",)),), face="Medium") for name, text in pairs)
    if len(pairs) % 2:
        name, text = pairs.pop(0)
        first: tuple[Block, ...] = (Block(((name, (text,)),), face="Bold"),)
    else:
        first = ()
    rows = zip(pairs[::2], pairs[1::2], strict=True)
    return first + tuple(
        Block(tuple((name, (text or "—",)) for name, text in row), face="Medium")
        for row in rows
    )


def texts_of(board: RiskBoard) -> tuple[Block, ...]:
    """What is dangerous, what is done against it, what is done when it happens."""
    found = [
        Block((("主要危险\n因素", (board.factors or "—",)),)),
        Block((("可能发生的\n事故类型", (board.accidents or "—",)),), face="Medium"),
    ]
    if part := board.confined:
        limits = tuple(f"{one.what}　{one.limit}" for one in part.limits)
        found.append(Block((("气体限值", (*limits, part.basis)),), less=0.5))
    found += [
        Block((("管控措施", numbered(board.measures) or ("—",)),)),
        Block((("应急处置\n措施", numbered(board.emergency) or ("—",)),)),
    ]
    return tuple(found)
