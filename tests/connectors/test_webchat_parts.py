"""Tokens, limits and the bookkeeping of lines seen: small parts of the web chat that must not err."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.webchat.limits import Limit, client_name
from connectors.webchat.streams import GAP_POLLS, Seen
from connectors.webchat.tokens import Tokens

TOKENS = Tokens(b"secret")


def test_a_token_is_read_back() -> None:
    token = TOKENS.issue("xa-mau")
    assert TOKENS.visitor("xa-mau", token) == token.partition(".")[0]
    assert TOKENS.issue("xa-mau") != token


@given(st.integers(0, 46), st.characters())
def test_a_token_with_one_letter_changed_is_not_ours(place: int, letter: str) -> None:
    token = TOKENS.issue("xa-mau")
    changed = token[:place] + letter + token[place + 1 :]
    assert (TOKENS.visitor("xa-mau", changed) is None) == (changed != token)


def test_a_token_of_another_key_or_agency_is_not_ours() -> None:
    token = TOKENS.issue("xa-mau")
    assert TOKENS.visitor("tinh-mau", token) is None
    assert Tokens(b"another").visitor("xa-mau", token) is None


@given(st.lists(st.floats(0, 30), max_size=60))
def test_nobody_acts_more_often_than_the_limit_allows(pauses: list[float]) -> None:
    limit, at, acts = Limit(60, 5), 0.0, []
    for pause in pauses:
        at += pause
        wait = limit.take("a", at)
        if wait:
            assert limit.take("a", at + wait) == 0
            at += wait
        acts.append(at)
        assert sum(1 for act in acts if act > at - 10) <= 5 + 10 + 1


def test_one_who_waits_is_let_in_and_another_is_not_kept_waiting() -> None:
    limit = Limit(60, 2)
    assert [limit.take("a", 0.0) for _ in range(3)] == [0, 0, 1]
    assert limit.take("b", 0.0) == 0
    assert limit.take("a", 1.0) == 0


def test_no_limit_is_no_limit() -> None:
    limit = Limit(0, 1)
    assert not any(limit.take("a", 0.0) for _ in range(1_000))


def test_a_household_is_one_address() -> None:
    assert client_name("2001:db8:1:2:3:4:5:6") == client_name("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert client_name("2001:db8:1:3::1") != client_name("2001:db8:1:2::1")
    assert client_name("::ffff:192.0.2.1") == client_name("192.0.2.1") == "192.0.2.1"
    assert len(client_name("x" * 10_000)) == 64


@given(st.integers(0, 8).flatmap(lambda most: st.permutations(range(1, most + 1))), st.data())
def test_every_line_is_seen_in_whatever_order_transactions_end(order: list[int], data: st.DataObject) -> None:
    seen, visible, told = Seen(0), set[int](), set[int]()
    while order:
        size = data.draw(st.integers(1, len(order)))
        visible |= set(order[:size])
        order = order[size:]
        found = [number for number in visible if number > seen.newest or number in seen.gaps]
        assert not told & set(found)
        told |= set(found)
        seen.note(found)
    assert told == visible


def test_a_number_that_never_comes_is_not_waited_for_forever() -> None:
    seen = Seen(0)
    seen.note([2])
    assert seen.gaps
    for _ in range(GAP_POLLS):
        seen.note([])
    assert not seen.gaps


def test_a_leap_of_numbers_does_not_fill_the_memory() -> None:
    seen = Seen(0)
    seen.note([10**12])
    assert len(seen.gaps) <= 1_000
