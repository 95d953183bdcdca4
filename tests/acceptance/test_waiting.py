"""Work that takes long says how far it is, and its page goes on by itself."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
from playwright.sync_api import expect

from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import try_example
from tests.node.security.live import Node


@contextmanager
def busy(node: Node) -> Iterator[None]:
    """The worker of a node gets nothing done meanwhile."""
    works = [child for child in psutil.Process(node.pid).children() if "worker" in child.cmdline()]
    assert works
    for each in works:
        os.kill(each.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in works:
            os.kill(each.pid, signal.SIGCONT)


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("ja", False)], ids=["English", "Japanese, no scripts"]
)
def test_a_page_that_waits_shows_it_and_goes_on_by_itself(
    opening: Opening, node: Node, language: str, scripts: bool
) -> None:
    with opening(language, scripts=scripts) as window:
        try_example(window)
        with busy(node):
            window.page.locator("nav.steps").get_by_role("link", name=window.says("Questions")).click()

            expect(window.page.locator("h1")).to_have_text(window.says("At work on your visit"))
            bar = window.page.get_by_role("progressbar", name=window.says("Waiting for its turn"))
            expect(bar).to_be_visible()
            # It asked again by itself, and is still here.
            with window.page.expect_response("**/questions") as asked_again:
                pass
            assert asked_again.value.status == 202
            if scripts:
                assert window.violations() == []

        window.has_come("Questions")
        expect(window.page.locator("h1")).to_have_text(window.says("What is asked"))
