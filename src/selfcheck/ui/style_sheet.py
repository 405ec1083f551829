"""The style sheet, generated from the tokens and the person's text size.

Widgets are told apart by the dynamic property `part`, never by their object name. A focused control
trades its 1 px edge for a ring of 2 px and one pixel less of padding, so that nothing jumps.
"""

from selfcheck.ui.tokens import Tokens


def sheet(t: Tokens, scale: float) -> str:
    """The whole style sheet for one look and one text size."""
    parts = (
        _surfaces(t),
        _buttons(t, scale),
        _fields(t, scale),
        _marks(t, scale),
        _lists(t, scale),
    )
    return "".join(parts)


def _px(length: float, scale: float) -> int:
    return round(length * scale)


def _surfaces(t: Tokens) -> str:
    return f"""
QMainWindow, QDialog, QWidget[part="page"], QScrollArea[part="page"] {{ background: {t.page}; }}
QDialog[part="sheet"], QWidget[part="sheet"], QScrollArea[part="sheet"] {{
    background: {t.surface}; }}
QScrollArea {{ border: none; background: transparent; }}
QFrame[part="navigation"] {{
    background: {t.surface}; border: none; border-right: 1px solid {t.line}; }}
QFrame[part="outline"] {{
    background: {t.surface2}; border: none; border-right: 1px solid {t.line}; }}
QFrame[part="status"] {{ background: {t.surface}; border: none; border-top: 1px solid {t.line}; }}
QFrame[part="footer"] {{ background: {t.surface}; border: none; border-top: 1px solid {t.line}; }}
QFrame[part="sheet-foot"] {{
    background: {t.surface2}; border: none; border-top: 1px solid {t.line}; }}
QFrame[part="card"] {{
    background: {t.surface}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame[part="card-accent"] {{
    background: {t.surface}; border: 1px solid {t.accent_line}; border-radius: 10px; }}
QFrame[part="card-chosen"] {{
    background: {t.surface}; border: 2px solid {t.accent}; border-radius: 10px; }}
QFrame[part="card-bad"] {{
    background: {t.bad_soft}; border: 1px solid {t.bad}; border-radius: 10px; }}
QFrame[part="soft"] {{
    background: {t.surface2}; border: 1px solid {t.line2}; border-radius: 8px; }}
QFrame[part="line"] {{ background: {t.line2}; border: none; }}
QFrame[part="popup"] {{
    background: {t.surface}; border: 1px solid {t.line3}; border-radius: 8px; }}
QToolTip {{
    background: {t.ink}; color: {t.surface}; border: 1px solid {t.ink}; padding: 4px 6px; }}
"""


def _buttons(t: Tokens, scale: float) -> str:
    low = _px(32, scale)
    disabled = f"color: {t.ink3}; background: {t.surface2}; border: 1px solid {t.line};"
    return f"""
QPushButton {{
    background: {t.surface}; color: {t.ink2}; border: 1px solid {t.line3}; border-radius: 6px;
    padding: 0 14px; min-height: {low}px; }}
QPushButton:hover {{ background: {t.hover}; color: {t.ink}; }}
QPushButton:pressed {{ background: {t.idle_soft}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 13px; min-height: {low - 2}px; }}
QPushButton:disabled {{ {disabled} }}
QPushButton[part="primary"] {{
    background: {t.accent}; color: {t.accent_ink}; border: 1px solid {t.accent}; }}
QPushButton[part="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[part="primary"]:focus {{ border: 2px solid {t.ink}; }}
QPushButton[part="primary"]:disabled {{
    color: {t.ink3}; background: {t.idle_soft}; border: 1px solid {t.line}; }}
QPushButton[part="link"] {{
    background: transparent; color: {t.accent_text}; border: 1px solid transparent;
    border-radius: 4px; padding: 0 2px; min-height: {_px(22, scale)}px; }}
QPushButton[part="link"]:hover {{ text-decoration: underline; }}
QPushButton[part="link"]:focus {{
    border: 2px solid {t.accent}; padding: 0 1px; min-height: {_px(22, scale) - 2}px; }}
QPushButton[part="link"]:disabled {{ color: {t.ink3}; background: transparent; border: none; }}
QToolButton {{
    background: transparent; color: {t.ink2}; border: 1px solid transparent; border-radius: 6px;
    padding: 3px; }}
QToolButton:hover {{ background: {t.idle_soft}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 2px; }}
"""


def _fields(t: Tokens, scale: float) -> str:
    low = _px(32, scale)
    look = "dark" if t.dark else "light"
    return f"""
QLineEdit, QComboBox {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line3}; border-radius: 6px;
    padding: 0 10px; min-height: {low}px;
    selection-background-color: {t.accent}; selection-color: {t.accent_ink}; }}
QPlainTextEdit {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line3}; border-radius: 6px;
    padding: 4px 6px;
    selection-background-color: {t.accent}; selection-color: {t.accent_ink}; }}
QLineEdit:focus, QComboBox:focus {{
    border: 2px solid {t.accent}; padding: 0 9px; min-height: {low - 2}px; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 3px 5px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 2px solid {t.bad}; padding: 0 9px; min-height: {low - 2}px; }}
QPlainTextEdit[wrong="true"] {{ padding: 3px 5px; }}
QLineEdit[part="search"] {{ padding: 0 10px 0 2px; }}
QLineEdit[part="search"]:focus {{ padding: 0 9px 0 1px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{
    background: {t.surface2}; color: {t.ink2}; border: 1px solid {t.line}; }}
{_cells(t, scale)}
QLineEdit[echoMode="2"] {{ lineedit-password-character: 9679; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url(icons:sheet-down-{look}.svg); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line3}; outline: 0;
    selection-background-color: {t.selected}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {_px(28, scale)}px; padding: 0 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.selected}; color: {t.ink}; }}
QCalendarWidget QWidget {{ background: {t.surface}; color: {t.ink}; alternate-background-color:
    {t.surface}; }}
QCalendarWidget QAbstractItemView {{
    background: {t.surface}; color: {t.ink}; border: none; outline: 0;
    selection-background-color: {t.accent}; selection-color: {t.accent_ink}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t.ink3}; }}
QCalendarWidget QToolButton {{ color: {t.ink}; padding: 4px 8px; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{
    qproperty-icon: url(icons:sheet-left-{look}.svg); }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{
    qproperty-icon: url(icons:sheet-right-{look}.svg); }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ background: {t.surface}; color: {t.ink}; }}
"""


def _cells(t: Tokens, scale: float) -> str:
    """Fields in the cells of a table: they look like text until they are used."""
    low = _px(26, scale)
    return f"""
QLineEdit[part="cell"], QComboBox[part="cell"] {{
    background: transparent; border: 1px solid transparent; padding: 0 5px; min-height: {low}px; }}
QLineEdit[part="cell"][blank="true"], QComboBox[part="cell"][blank="true"] {{
    border: 1px solid {t.line}; }}
QLineEdit[part="cell"]:hover, QComboBox[part="cell"]:hover {{ border: 1px solid {t.line3}; }}
QLineEdit[part="cell"]:focus, QComboBox[part="cell"]:focus {{
    background: {t.surface}; border: 2px solid {t.accent}; padding: 0 4px;
    min-height: {low - 2}px; }}
QLineEdit[part="cell"][wrong="true"], QComboBox[part="cell"][wrong="true"] {{
    border: 2px solid {t.bad}; padding: 0 4px; min-height: {low - 2}px; }}
QLineEdit[part="cell"][readOnly="true"], QComboBox[part="cell"]:disabled {{
    background: transparent; border: 1px solid transparent; color: {t.ink2}; }}
QLineEdit[part="small"], QComboBox[part="small"] {{ padding: 0 8px; min-height: {low}px; }}
QLineEdit[part="small"]:focus, QComboBox[part="small"]:focus,
QLineEdit[part="small"][wrong="true"], QComboBox[part="small"][wrong="true"] {{
    padding: 0 7px; min-height: {low - 2}px; }}
QComboBox[part="cell"]::drop-down {{ width: 16px; }}
QComboBox[part="cell"]::down-arrow {{ width: 10px; height: 10px; }}
"""


def _marks(t: Tokens, scale: float) -> str:
    look = "dark" if t.dark else "light"
    side = _px(16, scale)
    dot = _px(6, scale)
    return f"""
QCheckBox, QRadioButton {{
    color: {t.ink}; spacing: 8px; padding: 2px 4px 2px 0; border: 2px solid transparent;
    border-radius: 6px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.ink3}; }}
QCheckBox::indicator {{
    width: {side}px; height: {side}px; border: 1px solid {t.ink3}; border-radius: 4px;
    background: {t.surface}; }}
QCheckBox::indicator:checked {{
    background: {t.accent}; border: 1px solid {t.accent};
    image: url(icons:sheet-check-{look}.svg); }}
QCheckBox::indicator:disabled {{ background: {t.surface2}; border: 1px solid {t.line3}; }}
QCheckBox::indicator:checked:disabled {{ background: {t.line3}; }}
QRadioButton::indicator {{
    width: {dot + 8}px; height: {dot + 8}px; border: 1px solid {t.ink3};
    border-radius: {(dot + 10) // 2}px; background: {t.surface}; }}
QRadioButton::indicator:checked {{
    width: {dot}px; height: {dot}px; border: 5px solid {t.accent}; }}
QRadioButton::indicator:disabled {{ border-color: {t.line3}; background: {t.surface2}; }}
QProgressBar {{
    background: {t.line2}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""


def _lists(t: Tokens, scale: float) -> str:
    return f"""
QAbstractItemView {{
    background: {t.surface}; color: {t.ink}; border: none; outline: 0; gridline-color: {t.line2};
    selection-background-color: {t.selected}; selection-color: {t.ink}; }}
QHeaderView {{ background: {t.surface2}; border: none; }}
QHeaderView::section {{
    background: {t.surface2}; color: {t.ink3}; border: none; padding: 4px 8px; font-weight: 400;
    border-bottom: 1px solid {t.line}; }}
QTableCornerButton::section {{ background: {t.surface2}; border: none; }}
QMenu {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line3}; padding: 4px; }}
QMenu::item {{ padding: {_px(5, scale)}px 24px {_px(5, scale)}px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.ink3}; }}
QMenu::separator {{ height: 1px; background: {t.line2}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {t.line3}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.ink3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
