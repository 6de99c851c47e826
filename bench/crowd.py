"""A crowd that comes all at once: who writes what on which platform, and when. Drawn from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

PLATFORMS = {"zalo": 19, "messenger": 16}
"""How many digits the ids of people have."""
QUESTIONS = (
    "làm giấy khai sinh cho con cần những giấy tờ gì",
    "đăng ký kết hôn ở đâu",
    "lam lai can cuoc cong dan bao nhieu tien",
    "thủ tục đăng ký hộ kinh doanh",
    "xin xác nhận tình trạng hôn nhân mất bao lâu",
    "đăng ký tạm trú cần giấy tờ gì",
    "chứng thực bản sao hết bao nhiêu tiền",
    "khai tử cho người thân nộp ở đâu",
    "xoa dang ky thuong tru can gi",
    "đăng ký lại khai sinh thế nào",
)
NONSENSE = (
    "asdkjh qwoe zzz",
    "alo alo",
    "ơ kìa",
    "hôm nay trời đẹp quá",
    "bạn ăn cơm chưa",
    "kể chuyện cười đi",
    "🙂🙂🙂",
    "xyzzy plugh 12",
    "cho tôi hỏi cái này với",
    "ừ thì thôi vậy",
    "con mèo trèo cây cau",
)
MOST = 5
"""Messages of one person."""


class Deed(StrEnum):
    SAY = "say"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class Act:
    """`at`: seconds after the beginning."""

    at: float
    platform: str
    person: str
    deed: Deed
    text: str = ""


def crowd(seed: str, *, start: float, seconds: float, rate: float) -> list[Act]:
    """New people, who write `rate` messages a second: most one, some up to five, a few only nonsense."""
    chance, wanted = random.Random(seed), round(seconds * rate)
    acts: list[Act] = []
    while len(acts) < wanted:
        acts += _talk(chance, seconds)
    acts = sorted(acts[:wanted], key=lambda act: act.at)
    return [
        Act(start + place / rate, act.platform, act.person, act.deed, act.text)
        for place, act in enumerate(acts)
    ]


def _talk(chance: random.Random, seconds: float) -> Iterator[Act]:
    """All that one person does, a few seconds apart."""
    platform, digits = chance.choice(list(PLATFORMS.items()))
    person = str(chance.randrange(10 ** (digits - 1), 10**digits))
    at, count = chance.uniform(0, seconds), 1 if chance.random() < 0.6 else chance.randint(2, MOST)
    lost = chance.random() < 0.15
    questions = chance.sample(QUESTIONS, MOST)
    for question in questions[:count]:
        draw = chance.random() * (0.45 if lost else 1.0)
        if draw < 0.2:
            yield Act(at, platform, person, Deed.STICKER)
        else:
            yield Act(at, platform, person, Deed.SAY, chance.choice(NONSENSE) if draw < 0.45 else question)
        at += chance.uniform(1, 8)
