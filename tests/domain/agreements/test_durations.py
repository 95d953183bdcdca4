"""What came of forecasts, derived from the recorded acts."""

import pytest

from comity.domain.agreements.durations import outcomes
from comity.domain.agreements.vocabulary import Tense
from tests.domain.agreements.claims import claim, day


@pytest.mark.parametrize(
    ("said", "came", "late"),
    [
        ("2024-05-02", "2024-05-02", 0),
        ("2024-05", "2024-05-20", 0),
        ("2024-05", "2024-06-03", 3),
        ("2024-05", "2024-04-29", -2),
        ("2024-05-02", "2024-05", 0),
        ("../2024-05-02", "2020-01-01", 0),
    ],
)
def test_an_act_comes_as_said_later_or_earlier(said: str, came: str, late: int) -> None:
    forecast, act = claim("forecast", on=said, tense=Tense.FORECAST), claim("act", on=came)

    (found,) = outcomes([forecast, act], {"signed": act}, day("2026-01-01"))

    assert (found.forecast, found.came, found.late) == (forecast, act, late)


def test_an_act_of_a_later_day_has_not_come_yet() -> None:
    forecast, act = claim("forecast", tense=Tense.SCHEDULED), claim("act", on="2024-06-01")

    (found,) = outcomes([forecast], {"signed": act}, day("2024-05-31"))

    assert (found.came, found.late) == (None, None)
