"""Accounts on social media: @name, @name@server, and the address of a profile."""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind

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


def find_accounts(text: str) -> Iterator[Finding]:
    """Find accounts of people and of bodies alike: the name alone does not tell."""
    for match in HANDLE.finditer(text):
        yield Finding(Kind.SOCIAL, match.start(), match.start() + len(match[0].rstrip(".")))
    for match in PROFILE.finditer(text) if PROFILE_HINT.search(text) else ():
        if match["name"].lower() not in PLATFORM_PAGES:
            length = len(match[0].rstrip(".,;:!?'"))
            yield Finding(Kind.SOCIAL, match.start(), match.start() + length)
