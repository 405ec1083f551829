"""Every text that a person has typed, with its place in words, for the glyph check."""

from collections.abc import Iterator

from selfcheck.reports import risk_pages
from selfcheck.reports.content import Cover, DutyPart, DutyReport, LedgerPart, Register
from selfcheck.reports.photos import caption_of


def spoken(report: DutyReport) -> Iterator[tuple[str, str]]:
    """Pairs of a place (主要负责人姓名, 检查项 3.2 的说明) and the text printed there."""
    yield from _cover(report.cover)
    for answer in report.profile:
        yield f"企业情况“{answer.question}”", f"{answer.question}{answer.answer}"
    for base in report.statutory:
        yield f"法定职责第 {base.number} 项", f"{base.text}{base.clause}"
    for duty in report.duties:
        yield from _duty(duty)
    for register in report.registers:
        yield from _register(register)
    if report.ledger is not None:
        yield from _ledger(report.ledger)
    if report.risk is not None:
        yield from risk_pages.spoken(report.risk)
    for line in report.evidence:
        yield f"佐证 {line.code} 的名称", line.title
        yield f"佐证 {line.code} 的类别", line.kind
    for photo in report.photos:
        yield f"照片 {photo.code} 的说明", caption_of(photo)
    yield "签署声明", report.declaration
    yield "规则包说明", report.pack_note
    for signer in report.signers:
        yield f"{signer.role}姓名", f"{signer.name}{signer.role}"


def _cover(cover: Cover) -> Iterator[tuple[str, str]]:
    yield "企业名称", cover.enterprise
    for role, persons in (("主要负责人", cover.principals), ("安全管理人员", cover.managers)):
        for person in persons:
            yield f"{role}姓名", person.name
            yield f"{role}{person.name}的职务", person.title
    yield "行业", cover.sector
    yield "从业人数", cover.head_count
    yield "企业地址", cover.address
    yield "联系电话", cover.phone
    yield "报送部门", cover.receiver
    yield "规则包名称", f"{cover.pack_title}{cover.pack_version}{cover.pack_notice}"
    for figure in cover.figures:
        texts = (figure.caption, figure.number, figure.unit, *figure.lines)
        yield "封面的本期结论", "".join(texts)


def _duty(duty: DutyPart) -> Iterator[tuple[str, str]]:
    place = f"职责 {duty.number}"
    yield f"{place}的标题", f"{duty.title}{duty.status}"
    yield f"{place}的负责人", duty.owner
    yield f"{place}的确认人", duty.confirmed_by
    yield f"{place}的不涉及理由", duty.reason
    for item in duty.items:
        yield f"检查项 {item.number}", f"{item.text}{item.clause}"
        yield f"检查项 {item.number} 的答案", item.answer
        yield f"检查项 {item.number} 的说明", item.note
        yield f"检查项 {item.number} 的理由", item.reason
        yield f"检查项 {item.number} 的整改", item.rectification


def _register(register: Register) -> Iterator[tuple[str, str]]:
    place = f"清单“{register.title}”"
    yield place, f"{register.title}{''.join(register.columns)}{register.note}"
    for count, row in enumerate(register.rows, 1):
        for column, cell in zip(register.columns, row, strict=True):
            yield f"{place}第 {count} 行的“{column}”", cell


def _ledger(part: LedgerPart) -> Iterator[tuple[str, str]]:
    yield "隐患台账的合计", "".join((part.note, *(word for word, _ in part.totals)))
    for row in part.rows:
        yield f"隐患 {row.number} 的内容", f"{row.number}{row.what}"
        yield f"隐患 {row.number} 的地点", row.place
        yield f"隐患 {row.number} 的责任人", row.owner
        yield f"隐患 {row.number} 的状态", f"{row.grade}{row.deadline}{row.state}{row.late}"
    for block in part.majors:
        place = f"重大隐患 {block.number}"
        yield f"{place}的内容", f"{block.number}{block.what}{block.state}"
        yield f"{place}的地点", block.place
        yield f"{place}的判定依据", block.clause
        yield f"{place}的停用情况", block.stop
        yield f"{place}的临时措施", block.interim
        yield f"{place}的报告", f"{block.department}{block.workers}"
        for mark in block.marks:
            yield f"{place}的{mark.name}", f"{mark.name}{mark.words}"
        yield f"{place}的说明", f"{block.explanation}{block.explained_by}"
