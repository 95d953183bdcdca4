"""One module per engine: each prepares once and then judges the whole manifest as often as asked."""

from typing import Protocol


class Engine(Protocol):
    """An engine with its law loaded and its manifest at hand.

    `run` judges every line and keeps the result; `outcomes` gives it as one byte per line, the position in
    `comity.domain.provisions.engine.OUTCOMES`. `note` says what is worth knowing about the run.
    """

    def run(self) -> None:
        """Judge every line."""

    def outcomes(self) -> bytes:
        """The outcomes of the last run; empty if the engine decides nothing."""

    def note(self) -> dict[str, object]:
        """Anything worth knowing about the last run."""
