"""The table of units: made from the package, and read."""

import json
import os
from pathlib import Path

import pytest

from knowledge.places.building import built, source
from knowledge.places.loading import FOLDER, FORMAT, UNITS, PlacesError, gazetteer
from knowledge.places.units import Level, Unit
from knowledge.vietnamese.words import syllables

ROW = {
    "old_province": "Tỉnh A",
    "old_district": "Huyện B",
    "new_province": "Tỉnh D",
    "old_ward": "Xã Nga Thành",
    "old_ward_key": "xangathanh",
    "new_ward": "Xã Nga Thành",
    "new_ward_key": "xangathanh",
}
ORIGIN = {"effective_date": "2025-07-01", "source": "somewhere", "version": "1"}


@pytest.fixture(scope="module")
def units() -> tuple[Unit, ...]:
    return gazetteer().units


def test_the_shipped_table_is_what_the_package_gives() -> None:
    assert built(*source()) == (FOLDER / UNITS).read_text()


def test_it_names_where_it_comes_from() -> None:
    head = (FOLDER / UNITS).read_text().split("\n+", 1)[0]
    for words in (FORMAT, "underthesea 9.5.0 (Apache-2.0)", "vietnamadminunits 1.0.4 (MIT"):
        assert words in head
    assert "MIT License" in (FOLDER / "LICENSE-vietnamadminunits.txt").read_text()


def test_it_holds_the_whole_country(units: tuple[Unit, ...]) -> None:
    counts = {
        (level, old): sum(unit.level is level and unit.old == old for unit in units)
        for level in Level
        for old in (True, False)
    }
    assert counts[Level.PROVINCE, True] == 63
    assert counts[Level.PROVINCE, False] == 34
    assert counts[Level.DISTRICT, True] == 696
    assert counts[Level.DISTRICT, False] == 0
    assert counts[Level.COMMUNE, True] == 10_035
    assert counts[Level.COMMUNE, False] == 3_321


def test_every_old_unit_leads_to_units_in_force_of_one_province(units: tuple[Unit, ...]) -> None:
    for unit in units:
        assert bool(unit.now) == unit.old
        assert len({now.province for now in unit.now}) <= 1
        assert not any(now.old for now in unit.now)


def test_a_name_that_is_only_a_key_gets_its_blanks_and_capitals_back() -> None:
    keyed = {
        **ROW,
        "old_ward": "",
        "old_ward_key": "xãngathanh",
        "new_ward": "",
        "new_ward_key": "xãngathành",
    }
    table = built({"metadata": ORIGIN, "ward_mapping": [ROW, keyed]}, "1", "MIT")
    assert table.splitlines()[-3:] == [
        "-\tHuyện B",
        "Xã Nga Thanh\tXã Nga Thành",
        "Xã Nga Thành\tXã Nga Thành",
    ]


def test_the_order_of_the_source_does_not_matter() -> None:
    mapping, version, licence = source()
    turned = {**mapping, "ward_mapping": list(reversed(mapping["ward_mapping"]))}
    assert built(turned, version, licence) == built(mapping, version, licence)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("# congdan places 99\n", 1),
        (f"{FORMAT}\n+\tTỉnh A\n", 2),
        (f"{FORMAT}\n-\tHuyện B\n", 2),
        (f"{FORMAT}\n+\tTỉnh A\tTỉnh D\n-\tHuyện B\nXã C\tnowhere\n", 4),
        (f"{FORMAT}\n+\tTỉnh A\tTỉnh D\n-\tHuyện B\nXã C\tXã D\tXã E\n", 4),
    ],
)
def test_a_broken_table_is_refused_by_file_and_line(tmp_path: Path, content: str, line: int) -> None:
    for name in ("aliases.tsv", "everyday.tsv"):
        (tmp_path / name).write_text("")
    (tmp_path / UNITS).write_text(content)
    with pytest.raises(PlacesError, match=rf"units\.tsv, dòng {line}: .*congdan places build"):
        gazetteer(tmp_path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    for name in ("aliases.tsv", "everyday.tsv"):
        (tmp_path / name).write_text("")
    with pytest.raises(PlacesError, match="congdan places build"):
        gazetteer(tmp_path)


@pytest.mark.slow
def test_it_agrees_with_the_official_list(units: tuple[Unit, ...]) -> None:
    folder = os.environ.get("CONGDAN_DATA")
    if not folder:
        pytest.skip("CONGDAN_DATA names no folder")
    lines = (Path(folder) / "admin_units_2025.jsonl").read_text().splitlines()
    theirs = {
        tuple(map(_plain, (old["province"], old["district"], old["name"], row["province"], row["name"])))
        for row in map(json.loads, lines)
        for old in row["old_units"]
    }
    ours = {
        tuple(
            map(
                _plain,
                (unit.province.called, unit.district.called, unit.called, now.province.called, now.called),
            )
        )
        for unit in units
        if unit.district
        for now in unit.now
    }
    assert len(theirs & ours) >= 0.999 * len(theirs | ours)


def _plain(name: str) -> str:
    return " ".join(syllables(name))
