"""`comity node`: a server of its own, with its database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.terminal import write

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
    steps.add_parser("check", help="say whether the node is as it should be; 1 if anything is wrong")
    for name, words in (
        ("backup", "write the database and the imported claims into one file"),
        ("restore", "put back what a backup holds, all of it or nothing"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("file", type=Path, metavar="FILE", help="the backup")
        step.add_argument("--force", action="store_true", help="in the place of what is there already")
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
            serving.leave_when_stopped()
            serving.begin()
            from comity.node.visits.worker import work  # noqa: PLC0415  models come after Django's setup

            work()
        case "check":
            return _check()
        case "backup" | "restore":
            _keep(given)
        case "manage":
            serving.begin()
            from django.core.management import execute_from_command_line  # noqa: PLC0415  as above

            execute_from_command_line(["comity node manage", *given.arguments])
    return 0


def _check() -> int:
    from comity.node.config import serving  # noqa: PLC0415  as above

    serving.begin()
    from comity.node.config.checking import check  # noqa: PLC0415  models come after Django's setup

    return 0 if check(lambda line: write([line])) else 1


def _keep(given: argparse.Namespace) -> None:
    from comity.node.config import serving  # noqa: PLC0415  as above

    serving.begin()
    # Models come after Django's setup.
    from comity.node.config.backup import back_up  # noqa: PLC0415
    from comity.node.config.restore import restore  # noqa: PLC0415

    if given.step == "backup":
        back_up(given.file, force=given.force)
        write(
            [f"'{given.file.name}' holds the database and the imported claims; of visits it holds nothing."]
        )
    else:
        made = restore(given.file, force=given.force)
        serving.prepare()
        write([f"The node holds what it held at {made.made_at}."])


def _listening(given: argparse.Namespace) -> "Listening":
    from comity.node.config.serving import Listening  # noqa: PLC0415  as above

    return Listening(given.host, given.port, given.threads)
