"""Two small windows over the duty page: one piece of evidence in full, and the library to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from selfcheck import sizes
from selfcheck.evidence.queries import EvidenceCard
from selfcheck.moments import read
from selfcheck.ui import icons, look
from selfcheck.ui.buttons import Button, plain, primary
from selfcheck.ui.date_field import DateField
from selfcheck.ui.fields import LabelledField, LineField, SearchField
from selfcheck.ui.labels import ElidedLabel, Label, ProblemLabel, card_title
from selfcheck.ui.surfaces import spread
from selfcheck.ui.thumbnails import Thumbnails


class EvidenceDetails(QDialog):
    """What a piece is called and when it occurred (both may be corrected), and what is known of its file."""

    described = Signal(int, str, str)  # evidence, title, occurred on as ISO text
    taken_away = Signal(int, str)  # evidence, item
    found_again_wanted = Signal(int)  # the file is lost: point to it again

    def __init__(
        self,
        card: EvidenceCard,
        places: Sequence[tuple[str, str]],  # item, its number and short name
        *,
        read_only: bool,
        parent: QWidget,
        mendable: bool = False,  # a lost file is found again or dropped even where all is frozen
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"证据 {card.code}")
        mends = mendable and not card.present
        self.card = card
        self.title = LineField(name="名称")
        self.occurred = DateField(name="发生日期")
        self.title_field = LabelledField("名称", self.title)
        self.occurred_field = LabelledField(
            "发生日期", self.occurred, "事情发生的那天，不是登记的那天"
        )
        self.title.setReadOnly(read_only)
        self.occurred.setEnabled(not read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title_field)
        column.addWidget(self.occurred_field)
        column.addLayout(self._facts(card, places))
        self.open_button: Button = plain("用系统程序打开", "eye")
        self.find_button: Button = primary("重新指定文件…", "file-missing")
        self.lost = ProblemLabel()
        self.close_button: Button = plain("关闭")
        self.removals: list[Button] = []
        if mends or not read_only:
            for key, words in places:
                removal = plain("移除记录" if mends else f"从{words}移除", "trash")
                removal.setProperty("item", key)
                removal.clicked.connect(self._on_take_away_clicked)
                self.removals.append(removal)
                column.addWidget(removal)
        column.addWidget(self.lost)
        column.addLayout(spread(self.open_button, self.find_button, None, self.close_button))
        self.open_button.setVisible(card.present)
        self.find_button.setVisible(mends or not (card.present or read_only))
        self.lost.show_problem(
            "" if card.present else "找不到这件证据的文件，重新指定原文件或移除"
        )
        self.open_button.clicked.connect(self._on_open_clicked)
        self.find_button.clicked.connect(self._on_find_clicked)
        self.close_button.clicked.connect(self.close)
        self.title.committed.connect(self._on_described)
        self.occurred.committed.connect(self._on_described)
        self.show_card(card)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.setMinimumWidth(look.px(440))

    def _facts(self, card: EvidenceCard, places: Sequence[tuple[str, str]]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        told = (
            (
                "来源",
                card.source_words + (f" · 拍摄于 {card.taken_at}" if card.taken_at else ""),
            ),
            ("登记时间", f"{read(card.recorded_at):%Y-%m-%d %H:%M:%S}"),
            ("原文件名", card.original_name),
            ("大小", sizes.in_words(card.size)),
            ("SHA-256", f"{card.sha256[:8]}…{card.sha256[-8:]}"),
            ("用在", "、".join(words for _, words in places) or "本期没有使用"),
            ("共使用", f"{card.uses} 处"),
        )
        for name, words in told:
            value = ElidedLabel(words, look.TEXT, "ink2", mode=Qt.TextElideMode.ElideMiddle)
            value.setAccessibleName(f"{name}：{words}")
            form.addRow(Label(name, look.TEXT, "ink3"), value)
        return form

    def show_card(self, card: EvidenceCard) -> None:
        """Show what is recorded now."""
        self.card = card
        self.title.show_value(card.title)
        self.occurred.show_value(card.occurred_on.isoformat() if card.occurred_on else "")

    def refuse(self, where: str, sentence: str) -> None:
        """What was typed could not be kept; it stays."""
        if where == "occurred_on":
            self.occurred.line.not_kept()
            self.occurred.show_problem(sentence)
        else:
            self.title.not_kept()
            self.title_field.show_problem(sentence)

    def _on_described(self) -> None:
        self.title_field.show_problem("")
        self.described.emit(self.card.evidence_id, self.title.text(), self.occurred.value)

    def _on_open_clicked(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.card.path))):
            self.title_field.show_problem("这台电脑没有能打开它的程序")

    def _on_find_clicked(self) -> None:
        self.close()
        self.found_again_wanted.emit(self.card.evidence_id)

    def _on_take_away_clicked(self) -> None:
        key = self.sender().property("item")
        self.close()
        self.taken_away.emit(self.card.evidence_id, key)


class EvidenceLibrary(QDialog):
    """Everything ever recorded, newest first; one or several can be used again for an item."""

    chosen = Signal(str, list)  # item, of evidence ids

    def __init__(
        self,
        cards: Sequence[EvidenceCard],
        thumbnails: Thumbnails,
        item: str,
        words: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"从证据库选择，添加到{words}")
        self._item = item
        self._thumbnails = thumbnails
        self._cards = {card.evidence_id: card for card in cards}
        self.search = SearchField("搜索名称")
        self.list = QListWidget()
        self.list.setAccessibleName("证据库")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setIconSize(QSize(48, 48))
        self.list.setSpacing(2)
        self.told = ProblemLabel()
        self.use: Button = primary("使用选中的")
        self.cancel: Button = plain("不选了")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(card_title(f"选一件或几件，添加到{words}"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addLayout(spread(None, self.cancel, self.use))
        self.use.setEnabled(False)
        self._fill(cards)
        self.search.searched.connect(self._on_searched)
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.itemActivated.connect(self._on_use_clicked)
        self.use.clicked.connect(self._on_use_clicked)
        self.cancel.clicked.connect(self.reject)
        thumbnails.ready.connect(self._on_ready)
        look.follow(self._restyle)

    def _restyle(self) -> None:
        self.resize(look.px(520), look.px(460))

    def _fill(self, cards: Sequence[EvidenceCard]) -> None:
        for card in cards:
            occurred = f"发生 {card.occurred_on}" if card.occurred_on else "没有填发生日期"
            lost = "" if card.present else " · 找不到文件"
            entry = QListWidgetItem(
                f"{card.title}\n{card.source_words} · {occurred} · 用在 {card.uses} 处{lost}"
            )
            entry.setData(Qt.ItemDataRole.UserRole, card.evidence_id)
            entry.setIcon(icons.icon("photo" if card.is_photo else "file", "ink3", 48))
            if not card.present:
                entry.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(entry)
            if card.present and card.is_photo:
                self._thumbnails.request(card.sha256, card.path)
        if not cards:
            self.told.show_problem("证据库是空的，先从文件添加")

    def _on_ready(self, sha: str, image: QImage) -> None:
        for at in range(self.list.count()):
            entry = self.list.item(at)
            if self._cards[entry.data(Qt.ItemDataRole.UserRole)].sha256 == sha:
                entry.setIcon(QIcon(QPixmap.fromImage(image)))

    def _on_searched(self, text: str) -> None:
        for at in range(self.list.count()):
            entry = self.list.item(at)
            entry.setHidden(text.strip().lower() not in entry.text().lower())

    def _on_selected(self) -> None:
        self.use.setEnabled(bool(self.list.selectedItems()))

    def _on_use_clicked(self) -> None:
        ids = [entry.data(Qt.ItemDataRole.UserRole) for entry in self.list.selectedItems()]
        if ids:
            self.accept()
            self.chosen.emit(self._item, ids)
