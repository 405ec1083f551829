"""The panel beside the sheet: what is chosen, points that wait, layers, legend, title block."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfcheck.riskmap.pages import PlanLine, RiskMap
from selfcheck.ui.riskmap.chosen import Chosen
from selfcheck.ui.riskmap.hits import Selection
from selfcheck.ui.riskmap.layers import LayerList, Legend, Waiting
from selfcheck.ui.riskmap.title import TitleSection, cells
from selfcheck.ui.surfaces import Card, ScrollPage, hairline

WIDTH = 312


class Panel(Card):
    """Scrolls where the window is low; shows a `RiskMap` and what is chosen of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(edge=0, parent=parent)
        self.chosen = Chosen()
        self.waiting = Waiting()
        self.layers = LayerList()
        self.legend = Legend()
        self.title_section = TitleSection()
        page = ScrollPage((0, 0, 0, 0), 0)
        if (content := page.widget()) is not None:
            content.setProperty("part", "sheet")
        page.setProperty("part", "sheet")
        self._waiting_line = hairline()
        for part in (
            self.chosen, self._waiting_line, self.waiting, hairline(), self.layers, hairline(),
            self.legend, hairline(), self.title_section,
        ):  # fmt: skip
            page.body.addWidget(part)
        page.body.addStretch(1)
        assert isinstance(self.body, QVBoxLayout)
        self.body.setContentsMargins(1, 6, 1, 6)
        self.body.addWidget(page)

    def show_map(
        self, found: RiskMap, plan: PlanLine | None, selection: Selection, enterprise: str,
        *, usable: bool,
    ) -> None:  # fmt: skip
        """The state of the map, and what is chosen on the sheet."""
        shape = found.drawing.shapes.get(selection.key)
        point = next((p for p in found.points if p.point_id == selection.point_id), None)
        if plan is not None and shape is not None:
            self.chosen.show_shape(found, plan, shape, usable=usable)
        elif point is not None:
            self.chosen.show_point(point, usable=usable)
        else:
            self.chosen.show_plan(found, plan)
        waiting = [p for p in found.points if p.x is None] if plan is not None else []
        self.waiting.show_points(waiting, usable=usable)
        self._waiting_line.setVisible(bool(waiting))
        self.layers.show_counts(found, plan)
        self.legend.show_scale(found.scale)
        self.title_section.block.show_cells(cells(found, plan, enterprise))
        self.title_section.edit.setEnabled(usable and plan is not None)
