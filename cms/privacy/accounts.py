"""Accounts on social media: @name, @name@server, the address of a profile, "Instagram: name"."""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind
from cms.privacy.ordinary import is_ordinary

# A name or a name on a server (Mastodon); an e-mail address has something before its @.
HANDLE = re.compile(
    r"@(?<![\w@.+/-]@)(?=[\w.]*[^\W\d_])[^\W_][\w.]{0,28}[\w](?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})?"
    r"(?![\w@])"
)
PROFILE = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:(?:www|m|mobile|nl|nl-nl|web)\.)?"
    r"(?:(?:x|twitter|instagram)\.com/@?|(?:facebook|fb)\.com/(?:people/)?"
    r"|linkedin\.com/(?:in|pub)/|tiktok\.com/@|youtube\.com/(?:@|user/|c/|channel/)"
    r"|(?:t|telegram)\.me/(?:s/)?|threads\.(?:net|com)/@|snapchat\.com/add/|bsky\.app/profile/)"
    r"(?P<name>[\w%+-][\w.%+-]{1,80})(?P<rest>[/?#][^\s<>()\"]{0,200})?",
    re.IGNORECASE,
)
PROFILE_HINT = re.compile(r"\.(?:com|net|me|app)/", re.IGNORECASE)
# First parts of an address that lead to a page of the platform, not to a profile.
PLATFORM_PAGES = frozenset(
    """about accounts ads directory download events explore groups hashtag help home i intent jobs
    joinchat legal live login marketplace messages notifications p pages policies policy privacy
    reel reels search settings share sharer sharer.php signup stories terms tos tv watch""".split()
)


# "Instagram: jan", "Snapchat (jan_12)", "zijn TikTok-account jan_12", "Telegramnaam jan".
PLATFORMS = (
    *("insta", "facebook", "twitter", "tiktok", "snapchat", "telegram", "linkedin", "youtube"),
    *("discord", "threads", "mastodon", "bluesky", "twitch", "reddit", "x-"),
)
NAMED = re.compile(
    rf"(?<![\w.@/-])(?:instagram|{'|'.join(PLATFORMS[:-1])}|x(?=-[a-z]))"
    r"-?(?P<cue>gebruikers?naam|accountnaam|schermnaam|naam|account|gebruiker|profiel)?"
    r"(?P<link>(?: (?:is|heet))? (?:onder de naam|genaamd|als) | is | heet | ?[:=] | \(| )"
    r"[\"']?(?P<name>[a-z0-9_][\w.-]{2,30}(?:#[0-9]{4})?)",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
IS_NAME = re.compile(r"[0-9_]|\w\.\w|[a-z][A-Z]")  # no word is written so
IS_SITE = re.compile(r"www\.|.*\.(?:nl|be|com|org|net|eu|example|frl)\Z", re.IGNORECASE)
CLOSED = re.compile(r"[\"']?(?:[.,;)]|\n|\Z)")  # nothing follows: a word of its own
ALMOST_A_WORD = re.compile(r".*(?:de|te|den|ten|en|t|d|ig|lijk|isch|heid|ties?|s)\Z", re.IGNORECASE)
SHORTEST_BY_ITS_FORM = 8
NO_NAMES = frozenset(
    """aan account alleen anoniem berichten bestaat bij bluesky dat deze dicht die discord echter
    eens extra facebook foto foutloos geblokkeerd geen gestopt gevonden haar hier hun
    instagram ja leeg linkedin mastodon meld met nee nergens niet niets nieuws nodig nooit
    onbekend online op openbaar over prive privé reddit snapchat soms staat telegram threads
    tiktok twitch twitter uit van veilig verboden verwijderd voor waar was weg wel werd
    whatsapp wordt youtube zijn""".split()
)


def find_accounts(text: str) -> Iterator[Finding]:
    """Find accounts of people and of bodies alike: the name alone does not tell."""
    for match in HANDLE.finditer(text):
        yield Finding(Kind.SOCIAL, match.start(), match.start() + len(match[0].rstrip(".")))
    for match in PROFILE.finditer(text) if PROFILE_HINT.search(text) else ():
        if match["name"].lower() not in PLATFORM_PAGES:
            length = len(match[0].rstrip(".,;:!?'"))
            yield Finding(Kind.SOCIAL, match.start(), match.start() + length)
    for match in _named(text):
        name = match["name"].rstrip(".-")
        if _is_account(match, name, text):
            yield Finding(Kind.SOCIAL, match.start("name"), match.start("name") + len(name))


def _named(text: str) -> Iterator[re.Match[str]]:
    """Give each platform with the word after it; looking for one word at a time is quick."""
    lower = text.lower()
    for platform in PLATFORMS:
        place = lower.find(platform)
        while place >= 0:
            if match := NAMED.match(text, place):
                yield match
            place = lower.find(platform, place + 1)


def _is_account(match: re.Match[str], name: str, text: str) -> bool:
    """Tell whether a word after a platform is somebody's name there, or just the next word."""
    if name.lower() in NO_NAMES or IS_SITE.match(name) or not LETTERS.search(name):
        return False
    if IS_NAME.search(name):
        return True
    cue, link = (match["cue"] or "").lower(), match["link"].strip()
    if not name.islower():
        return False
    if cue.endswith("naam"):
        return True
    if link in {":", "="}:
        closed = CLOSED.match(text, match.start("name") + len(name)) is not None
        return closed and not is_ordinary(name) and not name.endswith(("ingen", "heid", "aties"))
    long = len(name) >= SHORTEST_BY_ITS_FORM
    return cue in {"gebruiker", "account"} and long and not ALMOST_A_WORD.match(name)
