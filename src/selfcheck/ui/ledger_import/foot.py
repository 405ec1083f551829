"""The fixed strip below the steps of an import: back, and the one thing to do next."""

from typing import Literal

from selfcheck.hazards.import_plan import Plan
from selfcheck.ui.widgets import Footer, body, plain, primary

At = Literal["choose", "columns", "result", "done"]


class ImportFoot(Footer):
    """Hidden where the page itself holds what comes next."""

    def __init__(self) -> None:
        super().__init__()
        self.words = body("", wrap=False)
        self.previous = plain("上一步", "back")
        self.check = primary("预检", "scan")
        self.take_over = primary("导入", "import")
        self.row.addWidget(self.words, 1)
        for button in (self.previous, self.check, self.take_over):
            self.row.addWidget(button)

    def show_step(
        self, at: At, *, ready: bool, plan: Plan | None, ticked: frozenset[int]
    ) -> None:
        """The buttons of a step; `ticked` conflicts are imported as well."""
        self.setVisible(at in ("columns", "result"))
        self.check.setVisible(at == "columns")
        self.check.setEnabled(ready)
        self.take_over.setVisible(at == "result")
        self.previous.setText("换一个文件" if at == "columns" else "上一步")
        self.words.setText("预检不会改动台账" if at == "columns" else "导入后可以整批撤销")
        if plan is not None:
            count = len(plan.new) + len(plan.chosen(ticked))
            self.take_over.setText(f"导入 {count:,} 条" if count else "没有要导入的")
            self.take_over.setEnabled(bool(count))
