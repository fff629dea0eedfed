"""Places: the codes of ISO 3166-1 with their English names, and what a filter for one finds."""

from __future__ import annotations

import re

WORLD = "world"

_TABLE = """\
AD Andorra
AE United Arab Emirates
AF Afghanistan
AG Antigua and Barbuda
AI Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antarctica
AR Argentina
AS American Samoa
AT Austria
AU Australia
AW Aruba
AX Åland Islands
AZ Azerbaijan
BA Bosnia
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BL St. Barthélemy
BM Bermuda
BN Brunei
BO Bolivia
BQ Caribbean Netherlands
BR Brazil
BS Bahamas
BT Bhutan
BV Bouvet Island
BW Botswana
BY Belarus
BZ Belize
CA Canada
CC Cocos Islands
CD Congo - Kinshasa
CF Central African Republic
CG Congo - Brazzaville
CH Switzerland
CI Côte d'Ivoire
CK Cook Islands
CL Chile
CM Cameroon
CN China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde
CW Curaçao
CX Christmas Island
CY Cyprus
CZ Czechia
DE Germany
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
EH Western Sahara
ER Eritrea
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands
FM Micronesia
FO Faroe Islands
FR France
GA Gabon
GB United Kingdom
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea
GR Greece
GS South Georgia and South Sandwich Islands
GT Guatemala
GU Guam
GW Guinea-Bissau
GY Guyana
HK Hong Kong
HM Heard and McDonald Islands
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IM Isle of Man
IN India
IO British Indian Ocean Territory
IQ Iraq
IR Iran
IS Iceland
IT Italy
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia
KI Kiribati
KM Comoros
KN St. Kitts and Nevis
KP North Korea
KR South Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos
LB Lebanon
LC St. Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MF St. Martin
MG Madagascar
MH Marshall Islands
MK North Macedonia
ML Mali
MM Myanmar
MN Mongolia
MO Macao
MP Northern Mariana Islands
MQ Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria
NI Nicaragua
NL Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand
OM Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea
PH Philippines
PK Pakistan
PL Poland
PM St. Pierre and Miquelon
PN Pitcairn
PR Puerto Rico
PS Palestine
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RE Réunion
RO Romania
RS Serbia
RU Russia
RW Rwanda
SA Saudi Arabia
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH St. Helena
SI Slovenia
SJ Svalbard and Jan Mayen
SK Slovakia
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname
SS South Sudan
ST São Tomé and Príncipe
SV El Salvador
SX Sint Maarten
SY Syria
SZ Eswatini
TC Turks and Caicos Islands
TD Chad
TF French Southern Territories
TG Togo
TH Thailand
TJ Tajikistan
TK Tokelau
TL Timor-Leste
TM Turkmenistan
TN Tunisia
TO Tonga
TR Türkiye
TT Trinidad and Tobago
TV Tuvalu
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
UM U.S. Outlying Islands
US United States
UY Uruguay
UZ Uzbekistan
VA Vatican City
VC St. Vincent and Grenadines
VE Venezuela
VG British Virgin Islands
VI U.S. Virgin Islands
VN Vietnam
VU Vanuatu
WF Wallis and Futuna
WS Samoa
YE Yemen
YT Mayotte
ZA South Africa
ZM Zambia
ZW Zimbabwe
XK Kosovo
"""

NAMES: dict[str, str] = dict(line.split(" ", 1) for line in _TABLE.splitlines())
"""ISO 3166-1 alpha-2 code → English name; XK stands for Kosovo, as in most statistics."""

INSTEAD = {"UK": "GB", "EL": "GR", "USA": "US", "U.S.": "US", "U.S.A.": "US", "U.K.": "GB"}
"""Codes in common use that ISO reserves → the code to write."""

_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}\Z")
_LOOKS_LIKE_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?\Z")


class PlaceError(ValueError):
    """A text looks like a place code and is none; *instead* is the code to write, if known."""

    def __init__(self, text: str, instead: str | None = None) -> None:
        self.instead = instead
        super().__init__(f"'{text}' is no ISO 3166 code")


def parse_place(text: str) -> str:
    """Return *text* when it can stand as a place: a code, ``world`` or a name in words.

    >>> parse_place("US-AZ"), parse_place("Sahel")
    ('US-AZ', 'Sahel')

    Raises `PlaceError` for what looks like an ISO 3166-1 or -2 code and is none.
    """
    if text in INSTEAD:
        raise PlaceError(text, INSTEAD[text])
    if _LOOKS_LIKE_CODE.match(text) and text[:2] not in NAMES:
        instead = INSTEAD.get(text[:2])
        raise PlaceError(text, instead and instead + text[2:])
    return text


def place_code(text: str) -> str:
    """Return the code for a place that a person typed: a code in any case, or a name.

    >>> place_code("united states"), place_code("uk"), place_code("us-az"), place_code("Sahel")
    ('US', 'GB', 'US-AZ', 'Sahel')
    """
    upper = text.upper()
    code = INSTEAD.get(upper, upper)
    if code in NAMES or _SUBDIVISION.match(code):
        return code
    wanted = text.casefold()
    return next((code for code, name in NAMES.items() if name.casefold() == wanted), text)


def containing(place: str) -> tuple[str, ...]:
    """Return *place* and the places around it that a filter may name.

    >>> containing("US-AZ"), containing("world")
    (('US-AZ', 'US'), ('world',))
    """
    match = _SUBDIVISION.match(place)
    return (place, match[1]) if match and match[1] in NAMES else (place,)


def place_name(place: str) -> str:
    """Return the English name of a code, or *place* itself.

    >>> place_name("GB"), place_name("US-AZ")
    ('United Kingdom', 'US-AZ')
    """
    return NAMES.get(place, place)
