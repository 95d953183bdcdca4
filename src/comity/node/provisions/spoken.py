"""Pages that are made once: rulebooks do not change while the node runs, so neither do their pages."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from comity.languages import language

P = ParamSpec("P")
R = TypeVar("R")


def once_per_language(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last `most` values of a function, in each language its own.

    Only for what installed law alone decides; its arguments are names that were found in it.
    """

    def remembering(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def in_language(code: str, *args: P.args, **kwargs: P.kwargs) -> R:
            del code
            return function(*args, **kwargs)

        @wraps(function)
        def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
            return in_language(language(), *args, **kwargs)  # type: ignore[arg-type]

        return spoken

    return remembering
