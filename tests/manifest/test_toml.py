"""TOML of strangers is read in a time that grows with its length, not with the square of it."""

import time

import pytest

from comity.desk.answers_toml import answers_of
from comity.manifest.toml import read_toml

LONG = "a." * 40_000


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}a = 1",
        f"[{LONG}a]",
        f"[[{LONG}a]]",
        f"x = {{ {LONG}a = 1 }}",
        '"a".' * 20_000 + "a = 1",
        "'a' . " * 20_000 + "a = 1",
        f'"#".{LONG}a = 1',
        f'x = """\n"""\ny = [ """\n""" , {{ {LONG}a = 1 }}, {{ b = "" }} ]',
        f"x = '''\n'''\ny = [ '''\n''' , {{ {LONG}a = 1 }}, {{ b = '' }} ]",
    ],
)
def test_a_key_of_very_many_parts_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match="too many parts"):
        read_toml(text)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ['"\\"' * 30_000, 'a = "' + '\\"' * 49_000, "'" * 99_000, '"' * 99_999])
def test_quotes_without_an_end_cost_no_time_either(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match=r"at line 1|at end of document"):
        read_toml(text)
    assert time.perf_counter() - start < 1


def test_points_in_texts_and_comments_are_no_parts_of_keys() -> None:
    names = [f"J. Test {n}." for n in range(500)]
    listed = ", ".join(f'"{name}"' for name in names)
    said = answers_of(
        f"# {'.' * 500}\n[[attestation]]\nsheet = 'people'\nstatement = 'It\"s so.'\nby = 'X'\n"
        f"facts = {{}}\nexcept = [{listed}]  # they don't"
    )
    assert list(said.attestations[0].exceptions) == names
