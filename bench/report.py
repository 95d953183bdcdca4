"""The figures as one Markdown table, and the aims with what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.aims import Aim, figure
from bench.cold import FEW, MANY
from bench.first_look import MANY as ROWS
from bench.first_look import ORDINARY
from bench.measuring import Measured
from bench.node_report import NodePages

MIB = 2**20

TITLES = {
    "bare": "bare conditions in Polars (the floor: decides nothing)",
    "comity-outcomes": "**Comity**, outcomes",
    "comity-findings": "**Comity**, every finding, grouped and explained",
    "comity-answer": "**Comity**, the whole answer of `comity assess`",
    "openfisca": "OpenFisca, outcomes",
    "zen-expression": "ZEN (GoRules), one compiled expression",
    "zen-decision": "ZEN (GoRules), decision graph",
    "cedar": "Cedar, one request per line",
    "comity-outcomes-blanks": "**Comity**, outcomes, 10 % blanks",
    "comity-findings-blanks": "**Comity**, every finding, 10 % blanks",
}


@dataclass(frozen=True, slots=True)
class Network:
    """The network of agreements: how many claims, and the seconds of each piece of work (bench.network)."""

    claims: int
    seconds: Mapping[str, float]

    def aims(self) -> list[Aim]:
        """Beside one `group_by` of the same rows, which derives nothing, and the bare parsing."""
        of = self.seconds
        return [
            Aim(
                f"status of all agreements on a day, from {self.claims:,} claims, against one `group_by`",
                4.0,
                of["statuses"] / of["group_by"],
            ),
            Aim(
                f"import of {self.claims:,} claims against parsing the same JSON Lines",
                4.0,
                of["import"] / of["parse"],
            ),
        ]


@dataclass(frozen=True, slots=True)
class Lists:
    """A planner's own lists: the seconds of each piece of work (bench.first_look)."""

    seconds: Mapping[str, float]

    def aims(self) -> list[Aim]:
        """Beside `import polars`, and beside reading alone."""
        of = self.seconds
        return [
            Aim(
                f"first look of a list of {ORDINARY} rows from cold against `import polars`",
                3.0,
                of["ordinary"] / of["polars"],
            ),
            Aim(
                f"a workbook of {ROWS:,} lines answered as text against reading it",
                2.0,
                of["text"] / of["read"],
            ),
            Aim("the same from a list as a unit writes it", 2.0, of["text_messy"] / of["read_messy"]),
        ]


class Report:
    """All figures of one run."""

    def __init__(
        self,
        measured: Sequence[Measured],
        cold: Mapping[str, float],
        library: Mapping[str, float],
        files: Mapping[str, float],
        machine: Mapping[str, str],
        network: Network,
        lists: Lists,
        node: NodePages,
    ) -> None:
        self.network, self.lists, self.node = network, lists, node
        self.cold, self.library, self.files, self.machine = cold, library, files, machine
        self.measured = measured
        self.by_size: dict[tuple[str, int], Measured] = {(m.contender.name, m.lines): m for m in measured}
        self.sizes = sorted({m.lines for m in measured})
        self.full = self.sizes[-1]
        self.aims = self._aims()

    def rate(self, name: str, lines: int) -> float:
        """Lines per second; of an engine that is not given so many lines, at its largest manifest."""
        largest = max(n for of, n in self.by_size if of == name and n <= lines)
        found = self.by_size[name, largest]
        return found.lines / found.seconds

    def _aims(self) -> list[Aim]:
        n = self.full

        def times(slow: str, fast: str) -> float:
            return self.rate(fast, n) / self.rate(slow, n)

        memory = max(self.by_size[f"comity-{what}", n].memory for what in ("outcomes", "findings", "answer"))
        return [
            Aim("outcomes against the bare conditions", 1.3, times("comity-outcomes", "bare")),
            Aim("outcomes against OpenFisca's", 1.0, times("comity-outcomes", "openfisca")),
            Aim(
                "every finding, grouped and explained, against the bare conditions",
                2.5,
                times("comity-findings", "bare"),
            ),
            Aim(
                "outcomes: how many times faster than Cedar",
                100,
                times("cedar", "comity-outcomes"),
                at_least=True,
            ),
            Aim(
                "outcomes: how many times faster than a ZEN decision",
                100,
                times("zen-decision", "comity-outcomes"),
                at_least=True,
            ),
            Aim(
                "outcomes: how many times faster than a ZEN expression",
                100,
                times("zen-expression", "comity-outcomes"),
                at_least=True,
            ),
            Aim("Comity's peak memory", 1024, memory / MIB, unit="MiB"),
            Aim(
                f"a small visit with {MANY} rulebooks installed against {FEW}",
                1.2,
                self.library[str(MANY)] / self.library[str(FEW)],
            ),
            Aim(
                "`comity assess` from cold against `import polars`",
                2.0,
                self.cold["assess"] / self.cold["polars"],
            ),
            Aim(
                f"the answer to {self.files['lines']:,.0f} lines as a workbook against writing its cells",
                2.0,
                self.files["workbook"] / self.files["cells"],
            ),
            Aim("the same as a page", 2.0, self.files["page-bytes"] / MIB, unit="MiB"),
            *self.network.aims(),
            *self.lists.aims(),
            *self.node.aims(),
        ]

    def markdown(self) -> str:
        """The whole report."""
        machine = "; ".join(
            [f"{self.machine['processor']}, {self.machine['memory']} of memory, {self.machine['system']}"]
            + [
                f"{name} {of}"
                for name, of in self.machine.items()
                if name not in ("processor", "memory", "system")
            ]
        )
        return "\n".join(
            [
                "# Comity beside its peers",
                "",
                f"{self._provisions()} Machine: {machine}.",
                "",
                *self._table(),
                "",
                *self._aim_table(),
                "",
                *self.node.table(),
                "",
            ]
        )

    def _provisions(self) -> str:
        groups = self.by_size["comity-findings", self.full].note.get("groups")
        return (
            "Lines per second on manifests of so many people, under 60 provisions of a host law and two "
            "agreements, on complete cases (no blanks, but where said). All engines that decide gave "
            f"the same answer to every line. The {self.full:,} lines fall into {groups} groups of equal "
            "findings. Best of several rounds, in turns, each engine in its own process; memory is the "
            "peak with the lines at hand, in brackets above a process that only holds the lines. A rate "
            "marked ~ is extrapolated from fewer lines. Cedar, ZEN and OpenFisca run on one core, as "
            "their packages do; Polars takes all. Cedar and ZEN get their facts as ready JSON text, "
            "OpenFisca as ready numpy arrays; turning the sheet into either is not timed."
        )

    def _table(self) -> list[str]:
        sizes = " | ".join(f"{size:,}" for size in self.sizes)
        rows = [
            f"| Lines per second | {sizes} | time, of the bare | peak memory |",
            "|---|" + "---:|" * (len(self.sizes) + 2),
        ]
        names = [name for name in TITLES if any(of == name for of, _ in self.by_size)]
        for name in names:
            cells = [self._cell(name, size) for size in self.sizes]
            ratio = self.rate("bare", self.full) / self.rate(name, self.full)
            rows.append(f"| {TITLES[name]} | {' | '.join(cells)} | {figure(ratio)} | {self._memory(name)} |")
        return rows

    def _cell(self, name: str, size: int) -> str:
        mark = "" if (name, size) in self.by_size else "~"
        return f"{mark}{figure(self.rate(name, size))}"

    def _memory(self, name: str) -> str:
        lines = max(n for of, n in self.by_size if of == name)
        found = self.by_size[name, lines]
        above = found.memory - self.by_size["manifest", lines].memory
        at = "" if lines == self.full else f", at {lines:,} lines"
        return f"{found.memory / MIB:,.0f} MiB ({max(above, 0) / MIB:+,.0f}){at}"

    def _aim_table(self) -> list[str]:
        rows = [f"| At {self.full:,} lines | aim | figure | |", "|---|---:|---:|---|"]
        for aim in self.aims:
            sign = "≥" if aim.at_least else "≤"
            verdict = "met" if aim.met else "**not met**"
            rows.append(
                f"| {aim.words} | {sign} {aim.limit:g} {aim.unit} | {figure(aim.figure)} | {verdict} |"
            )
        return [
            *rows,
            "",
            f"A small visit from cold: {self._ms(self.cold['assess'])} with `comity assess`, "
            f"{self._ms(self.cold['json'])} as JSON; `import polars` {self._ms(self.cold['polars'])}. "
            f"Opening the library and answering: {self._ms(self.library[str(FEW)])} with {FEW} rulebooks, "
            f"{self._ms(self.library[str(MANY)])} with {MANY}. Writing the answer as a workbook: "
            f"{self.files['workbook']:.1f} s, its cells alone {self.files['cells']:.1f} s; as a page: "
            f"{self._ms(self.files['page'])}. "
            f"The network of {self.network.claims:,} claims: "
            f"statuses of one day {self._ms(self.network.seconds['statuses'])}, of each further day "
            f"{self._ms(self.network.seconds['statuses_another_day'])}; "
            f"import {self.network.seconds['import']:.1f} s. "
            f"First look of a list of {ORDINARY} rows: {self._ms(self.lists.seconds['ordinary'])}; "
            f"a workbook of {ROWS:,} lines: read {self.lists.seconds['read']:.1f} s, "
            f"answered as text {self.lists.seconds['text']:.1f} s.",
        ]

    @staticmethod
    def _ms(seconds: float) -> str:
        return f"{seconds * 1000:.0f} ms"

    def as_json(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "machine": dict(self.machine),
            "measured": [
                {
                    "engine": m.contender.name,
                    "lines": m.lines,
                    "seconds": m.seconds,
                    "lines_per_second": m.lines / m.seconds if m.seconds else None,
                    "memory_bytes": m.memory,
                    "note": m.note,
                }
                for m in self.measured
            ],
            "cold_seconds": dict(self.cold),
            "library_seconds": dict(self.library),
            "files": dict(self.files),
            "network_claims": self.network.claims,
            "network_seconds": dict(self.network.seconds),
            "lists_seconds": dict(self.lists.seconds),
            "node": asdict(self.node.measured),
            "aims": [{**asdict(aim), "met": aim.met} for aim in self.aims],
        }
