"""Units as lists write them, and what one is in another: exact factors, so that nothing drifts."""

import unicodedata
from collections.abc import Mapping
from decimal import Context, Decimal
from types import MappingProxyType

#: Significant digits of a converted amount: more than any scale shows, fewer than a float keeps.
_CONTEXT = Context(prec=7)

#: Dimension to its units, each with its size in the first (international yard and pound agreement of 1959;
#: US and imperial gallons as their laws define them).
_SIZES: Mapping[str, Mapping[str, str]] = {
    "mass": {
        "kg": "1",
        "g": "0.001",
        "t": "1000",
        "lb": "0.45359237",
        "oz": "0.028349523125",
        "short ton": "907.18474",
        "long ton": "1016.0469088",
    },
    "length": {
        "m": "1",
        "mm": "0.001",
        "cm": "0.01",
        "km": "1000",
        "in": "0.0254",
        "ft": "0.3048",
        "yd": "0.9144",
        "nm": "1852",
        "mi": "1609.344",
    },
    "volume": {
        "m3": "1",
        "l": "0.001",
        "cm3": "0.000001",
        "ft3": "0.028316846592",
        "in3": "0.000016387064",
        "US gal": "0.003785411784",
        "imp gal": "0.00454609",
    },
    "frequency": {"MHz": "1", "Hz": "0.000001", "kHz": "0.001", "GHz": "1000"},
    "power": {"W": "1", "mW": "0.001", "kW": "1000"},
    "speed": {"kt": "1.852", "km/h": "1", "mph": "1.609344"},
    "time": {"days": "1", "weeks": "7"},
    "gain": {"dBi": "1"},
    "temperature": {"°C": "1"},
    "titre": {"IU/ml": "1"},
    "density": {"kg/l": "1"},
}

#: Unit to the ways in which lists write it (folded: see `units_named`).
_WORDS: Mapping[str, str] = {
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm chilogrammi キログラム キロ",
    "g": "g gr gram grams gramme grammes gramm grammi グラム",
    "t": "t tonne tonnes mt metricton metrictons metrictonne metrictonnes tonnen tonnellate トン",
    "lb": "lb lbs pound pounds livres libbre pfund ポンド 封度",
    "oz": "oz ounce ounces オンス",
    "short ton": "shortton shorttons ston stons ston",
    "long ton": "longton longtons lton ltons",
    "m": "m metre metres meter meters mètres metri メートル 米",
    "mm": "mm millimetre millimetres millimeter millimeters ミリ ミリメートル",
    "cm": "cm cms centimetre centimetres centimeter centimeters zentimeter センチ センチメートル",
    "km": "km kilometre kilometres kilometer kilometers chilometri キロメートル",
    "in": 'in ins inch inches " ″ 吋 インチ pouces zoll pollici',
    "ft": "ft feet foot ' ′ 呎 フィート フット pieds piedi",
    "yd": "yd yds yard yards ヤード",
    "nm": "nm nmi nauticalmile nauticalmiles 海里",
    "mi": "mi mile miles マイル",
    "m3": "m3 cum cbm cubicmetre cubicmetres cubicmeter cubicmeters metricubi 立方メートル 立米",
    "l": "l ltr ltrs lt lts litre litres liter liters litri リットル",
    "cm3": "cm3 ccm cc",
    "ft3": "ft3 cuft cft cubicfoot cubicfeet 立方フィート",
    "in3": "in3 cuin cubicinch cubicinches",
    "US gal": "usg usgal usgals usgallon usgallons 米ガロン",
    "imp gal": "impgal impgals imperialgallon imperialgallons ukgal 英ガロン",
    "MHz": "mhz メガヘルツ",
    "Hz": "hz hertz",
    "kHz": "khz キロヘルツ",
    "GHz": "ghz ギガヘルツ",
    "W": "w watt watts ワット",
    "mW": "mw milliwatt milliwatts ミリワット",
    "kW": "kw kilowatt kilowatts キロワット",
    "kt": "kt kts kn knot knots noeuds knoten nodi ノット 節",
    "km/h": "km/h kmh kph",
    "mph": "mph",
    "days": "day days d jours tage giorni 日 日間",
    "weeks": "week weeks semaines wochen settimane 週間",
    "dBi": "dbi",
    "°C": "°c degc celsius c 度",
    "IU/ml": "iu/ml iuml ie/ml ieml ui/ml uiml",
    "kg/l": "kg/l kgl",
}
#: Words that mean one of several units; the list's maker has to say which.
_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "ton": ("t", "short ton", "long ton"),
    "tons": ("t", "short ton", "long ton"),
    "gal": ("US gal", "imp gal"),
    "gals": ("US gal", "imp gal"),
    "gallon": ("US gal", "imp gal"),
    "gallons": ("US gal", "imp gal"),
    "ガロン": ("US gal", "imp gal"),
}
_DROPPED = str.maketrans("", "", " .\t\n\u00a0\u3000_-")


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().translate(_DROPPED)


_NAMED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {_key(word): (unit,) for unit, words in _WORDS.items() for word in words.split()} | dict(_SEVERAL)
)
_SIZE_OF: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {unit: (dimension, Decimal(size)) for dimension, units in _SIZES.items() for unit, size in units.items()}
)


def units_named(word: str) -> tuple[str, ...]:
    """The units that a word can mean: none, one, or several ("tons", "gal")."""
    return _NAMED.get(_key(word), ())


def same_dimension(unit: str, other: str) -> bool:
    """Whether one unit can be told in the other."""
    return unit in _SIZE_OF and other in _SIZE_OF and _SIZE_OF[unit][0] == _SIZE_OF[other][0]


def converted(amount: Decimal, unit: str, into: str) -> Decimal | None:
    """An amount in another unit, to seven significant digits; None if they measure different things."""
    if unit == into:
        return amount
    if not same_dimension(unit, into):
        return None
    return _CONTEXT.divide(_CONTEXT.multiply(amount, _SIZE_OF[unit][1]), _SIZE_OF[into][1])
