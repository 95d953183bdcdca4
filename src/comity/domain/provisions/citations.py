"""Where a citation stands: it begins with the label of a heading of its rulebook."""


def is_under(citation: str, label: str) -> bool:
    """Whether a citation ("VI.1") is of the heading with a label ("VI")."""
    rest = citation.removeprefix(label)
    return citation == label or (rest != citation and not rest[:1].isalnum())
