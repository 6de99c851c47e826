"""A browser in the words a person knows it by."""

from bot.console import access_wording as wording

BROWSERS = (
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("FBAV", "Facebook"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """“Chrome trên Android”, from what the browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in agent), wording.UNKNOWN_BROWSER)
    system = next((name for sign, name in SYSTEMS if sign in agent), wording.UNKNOWN_SYSTEM)
    return wording.ON.format(browser=browser, system=system)
