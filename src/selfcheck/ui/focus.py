"""Where the keyboard is: the first control of a region, and the next region for F6."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget


def focus_first(region: QWidget) -> bool:
    """Put the focus on the region's first control in tab order; False when it has none."""
    first = region
    while True:
        takes = first.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        inside = first is region or region.isAncestorOf(first)
        if takes and inside and first.isEnabled() and first.isVisibleTo(region.window()):
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        following = first.nextInFocusChain()
        if following is None or following is region:
            return False
        first = following


def commit_focused(focused: QObject | None) -> None:
    """Tell what is being typed right now: before a jump, before closing, on Ctrl+S."""
    commit = getattr(focused, "commit", None)  # the fields of `fields`, whichever they are
    if callable(commit):
        commit()


def next_region(regions: Sequence[QWidget], focused: QWidget | None, *, forwards: bool) -> None:
    """Move the focus to the next region that can take it, around the window."""
    at = -1
    for index, region in enumerate(regions):
        if focused is not None and (region is focused or region.isAncestorOf(focused)):
            at = index
    step = 1 if forwards else -1
    if at < 0 and not forwards:
        at = 0
    for _ in regions:
        at = (at + step) % len(regions)
        if regions[at].isVisible() and focus_first(regions[at]):
            return


def order_tabs(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through widgets in this order: for rows that are made later than what follows them."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def order_reading(
    regions: Sequence[QWidget], known: tuple[QWidget, ...] = ()
) -> tuple[QWidget, ...]:
    """Let Tab go through all that these regions hold, in the order it was put there; returns the order.

    For pages whose parts come and go: Qt would lead to what was made last at the very end. With the same
    order as `known` nothing is done.
    """
    found = tuple(
        widget
        for region in regions
        for widget in region.findChildren(QWidget)
        if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and widget.window() is region.window()  # not what drops down
    )
    if found != known:
        order_tabs(found)
    return found
