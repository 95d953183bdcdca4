"""Counted and looked-up facts. (Placeholder while the real module is being written.)"""

from collections.abc import Mapping

import polars as pl

from comity.domain.provisions.vocabulary import Fact, Vocabulary
from comity.domain.visits.visit import Visit


def derived_sheets(visit: Visit, vocabulary: Vocabulary) -> Mapping[str, pl.DataFrame]:
    return visit.sheets


def blanks_behind(visit: Visit, vocabulary: Vocabulary, fact: Fact, rows: list[int]) -> list[tuple[str, str, list[int]]]:
    return []
