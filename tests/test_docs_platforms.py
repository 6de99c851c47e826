"""What docs/platforms.md and the two guides promise is what the code does."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.connecting.messenger import HOOK as MESSENGER_HOOK
from bot.connecting.values import Value, of_messenger, of_zalo
from bot.connecting.zalo import HOOK as ZALO_HOOK
from bot.webhooks.consent import PATH
from connectors.messenger.options import MessengerOptions
from connectors.messenger.tokens import FOR_POSTS, NEEDED
from connectors.zalo.options import ZaloOptions

DOCS = Path(__file__).parent.parent / "docs"
PLATFORMS = (DOCS / "platforms.md").read_text()


@pytest.mark.parametrize(
    ("model", "title"), [(ZaloOptions, "| Zalo | default |"), (MessengerOptions, "| Messenger | default |")]
)
def test_every_option_stands_in_its_table_with_its_default(model: type[BaseModel], title: str) -> None:
    table = PLATFORMS.partition(title)[2].partition("\n\n")[0]
    for name, field in model.model_fields.items():
        (row,) = [line for line in table.splitlines() if f"`{name}`" in line.split("|")[1]]
        default = {True: "yes", False: "no"}.get(field.default) if isinstance(field.default, bool) else None
        assert str(default or field.default).strip() in row


@pytest.mark.parametrize("values", [of_zalo(tokens=True, second=True), of_messenger(second=True)])
def test_every_secret_that_a_file_may_hold_is_named(values: tuple[Value, ...]) -> None:
    for value in values:
        assert not value.secret or f"`{value.name}`" in PLATFORMS


def test_the_guides_name_our_addresses_and_the_permissions() -> None:
    zalo, facebook = ((DOCS / f"ket-noi-{name}.md").read_text() for name in ("zalo", "facebook"))
    assert f"{ZALO_HOOK}`" in zalo
    assert f"{PATH}`" in zalo
    assert f"{MESSENGER_HOOK}`" in facebook
    for permission in (*NEEDED, *FOR_POSTS):
        assert f"`{permission}`" in facebook
