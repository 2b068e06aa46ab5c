"""Texts of messages as HTML. Everything is escaped unless a rule here made it. [slack-facts 1.6]"""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup, escape

from sandbox.page import emoji

Json = dict[str, Any]

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
QUOTE = re.compile(r"^(?:&gt;|>) ?", re.MULTILINE)
# What stands around a sign of emphasis: *bold* is, 2*3*4 and snake_case are not.
_EMPHASIS = r"(?<![\w{0}]){0}(?=[^\s{0}])([^\n{0}]*[^\s{0}]|[^\s{0}]){0}(?![\w{0}])"
_TAG, _CODE, _EMOJI = r"<([^<>\n]+)>", r"`([^`\n]+)`", r":([a-z0-9_+'-]+):"
_BOLD, _ITALIC, _STRIKE = (_EMPHASIS.format(re.escape(sign)) for sign in "*_~")
# What the client finds in text that nobody has marked as `verbatim`.
_ADDRESS, _BARE_PING = r"\b(https?://[^\s<>|]+[^\s<>|.,:;!?)&])", r"(?<![\w<!])@(channel|here|everyone)\b"
VERBATIM = re.compile("|".join((_CODE, _TAG, _EMOJI, _BOLD, _ITALIC, _STRIKE)))
PARSED = re.compile(f"{VERBATIM.pattern}|{_ADDRESS}|{_BARE_PING}")
PLAIN = re.compile(_EMOJI)

DATE = re.compile(r"!date\^([0-9]{1,11})\^([^^]+)(?:\^(.+))?")

# The tokens of <!date>, as Babel writes them.
DATE_TOKENS = {
    "{date_num}": "yyyy-MM-dd",
    "{date_short}": "d. MMM y",
    "{date_short_pretty}": "d. MMM y",
    "{date}": "d. MMMM y",
    "{date_pretty}": "d. MMMM y",
    "{date_long}": "EEEE d. MMMM y",
    "{date_long_pretty}": "EEEE d. MMMM y",
    "{time}": "HH.mm",
    "{time_secs}": "HH.mm.ss",
}


class Mrkdwn:
    """Draws texts for one reader: it knows how to name people and channels, and how she writes dates.

    `here`: where the page shows a message that the workspace has an address for.
    """

    def __init__(
        self,
        name_of: Callable[[str], str | None],
        when: Callable[[datetime, str], str],
        me: str,
        here: Callable[[str], str | None] = lambda _address: None,
    ) -> None:
        self._name_of = name_of
        self._when = when
        self._me = me
        self._here = here

    def text_object(self, text: Json) -> Markup:
        """A plain_text or mrkdwn object of Block Kit."""
        if text["type"] == "mrkdwn":
            return self.rich(text["text"], verbatim=bool(text.get("verbatim")))
        return self.plain(text["text"])

    def plain(self, text: str) -> Markup:
        """Words as they are, with emoji and line breaks."""
        return _lines(_replaced(PLAIN, text, lambda found: _emoji(found[0], found[1])))

    def rich(self, text: str, *, verbatim: bool = False) -> Markup:
        """mrkdwn: code, links, mentions, dates, emphasis, quotes."""
        parts = FENCE.split(text)
        for at in range(0, len(parts), 2):
            parts[at] = self._paragraphs(parts[at].strip("\n") if len(parts) > 1 else parts[at], verbatim)
        for at in range(1, len(parts), 2):
            parts[at] = Markup("<pre>{}</pre>").format(html.unescape(parts[at]))
        return Markup("").join(parts)

    def _paragraphs(self, text: str, verbatim: bool) -> Markup:
        """Lines, those that are quoted in a block of their own."""
        drawn: list[tuple[bool, list[Markup]]] = []
        for line in text.split("\n"):
            is_quoted = bool(QUOTE.match(line))
            inside = self._inline(QUOTE.sub("", line) if is_quoted else line, verbatim)
            if drawn and drawn[-1][0] == is_quoted:
                drawn[-1][1].append(inside)
            else:
                drawn.append((is_quoted, [inside]))
        return Markup("").join(
            Markup("<blockquote>{}</blockquote>").format(Markup("<br>").join(lines))
            if is_quoted
            else Markup("<br>").join(lines)
            for is_quoted, lines in drawn
        )

    def _inline(self, text: str, verbatim: bool) -> Markup:
        def draw(found: re.Match[str]) -> Markup:
            code, tag, name, bold, italic, strike, address, ping = (*found.groups(), None, None)[:8]
            if code:
                return Markup("<code>{}</code>").format(html.unescape(code))
            if tag:
                return self._tag(tag)
            if name:
                return _emoji(found[0], name)
            for inside, element in ((bold, "strong"), (italic, "em"), (strike, "del")):
                if inside:
                    return Markup(f"<{element}>{{}}</{element}>").format(self._inline(inside, verbatim))
            return _link(address, address) if address else _mention(f"@{ping}", mine=True)

        return _replaced(VERBATIM if verbatim else PARSED, text, draw)

    def _tag(self, tag: str) -> Markup:
        """What stands between < and >: a mention, a date, a link."""
        address, _, label = tag.partition("|")
        if address.startswith(("@", "#")):
            name = self._name_of(address[1:]) or html.unescape(label) or address[1:]
            return _mention(address[0] + name, mine=address[1:] == self._me)
        if address.startswith("!date^"):
            return self._date(address, label)
        if address.startswith("!"):
            return _mention("@" + (html.unescape(label).lstrip("@") or address[1:].partition("^")[0]), mine=True)
        address = html.unescape(address)
        if here := self._here(address):
            return Markup('<a href="{}">{}</a>').format(here, html.unescape(label) or address)
        return _link(address, html.unescape(label) or address)

    def _date(self, tag: str, fallback: str) -> Markup:
        found = DATE.fullmatch(tag)
        if not found:
            return escape(html.unescape(fallback))
        moment = datetime.fromtimestamp(int(found[1]), UTC)
        words = re.sub(r"\{\w+\}", lambda token: self._token(moment, token[0]), html.unescape(found[2]))
        return _link(html.unescape(found[3]), words) if found[3] else Markup("<time>{}</time>").format(words)

    def _token(self, moment: datetime, token: str) -> str:
        pattern = DATE_TOKENS.get(token)
        return self._when(moment, pattern) if pattern else token


def _replaced(pattern: re.Pattern[str], text: str, draw: Callable[[re.Match[str]], Markup]) -> Markup:
    """The text escaped, and what the pattern finds in it drawn."""
    drawn, at = [], 0
    for found in pattern.finditer(text):
        drawn += [escape(html.unescape(text[at : found.start()])), draw(found)]
        at = found.end()
    drawn.append(escape(html.unescape(text[at:])))
    return Markup("").join(drawn)


def _lines(text: Markup) -> Markup:
    return text.replace("\n", Markup("<br>"))


def _emoji(written: str, name: str) -> Markup:
    character = emoji.characters().get(name)
    return Markup('<span class="emoji">{}</span>').format(character) if character else escape(html.unescape(written))


def _mention(words: str, *, mine: bool) -> Markup:
    return Markup('<span class="mention{}">{}</span>').format(" mine" if mine else "", words)


def _link(address: str, label: str) -> Markup:
    if not address.startswith(("http://", "https://", "mailto:", "tel:")):
        return escape(label)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, label)
