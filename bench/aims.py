"""What is aimed at, and figures as they are written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """What was aimed at, the limit, and the figure; `at_least` where more is better."""

    words: str
    limit: float
    figure: float
    unit: str = "times"
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the aim is met."""
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


def figure(value: float) -> str:
    """A figure with as many places as it is worth."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
