"""A small deployment for tests of answering: a province, two communes, a handful of procedures."""

from datetime import UTC, datetime
from functools import cache

from connectors.database import Database
from knowledge.agencies import Agency, AgencyLevel, Scope
from knowledge.answers import Answer
from knowledge.changes import Change
from knowledge.phrasings import Phrasing
from knowledge.procedures import Procedure
from knowledge.shipped import Shipped

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
BIRTH = "1.001193"
BIRTH_FOREIGN = "2.000528"
MARRIAGE = "1.000894"
SINGLE = "1.004873"
STAY = "1.004194"


@cache
def shipped() -> Shipped:
    """What comes with the product, read once for all tests."""
    return Shipped.load()


FACETS = {
    BIRTH: {
        "papers": "Tờ khai đăng ký khai sinh\nGiấy chứng sinh (bản chính)",
        "fee": "Miễn phí khi đăng ký đúng hạn",
        "time": "Trong ngày",
        "where": "UBND cấp xã nơi cư trú của cha hoặc mẹ",
        "how": "Trực tiếp hoặc trực tuyến",
    },
    BIRTH_FOREIGN: {"papers": "Văn bản thỏa thuận quốc tịch", "fee": "75.000 đồng"},
    MARRIAGE: {"papers": "Tờ khai đăng ký kết hôn", "fee": "Miễn phí", "time": "05 ngày làm việc"},
    SINGLE: {"papers": "Tờ khai cấp giấy xác nhận", "fee": "15.000 đồng"},
    STAY: {"papers": "Tờ khai CT01", "fee": "15.000 đồng", "time": "03 ngày làm việc"},
}
NAMES = {
    BIRTH: "Thủ tục đăng ký khai sinh",
    BIRTH_FOREIGN: "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
    MARRIAGE: "Thủ tục đăng ký kết hôn",
    SINGLE: "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    STAY: "Đăng ký tạm trú",
}


def procedure(agency_id: int, code: str, **changes: object) -> Procedure:
    values: dict[str, object] = {
        "name": NAMES.get(code, ""),
        "field": "Hộ tịch",
        "level": "Cấp xã",
        "receiver": "UBND cấp xã",
        "as_of": "2026-07",
        "facets": FACETS.get(code, {}),
        "url": f"https://portal.example/{code}",
        "digest": f"{agency_id}-{code}",
        "imported_at": NOW,
    }
    return Procedure(agency_id=agency_id, code=code, **{**values, **changes})


async def furnish(database: Database) -> None:
    """Province `tinh-a` (id 1) with the procedures; `xa-b` (2) and `xa-c` (3) below it."""
    async with database.writing() as session:
        session.add(
            Agency(
                id=1,
                code="tinh-a",
                name="UBND tỉnh A",
                level=AgencyLevel.PROVINCE,
                phone="0123 000 001",
                hours="7 giờ 30 đến 17 giờ",
                online_url="https://online.example/",
                created_at=NOW,
            )
        )
        await session.flush()
        for key, code, name in ((2, "xa-b", "UBND xã B"), (3, "xa-c", "UBND xã C")):
            session.add(
                Agency(id=key, code=code, name=name, level=AgencyLevel.COMMUNE, parent_id=1, created_at=NOW)
            )
        await session.flush()
        session.add_all([procedure(1, code) for code in NAMES])
        session.add(Change(agency_id=1, by="test", what="furnished", at=NOW))


async def change(database: Database, *rows: object) -> None:
    """Add rows and the change that makes every process notice."""
    async with database.writing() as session:
        session.add_all(rows)
        session.add(Change(agency_id=None, by="test", what="changed", at=NOW))


def scope(agency_id: int, code: str, **values: str) -> Scope:
    return Scope(agency_id=agency_id, code=code, **values)


def phrasing(agency_id: int, code: str, text: str) -> Phrasing:
    return Phrasing(agency_id=agency_id, code=code, text=text)


def answer(agency_id: int, code: str, text: str, *questions: str) -> Answer:
    return Answer(agency_id=agency_id, code=code, text=text, questions=list(questions), digest=text)
