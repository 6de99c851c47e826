"""The command line as a person uses it: words in, sentences and an exit code out."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from channels import add_zalo
from platforms_aside import Aside, free_port
from shell import Congdan, Result, Rows, plain_url
from sqlalchemy import create_engine, text
from telling_desk import Desk

from bot.__main__ import main
from bot.migrate import steps


@pytest.fixture
def migrated_url(database_url: str) -> str:
    """A database with every table and nothing in it, that says it is of this version."""
    engine = create_engine(plain_url(database_url))
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        head = steps().get_current_head()
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    engine.dispose()
    return database_url


@pytest.fixture
def anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The command is typed in an empty folder, without settings of the machine."""
    for name in [name for name in os.environ if name.startswith("CONGDAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def typed(anywhere: Path, capsys: pytest.CaptureFixture[str]) -> Congdan:
    """Runs `congdan …` against whatever database the settings name."""

    def run(*arguments: str) -> Result:
        code = main(arguments)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


@pytest.fixture
def congdan(typed: Congdan, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Congdan:
    """Runs `congdan …` against a database of each engine in turn."""
    monkeypatch.setenv("CONGDAN_DATABASE_URL", migrated_url)
    return typed


@pytest.fixture
def province(congdan: Congdan) -> Congdan:
    """The same, with the province tinh-a and its commune xa-b."""
    congdan("agency", "add", "tinh-a", "--name", "Tỉnh A", "--level", "province", "--phone", "0000 111 222")
    congdan("agency", "add", "xa-b", "--name", "UBND xã B", "--level", "commune", "--parent", "tinh-a")
    return congdan


@pytest.fixture
def rows(migrated_url: str) -> Rows:
    """Asks the database behind the command's back."""

    def ask(query: str) -> list[tuple[object, ...]]:
        engine = create_engine(plain_url(migrated_url))
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return found

    return ask


@pytest.fixture
def aside() -> Iterator[Aside]:
    """A local Zalo and a local Graph API; the service runs once it is asked for."""
    aside = Aside(free_port())
    with aside.running():
        yield aside


@pytest.fixture
def commune(province: Congdan, aside: Aside, monkeypatch: pytest.MonkeyPatch) -> Congdan:
    """The commune xa-b, whose platforms are those aside."""
    for name, value in aside.settings.items():
        monkeypatch.setenv(name, value)
    return province


@pytest.fixture
def nowhere(commune: Congdan, monkeypatch: pytest.MonkeyPatch) -> str:
    """Nobody answers at the addresses of the platforms."""
    url = f"http://127.0.0.1:{free_port()}"
    for name in ("ZALO_API_URL", "ZALO_OAUTH_URL", "GRAPH_URL"):
        monkeypatch.setenv(f"CONGDAN_{name}", url)
    return url


@pytest.fixture
def commune_of(commune: Congdan) -> Iterator[Congdan]:
    """The commune with its Official Account; to be called inside a running event loop, too."""
    add_zalo(commune)
    with ThreadPoolExecutor(1) as aside:
        yield lambda *words: aside.submit(commune, *words).result()


@pytest.fixture
def desk(province: Congdan, migrated_url: str) -> Desk:
    """The commune xa-b with an account, followers and articles, and without quiet hours."""
    desk = Desk(migrated_url)
    desk.furnish()
    province(
        "broadcast", "rule", "set", "quiet_from=00:00", "quiet_until=0:00", "--agency", "xa-b", "--by", "Lan"
    )
    return desk
