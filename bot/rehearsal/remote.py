"""A rehearsed platform in its own process, driven by its control address (platforms/serving.py)."""

from typing import Any

import aiohttp

PAGE = 1000


class Remote:
    """`url`: the platform's base address. Give it the session of the one who drives."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self.url = url

    async def act(self, name: str, **arguments: Any) -> Any:
        """Do that act; raises RuntimeError with the platform's words when it refuses."""
        async with self._http.post(f"{self.url}/control/{name}", json=arguments) as answer:
            told = await answer.json()
            if answer.status != 200:  # noqa: PLR2004 (OK)
                raise RuntimeError(f"{name}: {told}")
            return told

    async def sent(self, after: int = 0) -> list[dict[str, Any]]:
        """Every message taken, with a higher number than `after`, as `outbox.Sent` has them."""
        taken: list[dict[str, Any]] = []
        while some := await self.act("outbox", after=after + len(taken)):
            taken += some
            if len(some) < PAGE:
                break
        return taken
