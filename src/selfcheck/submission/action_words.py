"""Every kind of action of the change log, as people say it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How one kind of action is told: once, and several times in a row."""

    once: str  # {what} is what it was done to, where that is known
    often: str = ""  # {count}; empty: never told together


# every action of the change log; a new action needs a line here (a test asks for it)
ACTIONS: Mapping[str, Words] = {
    "enterprise.found": Words("新建了企业档案"),
    "enterprise.describe": Words("填写了企业概况", "填写了企业概况 {count} 处"),
    "enterprise.answer_profile": Words("回答了企业情况", "回答了企业情况 {count} 个问题"),
    "enterprise.add_person": Words("登记了人员", "登记了 {count} 个人"),
    "enterprise.change_person": Words("修改了人员登记", "修改了人员登记 {count} 处"),
    "enterprise.person_leaves": Words("登记了人员离岗", "登记了 {count} 个人离岗"),
    "enterprise.open_round": Words("开始了自查"),
    "duties.answer": Words("回答了{what}", "回答了检查条目 {count} 次"),
    "duties.write": Words("补充了{what}的说明或整改", "补充了说明或整改 {count} 处"),
    "duties.add_row": Words("在{what}里新增了一行", "新增了登记 {count} 行"),
    "duties.change_cell": Words("修改了{what}的登记", "修改了登记 {count} 处"),
    "duties.strike_row": Words("划去了{what}里的一行", "划去了登记 {count} 行"),
    "duties.declare_empty": Words("声明了{what}没有要登记的", "声明了 {count} 处没有要登记的"),
    "duties.assign": Words("指定了{what}的责任人", "指定了 {count} 项职责的责任人"),
    "duties.say_done": Words("确认{what}已完成", "确认了 {count} 项职责已完成"),
    "duties.say_not_done": Words("把{what}改回未完成", "把 {count} 项职责改回未完成"),
    "duties.confirm_not_applicable": Words(
        "确认{what}本期不适用", "确认了 {count} 项职责本期不适用"
    ),
    "evidence.add": Words("添加了佐证", "添加了佐证 {count} 件"),
    "evidence.use": Words("引用了已有的佐证", "引用了已有的佐证 {count} 次"),
    "evidence.take_away": Words("移开了一件佐证", "移开了佐证 {count} 件"),
    "evidence.describe": Words("修改了佐证的名称或日期", "修改了佐证的名称或日期 {count} 次"),
    "evidence.bring_back": Words("重新指定了佐证文件", "重新指定了佐证文件 {count} 件"),
    "duties.link_hazard": Words("把{what}转为隐患", "把 {count} 条不符合转为隐患"),
    "submission.conversion.to_hazard": Words("把{what}转为隐患", "把 {count} 条不符合转为隐患"),
    "evidence.mark": Words("在照片上作了标注", "在照片上作了标注 {count} 次"),
    "hazards.begin": Words("新增了隐患草稿", "新增了隐患草稿 {count} 条"),
    "hazards.discard": Words("移除了空白草稿", "移除了空白草稿 {count} 条"),
    "hazards.write": Words("填写了隐患 {what}", "填写了隐患 {count} 处"),
    "hazards.note": Words("给隐患 {what} 写了备注", "给隐患写了备注 {count} 条"),
    "hazards.add_files": Words(
        "给隐患 {what} 添加了照片或文件", "给隐患添加了照片或文件 {count} 次"
    ),
    "hazards.use_file": Words("给隐患 {what} 引用了佐证", "给隐患引用了佐证 {count} 次"),
    "hazards.remove_file": Words("从隐患 {what} 移开了一件材料", "从隐患移开了材料 {count} 件"),
    "hazards.drop_lost": Words(
        "移除了隐患 {what} 一件找不到的文件记录", "移除了隐患找不到的文件记录 {count} 件"
    ),
    "hazards.printed": Words("打印了隐患 {what} 的单据", "打印了隐患单据 {count} 次"),
    "hazards.mark_photo": Words(
        "在隐患 {what} 的照片上作了标注", "在隐患照片上作了标注 {count} 次"
    ),
    "hazards.register": Words("登记了隐患 {what}", "登记了 {count} 条隐患"),
    "hazards.correct_on_site": Words("当场整改了隐患 {what}", "当场整改了 {count} 条隐患"),
    "hazards.grading.grade": Words("判定了隐患 {what} 的等级", "判定了 {count} 条隐患的等级"),
    "hazards.grading.explain": Words(
        "写明了隐患 {what} 缺项的原因", "写明了隐患缺项的原因 {count} 处"
    ),
    "hazards.assign": Words("指定了隐患的责任人或期限", "指定了隐患的责任人或期限 {count} 次"),
    "hazards.treatment.stop": Words("登记了隐患 {what} 的停用", "登记了 {count} 处停用"),
    "hazards.treatment.resume": Words("恢复使用：隐患 {what}", "恢复使用 {count} 处"),
    "hazards.treatment.report": Words("登记了隐患 {what} 的报告", "登记了隐患报告 {count} 次"),
    "hazards.treatment.plan": Words(
        "审定了隐患 {what} 的治理方案", "审定了 {count} 个治理方案"
    ),
    "hazards.treatment.start": Words("开始整改隐患 {what}", "开始整改 {count} 条隐患"),
    "hazards.treatment.extend": Words(
        "延长了隐患 {what} 的整改期限", "延长了 {count} 条隐患的整改期限"
    ),
    "hazards.treatment.request": Words("申请验收隐患 {what}", "申请验收 {count} 条隐患"),
    "hazards.treatment.accept": Words("隐患 {what} 验收通过", "{count} 条隐患验收通过"),
    "hazards.treatment.accept_and_close": Words(
        "隐患 {what} 验收销号", "{count} 条隐患验收销号"
    ),
    "hazards.treatment.send_back": Words(
        "退回了隐患 {what} 的整改", "退回了 {count} 条隐患的整改"
    ),
    "hazards.treatment.close": Words("隐患 {what} 销号", "{count} 条隐患销号"),
    "hazards.endings.reopen": Words("重新打开了隐患 {what}", "重新打开了 {count} 条隐患"),
    "hazards.endings.void": Words("作废了隐患 {what}", "作废了 {count} 条隐患"),
    "hazards.endings.merge": Words("并案：隐患 {what}", "并案 {count} 条隐患"),
    "hazards.importing.start": Words("开始导入旧台账"),
    "hazards.importing.take_new": Words(
        "从旧台账导入了隐患", "从旧台账导入了隐患，分 {count} 批"
    ),
    "hazards.importing.take_changed": Words(
        "按旧台账更新了隐患", "按旧台账更新了隐患，分 {count} 批"
    ),
    "hazards.importing.finish": Words("导入旧台账完成"),
    "hazards.importing.begin_undo": Words("开始撤销导入"),
    "hazards.importing.take_back": Words("撤回了导入的隐患", "撤回了导入的隐患，分 {count} 批"),
    "hazards.importing.forget": Words("撤销导入完成"),
    "riskmap.set_scale": Words("设定了风险评估的方法和界限"),
    "riskmap.add_point": Words("登记了风险点 {what}", "登记了风险点 {count} 个"),
    "riskmap.write_point": Words("填写了风险点 {what}", "填写了风险点 {count} 处"),
    "riskmap.strike_point": Words("移除或恢复了风险点 {what}", "移除或恢复了风险点 {count} 次"),
    "riskmap.add_unit": Words("给风险点 {what} 添加了评估单元", "添加了评估单元 {count} 个"),
    "riskmap.write_unit": Words("填写了风险点 {what} 的评估单元", "填写了评估单元 {count} 处"),
    "riskmap.strike_unit": Words(
        "移除或恢复了风险点 {what} 的评估单元", "移除或恢复了评估单元 {count} 次"
    ),
    "riskmap.assess": Words("评估了风险点 {what}", "评估了风险 {count} 次"),
    "riskmap.assessing.assess_unit": Words("评估了风险点 {what}", "评估了评估单元 {count} 个"),
    "riskmap.want_review": Words("要求重新评估风险点 {what}", "要求重新评估风险点 {count} 次"),
    "riskmap.floor_plans.add_plan": Words("添加了平面图", "添加了平面图 {count} 张"),
    "riskmap.floor_plans.write_plan": Words("填写了平面图", "填写了平面图 {count} 处"),
    "riskmap.floor_plans.strike_plan": Words(
        "移除或恢复了平面图", "移除或恢复了平面图 {count} 次"
    ),
    "riskmap.floor_plans.draw": Words("在四色图上画了一笔", "在四色图上画了 {count} 笔"),
    "riskmap.publishing.write_board": Words(
        "手写了风险点 {what} 的告知牌", "手写了告知牌 {count} 处"
    ),
    "riskmap.publishing.publish": Words("发布了四色图、告知牌和三清单"),
    "submission.reassessment.ask": Words(
        "隐患销号，要求重新评估风险点 {what}", "隐患销号，要求重新评估风险点 {count} 次"
    ),
    "submission.enrol_key": Words("登记了签名密钥", "登记了签名密钥 {count} 把"),
    "submission.record_approval": Words("审核了本期内容"),
    "submission.withdraw_approval": Words("撤回了审核"),
    "submission.record_signature": Words("签署了本期报送"),
    "submission.record_export": Words("导出了报送包", "导出了报送包 {count} 次"),
    "submission.record_delivery": Words("记录了送达"),
    "submission.begin_next": Words("开始了下一次自查"),
}
