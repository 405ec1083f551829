"""The strip at the bottom: when the last change was kept, the last backup, and whose archive it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from selfcheck.ui import look
from selfcheck.ui.labels import ElidedLabel, Label, announce, icon_label

if TYPE_CHECKING:
    from datetime import datetime

    from selfcheck.ui.buttons import Button

_EMPHASIS_MS = 1500


def moment_in_words(moment: "datetime", now: "datetime") -> str:
    """今天 09:00, 昨天 09:00, or 11-20 09:00."""
    from selfcheck.moments import CHINA

    there, here = moment.astimezone(CHINA), now.astimezone(CHINA)
    days = (here.date() - there.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{there:%m-%d}")
    if there.year != here.year and days > 1:
        day = f"{there:%Y-%m-%d}"
    return f"{day} {there:%H:%M}"


class StatusBar(QFrame):
    """Left: saved, archive, backup. Right: enterprise, code, period, status. Red when something was not kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setAccessibleName("状态栏")
        self._trouble = ""
        self._left_words = ""
        self.tick = icon_label("check", 14)
        self.left = ElidedLabel("", look.CAPTION, "ink2")
        self._details: Button | None = None
        self.name = ElidedLabel("", look.CAPTION, "ink3")  # the only one that is cut
        self.name.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.right = Label("", look.CAPTION, "ink3")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 20, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.tick)
        self._row.addWidget(self.left)
        whose = QHBoxLayout()
        whose.setSpacing(0)
        whose.addWidget(self.name, 1)
        whose.addWidget(self.right)
        self._row.addLayout(whose, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tick.hide()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(look.px(28))

    def show_archive(
        self,
        *,
        saved_at: "datetime | None",
        backed_up_at: "datetime | None",
        read_only: bool,
        now: "datetime",
    ) -> None:
        """When the last change was kept, and when the archive was last copied."""
        from selfcheck.moments import CHINA

        words = []
        if read_only:
            words.append("只读查看，不能修改")
        elif saved_at is not None:
            words.append(f"已保存 {saved_at.astimezone(CHINA):%H:%M:%S}")
        words.append("本机档案")
        if backed_up_at is None:
            words.append("还没有备份")
        else:
            words.append(f"上次备份 {moment_in_words(backed_up_at, now)}")
        self._left_words = " · ".join(words)
        self.tick.setVisible(saved_at is not None and not self._trouble)
        if not self._trouble:
            self.left.setText(self._left_words)

    def show_enterprise(self, name: str = "", *parts: str) -> None:
        """Name, code, period, status; empty parts are left out, and a long name is cut."""
        told = " · ".join(part for part in parts if part)
        self.name.setText(name)
        self.right.setText(f" · {told}" if name and told else told)

    def show_trouble(self, text: str, lead: str = "未保存：") -> None:
        """A change was not kept, with the reason; empty when keeping works again."""
        self._trouble = text
        self.left.setText(f"{lead}{text}" if text else self._left_words)
        self.left.set_look(ink="bad_ink" if text else "ink2", weight=500 if text else 400)
        self.tick.setVisible(bool(self._left_words) and not text)
        if text:
            self.details.show()
            announce(self.left)
        elif self._details is not None:
            self._details.hide()

    @property
    def details(self) -> "Button":
        """Leads to the whole sentence; made when there is trouble for the first time."""
        if self._details is None:
            from selfcheck.ui.buttons import link

            self._details = link("查看")
            self._details.clicked.connect(self._on_details_clicked)
            self._row.insertWidget(2, self._details)
        return self._details

    def show_saved(self) -> None:
        """Answer Ctrl+S: everything is kept already; the words stand out for a moment."""
        if not self._trouble:
            self.left.set_look(ink="ink", weight=500)
            QTimer.singleShot(_EMPHASIS_MS, self, self._calm)

    def _calm(self) -> None:
        if not self._trouble:
            self.left.set_look(ink="ink2", weight=400)

    def _on_details_clicked(self) -> None:
        from selfcheck.ui.errors import say

        say(self.window(), "没有完成", self._trouble)
