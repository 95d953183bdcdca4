"""The names of States as sentences use them."""

from functools import cache

from comity.corpus.reading import corpus_folder, read_tables

_FILE = "state_names.toml"


def state_name(code: str) -> str:
    """The English name of a State by its ISO 3166-1 alpha-2 code: the first name in `state_names.toml`.

    A code without a name there stands for itself.
    """
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    tables, _ = read_tables("states", {_FILE: corpus_folder().joinpath(_FILE).read_bytes()})
    return {code: names[0] for code, names in tables[_FILE]["states"].items()}
