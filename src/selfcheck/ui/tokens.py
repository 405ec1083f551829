"""The colours of the program, once for light and once for dark.

Red, orange, yellow and blue at full strength belong to the risk grades; red otherwise means an error
or something overdue. Everything else is neutral grey and one accent.
"""

from typing import Literal, NamedTuple

Name = Literal["light", "dark"]
TextSize = Literal["standard", "large", "larger"]  # 标准、大、特大


class Tokens(NamedTuple):
    """One look: every colour by what it is for, as #RRGGBB."""

    dark: bool
    page: str  # behind the cards
    surface: str  # cards, fields, navigation
    surface2: str  # heads and feet inside a card, outlines
    line: str  # edges of cards
    line2: str  # hairlines between rows
    line3: str  # edges of controls
    ink: str  # what needs doing
    ink2: str  # what is done, explanations
    ink3: str  # captions and hints
    accent: str
    accent_hover: str
    accent_ink: str  # on the accent
    accent_soft: str
    accent_text: str  # links, 进行中
    accent_line: str  # the one tinted edge of a page
    bad: str
    bad_ink: str
    bad_soft: str
    ok: str
    ok_ink: str
    ok_soft: str
    ok_line: str
    idle_soft: str  # neutral tags, badges
    tray: str  # behind joined filter parts
    chosen: str  # a chosen neutral part
    hover: str
    selected: str
    grade_major: str  # 红 重大
    grade_considerable: str  # 橙 较大
    grade_general: str  # 黄 一般
    grade_low: str  # 蓝 低
    grade_general_edge: str  # yellow alone would fade into the surface


LIGHT = Tokens(
    dark=False,
    page="#F4F6F9",
    surface="#FFFFFF",
    surface2="#F8FAFC",
    line="#E1E6ED",
    line2="#EDF0F4",
    line3="#C6CEDA",
    ink="#17202E",
    ink2="#4A5668",
    ink3="#647082",
    accent="#2563EB",
    accent_hover="#1D4ED8",
    accent_ink="#FFFFFF",
    accent_soft="#E8F0FE",
    accent_text="#1D4ED8",
    accent_line="#A9C4FA",
    bad="#D92D20",
    bad_ink="#A61B1B",
    bad_soft="#FDECEA",
    ok="#16A34A",
    ok_ink="#12703A",
    ok_soft="#EBF7F0",
    ok_line="#A9DFBF",
    idle_soft="#EEF1F5",
    tray="#E6EBF2",
    chosen="#EEF1F5",
    hover="#F6F9FE",
    selected="#EEF4FF",
    grade_major="#E02020",
    grade_considerable="#F57C00",
    grade_general="#F5C400",
    grade_low="#0070C0",
    grade_general_edge="#B48E00",
)

DARK = Tokens(
    dark=True,
    page="#0F141B",
    surface="#171E27",
    surface2="#1C2530",
    line="#2A3442",
    line2="#232D39",
    line3="#465467",
    ink="#E8EDF4",
    ink2="#AEB9C7",
    ink3="#8D99A9",
    accent="#5B93FF",
    accent_hover="#7BA8FF",
    accent_ink="#0B1220",
    accent_soft="#1B2B4A",
    accent_text="#A9C7FF",
    accent_line="#33508A",
    bad="#F26D6D",
    bad_ink="#FFA8A8",
    bad_soft="#3A2027",
    ok="#34C26B",
    ok_ink="#7FE0A4",
    ok_soft="#15291F",
    ok_line="#275C3D",
    idle_soft="#242E3A",
    tray="#242E3A",
    chosen="#2A3644",
    hover="#1B2430",
    selected="#1D2B42",
    grade_major="#F04A4A",
    grade_considerable="#FF9A3C",
    grade_general="#F5CF3A",
    grade_low="#3C9BE8",
    grade_general_edge="#F5CF3A",
)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart (WCAG 2.2: 4.5 for text, 3 for control edges)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
