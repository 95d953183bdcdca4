"""A window of a browser on a node: in one language, with or without scripts, noting what goes wrong in it."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from comity.domain.primitives.worded import Sayable
from comity.languages import said, say, say_count, speaking, state

DESK = (1280, 900)
#: A phone; and a desk's window at 400 %.
NARROW = (320, 640)
_AXE = Path(__file__).resolve().parents[2] / "src/comity/frontend/node_modules/axe-core/axe.min.js"
expect.set_options(timeout=10_000)
#: How long a page may take that waits for work on a visit (milliseconds).
WORK = 30_000
#: What the console says of a page that is refused, as it should be (the status is held elsewhere), and of a
#: request in whose place a newer one of the same form was sent.
_NO_ERRORS = (
    "Failed to load resource: the server responded with a status of 4",
    "htmx:afterRequest",
    "htmx:sendAbort",
)


@dataclass(frozen=True, slots=True)
class Window:
    """One visitor's window: its page, its language, and what went wrong in it so far."""

    page: Page
    language: str
    wrong: list[str] = dataclasses.field(default_factory=list)

    def says(self, message: str, **values: Sayable) -> str:
        """What the pages say for a message, in the language of the window."""
        with speaking(self.language):
            return say(message, **values)

    def says_count(self, one: str, several: str, n: int, **values: Sayable) -> str:
        """As `says`, of a number of things."""
        with speaking(self.language):
            return say_count(one, several, n, **values)

    def said(self, text: str) -> str:
        """A text of the corpus or the domain, in the language of the window."""
        with speaking(self.language):
            return said(text)

    def state(self, code: str) -> str:
        """The name of a State, in the language of the window."""
        with speaking(self.language):
            return state(code)

    def link(self, message: str) -> Locator:
        """The first link of the page that says a message, and nothing else."""
        return self.page.get_by_role("link", name=self.says(message), exact=True).first

    def button(self, message: str) -> Locator:
        """The button that says a message."""
        return self.page.get_by_role("button", name=self.says(message), exact=True)

    def field(self, message: str, **values: Sayable) -> Locator:
        """The field whose label is a message."""
        return self.page.get_by_label(self.says(message, **values), exact=True)

    def tab(self, message: str) -> None:
        """Go to a page of the visit by its name, and wait until its work is done."""
        self.page.locator("nav.steps").get_by_role("link", name=self.says(message), exact=True).click()
        self.has_come(message)

    def has_come(self, message: str) -> None:
        """Wait until a page of the visit stands there."""
        here = self.page.locator("nav.steps [aria-current=page]")
        expect(here).to_have_text(self.says(message), timeout=WORK)
        self.page.wait_for_load_state()

    def violations(self) -> list[str]:
        """What the page breaks of the rules of axe-core; only where scripts run.

        It is evaluated, not put into the page: the content policy stays on.
        """
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    def sideways(self) -> int:
        """By how many pixels the page can be scrolled sideways."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wide


@contextmanager
def opened(
    browser: Browser,
    node: str,
    language: str = "en",
    *,
    scripts: bool = True,
    size: tuple[int, int] = DESK,
) -> Iterator[Window]:
    """A window with cookies of its own. At the end nothing may have gone wrong on any page that it showed.

    Args:
        browser: the browser.
        node: the address of the node, which every address in the window is below.
        language: what the browser asks for.
        scripts: whether pages may run theirs.
        size: width and height (pixels).
    """
    context = browser.new_context(
        base_url=node,
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        java_script_enabled=scripts,
    )
    try:
        window = Window(context.new_page(), language)
        _watch(context, node, window.wrong)
        yield window
        assert not window.wrong, window.wrong
    finally:
        context.close()


def _watch(context: BrowserContext, node: str, wrong: list[str]) -> None:
    """Note requests to anybody else, failures of the node, errors on the console, broken policies."""

    def asked(request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob") and not request.url.startswith(f"{node}/"):
            wrong.append(f"asks {request.url}")

    def told(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_NO_ERRORS):
            wrong.append(f"says {message.text}")

    context.on("request", asked)
    context.on("console", told)
    context.on("weberror", lambda raised: wrong.append(f"raises {raised.error}"))
    context.on(
        "response",
        lambda heard: wrong.append(f"answers {heard.status} to {heard.url}") if heard.status >= 500 else None,
    )
