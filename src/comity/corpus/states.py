"""The names of States as sentences use them."""

from functools import cache

from comity.corpus.reading import corpus_folder, read_tables

_FILE = "state_names.toml"


def state_name(code: str) -> str:
    """The English name of a State by its ISO 3166-1 alpha-2 code: the first name in `state_names.toml`.

    A code without a name there stands for itself.
    """
    names = _names().get(code)
    return names[0] if names else code


def state_code(name: str) -> str | None:
    """The alpha-2 code of a State by one of its names there, in any language; None: no one State's."""
    return _codes().get(name.strip().casefold())


@cache
def _names() -> dict[str, list[str]]:
    tables, _ = read_tables("states", {_FILE: corpus_folder().joinpath(_FILE).read_bytes()})
    names: dict[str, list[str]] = tables[_FILE]["states"]
    return names


@cache
def _codes() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for code, names in _names().items():
        for name in names:
            found.setdefault(name.casefold(), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
