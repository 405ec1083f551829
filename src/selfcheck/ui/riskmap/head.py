"""The head of the risk map: which revision it is, what it holds, papers and publishing."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from selfcheck.riskmap.pages import PlanLine, RiskMap
from selfcheck.riskmap.records import ShapeKind
from selfcheck.ui.buttons import plain, primary
from selfcheck.ui.labels import Tag
from selfcheck.ui.surfaces import PageHeader

_NAMED = 8  # problems in the tooltip of the locked button


class MapHead(PageHeader):
    """Title with the revision beside it; 发布 is locked until nothing stands in its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.preview = plain("A3 预览", "print")
        self.boards = plain("打印告知牌", "note")
        self.publish = primary("发布", "lock")
        actions = (self.preview, self.boards, self.publish)
        super().__init__("四色分布图", "", actions, parent)
        self.version = Tag("", "neutral")
        self.words.removeWidget(self.title)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(self.title)
        heading.addWidget(self.version)
        heading.addStretch(1)
        self.words.insertLayout(0, heading)

    def show_map(self, found: RiskMap, plan: PlanLine | None, *, usable: bool) -> None:
        """The state of the map."""
        told, changed = found.published, found.changed
        number = told.number + 1 if changed else told.number
        code = found.next_code if changed else told.code
        self.version.show_status(
            f"第 {number} 版 {code}{' · 草稿' if changed else ''}", "neutral"
        )
        zones = sum(shape.kind is ShapeKind.ZONE for shape in found.drawing.shapes.values())
        parts = [plan.name] if plan else []
        parts += [f"{zones} 个区域", f"{len(found.points)} 个风险点"]
        if told.number:
            parts.append(f"现行第 {told.number} 版发布于 {told.published_on}")
        self.show_subline(" · ".join(parts))
        self.preview.setEnabled(plan is not None)
        self.boards.setEnabled(bool(found.points))
        blocking = hindrances(found)
        ready = usable and not blocking and changed and bool(found.points)
        self.publish.setText(f"发布第 {told.number + 1} 版")
        self.publish.setEnabled(ready)
        self.publish.set_kind("primary" if plan else "plain")  # first a plan is wanted
        self.publish.set_icon("check" if ready else "lock")
        words = blocking or ([] if changed else ["发布以后没有改动"])
        self.publish.setToolTip("\n".join(words[:_NAMED]))
        self.publish.setAccessibleDescription("；".join(words[:_NAMED]))


def hindrances(found: RiskMap) -> list[str]:
    """What stands in the way of publishing; that boards are old is cured by publishing itself."""
    return [p.text for p in found.problems if p.blocking and p.code != "RK24"]
