"""The page of offices and lists says what the corpus says."""

from tools.packs_page import stale


def test_the_page_of_packs_is_written_from_the_corpus_as_it_is() -> None:
    assert not stale(), "docs/reference/packs.md is stale; run 'python -m tools.packs_page'"
