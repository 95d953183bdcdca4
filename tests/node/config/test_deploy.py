"""What an operator is given fits the node: units that systemd takes, discreet proxies, settings explained."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from comity.cli.parser import parser

ROOT = Path(__file__).parents[3]
DEPLOY, PAGE = ROOT / "deploy", ROOT / "docs" / "reference" / "node.md"
UNITS = sorted(DEPLOY.glob("*.service"))
NGINX, CADDY, IMAGE = DEPLOY / "nginx.conf", DEPLOY / "Caddyfile", DEPLOY / "Containerfile"
#: Variables of nginx that hold what was asked, or by whom.
_TELLING = re.compile(
    r"\$(?:request\b|request_uri|uri|args|query_string|is_args|arg_|http_|cookie_|remote_|sent_http_)"
)
_VARIABLE = re.compile(r"\b(?:COMITY_[A-Z_]+|DATABASE_URL)\b")
#: Set by the tests, and read by nothing but them.
_OF_TESTS = {"COMITY_THOROUGH", "COMITY_BROWSER", "COMITY_CHROMIUM", "COMITY_TURNED_AWAY"}


def _settings() -> set[str]:
    """The variables that the product reads."""
    read: set[str] = set()
    for file in (ROOT / "src" / "comity").rglob("*.py"):
        if "node_modules" not in file.parts:
            read.update(_VARIABLE.findall(file.read_text("utf-8")))
    return read - _OF_TESTS


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text("utf-8"), re.M))
    assert explained == _settings()


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_examples_name_settings_that_there_are(file: Path) -> None:
    named = set(_VARIABLE.findall(file.read_text("utf-8")))
    assert named - _settings() == set()


@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_units_start_commands_that_there_are(unit: Path) -> None:
    started = re.findall(r"^ExecStart(?:Pre)?=\S+/comity (.+)$", unit.read_text("utf-8"), re.M)
    assert started
    for command in started:
        assert parser().parse_args(command.split()).command == "node"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_systemd_takes_the_units_and_finds_little_exposed(unit: Path, tmp_path: Path) -> None:
    here = tmp_path / unit.name
    here.write_text(re.sub(r"/usr/local/lib/comity/bin/comity", sys.executable, unit.read_text("utf-8")))
    verified = subprocess.run(
        ["systemd-analyze", "verify", here], capture_output=True, text=True, check=False
    )
    assert unit.stem not in verified.stderr
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", here], capture_output=True, text=True, check=False
    )
    level = re.search(r"exposure level for .*: ([\d.]+)", exposed.stdout)
    assert level, exposed.stderr
    assert float(level[1]) < 2.0


def _nginx_directives() -> list[tuple[str, list[str]]]:
    """Each directive of nginx.conf, after the block in which it stands (`http`: the file itself)."""
    words: list[str] = []
    inside, found = ["http"], []
    text = re.sub(r"^\s*#.*", "", NGINX.read_text("utf-8"), flags=re.M)
    for word in re.findall(r"""'[^']*'|"[^"]*"|[{};]|(?:\$\{\w+\}|[^\s{};'"])+""", text):
        if word not in {"{", "}", ";"}:
            words.append(word)
            continue
        if words:
            found.append((inside[-1], words))
        if word == "{":
            inside.append(words[0])
        elif word == "}":
            inside.pop()
        words = []
    assert inside == ["http"]
    return found


def test_nginx_reads_each_directive_where_it_is_allowed() -> None:
    only_outside = {"limit_conn_zone", "limit_req_zone", "log_format", "map", "server"}
    for block, (name, *_) in _nginx_directives():
        if block != "map":
            assert (name in only_outside) == (block == "http"), name
    # `http2 on` is read by nginx 1.25.1 and newer alone.
    assert "http2" not in {name for _, (name, *_) in _nginx_directives()}


def test_nginx_logs_no_query_no_address_and_no_token() -> None:
    directives = _nginx_directives()
    (form,) = [words for _, words in directives if words[0] == "log_format"]
    assert not _TELLING.search(" ".join(form))
    assert form[1] == "comity"
    assert "$comity_path" in form[2]
    servers = sum(words == ["server"] for _, words in directives)
    for log, allowed in (("access_log", {"comity", "off"}), ("error_log", {"emerg"})):
        ends = [words[-1] for block, words in directives if block == "server" and words[0] == log]
        # Without its own, a server writes the whole request into the log of all.
        assert len(ends) == servers
        assert set(ends) <= allowed


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/agreements", "/agreements"),
        ("/api/v1/assessments", "/api/v1/assessments"),
        ("/api/v1/assessments/TOKEN", "/api/v1/assessments/-"),
        ("/API/v1/Assessments/TOKEN/more", "/API/v1/Assessments/-"),
        ("/api/v1/assessments/\nTOKEN", "/api/v1/assessments/-"),
    ],
)
def test_nginx_cuts_tokens_off(path: str, logged: str) -> None:
    (rule,) = [words for block, words in _nginx_directives() if block == "map" and words[0] != "default"]
    pattern = rule[0].strip('"').removeprefix("~*(?s)").replace("(?<", "(?P<")
    match = re.match(pattern, path, re.IGNORECASE | re.DOTALL)
    assert rule[1] == '"${comity_before}-"'
    assert (f"{match['comity_before']}-" if match else path) == logged


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/agreements", "/agreements"),
        ("/agreements?party=JP&q=NAME", "/agreements?-"),
        ("/api/v1/assessments/TOKEN", "/api/v1/assessments/-"),
        ("/API/v1/Assessments/TOKEN?NAME", "/API/v1/Assessments/-"),
        ("/api/v1/%61ssessments%2FTOKEN", "/api/v1/%-"),
    ],
)
def test_caddy_cuts_queries_and_tokens_off(path: str, logged: str) -> None:
    rule = re.search(r'request>uri regexp "(.+)" "\$1-"', CADDY.read_text("utf-8"))
    assert rule
    assert re.sub(rule[1], r"\1-", path) == logged


def test_caddy_logs_no_address_no_header_and_nothing_unfiltered() -> None:
    text = CADDY.read_text("utf-8")
    for field in ("request>remote_ip", "request>client_ip", "request>headers", "resp_headers"):
        assert f"{field} delete\n" in text
    # Of the site, and of what goes wrong.
    logs = re.findall(r"^\tlog \{\n\t\t(.+)\n\t\}$", text, re.M)
    assert logs == ["import discreet", "import discreet"]


def test_the_image_holds_what_the_pages_and_the_examples_need() -> None:
    text = IMAGE.read_text("utf-8")
    built = text.index("-m tools.frontend")
    assert built < text.index("--no-build-isolation .")
    for folder in ("src", "tools", "examples"):
        assert text.index(f"COPY {folder} ./{folder}\n") < built
