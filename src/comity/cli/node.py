"""`comity node`: a server of its own, with its database."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.node.config.serving import Listening


def add_node(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `comity node` and its steps."""
    node = commands.add_parser("node", help="run a node: pages for the network, the law and the answer")
    steps = node.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in (
        ("run", "prepare, then serve with a worker beside"),
        ("serve", "serve, nothing else"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--host", default="127.0.0.1", help="address to listen at (default 127.0.0.1)")
        step.add_argument("--port", type=int, default=8000, help="port to listen at (default 8000)")
        step.add_argument("--threads", type=int, default=8, help="requests worked on at once (default 8)")
    steps.add_parser("prepare", help="migrate the database, load the network, collect the styles")
    steps.add_parser("worker", help="work on the visits that were dropped")
    manage = steps.add_parser("manage", help="a command of Django's own, with the node's database")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)


def node_command(given: argparse.Namespace) -> int:
    """Run one step; returns the exit status. Raises Refusal as the step does."""
    from comity.node.config import serving  # noqa: PLC0415  no other command pays for Django

    match given.step:
        case "run":
            serving.run(_listening(given))
        case "serve":
            serving.serve(_listening(given))
        case "prepare":
            serving.prepare()
        case "worker":
            serving.begin()
            from comity.node.visits.worker import work  # noqa: PLC0415  models come after Django's setup

            work()
        case "manage":
            serving.begin()
            from django.core.management import execute_from_command_line  # noqa: PLC0415  as above

            execute_from_command_line(["comity node manage", *given.arguments])
    return 0


def _listening(given: argparse.Namespace) -> "Listening":
    from comity.node.config.serving import Listening  # noqa: PLC0415  as above

    return Listening(given.host, given.port, given.threads)
