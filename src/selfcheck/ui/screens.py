"""Every screen of the window, in the order of the navigation: one entry each, imported when shown."""

from selfcheck.ui.navigation import ScreenSpec

SCREENS = (
    ScreenSpec("home", "首页", "home", "selfcheck.ui.home:HomeScreen"),
    ScreenSpec("duties", "十三项职责", "duties", "selfcheck.ui.duty_list:DutyListScreen"),
    ScreenSpec("riskmap", "风险管控", "map", "selfcheck.ui.riskmap:RiskMapScreen"),
    ScreenSpec("ledger", "隐患台账", "alert", "selfcheck.ui.ledger:LedgerScreen", late=True),
    ScreenSpec(
        "enterprise", "企业概况", "enterprise", "selfcheck.ui.enterprise:EnterpriseScreen"
    ),
    ScreenSpec("signoff", "签署与报送", "signoff", "selfcheck.ui.signoff:SignoffScreen"),
    ScreenSpec(
        "verify", "核验", "verify", "selfcheck.ui.verify:VerifyScreen", without_workspace=True
    ),
    ScreenSpec(
        "settings",
        "设置",
        "settings",
        "selfcheck.ui.settings:SettingsScreen",
        "bottom",
        without_workspace=True,
    ),
    ScreenSpec("duty", "职责", "duties", "selfcheck.ui.duty:DutyScreen", "hidden", "duties"),
    ScreenSpec(
        "hazard", "隐患", "alert", "selfcheck.ui.hazard:HazardScreen", "hidden", "ledger"
    ),
    ScreenSpec(
        "ledger_import",
        "导入旧台账",
        "import",
        "selfcheck.ui.ledger_import:LedgerImportScreen",
        "hidden",
        "ledger",
    ),
    ScreenSpec(
        "risks",
        "风险点",
        "map",
        "selfcheck.ui.risk_list:RiskListScreen",
        "hidden",
        "riskmap",
    ),
    ScreenSpec(
        "riskpoint",
        "风险点",
        "map",
        "selfcheck.ui.riskpoint:RiskPointScreen",
        "hidden",
        "riskmap",
    ),
    ScreenSpec(
        "answers",
        "核对答案",
        "check",
        "selfcheck.ui.answers:AnswersScreen",
        "hidden",
        "signoff",
    ),
    ScreenSpec(
        "export", "导出", "export", "selfcheck.ui.export:ExportScreen", "hidden", "signoff"
    ),
    ScreenSpec(
        "welcome",
        "开始",
        "enterprise",
        "selfcheck.ui.welcome:WelcomeScreen",
        "hidden",
        without_workspace=True,
    ),
)
