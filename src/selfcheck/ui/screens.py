"""Every screen of the window, in the order of the navigation: one entry each, imported when shown."""

from selfcheck.ui.navigation import ScreenSpec

SCREENS = (
    ScreenSpec("home", "首页", "home", "selfcheck.ui.home.screen:HomeScreen"),
    ScreenSpec("duties", "十三项职责", "duties", "selfcheck.ui.duties.screen:DutyListScreen"),
    ScreenSpec("riskmap", "风险管控", "map", "selfcheck.ui.riskmap.screen:RiskMapScreen"),
    ScreenSpec(
        "ledger", "隐患台账", "alert", "selfcheck.ui.ledger.screen:LedgerScreen", late=True
    ),
    ScreenSpec(
        "enterprise",
        "企业概况",
        "enterprise",
        "selfcheck.ui.enterprise.screen:EnterpriseScreen",
    ),
    ScreenSpec("signoff", "签署与报送", "signoff", "selfcheck.ui.signoff.screen:SignoffScreen"),
    ScreenSpec(
        "verify",
        "核验",
        "verify",
        "selfcheck.ui.verify.screen:VerifyScreen",
        without_workspace=True,
    ),
    ScreenSpec(
        "settings",
        "设置",
        "settings",
        "selfcheck.ui.settings.screen:SettingsScreen",
        "bottom",
        without_workspace=True,
    ),
    ScreenSpec(
        "duty", "职责", "duties", "selfcheck.ui.duty.screen:DutyScreen", "hidden", "duties"
    ),
    ScreenSpec(
        "hazard", "隐患", "alert", "selfcheck.ui.hazard.screen:HazardScreen", "hidden", "ledger"
    ),
    ScreenSpec(
        "ledger_import",
        "导入旧台账",
        "import",
        "selfcheck.ui.ledger_import.screen:LedgerImportScreen",
        "hidden",
        "ledger",
    ),
    ScreenSpec(
        "risks",
        "风险点",
        "map",
        "selfcheck.ui.risk_list.screen:RiskListScreen",
        "hidden",
        "riskmap",
    ),
    ScreenSpec(
        "riskpoint",
        "风险点",
        "map",
        "selfcheck.ui.riskpoint.screen:RiskPointScreen",
        "hidden",
        "riskmap",
    ),
    ScreenSpec(
        "answers",
        "核对答案",
        "check",
        "selfcheck.ui.signoff.answers:AnswersScreen",
        "hidden",
        "signoff",
    ),
    ScreenSpec(
        "export",
        "导出",
        "export",
        "selfcheck.ui.export.screen:ExportScreen",
        "hidden",
        "signoff",
    ),
    ScreenSpec(
        "welcome",
        "开始",
        "enterprise",
        "selfcheck.ui.welcome.screen:WelcomeScreen",
        "hidden",
        without_workspace=True,
    ),
)
