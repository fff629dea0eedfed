"""Places: the codes of ISO 3166-1, what they are called, and what a filter for one finds."""

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


_ALSO = """\
AE emirates, uae, emirati
AF afghan
AG antigua
AL albanian
AM armenian
AO angolan
AR argentine, argentinian
AT austrian
AU australian
AZ azerbaijani
BA bosnia and herzegovina, bosnian
BB barbadian
BD bangladeshi
BE belgian
BF burkinabe
BG bulgarian
BH bahraini
BI burundian
BJ beninese
BN brunei darussalam
BO bolivian
BR brazilian
BT bhutanese
BW botswanan
BY belarusian
CA canadian
CD democratic republic of the congo, dr congo, drc
CF central african
CG republic of the congo
CH swiss
CI ivory coast, ivorian
CL chilean
CM cameroonian
CN chinese, mainland china
CO colombian
CR costa rican
CU cuban
CV cabo verde
CY cypriot
CZ czech, czech republic
DE german
DK danish
DO dominican
DZ algerian
EC ecuadorian
EE estonian
EG egyptian
ER eritrean
ES spanish
ET ethiopian
FI finnish
FJ fijian
FR french
GA gabonese
GB britain, british, great britain, uk
GE georgian
GH ghanaian
GM gambian
GN guinean
GR greek
GT guatemalan
GY guyanese
HN honduran
HR croatian
HT haitian
HU hungarian
ID indonesian
IE irish
IL israeli
IN indian
IQ iraqi
IR iranian
IS icelandic
IT italian
JM jamaican
JO jordanian
JP japanese
KE kenyan
KG kyrgyz
KH cambodian
KP dprk, north korean
KR republic of korea, south korean
KW kuwaiti
KZ kazakh
LA lao
LB lebanese
LK sri lankan
LR liberian
LT lithuanian
LV latvian
LY libyan
MA moroccan
MD moldovan
ME montenegrin
MG malagasy
MK macedonia, macedonian
ML malian
MM burma, burmese
MN mongolian
MO macau
MR mauritanian
MT maltese
MU mauritian
MV maldivian
MW malawian
MX mexican
MY malaysian
MZ mozambican
NA namibian
NE nigerien
NG nigerian
NI nicaraguan
NL dutch, holland
NO norwegian
NP nepalese, nepali
OM omani
PA panamanian
PE peruvian
PG papua
PH filipino, philippine
PK pakistani
PL polish
PR puerto rican
PS palestinian, palestinian territories
PT portuguese
PY paraguayan
QA qatari
RO romanian
RS serbian
RU russian, russian federation
RW rwandan
SA saudi
SD sudanese
SE swedish
SG singaporean
SI slovenian
SK slovak
SL sierra leonean
SN senegalese
SO somali
SS south sudanese
SV salvadoran
SY syrian, syrian arab republic
SZ swaziland, swazi
TD chadian
TG togolese
TH thai
TJ tajik
TL east timor, timorese
TM turkmen
TN tunisian
TR turkey, turkish
TT trinidad
TW taiwanese
TZ tanzanian
UA ukrainian
UG ugandan
US america, american, americans, usa, united states of america
UY uruguayan
UZ uzbek
VA holy see
VE venezuelan
VN vietnamese, viet nam
WS samoan
YE yemeni
ZA south african
ZM zambian
ZW zimbabwean
XK kosovar
- latin america, latin american, south america, south american, north america, north american
- central america, central american, native american, native americans, american indian
- american indians, american samoa, new mexico, new jersey, new england, papua new guinea
"""

NAMES: dict[str, str] = dict(line.split(" ", 1) for line in _TABLE.splitlines())
"""ISO 3166-1 alpha-2 code → English name; XK stands for Kosovo, as in most statistics."""

INSTEAD = {"UK": "GB", "EL": "GR", "USA": "US", "U.S.": "US", "U.S.A.": "US", "U.K.": "GB"}
"""Codes in common use that ISO reserves → the code to write."""

ALSO: dict[str, str] = {
    name: code
    for line in _ALSO.splitlines()
    for code, _, names in [line.partition(" ")]
    for name in names.split(", ")
}
"""Other names of places, and their people, in small letters → code; ``-`` is no country."""

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
    >>> place_code("America"), place_code("Latin America")
    ('US', 'Latin America')
    """
    upper = text.upper()
    code = INSTEAD.get(upper, upper)
    if code in NAMES or _SUBDIVISION.match(code):
        return code
    wanted = text.casefold()
    named = next((code for code, name in NAMES.items() if name.casefold() == wanted), None)
    other = ALSO.get(wanted, "-")
    return named or (text if other == "-" else other)


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
