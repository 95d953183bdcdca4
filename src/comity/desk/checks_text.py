"""Numbers that were probably mistyped, for a terminal."""

from comity.desk.layout import wrapped
from comity.domain.visits.answer import Answer
from comity.report.wording import some

_MOST = 12


def checks_text(answer: Answer) -> list[str]:
    """One sentence for each failed check; empty if there is none."""
    if not answer.checks:
        return []
    lines = ["Read again (nothing was refused for it, and no outcome rests on it)"]
    for check in answer.checks[:_MOST]:
        text = f"{check.column} {check.found} ({some(check.lines)}): {check.says}"
        lines += wrapped(text, "    ", "  - ")
    if len(answer.checks) > _MOST:
        lines.append(f"  and {len(answer.checks) - _MOST} more kinds")
    return lines
