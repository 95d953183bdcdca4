"""What a node behind public names needs, and the combinations it does not start with."""

import ipaddress
from collections.abc import Iterator, Mapping

from comity.domain.errors import Refusal

#: Names under which a machine asks itself. No page elsewhere can make a browser send them.
LOCAL = ("localhost", "127.0.0.1", "[::1]")
_SHORTEST_SECRET = 50


def production(environment: Mapping[str, str]) -> bool:
    """Whether the node is behind TLS, under public names (COMITY_PRODUCTION=1).

    Raises:
        Refusal: it is, and what else is set makes it unsafe; every reason is named.
    """
    given = environment.get("COMITY_PRODUCTION", "")
    if given in ("", "0"):
        return False
    if given != "1":
        raise Refusal(
            "node.insecure", "COMITY_PRODUCTION is neither 0 nor 1. Set it to 1 behind TLS, or not at all."
        )
    reasons = list(_insecure(environment))
    if reasons:
        raise Refusal("node.insecure", f"The node does not start in production: {' '.join(reasons)}")
    return True


def hosts(environment: Mapping[str, str]) -> list[str]:
    """The names that the node answers to: COMITY_HOSTS, and those by which a machine calls itself."""
    return [*_named(environment), *LOCAL]


def _named(environment: Mapping[str, str]) -> list[str]:
    return [name for each in environment.get("COMITY_HOSTS", "").split(",") if (name := each.strip())]


def _insecure(environment: Mapping[str, str]) -> Iterator[str]:
    names = _named(environment)
    if not names:
        yield "COMITY_HOSTS is not set. Name the hosts it answers to, separated by commas."
    for name in names:
        if "*" in name or name.startswith("."):
            yield f"COMITY_HOSTS has '{name}', which stands for many names. Name each host."
        elif "/" in name or ":" in name.rpartition("]")[2]:
            yield f"COMITY_HOSTS has '{name}'. Give names alone, without 'https://' and port."
    proxy = environment.get("COMITY_PROXY", "")
    if not proxy:
        yield "COMITY_PROXY is not set. Give the address from which the proxy that ends TLS reaches it."
    elif proxy != "*" and not _is_address(proxy):
        yield f"COMITY_PROXY is '{proxy[:100]}', which is no IP address."
    secret = environment.get("COMITY_SECRET_KEY")
    if secret is not None and len(secret) < _SHORTEST_SECRET:
        yield f"COMITY_SECRET_KEY has under {_SHORTEST_SECRET} characters. Make a longer one, or none."


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
