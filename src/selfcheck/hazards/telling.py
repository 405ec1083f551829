"""The ledger in words: what a step was called in the history, what a guard that holds is called."""

from collections.abc import Mapping

from selfcheck.forms.vocabulary import shipped_vocabulary
from selfcheck.hazards import fields, guards
from selfcheck.hazards.guards import Guard
from selfcheck.hazards.records import Hazard

KIND_WORDS: Mapping[str, str] = {
    "begin": "新增草稿",
    "register": "登记隐患",
    "edit": "修改",
    "note": "备注",
    "grade": "判定等级",
    "stop": "登记停用",
    "resume": "恢复使用",
    "report.department": "向监管部门报告",
    "report.workers": "向职工报告或公示",
    "plan": "审定治理方案",
    "start": "开始整改",
    "extend": "延长整改期限",
    "request": "申请验收",
    "accept": "验收通过",
    "send_back": "退回整改",
    "close": "销号",
    "correct_on_site": "当场整改",
    "reopen": "复发，重新打开",
    "void": "作废",
    "merge": "并案",
    "merged": "并入一条",
    "explain": "写明缺项原因",
    "import": "从旧台账导入",
    "print": "打印",
    "files.before": "上传整改前照片",
    "files.after": "上传整改后照片",
    "files.stop": "上传停用照片",
    "files.resume": "上传恢复使用的材料",
    "files.department": "上传报告回执",
    "files.workers": "上传公示照片",
    "files.plan": "上传治理方案",
    "files.acceptance": "上传验收材料",
    "files.closeout": "上传部门核查材料",
    "files.note": "上传材料",
    "files.removed": "移开一件材料",
    "files.lost": "移除找不到的文件记录",
}

# how a guard that holds is ticked beside the next step
MET_WORDS: Mapping[Guard, str] = {
    guards.described: "写明隐患",
    guards.located: "写明场所",
    guards.dated: "发现日期",
    guards.found_by_somebody: "发现人",
    guards.sourced: "隐患来源",
    guards.photographed_before: "整改前照片",
    guards.photographed_after: "整改后照片",
    guards.after_is_later: "后照片晚于前照片",
    guards.told_how: "写明怎么整改",
    guards.graded: "已判定等级",
    guards.clause_cited: "引用判定条款",
    guards.stop_decided: "停用已决定",
    guards.stop_complete: "停用登记齐全",
    guards.stop_shown: "停用并留证",
    guards.owned: "责任",
    guards.measured: "措施",
    guards.funded: "资金",
    guards.timed: "时限",
    guards.safeguarded: "预案",
    guards.aimed: "目标和任务",
    guards.organised: "机构和人员",
    guards.required: "时限和要求",
    guards.plan_approved: "方案已审定",
    guards.told_department: "报告监管部门",
    guards.told_workers: "向职工报告或公示",
    guards.report_contents: "报告内容齐全",
    guards.rectified: "整改完成",
    guards.acceptor_named: "指定验收人",
    guards.nothing_stopped: "停用已恢复",
    guards.department_closed_out: "部门已核查",
}
_FIVE = ("责任", "措施", "资金", "时限", "预案")
_SIX = ("目标和任务", "机构和人员", "时限和要求", "方案已审定")
_CHOSEN = ("source", "category", "accident_type", "factor")


def ticked(met: tuple[Guard, ...]) -> tuple[str, ...]:
    """What is met, in words; the five marks together when all five hold."""
    words = [MET_WORDS[guard] for guard in met if guard in MET_WORDS]
    for parts, whole in ((_FIVE, "五落实齐全"), (_SIX, "治理方案六项齐全")):
        if all(one in words for one in parts):
            words = [one for one in words if one not in parts] + [whole]
    if "停用并留证" in words:
        words = [one for one in words if one not in ("停用已决定", "停用登记齐全")]
    return tuple(words)


def field_words(name: str) -> str:
    """A field's name on the screen."""
    if name == "grade":
        return "等级"
    return fields.FIELDS[name].words if name in fields.FIELDS else name


def chosen_words(hazard: Hazard) -> dict[str, str]:
    """The keys of the vocabulary in words."""
    vocabulary = shipped_vocabulary()
    return {name: vocabulary.words(name, getattr(hazard, name)) for name in _CHOSEN}
