"""Procedure pages and folders of files: into the tables an import writes, only when something changed."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import docx
import pytest
from known import shipped
from little_portal import World, a_world
from sqlalchemy import select

from connectors.database import Database
from knowledge.changes import Change
from knowledge.findings import Found
from knowledge.library import Library
from knowledge.procedures import Procedure
from knowledge.sources import SourceKind, SourceState

ROWS = (
    ("Mã thủ tục", "1.001193"),
    ("Tên thủ tục", "Đăng ký khai sinh"),
    ("Cấp thực hiện", "Cấp Xã"),
    ("Lĩnh vực", "Hộ tịch"),
    ("Trình tự thực hiện", "Nộp hồ sơ tại bộ phận một cửa."),
    ("Thành phần hồ sơ", "Tờ khai đăng ký khai sinh; giấy chứng sinh."),
    ("Thời hạn giải quyết", "Trong ngày"),
    ("Phí, lệ phí", "{fee}"),
    ("Đối tượng thực hiện", "Công dân Việt Nam"),
    ("Cơ quan thực hiện", "Ủy ban nhân dân cấp xã"),
    ("Kết quả thực hiện", "Giấy khai sinh"),
)


def _page(fee: str) -> bytes:
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in ROWS)
    table = f"<table>{cells.format(fee=fee)}</table>"
    head = '<meta charset="utf-8"><title>Thủ tục</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><main>{table}</main></body></html>".encode()


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with a_world(database) as world:
        world.portal.pages["/tthc"] = _page("Miễn phí")
        await world.add("/tthc", SourceKind.PROCEDURE)
        await world.syncing.read_due()
        yield world


async def _procedure(world: World) -> Procedure:
    async with world.database.reading() as session:
        return (await session.scalars(select(Procedure))).one()


async def _codes(world: World) -> list[str]:
    async with world.database.reading() as session:
        return list(await session.scalars(select(Procedure.code)))


async def _changes(world: World) -> list[str]:
    async with world.database.reading() as session:
        found = await session.scalars(select(Change).order_by(Change.id))
        return [change.what for change in found][1:]


async def test_a_page_becomes_a_procedure_and_is_recorded_once(world: World) -> None:
    for _ in range(3):
        await world.after(hours=1)
    row = await _procedure(world)
    assert (row.code, row.name, row.facets["fee"]) == ("1.001193", "Đăng ký khai sinh", "Miễn phí")
    assert (row.as_of, row.url) == ("2026-05-04", world.portal.base + "/tthc")
    assert await _changes(world) == ["thêm thủ tục “Đăng ký khai sinh” (1.001193) từ trang nguồn"]


async def test_a_changed_page_changes_what_it_tells_and_no_more(world: World) -> None:
    async with world.database.writing() as session:
        row = (await session.scalars(select(Procedure))).one()
        row.ministry = "Bộ Tư pháp"
    world.portal.pages["/tthc"] = _page("8.000 đồng")
    await world.after(days=1)
    row = await _procedure(world)
    assert (row.facets["fee"], row.ministry, row.as_of) == ("8.000 đồng", "Bộ Tư pháp", "2026-05-05")
    assert (await _changes(world))[-1] == "sửa thủ tục “Đăng ký khai sinh” (1.001193) theo trang nguồn"
    async with world.database.reading() as session:
        changed = await session.scalar(select(Change).order_by(Change.id.desc()).limit(1))
    assert changed is not None
    assert changed.before == {"fee": "Miễn phí", "as_of": "2026-05-04"}
    assert changed.after == {"fee": "8.000 đồng", "as_of": "2026-05-05"}


async def test_a_page_missing_twice_a_day_apart_takes_its_procedure_along_and_brings_it_back(
    world: World,
) -> None:
    missing_from = world.now + timedelta(hours=1)
    del world.portal.pages["/tthc"]
    await world.after(hours=1)
    await world.after(hours=23)
    assert await _codes(world) == ["1.001193"]
    await world.after(hours=1)
    await world.after(days=2)
    source = await world.source()
    assert (source.condition, source.missing_at) == (SourceState.FAILING, missing_from)
    assert await _codes(world) == []
    gone = "bỏ thủ tục “Đăng ký khai sinh” (1.001193): trang nguồn không còn trên cổng"
    assert (await _changes(world))[1:] == [gone]
    world.portal.pages["/tthc"] = _page("Miễn phí")
    await world.after(days=2)
    assert ((await world.source()).missing_at, await _codes(world)) == (None, ["1.001193"])
    assert (await _changes(world))[-1] == "thêm thủ tục “Đăng ký khai sinh” (1.001193) từ trang nguồn"


async def test_an_outage_of_days_after_a_page_was_missing_once_takes_nothing(world: World) -> None:
    page = world.portal.pages.pop("/tthc")
    await world.after(hours=1)
    world.portal.trouble = 503
    for _ in range(4):
        await world.after(days=1)
    assert await _codes(world) == ["1.001193"]
    world.portal.trouble, world.portal.pages["/tthc"] = 0, page
    await world.after(days=2)
    assert (await world.source()).missing_at is None
    assert await _changes(world) == ["thêm thủ tục “Đăng ký khai sinh” (1.001193) từ trang nguồn"]


async def test_an_answer_is_no_longer_given_from_a_page_that_vanished(world: World) -> None:
    library = Library(shipped())
    await library.refresh(world.database)
    asked = "xa-b", "lệ phí đăng ký khai sinh", None, world.now
    assert isinstance(library.answer(*asked), Found)
    del world.portal.pages["/tthc"]
    await world.after(hours=1)
    await world.after(days=2)
    assert await library.refresh(world.database)
    assert not isinstance(library.answer(*asked), Found)


async def test_a_document_of_a_procedure_that_vanished_from_a_folder_takes_it_along(
    database: Database,
) -> None:
    async with a_world(database) as world:
        paths = [f"/tep/thu-tuc-{number}.docx" for number in range(6)]
        links = "".join(f"<a href='{path}'>Thủ tục</a><br>" for path in paths)
        world.portal.pages["/tep"] = f'<meta charset="utf-8"><h1>Tệp</h1>{links}'.encode()
        world.portal.pages[paths[0]] = _document()
        await world.add("/tep", SourceKind.FOLDER)
        await world.syncing.read_due()
        assert await _codes(world) == ["1.001193"]
        document = world.portal.pages.pop(paths[0])
        await world.after(days=1)
        assert await _codes(world) == ["1.001193"]
        await world.after(days=1)
        assert await _codes(world) == []
        for _ in range(6):
            await world.after(days=1)
        world.portal.pages[paths[0]] = document
        await world.after(days=1)
        assert await _codes(world) == ["1.001193"]


def _document() -> bytes:
    written, file = io.BytesIO(), docx.Document()
    table = file.add_table(rows=0, cols=2)
    for name, value in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value.format(fee="Miễn phí")
    file.save(written)
    return written.getvalue()


async def test_an_error_page_changes_nothing(world: World) -> None:
    world.portal.pages["/tthc"] = "<html><body><p>Hệ thống đang bảo trì</p></body></html>".encode()
    await world.after(hours=1)
    assert (await world.source()).error
    assert (await _procedure(world)).facets["fee"] == "Miễn phí"
