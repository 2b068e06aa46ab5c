"""The page's own words, in the language of who looks. The yard knows nothing of the house, so it has its own texts.

Templates hold the English sentence; `texts/nb.po` and `texts/nn.po` hold the Norwegian ones.
"""

import gettext
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
TEXTS = Path(__file__).parent / "texts"
DAY = {"nb": "EEEE d. MMMM", "nn": "EEEE d. MMMM", "en": "EEEE d MMMM"}
TIME = {"nb": "HH.mm", "nn": "HH.mm", "en": "HH:mm"}
MOMENT = {"nb": "EEEE d. MMMM 'kl'. HH.mm", "nn": "EEEE d. MMMM 'kl'. HH.mm", "en": "EEEE d MMMM 'at' HH:mm"}


class Words:
    """`_("Hello {name}", name=…)` gives the sentence, not escaped: the templates do that."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "nb"
        self._catalogue = _catalogue(self.language)

    def __call__(self, message: str, **values: object) -> str:
        return self._catalogue.gettext(message).format_map(values)

    def many(self, one: str, several: str, n: int) -> str:
        """The sentence that fits the number, which is `{n}` in it."""
        return self._catalogue.ngettext(one, several, n).format(n=n)

    def when(self, moment: datetime, pattern: str, zone: str = "Europe/Oslo") -> str:
        """A moment as people write it; `pattern` is Babel's."""
        return format_datetime(moment, pattern, tzinfo=ZoneInfo(zone), locale=self.language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (TEXTS / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
