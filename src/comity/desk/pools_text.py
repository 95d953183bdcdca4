"""The pools of an answer, and the substitutes that are named in a cell, for a terminal."""

from comity.desk.layout import wrapped
from comity.domain.visits.answer import Answer
from comity.languages import said

_MOST = 12


def pools_text(answer: Answer) -> list[str]:
    """One sentence for each pool, and one for each line that names substitutes; empty if there are none."""
    if not answer.pools and not answer.substitutes:
        return []
    lines = ["Of which only some come"]
    for pool in answer.pools:
        lines += wrapped(
            f"{pool.id} ({pool.sheet}, {pool.take} of {pool.members}): {said(pool.says)}.", "    ", "  - "
        )
    for each in answer.substitutes[:_MOST]:
        named = ", ".join(each.names)
        lines += wrapped(
            f"{each.line} ({each.sheet} row {each.row}) names as substitutes {named}. They are no lines of "
            "their own: what is said of that line holds for them only if type and facts are the same. To "
            "have them judged, give them lines of their own.",
            "    ",
            "  - ",
        )
    if len(answer.substitutes) > _MOST:
        lines.append(f"  and {len(answer.substitutes) - _MOST} more lines that name substitutes")
    return lines
