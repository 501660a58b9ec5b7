"""Addresses that a page may link to.

In: whatever stands in a document or a gazetteer. Out: an http or https address, or None.

>>> web_address("javascript:alert(1)") is None
True
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from kg.model import Link

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
_QID = re.compile(r"Q[1-9][0-9]{0,11}")
_URI = re.compile(r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|#(?!.*#))*")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff\ud800-\udfff]")


def web_address(text: str | None) -> str | None:
    """The address where its scheme is http or https, it names a host and it holds nothing that cannot be seen."""
    if not text or _UNSEEN.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and host else None


def web_uri(text: str | None) -> str | None:
    """A web address as RFC 3986 writes it: in ASCII, with everything percent-encoded that no URI holds; None where it is no web address.

    >>> web_uri("https://news.example/é?a=<b>"), web_uri("https://münchen.example/")
    ('https://news.example/%C3%A9?a=%3Cb%3E', 'https://xn--mnchen-3ya.example/')
    """
    address = web_address(text)
    if address is None or _URI.fullmatch(address):
        return address
    scheme, place, *rest = urlsplit(address)
    try:
        host = place if place.isascii() else place.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return urlunsplit((scheme, _quoted(host, safe="[]@"), *(_quoted(part, safe="/?@") for part in rest)))


def _quoted(part: str, *, safe: str) -> str:
    return quote(_LOOSE_PERCENT.sub("%25", part), safe=f"{safe}:!$&'()*+,;=~%")


def link_address(link: Link) -> str | None:
    """Where an identifier can be looked up: Wikidata's page of an item, the site of a domain; None for others."""
    if link.scheme == "wikidata" and _QID.fullmatch(link.value):
        return f"https://www.wikidata.org/wiki/{quote(link.value)}"
    if link.scheme == "domain" and _HOST.fullmatch(link.value.lower()):
        return f"https://{link.value.lower()}/"
    return None
