"""The Messenger profile of a Page, and the menu of a single person."""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.platforms.messenger import access
from bot.rehearsal.platforms.messenger.calls import Call
from bot.rehearsal.platforms.messenger.errors import invalid
from bot.rehearsal.platforms.messenger.graph import Graph, Json
from bot.rehearsal.platforms.messenger.shapes import PAYLOAD, text_within, web_address
from bot.rehearsal.platforms.messenger.state import Page

_GREETING, _MENU_TITLE, _MENU_ITEMS, _QUESTIONS, _QUESTION = 160, 30, 20, 4, 80
_RATIOS = frozenset({"compact", "tall", "full"})


def read_profile(graph: Graph, call: Call) -> Json:
    page = _page(graph, call)
    fields = call.items("fields") or list(page.profile)
    found = {name: page.profile[name] for name in fields if name in page.profile}
    return {"data": [found] if found else []}


def set_profile(graph: Graph, call: Call) -> Json:
    """All properties are checked before one is kept. Raises GraphError 100."""
    page = _page(graph, call)
    given = {name: _value(call, name) for name in _CHECKS if name in call.params}
    if not given:
        raise invalid("Requires one of the params: " + ",".join(_CHECKS))
    for name, value in given.items():
        _CHECKS[name](value)
    if "persistent_menu" in given and "get_started" not in page.profile | given:
        raise invalid("You must set a Get Started button if you also wish to use persistent menu")
    page.profile.update(given)
    return {"result": "success"}


def delete_profile(graph: Graph, call: Call) -> Json:
    page = _page(graph, call)
    fields = call.items("fields") or []
    unknown = [name for name in fields if name not in _CHECKS]
    if not fields or unknown:
        raise invalid("param fields must be a non-empty array of profile properties.")
    if "get_started" in fields and "persistent_menu" in page.profile and "persistent_menu" not in fields:
        raise invalid("You must delete the persistent menu before the Get Started button")
    for name in fields:
        page.profile.pop(name, None)
    return {"result": "success"}


def read_menu(graph: Graph, call: Call) -> Json:
    page = _page(graph, call)
    menu = page.menus.get(_psid(graph, call))
    return {"data": [{"user_level_persistent_menu": menu}] if menu else []}


def set_menu(graph: Graph, call: Call) -> Json:
    page, psid, menu = _page(graph, call), _psid(graph, call), call.items("persistent_menu")
    _check_menu(menu)
    page.menus[psid] = menu
    return {"result": "success"}


def delete_menu(graph: Graph, call: Call) -> Json:
    page = _page(graph, call)
    page.menus.pop(_psid(graph, call), None)
    return {"result": "success"}


def _page(graph: Graph, call: Call) -> Page:
    token = access.admitted(graph.world, call)
    page = access.page_of(graph.world, token, call.path[0])
    access.allowed(token, "pages_messaging", 230)
    graph.rates.profile(page)
    return page


def _psid(graph: Graph, call: Call) -> str:
    psid = call.text("psid") or ""
    if psid not in graph.world.people:
        raise invalid("No matching user found")
    return psid


def _value(call: Call, name: str) -> Any:
    return call.object(name) if name in {"get_started", "account_linking_url"} else call.items(name)


def _check_get_started(value: Any) -> None:
    text_within(_object(value).get("payload"), PAYLOAD, "get_started[payload]")


def _check_greeting(value: Any) -> None:
    _localized(value)
    for item in value:
        text_within(item.get("text"), _GREETING, "greeting[text]")


def _check_ice_breakers(value: Any) -> None:
    """The form with locales, or the old flat one; not both in one."""
    items = [_object(item) for item in _items(value, 100)]
    if any("call_to_actions" in item for item in items):
        _localized(items)
        for item in items:
            _questions(item.get("call_to_actions"))
    else:
        _questions(items)


def _questions(value: Any) -> None:
    for item in _items(value, _QUESTIONS):
        text_within(_object(item).get("question"), _QUESTION, "ice_breakers[question]")
        text_within(item.get("payload"), PAYLOAD, "ice_breakers[payload]")


def _check_menu(value: Any) -> None:
    _localized(value)
    for menu in value:
        for item in _items(menu.get("call_to_actions"), _MENU_ITEMS):
            _menu_item(_object(item))


def _menu_item(item: Json) -> None:
    text_within(item.get("title"), _MENU_TITLE, "persistent_menu[title]")
    if item.get("type") == "postback":
        text_within(item.get("payload"), PAYLOAD, "persistent_menu[payload]")
    elif item.get("type") == "web_url":
        web_address(item.get("url"), "persistent_menu[url]")
        if str(item.get("webview_height_ratio", "full")) not in _RATIOS:
            raise invalid("webview_height_ratio must be one of compact, full, tall")
    else:
        raise invalid("persistent_menu[type] must be one of postback, web_url")


def _check_domains(value: Any) -> None:
    for item in _items(value, 50):
        web_address(item, "whitelisted_domains")


def _localized(value: Any) -> None:
    """One item must be for the locale `default`, and none comes twice."""
    locales = [str(_object(item).get("locale")) for item in _items(value, 100)]
    if "default" not in locales or len(set(locales)) != len(locales):
        raise invalid("There must be one item for the default locale")


def _items(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise invalid(f"must be an array of 1 to {most} elements")
    return value


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise invalid("must be a JSON object")
    return value


_CHECKS: dict[str, Callable[[Any], None]] = {
    "get_started": _check_get_started,
    "greeting": _check_greeting,
    "ice_breakers": _check_ice_breakers,
    "persistent_menu": _check_menu,
    "whitelisted_domains": _check_domains,
}
