"""The columns of the three lists, and of the tables in which risks are assessed (JHA, SCL)."""

from selfcheck.reports.risk_content import RiskColumn

_MEASURES = (
    RiskColumn("工程技术措施", 12),
    RiskColumn("管理措施", 11),
    RiskColumn("教育培训措施", 8),
    RiskColumn("个体防护措施", 8),
)
_SCORE = (
    RiskColumn("L", 2.4),
    RiskColumn("E", 2.4),
    RiskColumn("C 或 S", 2.8),
    RiskColumn("D 或 R", 3.2),
    RiskColumn("等级", 4.6, level=True),
    RiskColumn("管控层级", 3.4),
    RiskColumn("建议新增措施", 9),
    RiskColumn("责任单位", 5),
    RiskColumn("责任人", 4),
)

RESPONSIBILITIES = (
    RiskColumn("序号", 2.4),
    RiskColumn("分区", 7),
    RiskColumn("编号", 3.6),
    RiskColumn("风险点", 9),
    RiskColumn("评估单元", 9),
    RiskColumn("危险有害因素", 15),
    RiskColumn("可能的事故类型", 9),
    RiskColumn("固有风险等级", 5, level=True),
    RiskColumn("现有风险等级", 5, level=True),
    RiskColumn("管控层级", 4),
    RiskColumn("责任部门", 6),
    RiskColumn("责任人", 5),
    RiskColumn("联系电话", 7),
    RiskColumn("检查周期", 5),
)
MEASURES = (
    RiskColumn("序号", 2.4),
    RiskColumn("编号", 3.6),
    RiskColumn("风险点", 8),
    RiskColumn("评估单元", 8),
    RiskColumn("危险有害因素", 12),
    RiskColumn("事故类型", 7),
    RiskColumn("现有风险等级", 5, level=True),
    *_MEASURES,
    RiskColumn("应急处置措施", 11),
    RiskColumn("责任人", 5),
    RiskColumn("备注", 9),
)
EMERGENCY = (
    RiskColumn("序号", 2.4),
    RiskColumn("编号", 3.6),
    RiskColumn("风险点", 7),
    RiskColumn("可能发生的事故类型", 7),
    RiskColumn("事故征兆", 9),
    RiskColumn("现场第一反应", 10),
    RiskColumn("先期处置步骤", 14),
    RiskColumn("禁止事项", 9),
    RiskColumn("个体防护与应急物资及位置", 10),
    RiskColumn("疏散路线与集合点", 8),
    RiskColumn("报告对象与电话", 8),
    RiskColumn("现场处置责任人", 5),
    RiskColumn("关联预案或处置卡编号", 6),
    RiskColumn("演练日期", 5),
)
JHA = (
    RiskColumn("序号", 2.4),
    RiskColumn("风险点", 7),
    RiskColumn("作业步骤", 8),
    RiskColumn("危险源、潜在事件", 11),
    RiskColumn("可能发生的事故类型及后果", 9),
    *_MEASURES,
    RiskColumn("应急处置措施", 10),
    *_SCORE,
)
SCL = (
    RiskColumn("序号", 2.4),
    RiskColumn("风险点", 7),
    RiskColumn("检查项目", 8),
    RiskColumn("标准（依据）", 9),
    RiskColumn("不符合标准的情况及后果", 11),
    *_MEASURES,
    RiskColumn("应急处置措施", 10),
    *_SCORE,
)
