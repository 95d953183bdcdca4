"""The pages of a node as a table, and the aims for them."""

from dataclasses import dataclass

from bench.aims import Aim, figure
from bench.node_pages import Figures, Measured

_MATRIX = "who with whom"


@dataclass(frozen=True, slots=True)
class NodePages:
    """What the pages took, beside an empty page of the same layout."""

    measured: Measured

    def aims(self) -> list[Aim]:
        """The matrix, and the slowest of all others: when first asked for, and again."""
        matrix = next(page for page in self.measured.pages if page.name == _MATRIX)
        others = [page for page in self.measured.pages if page.name != _MATRIX]
        first, again = max(others, key=self._first), max(others, key=self._again)
        return [
            Aim("a node's matrix, first asked for, against an empty page", matrix.most, self._first(matrix)),
            Aim("the same, asked for again", matrix.most, self._again(matrix)),
            Aim(f"the slowest other page, first asked for ({first.name})", first.most, self._first(first)),
            Aim(f"the same, asked for again ({again.name})", again.most, self._again(again)),
        ]

    def table(self) -> list[str]:
        """All pages, as lines of Markdown."""
        of = self.measured
        return [
            f"Pages of a node with {of.agreements:,} agreements and {of.claims:,} claims beside the "
            f"installed ones, loaded in {of.load:.0f} s. An empty page of the same layout takes "
            f"{of.empty:.2f} ms. First: nobody asked for "
            "the page since the network was loaded; again: somebody did. Medians, in turns "
            "with the empty page, in one process, through every layer of the server; queries at most.",
            "",
            "| Page | first, ms | of the empty | again, ms | of the empty | queries | KiB | aim |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
            *(self._row(page) for page in of.pages),
        ]

    def _row(self, page: Figures) -> str:
        return (
            f"| {page.name} | {figure(page.first)} | {figure(self._first(page))} | {figure(page.again)} | "
            f"{figure(self._again(page))} | {page.queries} | {page.size / 1024:,.0f} | ≤ {page.most:g} |"
        )

    def _first(self, page: Figures) -> float:
        return page.first / self.measured.empty

    def _again(self, page: Figures) -> float:
        return page.again / self.measured.empty
