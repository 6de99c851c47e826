"""What tests of the service may ask for besides."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty/congdan.db"
        return
    server = request.getfixturevalue("postgres")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE empty")
        yield server.get_uri("empty")
        admin.execute("DROP DATABASE empty WITH (FORCE)")
