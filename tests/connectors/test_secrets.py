"""Secrets rest sealed: only the service opens them, and only for the account they were sealed for."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.secrets import SHORTEST_KEY, Seal, SealError

KEY = b"a key of the deployment"
OWNER = "zalo:4000000000000000004"
SECRETS = {"access_token": "access-0", "app_secret": "bí mật"}

texts = st.text(st.characters(), max_size=40)


@settings(deadline=None)
@given(st.dictionaries(texts, texts, max_size=5), texts)
def test_what_is_sealed_opens_with_the_same_key_for_the_same_owner(
    values: dict[str, str], owner: str
) -> None:
    owner = owner.encode(errors="replace").decode()
    assert Seal(KEY).open(Seal(KEY).seal(values, owner), owner) == values


def test_the_same_secrets_are_never_sealed_the_same_way_twice() -> None:
    seal = Seal(KEY)
    assert len({seal.seal(SECRETS, OWNER) for _ in range(100)}) == 100


def test_nothing_of_the_secrets_stands_in_what_is_sealed() -> None:
    sealed = Seal(KEY).seal(SECRETS, OWNER)
    raw = urlsafe_b64decode(sealed)
    assert not any(value.encode() in raw or value in sealed for value in (*SECRETS, *SECRETS.values()))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealError, match="another key"):
        Seal(b"another key of the same kind").open(Seal(KEY).seal(SECRETS, OWNER), OWNER)


def test_the_secrets_of_one_account_do_not_open_for_another() -> None:
    with pytest.raises(SealError):
        Seal(KEY).open(Seal(KEY).seal(SECRETS, OWNER), "zalo:4")


@settings(deadline=None)
@given(st.data())
def test_one_changed_bit_and_it_does_not_open(data: st.DataObject) -> None:
    raw = bytearray(urlsafe_b64decode(Seal(KEY).seal(SECRETS, OWNER)))
    place = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[place // 8] ^= 1 << place % 8
    with pytest.raises(SealError):
        Seal(KEY).open(urlsafe_b64encode(raw).decode(), OWNER)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_else_is_found_there_does_not_open(sealed: str) -> None:
    with pytest.raises(SealError):
        Seal(KEY).open(sealed, OWNER)


def test_a_failure_to_open_tells_nothing_of_the_secrets() -> None:
    with pytest.raises(SealError) as failure:
        Seal(b"another key of the same kind").open(Seal(KEY).seal(SECRETS, OWNER), OWNER)
    assert failure.value.__suppress_context__
    assert not any(value in str(failure.value) for value in SECRETS.values())


def test_a_short_key_is_refused() -> None:
    Seal(b"k" * SHORTEST_KEY)
    with pytest.raises(ValueError, match="16 bytes"):
        Seal(b"k" * (SHORTEST_KEY - 1))


def test_a_seal_does_not_show_its_key() -> None:
    assert "deployment" not in repr(Seal(KEY)) + repr(vars(Seal(KEY)))
