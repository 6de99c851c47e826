"""What goes to very many is written once, and says to each what it would say if written for one."""

import json
from dataclasses import replace

from graph_wire import account
from hypothesis import given
from hypothesis import strategies as st

from connectors.accounts import Account
from connectors.letters import Letter
from connectors.per_account import PerAccount

_WORDS = st.text(max_size=50)
_TOLD = st.dictionaries(_WORDS.filter(lambda name: name != "recipient"), _WORDS, max_size=4)


@given(_TOLD, st.dictionaries(_WORDS, _WORDS, max_size=2))
def test_a_letter_holds_what_is_told_and_for_whom(told: dict[str, str], recipient: dict[str, str]) -> None:
    assert json.loads(Letter.write(told).to(recipient)) == {**told, "recipient": recipient}


def test_half_a_letter_of_two_halves_becomes_a_question_mark() -> None:
    assert json.loads(Letter.write({"text": "a\ud83d"}).to({"id": "1"}))["text"] == "a?"


def test_what_is_made_of_an_account_is_made_anew_when_it_changed() -> None:
    made = list[Account]()

    def make(one: Account) -> str:
        made.append(one)
        return str(one.options.get("endpoint"))

    kept, first = PerAccount(make), account(endpoint="v2")
    changed = replace(first, options={"endpoint": "v3"})
    assert [kept.of(first), kept.of(first), kept.of(changed)] == ["v2", "v2", "v3"]
    assert made == [first, changed]
