"""What gets through the door of the web chat, whatever is thrown at it."""

import json
import unicodedata
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from connectors.messages import Message
from connectors.webchat.door import BadBodyError, clean, read, too_long

AT = datetime(2026, 11, 22, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(), max_size=80)  # with NUL and halves of surrogate pairs


def opened(body: bytes) -> Message | None:
    try:
        return read(body, agency="xa-mau", visitor="v", at=AT)
    except BadBodyError:
        return None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(body: bytes) -> None:
    opened(body)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | ANY_TEXT,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "text", "payload"]) | ANY_TEXT, inner, max_size=4)
        ),
    )
)
def test_any_json_is_a_message_or_refused(values: object) -> None:
    opened(json.dumps(values).encode())


@given(text=ANY_TEXT, payload=st.none() | ANY_TEXT)
def test_what_gets_through_can_be_kept(text: str, payload: str | None) -> None:
    message = opened(json.dumps({"id": "message-1", "text": text, "payload": payload}).encode())
    assert message is not None
    for kept in (message.text, message.payload or ""):
        assert "\x00" not in kept
        assert kept.encode().decode() == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert clean(kept) == kept


@given(st.text("aề\u0301 ", min_size=1_990, max_size=2_010))
def test_length_is_that_of_the_text_as_it_is_kept(text: str) -> None:
    message = opened(json.dumps({"id": "message-1", "text": text}).encode())
    assert message is not None
    assert too_long(message) == (len(unicodedata.normalize("NFC", text).strip()) > 2_000)


def test_the_id_of_a_message_is_the_visitors_own() -> None:
    message = opened(b'{"id": "message-1", "text": "a"}')
    assert message is not None
    assert message.id == "v:message-1"
    assert message.address.key == "webchat:xa-mau:v"
