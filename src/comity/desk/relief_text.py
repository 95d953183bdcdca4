"""The answer's part on relief for a terminal: the path, the disaster rules, the paragraphs to send."""

from comity.desk.layout import wrapped
from comity.domain.visits.answer import Answer
from comity.domain.visits.relief_answer import DisasterRule, ReliefStep
from comity.languages import said
from comity.report.citing import bracketed
from comity.report.wording import some

_STATES = {"done": "done", "open": "OPEN", "unknown": "NOT KNOWN", "not-the-case": "not the case"}


def profile_text(answer: Answer) -> list[str]:
    """Which team profile the visit takes, and how many of its lines come."""
    if answer.profile is None:
        return []
    lines = "; ".join(
        f"{sheet}: {come} come" + (f", {stay} stay" if stay else "")
        for sheet, come, stay in answer.profile.lines
    )
    return wrapped(f"Team profile {answer.profile.name}: {lines or 'nothing could be read'}.")


def relief_text(answer: Answer, *, detail: bool) -> list[str]:
    """The path of relief and what is offered on it, with the paragraphs if `detail`; else nothing."""
    if answer.relief is None:
        return []
    lines = ["The path of relief"]
    for number, step in enumerate(answer.relief.steps, start=1):
        lines += _step(number, step)
    if answer.relief.rules:
        lines += ["", "Disaster rules to ask for"]
    for rule in answer.relief.rules:
        lines += _rule(rule, detail=detail)
    return lines


def _step(number: int, step: ReliefStep) -> list[str]:
    text = f"{_STATES[step.state]}: {step.asks} {step.says}{bracketed(step.cites)}"
    if step.state != "done":
        text += f" To act: {step.by}."
    return wrapped(f"{text} {step.meanwhile}".rstrip(), "     ", f"  {number}. ")


def _rule(rule: DisasterRule, *, detail: bool) -> list[str]:
    text = f"{rule.title} — {some(rule.lines)}. {rule.says}"
    lines = wrapped(f"{text} [{', '.join(rule.cites)}; {rule.sureness}]", "    ", "  - ")
    if rule.gives:
        lines += wrapped(f"Gives: {' '.join(rule.gives)}", "      ", "    ")
    if rule.terms:
        lines += wrapped(f"Not known: {'; '.join(rule.terms)}", "      ", "    ")
    if rule.ordinary:
        lines += wrapped(f"Until then the ordinary rule stands: {' '.join(rule.ordinary)}", "      ", "    ")
    if rule.paragraph and not detail:
        lines.append("    To send: the paragraph that `comity relief-sheets` writes.")
    elif rule.paragraph:
        lines.append("    To send:")
        for paragraph in said(rule.paragraph).split("\n"):
            lines += wrapped(paragraph, "    | ")
    return lines
