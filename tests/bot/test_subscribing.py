"""A citizen chooses what news to get, by words and by buttons; the last choice holds, and each is kept."""

from dataclasses import replace
from datetime import datetime

import pytest
from attending import LAN, Citizen, citizen
from known import NOW
from sqlalchemy import select

from bot import news_wording
from broadcasts.broadcast import Rhythm
from broadcasts.choices import Choices, choices_of
from broadcasts.preferences import Preference, PreferenceChange, PreferenceTopic
from connectors.database import Database
from connectors.messages import Followed
from connectors.people import Person
from knowledge.agencies import find_agency
from knowledge.articles import Article, ArticleState


@pytest.fixture
async def lan(database: Database) -> Citizen:
    return await citizen(database)


async def holding(lan: Citizen) -> Choices:
    async with lan.database.reading() as session:
        person = await session.get_one(Person, lan.address.key)
        return await session.run_sync(choices_of, person)


async def test_a_topic_a_day_is_asked_for_in_one_sentence(lan: Citizen) -> None:
    reply = await lan.says("đăng ký tin đất đai hằng ngày")
    assert await holding(lan) == Choices(news=True, rhythm=Rhythm.DAILY, wanted=("land",))
    assert "mỗi ngày một lần" in reply.text
    assert "đất đai" in reply.text.lower()


async def test_the_last_choice_holds(lan: Citizen) -> None:
    for text, held in (
        ("đăng ký tin", Choices(news=True)),
        ("đăng ký tin đất đai", Choices(news=True, wanted=("land",))),
        ("đăng ký tin y tế", Choices(news=True, wanted=("health", "land"))),
        ("ngừng tin đất đai", Choices(news=True, wanted=("health",))),
        ("nhận tin hằng tuần", Choices(news=True, rhythm=Rhythm.WEEKLY, wanted=("health",))),
        ("ngừng tin y tế", Choices(news=False, rhythm=Rhythm.WEEKLY, wanted=("health",))),
        ("đăng ký tin", Choices(news=True, rhythm=Rhythm.WEEKLY)),
        ("ngừng tin đất đai", Choices(news=True, rhythm=Rhythm.WEEKLY, unwanted=("land",))),
        ("đăng ký tin đất đai", Choices(news=True, rhythm=Rhythm.WEEKLY)),
        ("ngừng tin", Choices(news=False, rhythm=Rhythm.WEEKLY)),
    ):
        await lan.says(text)
        assert await holding(lan) == held, text


async def test_who_follows_gets_all_and_may_leave_out_a_topic(lan: Citizen) -> None:
    await lan.does(Followed(lan.name(), LAN, lan.now))
    assert await holding(lan) == Choices(news=True)
    reply = await lan.says("không nhận tin đất đai nữa")
    assert await holding(lan) == Choices(news=True, unwanted=("land",))
    assert "trừ: " in reply.text


@pytest.mark.parametrize("channel", ["zalo", "messenger", "webchat"])
async def test_buttons_do_what_they_say_on_every_channel(lan: Citizen, channel: str) -> None:
    lan.address = replace(LAN, channel=channel)
    await published(lan, "land", NOW)
    asked = await lan.says("đăng ký tin")
    named = {choice.label: choice.payload for choice in asked.choices}
    assert news_wording.STOP in named
    assert news_wording.DAILY in named
    (topic,) = (payload for payload in named.values() if payload.startswith("news|topic|"))
    await lan.says("", payload=topic)
    await lan.says(news_wording.DAILY, payload=named[news_wording.DAILY])
    assert await holding(lan) == Choices(news=True, rhythm=Rhythm.DAILY, wanted=("land",))
    await lan.says(news_wording.STOP, payload=named[news_wording.STOP])
    assert not (await holding(lan)).news


async def test_every_choice_is_kept_with_its_sentence_and_time_until_the_person_is_forgotten(
    lan: Citizen,
) -> None:
    for text in ("đăng ký tin đất đai", "chủ đề tin", "ngừng tin"):
        said = (await lan.says(text)).text
        lan.waits(1)
    async with lan.database.reading() as session:
        kept = list(await session.scalars(select(PreferenceChange).order_by(PreferenceChange.id)))
    assert [change.what for change in kept] == ["topic land", "none"]
    assert kept[-1].wording.split("\n")[0] in said
    assert kept[0].at == NOW
    await lan.says("xóa dữ liệu của tôi")
    async with lan.database.reading() as session:
        for table in (Preference, PreferenceTopic, PreferenceChange, Person):
            assert (await session.scalars(select(table))).all() == []


async def test_what_is_no_topic_is_said_to_be_none(lan: Citizen) -> None:
    reply = await lan.says("đăng ký tin về bóng đá")
    assert "Chưa có chủ đề tin" in reply.text
    assert await holding(lan) == Choices(news=False)


async def test_who_asks_is_told_what_comes(lan: Citizen) -> None:
    assert "hiện không nhận tin" in (await lan.says("tin của tôi")).text
    await lan.says("đăng ký tin")
    assert "đang nhận tin" in (await lan.says("tin của tôi")).text


async def published(lan: Citizen, topic: str, at: datetime) -> None:
    async with lan.database.writing() as session:
        agency = await find_agency(session, LAN.agency)
        session.add(
            Article(
                agency_id=agency.id,
                url="https://xa-b.example/tin/1",
                title="Lấy ý kiến về quy hoạch sử dụng đất",
                topics=[topic],
                digest="d",
                state=ArticleState.WAITING,
                first_at=at,
                seen_at=at,
            )
        )
