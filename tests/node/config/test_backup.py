"""The drill: back a node up, lose it, restore it, and miss nothing; a bad backup changes nothing."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from comity.corpus.network_files import imported_folder
from comity.desk.uploads import Sent
from comity.domain.errors import Refusal
from comity.node.agreements.actions import load_network
from comity.node.agreements.models import Load
from comity.node.audit.models import Entry
from comity.node.config.backup import DATABASE, MANIFEST, back_up, rows_left_out
from comity.node.config.health import unapplied
from comity.node.config.restore import restore
from comity.node.visits.actions import open_desk
from comity.node.visits.visitors import new_visitor

_DIGEST = "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
_SHAPE = """
    SELECT 'column', table_name, column_name, data_type, is_nullable, column_default
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef, '', ''
      FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'function', proname, pg_get_function_identity_arguments(oid), prosrc, '', ''
      FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', ''
      FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2, 3, 4
"""
_OURS = ("agreements", "audit", "visits")


@pytest.fixture(autouse=True)
def empty_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """A database of the drill's own, with nothing in it, and a data folder of its own."""
    name, own = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_drill"
    monkeypatch.setenv("COMITY_DATA", str(tmp_path / "data"))
    with django_db_blocker.unblock():
        _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", own)
        _on_server("CREATE DATABASE {}", own)
        connection.close()
        connection.settings_dict["NAME"] = own
        yield
        connection.close()
        connection.settings_dict["NAME"] = name
        _on_server("DROP DATABASE {} WITH (FORCE)", own)


def _on_server(statement: str, name: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _lose_everything() -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    _on_server("DROP DATABASE {} WITH (FORCE)", name)
    _on_server("CREATE DATABASE {}", name)
    for file in imported_folder().glob("*"):
        file.unlink()


def _prepare() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    load_network("drill")


def _contents() -> dict[str, str]:
    """Of every table the digest of all its rows, and of every sequence where it stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value::text FROM pg_sequences WHERE schemaname = 'public'")
        found = dict(cursor.fetchall())
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL(_DIGEST).format(sql.Identifier(table)))
            found[table] = cursor.fetchone()[0]
    return found


def _shape() -> list[tuple[str, ...]]:
    """Columns, constraints, indexes and functions of the database."""
    with connection.cursor() as cursor:
        cursor.execute(_SHAPE)
        return list(cursor.fetchall())


def _drop_a_visit() -> None:
    open_desk(new_visitor(), [Sent("people.csv", b"ref,family_name\n1,UNMISTAKABLE\n")], {})


def test_what_was_lost_is_there_again_table_by_table(tmp_path: Path) -> None:
    _prepare()
    imported_folder().mkdir(parents=True)
    (imported_folder() / "000001.jsonl").write_bytes(b'{"record": "source"}\n')
    before, shape = _contents(), _shape()
    back_up(tmp_path / "node.backup", force=False)

    _lose_everything()
    assert _contents() == {}
    restore(tmp_path / "node.backup", force=False)

    assert _contents() == before
    assert _shape() == shape
    assert int(before["agreements_claim"].split()[0]) > 300
    assert (imported_folder() / "000001.jsonl").read_bytes() == b'{"record": "source"}\n'
    assert unapplied() == []


def test_a_restored_node_can_be_backed_up_and_restored_again(tmp_path: Path) -> None:
    _prepare()
    before, shape = _contents(), _shape()
    for number in range(2):
        back_up(tmp_path / f"{number}.backup", force=False)
        _lose_everything()
        restore(tmp_path / f"{number}.backup", force=False)
    assert _contents() == before
    assert _shape() == shape


def test_nothing_that_a_visitor_dropped_is_in_a_backup(tmp_path: Path) -> None:
    _prepare()
    _drop_a_visit()
    back_up(tmp_path / "node.backup", force=False)
    _lose_everything()
    restore(tmp_path / "node.backup", force=False)
    contents = _contents()
    assert {contents[table] for table in rows_left_out()} == {"0 "}
    assert contents["audit_entry"] != "0 "
    assert b"UNMISTAKABLE" not in (tmp_path / "node.backup").read_bytes()


def test_a_backup_is_for_its_owner_alone_and_says_what_it_is(tmp_path: Path) -> None:
    _prepare()
    manifest = back_up(tmp_path / "node.backup", force=False)
    assert (tmp_path / "node.backup").stat().st_mode & 0o777 == 0o600
    assert "agreements.0001_initial" in manifest.migrations
    assert [file.name for file in tmp_path.glob("*.part")] == []


def test_a_file_is_not_written_over_unless_asked_for(tmp_path: Path) -> None:
    _prepare()
    (tmp_path / "node.backup").write_text("dear to somebody")
    with pytest.raises(Refusal) as refused:
        back_up(tmp_path / "node.backup", force=False)
    assert refused.value.code == "node.file-exists"
    assert (tmp_path / "node.backup").read_text() == "dear to somebody"
    back_up(tmp_path / "node.backup", force=True)
    assert zipfile.is_zipfile(tmp_path / "node.backup")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    _prepare()
    with pytest.raises(Refusal) as refused:
        back_up(tmp_path / "nowhere" / "node.backup", force=False)
    assert refused.value.code == "node.backup"


def test_a_node_that_holds_something_is_not_written_over_unless_asked_for(tmp_path: Path) -> None:
    _prepare()
    back_up(tmp_path / "node.backup", force=False)
    Entry.objects.create(actor="drill", action="after.backup")
    after = _contents()
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "node.backup", force=False)
    assert refused.value.code == "node.not-empty"
    assert _contents() == after
    restore(tmp_path / "node.backup", force=True)
    assert not Entry.objects.filter(action="after.backup").exists()


def test_imported_claims_alone_are_something_too(tmp_path: Path) -> None:
    _prepare()
    back_up(tmp_path / "node.backup", force=False)
    _lose_everything()
    imported_folder().mkdir(parents=True, exist_ok=True)
    (imported_folder() / "000001.jsonl").write_text("mine")
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "node.backup", force=False)
    assert refused.value.code == "node.not-empty"
    assert (imported_folder() / "000001.jsonl").read_text() == "mine"


def _cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _one_bit_turned(content: bytes) -> bytes:
    at = len(content) // 3
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def _nothing(content: bytes) -> bytes:
    return b""


def _no_archive(content: bytes) -> bytes:
    return b"SELECT 1;" * 1_000


@pytest.mark.parametrize("damage", [_cut_short, _one_bit_turned, _nothing, _no_archive])
def test_a_damaged_backup_changes_nothing(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _prepare()
    file = tmp_path / "node.backup"
    back_up(file, force=False)
    file.write_bytes(damage(file.read_bytes()))
    before = _contents()
    with pytest.raises(Refusal) as refused:
        restore(file, force=True)
    assert refused.value.code in ("node.damaged-backup", "node.backup")
    assert _contents() == before


def _rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def _of_tomorrow(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries[MANIFEST])
    manifest["migrations"].append("agreements.9999_tomorrow")
    entries[MANIFEST] = json.dumps(manifest).encode()


def _another_format(entries: dict[str, bytes]) -> None:
    entries[MANIFEST] = json.dumps({**json.loads(entries[MANIFEST]), "format": 2}).encode()


def _path_of_its_own(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries[MANIFEST])
    manifest["digests"]["../outside"] = manifest["digests"][DATABASE]
    entries["../outside"] = entries[DATABASE]
    entries[MANIFEST] = json.dumps(manifest).encode()


def _dump_exchanged(entries: dict[str, bytes]) -> None:
    entries[DATABASE] = entries[DATABASE][:-1] + b"?"


def _no_manifest(entries: dict[str, bytes]) -> None:
    del entries[MANIFEST]


def _manifest_of_something_else(entries: dict[str, bytes]) -> None:
    entries[MANIFEST] = b"[1, 2]"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_of_tomorrow, "node.newer-backup"),
        (_another_format, "node.newer-backup"),
        (_path_of_its_own, "node.damaged-backup"),
        (_dump_exchanged, "node.damaged-backup"),
        (_no_manifest, "node.damaged-backup"),
        (_manifest_of_something_else, "node.damaged-backup"),
    ],
)
def test_a_backup_that_is_newer_or_was_tampered_with_changes_nothing(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    _prepare()
    file = tmp_path / "node.backup"
    back_up(file, force=False)
    _rewritten(file, change)
    before = _contents()
    with pytest.raises(Refusal) as refused:
        restore(file, force=True)
    assert refused.value.code == code
    assert _contents() == before
    assert not (tmp_path.parent / "outside").exists()


def test_a_database_that_does_not_take_the_backup_keeps_what_it_has(tmp_path: Path) -> None:
    _prepare()
    file = tmp_path / "node.backup"
    back_up(file, force=False)
    imported_folder().mkdir(parents=True, exist_ok=True)
    (imported_folder() / "000001.jsonl").write_text("mine")
    before = _contents()
    with connection.cursor() as cursor:
        # Something outside of what a backup puts back hangs on a table that it puts back.
        cursor.execute("CREATE SCHEMA other")
        cursor.execute(
            "CREATE FUNCTION other.no() RETURNS event_trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the owner says no'; END $$"
        )
        cursor.execute("CREATE EVENT TRIGGER no ON sql_drop EXECUTE FUNCTION other.no()")
    with pytest.raises(Refusal) as refused:
        restore(file, force=True)
    assert refused.value.code == "node.not-restored"
    assert "the owner says no" in refused.value.sentence
    assert _contents() == before
    assert (imported_folder() / "000001.jsonl").read_text() == "mine"
    assert [each.name for each in imported_folder().parent.iterdir()] == ["claims"]


def test_data_of_the_first_version_is_brought_up_to_this_one(tmp_path: Path) -> None:
    _prepare()
    fresh = _shape()
    _lose_everything()
    executor = MigrationExecutor(connection)
    first = [node for node in executor.loader.graph.nodes if node[1].startswith("0001") and node[0] in _OURS]
    executor.migrate([*first, *executor.loader.graph.leaf_nodes("procrastinate")])
    entries = executor.loader.project_state(first).apps.get_model("audit", "Entry")
    entries.objects.create(actor="invented", action="of.the-first-version", facts={"lines": 7})
    back_up(tmp_path / "old.backup", force=False)

    _lose_everything()
    restore(tmp_path / "old.backup", force=False)
    assert all(app in _OURS for app, _, _ in (name.partition(".") for name in unapplied()))
    _prepare()

    assert unapplied() == []
    assert sorted(_shape()) == sorted(fresh)
    assert Entry.objects.get(action="of.the-first-version").facts == {"lines": 7}
    assert Load.objects.get().claims > 300
