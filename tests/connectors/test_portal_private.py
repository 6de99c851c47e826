"""Private networks: there is no way in by an address, a name that changes its mind, or a redirect."""

from collections.abc import AsyncIterator

import pytest
from portal_wire import Names, Wire, page, redirect, wired

from connectors.portal.pages import Forbidden
from connectors.portal.resolving import Guard


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with wired() as wire:
        yield wire


@pytest.mark.parametrize(
    "url",
    [
        "", "tin.html", "file:///etc/passwd", "ftp://xa-mau.vn/", "javascript:1", "http://", "http://[::1",
"//a/b",
        "http://me:word@xa-mau.vn/", "http://127.1/", "http://0x7f.1/", "http://2130706433/",
        "http://017.0.0.1/",
        "http://xa-mau.vn:99999/", "http://xa mau.vn/", "http://xa-mau.vn\\@khac.vn/", "http://\x00/",
        "http://\ud800",
        "http://xa-mau.vn/" + "x" * 3_000,
    ],
)  # fmt: skip
async def test_what_is_no_address_is_not_asked(wire: Wire, url: str) -> None:
    with pytest.raises(Forbidden) as told:
        await wire.fetcher.fetch(url)
    assert "word" not in str(told.value)
    assert not wire.side.calls


PRIVATE = [
    "127.0.0.1", "192.88.99.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "224.0.0.1",
    "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::10.0.0.1",
    "fe80::1", "fe80::1%2", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:a00:1::",
    "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2001::1", "not an address", "",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "103.28.36.10", "2001:ee0::1", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]


def test_addresses_of_private_networks_are_told_from_public_ones() -> None:
    guard = Guard(["Noi-Bo.vn", "10.1.0.0/16"])
    assert [address for address in PRIVATE if guard.lets("xa-mau.vn", address)] == []
    assert [address for address in PUBLIC if not guard.lets("xa-mau.vn", address)] == []
    assert guard.lets("noi-bo.vn", "10.0.0.1")
    assert guard.lets("xa-mau.vn", "10.1.255.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "１２７.0.0.1", "169.254.1.1"])
async def test_a_private_address_is_not_asked_however_it_is_written(host: str) -> None:
    async with wired(private=["xa-mau.vn"]) as wire:
        with pytest.raises(Forbidden, match="nội bộ"):
            await wire.fetcher.fetch(f"http://{host}:{wire.side.host.rpartition(':')[2]}/")
        assert not wire.side.calls


async def test_a_name_that_leads_into_a_private_network_is_not_asked() -> None:
    names = Names({"a.vn": [["10.0.0.1"], ["127.0.0.1"]], "b.vn": [["127.0.0.1"], ["10.0.0.1"]]})
    async with wired(names) as wire:
        wire.portal.pages = {"/": page()}
        with pytest.raises(Forbidden, match=r"a\.vn nằm trong mạng nội bộ"):
            await wire.fetcher.fetch(wire.at("/", "a.vn"))
        assert not wire.side.calls
        with pytest.raises(Forbidden, match=r"b\.vn nằm trong mạng nội bộ"):
            await wire.fetcher.fetch(wire.at("/", "b.vn"))
        assert wire.portal.asked == ["/robots.txt"], "the second look at the name told another address"


async def test_of_several_addresses_of_a_name_only_the_open_ones_are_asked() -> None:
    async with wired(Names({"a.vn": [["10.0.0.1", "127.0.0.1"]]})) as wire:
        wire.portal.pages = {"/": page()}
        assert (await wire.fetcher.fetch(wire.at("/", "a.vn"))).status == 200


@pytest.mark.parametrize("to", ["http://127.0.0.1:{port}/b", "http://b.vn:{port}/b", "//[::1]:{port}/b"])
async def test_a_redirect_into_a_private_network_is_not_followed(to: str) -> None:
    names = Names({"a.vn": [["127.0.0.1"]], "b.vn": [["127.0.0.1"]]})
    async with wired(names, private=["a.vn"]) as wire:
        to = to.format(port=wire.side.host.rpartition(":")[2])
        wire.portal.pages = {"/": redirect(to), "/b": page()}
        for hosts in (None, ["a.vn", "b.vn", "127.0.0.1", "::1"]):
            with pytest.raises(Forbidden, match="nội bộ" if hosts else "nguồn"):
                await wire.fetcher.fetch(wire.at("/", "a.vn"), hosts=hosts)
        assert wire.portal.read == ["/", "/"]
