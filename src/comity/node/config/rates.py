"""How often one client may ask for what costs much: dropping a visit, assessing one through the interface.

The count is kept in the memory of the serving process: a node has one.
"""

import ipaddress
import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded_count


class TooOften(Refusal):
    """A client asked more often than COMITY_RATE allows; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "web.too-often",
            worded_count(
                "Too many visits came from your address: this was not read. Wait {n} second, then resend.",
                "Too many visits came from your address: this was not read. Wait {n} seconds, then resend.",
                seconds,
            ),
        )
        self.seconds = seconds


def spend(request: HttpRequest) -> None:
    """Count one costly request of a client.

    Raises:
        TooOften: it has had all that a window of COMITY_RATE allows; this one and the shorter counted it.
    """
    client = _client(request)
    for limit in _limits(settings.COMITY_RATE):
        if not _counter().hit(limit, client):
            reset = _counter().get_window_stats(limit, client).reset_time
            raise TooOften(max(1, round(reset - time.time())))


@cache
def _limits(rate: str) -> list[RateLimitItem]:
    # The longest window last: a short burst must not use up the hour.
    return sorted(parse_many(rate), key=lambda item: item.get_expiry())


@cache
def _counter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(MemoryStorage())


def _client(request: HttpRequest) -> str:
    """The address, of IPv6 the network: whoever has one such address has 2 to the 64th."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
