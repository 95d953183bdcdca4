"""Texts in which nothing hides: what cannot be seen is spelled out."""

#: Blanks that are seen: of lines, of Japanese, and the two that do not break (French has one before a colon).
_BLANKS = "\n\t\u3000\u00a0\u202f"


def visible(text: str) -> str:
    """A text with everything that cannot be seen spelled out: escapes, bidirectional marks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _BLANKS else f"\\u{ord(c):04x}" for c in text)
