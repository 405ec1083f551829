"""How everything looks now: colours, type, measures; switched while the program runs.

Six sizes of type in pixels: 24 title, 18 next step, 15 card, 14 row, 13 text and controls, 12 captions.
A widget that keeps a font or colour of its own passes a bound method to `follow`; one that paints asks
here while it paints. The text size of the settings multiplies type and `px`, never the spacing.
"""

from collections.abc import Callable

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from selfcheck.paths import bundled
from selfcheck.ui import style_sheet
from selfcheck.ui.tokens import DARK, LIGHT, Name, TextSize, Tokens

FAMILY = "Noto Sans SC"
RARE_FAMILY = (
    "Kai Rare"  # Han characters of names that the other lacks; known after `load_rare`
)
TITLE, STEP, CARD, ROW, TEXT, CAPTION = 24, 18, 15, 14, 13, 12

GAP = 16  # between cards
CARD_EDGE = 20  # from a card's border to its text
PAGE_MARGINS = (24, 18, 24, 16)

SCALES: dict[TextSize, float] = {"standard": 1.0, "large": 1.15, "larger": 1.3}
LOOKS: dict[Name, Tokens] = {"light": LIGHT, "dark": DARK}


class Switch(QObject):
    """Says when the look has been switched."""

    look_changed = Signal()


switch = Switch()


class _Now:
    """The look in force; `apply` is the only writer."""

    tokens: Tokens = LIGHT
    scale: float = 1.0
    dressed: bool = False


def tokens() -> Tokens:
    """The colours in force."""
    return _Now.tokens


def colour(name: str) -> QColor:
    """One token as a colour: colour("ink2")."""
    return QColor(getattr(_Now.tokens, name))


def scale() -> float:
    """What the person's text size multiplies type by: 1.0, 1.15 or 1.3."""
    return _Now.scale


def px(length: int) -> int:
    """A height or width that must grow with the text, in logical pixels."""
    return round(length * _Now.scale)


def font(size: int = TEXT, weight: int = 400, tnum: bool = True) -> QFont:
    """The house's font at one of the six sizes (pixels before scaling), with aligned figures."""
    made = QFont([FAMILY, RARE_FAMILY])
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tnum and hasattr(QFont, "Tag"):  # font features came with Qt 6.7
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def follow(restyle: Callable[[], None]) -> None:
    """Call a widget's bound method now and after every switch, until the widget is gone."""
    restyle()
    switch.look_changed.connect(restyle)


def load_fonts(*weights: str) -> None:
    """Make the shipped fonts known: "Regular", "Medium", "Bold".

    Raises FileNotFoundError when the program was installed without them.
    """
    for weight in weights:
        _load(f"NotoSansSC-{weight}.ttf")


def load_rare() -> None:
    """Make the rare characters known; after the first paint, which needs none of them.

    Qt forgets then how it would have drawn what is on the screen, so that nothing is to be made anew.
    Raises FileNotFoundError when the program was installed without the font.
    """
    _load("WenKaiRare.ttf")


def _load(name: str) -> None:
    path = bundled("resources", "fonts", name)
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)


def apply(look: Name, text_size: TextSize) -> None:
    """Put on a look ("light", "dark") and a text size ("standard", "large", "larger")."""
    _Now.tokens = LOOKS[look]
    _Now.scale = SCALES[text_size]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not _Now.dressed:
        QDir.setSearchPaths("icons", [str(bundled("resources", "icons"))])
        _Now.dressed = True
    app.setFont(font())
    app.setPalette(palette(_Now.tokens))
    app.setStyleSheet(style_sheet.sheet(_Now.tokens, _Now.scale))
    switch.look_changed.emit()
    for widget in app.topLevelWidgets():
        widget.update()


def palette(of: Tokens) -> QPalette:
    """What Qt's own drawing uses where the style sheet says nothing."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, of.page),
        (role.Base, of.surface),
        (role.AlternateBase, of.surface2),
        (role.Text, of.ink),
        (role.WindowText, of.ink),
        (role.Button, of.surface),
        (role.ButtonText, of.ink),
        (role.BrightText, of.bad_ink),
        (role.Highlight, of.accent),
        (role.HighlightedText, of.accent_ink),
        (role.ToolTipBase, of.ink),
        (role.ToolTipText, of.surface),
        (role.PlaceholderText, of.ink3),
        (role.Link, of.accent_text),
        (role.LinkVisited, of.accent_text),
        (role.Light, of.surface2),
        (role.Midlight, of.line2),
        (role.Mid, of.line),
        (role.Dark, of.line3),
        (role.Shadow, of.line3),
    ):
        made.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(of.ink3))
    return made


def tint(widget: QWidget, ink: str) -> None:
    """Give a widget's text the colour of a token."""
    made = widget.palette()
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        made.setColor(role, colour(ink))
    widget.setPalette(made)
