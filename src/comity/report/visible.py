"""Texts in which nothing hides: what cannot be seen is spelled out."""


def visible(text: str) -> str:
    """A text with everything that cannot be seen spelled out: escapes, bidirectional marks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t\u3000" else f"\\u{ord(c):04x}" for c in text)
