"""What people type and paste, made fit to be kept: nothing that no one can see."""

import unicodedata

_KEPT_CONTROLS = "\n\t"
# control and format characters (soft line breaks of Word, text direction, zero width), half surrogates
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)} | {0x3000: " "}


def tidy(text: str) -> str:
    """A text without invisible characters and surrounding blanks; what is left is untouched.

    Hidden characters make two words differ that look the same, turn the direction of what is
    signed, and cannot be printed. Private-use and newly assigned characters of rare names stay.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    seen = (c for c in lines if c in _KEPT_CONTROLS or unicodedata.category(c) not in _UNSEEN)
    return "".join(seen).strip()


def half_width(text: str) -> str:
    """Figures, letters and signs typed with a full-width keyboard, as plain ASCII."""
    return text.translate(_FULL_WIDTH)
