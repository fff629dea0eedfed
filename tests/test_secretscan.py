"""What gives something away is told, and what only looks like it is not."""

from __future__ import annotations

import pytest

from factbase.secretscan import find_personal_numbers, find_secrets

# The halves are put together here, so that no scanner of repositories takes them for real ones.
SECRETS = [
    ("ghp" + "_0123456789abcdefghijABCDEFGHIJ012345", "a GitHub token"),
    ("github" + "_pat_11ABCDEFG0123456789_abcdefghij", "a GitHub token"),
    ("glpat" + "-0123456789abcdefghij", "a GitLab token"),
    ("AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key"),
    ("ASIA" + "IOSFODNN7EXAMPLE", "an AWS access key"),
    ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
    ("-----BEGIN " + "PRIVATE KEY-----", "a private key"),
    ("-----BEGIN PGP " + "PRIVATE KEY BLOCK-----", "a private key"),
    ("eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0.abcdefghij", "a web token (JWT)"),
    ("xoxb" + "-123456789012-abcdef", "a Slack token"),
    ("https://hooks.slack.com" + "/services/T000/B000/XXXX", "a Slack token"),
    ("AIza" + "SyA1234567890abcdefghijklmnopqrstuv", "a Google key"),
    ("sk" + "_live_0123456789abcdef", "a Stripe key"),
    ("rk" + "_test_0123456789abcdef", "a Stripe key"),
    ("sk" + "-proj-0123456789abcdefghijkl", "a key of an AI service"),
    ("npm" + "_0123456789abcdefghijABCDEFGHIJ012345", "a package registry's token"),
    ("https://x/?token=abc", "a key in a web address"),
    ("https://x.org/a?b=1&signature=a1b2", "a key in a web address"),
    ("https://x.org/a?b=1&amp;sig=a1b2%3D", "a key in a web address"),
    ("https://x.org/#access_token=a1b2", "a key in a web address"),
    ("https://x.org/?X-Amz-Signature=a1b2c3", "a key in a web address"),
    ("https://x.org/?api_key=abc", "a key in a web address"),
    ("https://x.org/?key=AbC123def456", "a key in a web address"),
    ("https://ann:pass1@x.org/", "a password in a web address"),
    ("password: hunter2hunter", "a password"),
    ("api_key = '0123456789abcdef'", "a password"),
    ("jane.doe@example.org", "an e-mail address"),
    ("E-mail:jane@mail.example.co.uk.", "an e-mail address"),
    ("mailto:jane+facts@example.org", "an e-mail address"),
    ("+1 202-555-0143", "a telephone number"),
    ("+12025550143", "a telephone number"),
    ("+49 30 1234567", "a telephone number"),
    ("+44 (0)20 7946 0958", "a telephone number"),
    ("+33 1 23 45 67 89", "a telephone number"),
    ("(202) 555-0143", "a telephone number"),
    ("202-555-0143", "a telephone number"),
    ("202.555.0143", "a telephone number"),
    ("1-202-555-0143", "a telephone number"),
    ("Call 555-0143 now", "a telephone number"),
    ("tel. 030 1234567", "a telephone number"),
    ("Telefon: 030/1234567", "a telephone number"),
    ("phone number: 5550143", "a telephone number"),
    ("DE89 3704 0044 0532 0130 00", "a bank account (IBAN)"),
    ("GB29NWBK60161331926819", "a bank account (IBAN)"),
    ("NO93 8601 1117 947", "a bank account (IBAN)"),
    ("4111 1111 1111 1111", "a payment card number"),
    ("5500-0000-0000-0004", "a payment card number"),
    ("378282246310005", "a payment card number"),
    ("078-05-1120", "a social security number"),
]

HARMLESS = [
    # figures
    "In 2011, 46,000 parents of 1 234 567 890 were counted",
    "+46,000 people",
    "+12 345 678",
    "+1.000.000",
    "calls rose by +12 000 000 to 15 000 000",
    "4 000 000 000 000 000",
    "1,202,555,0143",
    "3.14159265358979",
    "from 555.123 to 600.456.",
    "0.2025550143",
    "called 2,012,345 people",
    "telephone survey of 1 012 households",
    "mobile 4,123,456",
    "phone 1012345 people",
    # years and dates
    "2010-2015",
    "1990-91-92",
    "2026-11-22",
    "2011-01-01/2011-06-30",
    "phone 2015-2016",
    "mobile 1999 2000 2001",
    "tel 2019/2020",
    # identifiers
    "ISBN 978-3-16-148410-0",
    "0-306-40615-2",
    "ISSN 0190-8286",
    "10.1177/0192513X12345678",
    "doi:10.1000/182-555-1234",
    "GAO-12-345-6789",
    "Report 2012-555-0143",
    "P2012-345-6789",
    "EPA 402-R-12-001",
    "NCJ 181867",
    "H.R. 4970, 222-205",
    "42 U.S.C. 1983",
    "DFARS 252.227-7013",
    "CAS 7732-18-5",
    "table 12-345, p. 101-118",
    "192.168.100.200",
    "DE89 3704 0044 0532 0130 01",  # the check digits are wrong
    "4111 1111 1111 1112",
    "0000 0000 0000 0000",
    "000-12-3456",
    "id@1234abcd",
    "146bdc608e10",
    "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    # words and addresses
    "call 911",
    "the secret: nobody knows it",
    "password: required",
    "a token of respect, a key figure",
    "AKIA",
    "ghp_",
    "sk-learn-contrib_package_of_long_name",
    "@user on a network, @user@social.example",
    "git@github.com:a/b.git",
    "https://x.org/?key=population",
    "https://x.org/?page=token&id=12345678",
    "https://x.org/tel/202-555-0143",
    "https://x.org/maps/@38.9,-77.0",
    "https://x.org:8080/a@b",
]


def found(text: str) -> list[tuple[str, str]]:
    everything = (*find_secrets(text), *find_personal_numbers(text))
    return [(one.what, text[one.start : one.end]) for one in everything]


@pytest.mark.parametrize(("text", "what"), SECRETS)
@pytest.mark.parametrize("around", ["{}", "The office wrote: {}, in 2011.", "({})"])
def test_told_once(text, what, around):
    ((told, words),) = found(around.format(text))
    assert told == what
    assert words.rstrip(",)") in text


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("around", ["{}", "The office wrote: {}, in 2011.", "({})"])
def test_not_told(text, around):
    assert found(around.format(text)) == []


@pytest.mark.parametrize("piece", ["1-", "+1 ", "a@", "a.", "eyJa.", "://", "call ", "(", "DE12 "])
def test_a_long_text_of_beginnings_is_read_to_its_end(piece):
    told = found(piece * (250_000 // len(piece)) + " jane@example.org")
    assert told == [("an e-mail address", "jane@example.org")]
