"""What is shipped, and that it runs where only that is."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
FLOORS = ("connectors", "knowledge", "broadcasts", "bot")
LOCKS = ("requirements.lock", "requirements-dev.lock")
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "index-url", "trusted-host")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=HOME, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("name", FLOORS)
def test_no_dependency_brings_a_package_of_our_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"congdan"}


def test_the_wheel_holds_every_file_of_the_four_floors(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as parts:
        held = set(parts.namelist())
    wanted = {
        str(path.relative_to(HOME))
        for floor in FLOORS
        for path in (HOME / floor).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held
    assert {name.split("/")[0] for name in held} == {*FLOORS, "congdan-0.1.0.dist-info"}
    for folder in ("knowledge/starter/", "knowledge/lexicon/", "connectors/webchat/static/"):
        assert any(name.startswith(folder) for name in held), folder


def test_the_wheel_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as parts:
        parts.extractall(site)
    commands = [
        ["--help"],
        ["migrate"],
        ["agency", "add", "tinh-a", "--name", "Tỉnh A", "--level", "province"],
        ["import", "starter"],
    ]
    for words in commands:
        told = _run(site, elsewhere, "-m", "bot", *words)
        assert told.returncode == 0, told.stderr
    place = _run(site, elsewhere, "-c", "import bot; print(bot.__file__)")
    assert place.stdout.startswith(str(site))
    assert "congdan = bot.__main__:main" in next(site.glob("*.dist-info/entry_points.txt")).read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_hashes_and_no_place(name: str) -> None:
    text = (HOME / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)
    pinned = re.findall(r"^[\w.\[\]-]+==.*(?:\n .*)*", text, re.MULTILINE)
    assert pinned
    assert all("--hash=sha256:" in lines for lines in pinned)


def test_no_file_that_is_kept_names_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, check=True, capture_output=True)
    named = [
        name
        for name in listed.stdout.decode().split("\0")
        if name and name != "tests/test_packaging.py" and _names_a_registry(HOME / name)
    ]
    assert named == []


def _names_a_registry(path: Path) -> bool:
    content = path.read_bytes() if path.is_file() else b""
    return any(registry.encode() in content for registry in REGISTRIES)


def _run(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CONGDAN_")}
    return subprocess.run(
        [sys.executable, *words],
        env={**environment, "PYTHONPATH": str(site)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
