"""Starting a node: what must be ready first, the server, and the worker beside it."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import django
from django.core.management import call_command

from comity.domain.errors import Refusal
from comity.node.config.database import ensure_database

_SECONDS_TO_STOP = 10


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens, and how many requests it works on at once."""

    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8


def begin() -> None:
    """Make Django and its database known to this process. Raises Refusal if there is no database."""
    ensure_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.config.settings")
    django.setup()


def prepare() -> None:
    """Bring the database up to this version, load the network of agreements, collect the styles."""
    begin()
    from comity.node.agreements.actions import load_network  # noqa: PLC0415  models come after Django's setup

    call_command("migrate", verbosity=0, interactive=False)
    load_network("command")
    call_command("collectstatic", verbosity=0, interactive=False)


def serve(listening: Listening) -> None:
    """Serve until interrupted. Raises Refusal if the address is taken."""
    begin()
    from comity.node.config.patience import patient_server  # noqa: PLC0415  only a server needs one
    from comity.node.config.wsgi import application  # noqa: PLC0415  it takes Django's setup

    try:
        server = patient_server(
            application, host=listening.host, port=listening.port, threads=listening.threads, **_proxy()
        )
    except OSError as error:
        raise taken(listening, error) from error
    _warm()
    sys.stdout.write(f"Comity is at http://{_shown(listening.host)}:{listening.port}/ (Ctrl-C stops it).\n")
    sys.stdout.flush()
    server.run()


def _warm() -> None:
    """Read every view and template now: else the first visitors wait, some seconds on a small machine."""
    from django.template import engines  # noqa: PLC0415  they take Django's setup
    from django.template.backends.jinja2 import Jinja2  # noqa: PLC0415
    from django.urls import resolve, reverse  # noqa: PLC0415

    resolve(reverse("front"))
    for engine in engines.all():
        if isinstance(engine, Jinja2):
            for name in engine.env.list_templates():
                engine.get_template(name)


def _proxy() -> dict[str, object]:
    """What of a request's headers is believed: of COMITY_PROXY alone, whom it speaks for and over what."""
    proxy = os.environ.get("COMITY_PROXY")
    believed = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": proxy, "trusted_proxy_headers": believed} if proxy else {}


def run(listening: Listening) -> None:
    """Prepare, start the worker beside the server, and serve; the worker ends with the server.

    Raises:
        Refusal: there is no database, or the address is taken.
    """
    leave_when_stopped()
    check_free(listening)
    prepare()
    with _worker():
        serve(listening)


def leave_when_stopped() -> None:
    """From now on end in order when told to: else a stop leaves behind what is being started."""
    signal.signal(signal.SIGTERM, _leave)


def check_free(listening: Listening) -> None:
    """Raise a Refusal if something listens at the address already: better now than after the migration."""
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((listening.host, listening.port))
        except OSError as error:
            raise taken(listening, error) from error


def taken(listening: Listening, error: OSError) -> Refusal:
    """Why the server cannot listen there, and what to do."""
    return Refusal(
        "node.address",
        f"The node cannot listen at {_shown(listening.host)}:{listening.port}: {error.strerror}. Stop what "
        "uses it, or choose another with --port (make run PORT=8001).",
    )


def _leave(*_: object) -> None:
    """End as one that has nothing to do."""
    sys.exit(0)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextmanager
def _worker() -> Iterator[None]:
    """The worker as a process of its own, started again if it dies, stopped at the end."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    # One that is being started while the node stops would outlive it.
    starting = threading.Lock()

    def keep_running() -> None:
        while not stopping.wait(0 if not running else 1):
            with starting:
                if stopping.is_set():
                    return
                running[:] = [subprocess.Popen([sys.executable, "-m", "comity.cli", "node", "worker"])]
            running[0].wait()

    keeper = threading.Thread(target=keep_running, daemon=True, name="worker-keeper")
    keeper.start()
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        with starting:
            stopping.set()
        for process in running:
            process.terminate()
            try:
                process.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
