"""How many of what a cell names: "6 x F-35A", "2× C-130J", "F-35A ×6", "6機", "14 EA"."""

import re
import unicodedata
from dataclasses import dataclass

_LONGEST = 200
#: No list has more of one thing on one line that is to be many lines.
_MOST = 99_999
_TIMES = r"[x×✕✖*＊ⅹ]"
_BEFORE = re.compile(
    rf"(?P<count>[0-9]{{1,5}})\s*{_TIMES}\s*(?P<what>(?!\s*[0-9]+\b).+)", re.IGNORECASE | re.DOTALL
)
_AFTER = re.compile(
    r"(?P<what>.*\S)(?:\s*[×✕✖＊]\s*|\s+[x*]\s*|\s*[(（]\s*[x×]?\s*)(?P<count>[0-9]{1,5})\s*[)）]?",
    re.IGNORECASE | re.DOTALL,
)
_COUNTER_WORDS = (
    "機 台 両 輌 輛 隻 艘 名 人 頭 匹 羽 個 ヶ 挺 丁 門 発 本 枚 箱 組 式 着 足 冊 袋 缶 基 セット"
)
_COUNTER = "|".join(sorted(_COUNTER_WORDS.split(), key=len, reverse=True))
_WIDE_COUNTER = re.compile(
    rf"(?:(?P<before>.*?\S)\s*)?(?P<count>[0-9]{{1,5}})\s*(?P<counter>{_COUNTER})(?:\s*(?P<after>\S.*))?",
    re.DOTALL,
)
_OFF = re.compile(
    r"(?P<count>[0-9]{1,5})\s*(?:off|ea\.?|each|no\.?|nos\.?|pcs?\.?|stk\.?|stück)\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
#: Words that count things and measure nothing, in five languages.
COUNT_WORDS = frozenset(
    "ea each pc pcs pce pces piece pieces pr pair pairs off nos no unit units item items set sets kit kits "
    "box boxes bx case cases cs carton cartons ctn roll rolls rl pack packs pk pkt pkts bag bags drum drums "
    "can cans tin tins btl bottle bottles pallet pallets plt pax pers persons person dog dogs rd rds round "
    "rounds tab tabs tablet tablets amp amps ampoule ampoules vial vials dz doz veh vehs ac acft "
    "stk stück st pièce pièces pce pz pezzo pezzi nr paar paire paia scatola scatole karton kartons "
    f"{_COUNTER_WORDS}".split()
)


@dataclass(frozen=True, slots=True)
class Several:
    """So many of something; `what` may be blank ("6機"), `counter` is the word that counts, if any."""

    count: int
    what: str
    counter: str = ""


def several(text: str) -> Several | None:
    """How many of what a text names; None if it names one thing, or cannot be told."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _BEFORE.fullmatch(plain) or _OFF.fullmatch(plain) or _AFTER.fullmatch(plain):
        what = found["what"].strip()
        return _counted(found["count"], what, "") if any(c.isalpha() for c in what) else None
    if found := _WIDE_COUNTER.fullmatch(plain):
        parts = [part.strip(" 、,・") for part in (found["before"], found["after"]) if part]
        return (
            _counted(found["count"], parts[0] if parts else "", found["counter"]) if len(parts) < 2 else None
        )
    return None


def _counted(count: str, what: str, counter: str) -> Several | None:
    number = int(count)
    return Several(number, what, counter) if 0 < number <= _MOST else None
