"""Where somebody can be reached: phone, e-mail, accounts and IP addresses."""

import pytest

from cms.privacy import Kind
from tests.privacy.reading import found


@pytest.mark.parametrize(
    "number",
    [
        *("0612345678", "06-12345678", "06 - 12 34 56 78", "06.12.34.56.78", "06/12345678"),
        *("+31612345678", "+31 (0)6 12345678", "0031 6 12345678", "(+31)612345678"),
        *("020-1234567", "(030) 123 45 67", "0318-123456", "088 123 45 67", "(0)20 1234567"),
        *("0800-1205", "0900-8844", "0900 1234567", "+49 30 1234567", "0032 470 12 34 56"),
    ],
)
def test_a_phone_number_is_found_in_any_notation(number: str) -> None:
    assert found(f"Bel {number} na zessen.", Kind.PHONE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        *("112", "113", "144", "116 111", "14 020", "06-01-2024 12", "2019 2020 2021"),
        *("0123456", "061234567890", "0800-1700 uur", "zaak 2024-0612345678"),
    ],
)
def test_short_numbers_days_and_hours_are_no_phone_numbers(text: str) -> None:
    assert found(f"Bel {text} dus.", Kind.PHONE) == []


def test_a_bracket_around_a_number_is_no_part_of_it() -> None:
    assert found("Bel haar (06-12345678).", Kind.PHONE) == ["06-12345678"]


@pytest.mark.parametrize(
    "address",
    [
        *("jan@voorbeeld.nl", "J.de-Boer+raad@sub.voorbeeld.example", "jan [at] voorbeeld.nl"),
        *("jan(at)voorbeeld.nl", "jan [at] voorbeeld [dot] nl", "jan at voorbeeld punt nl"),
        *("jan apenstaartje voorbeeld punt nl", "jan @ voorbeeld.nl", "jan(a)voorbeeld.nl"),
    ],
)
def test_an_email_address_is_found_also_when_hidden(address: str) -> None:
    assert found(f"Mail naar {address}, graag.", Kind.EMAIL) == [address]


@pytest.mark.parametrize("text", ["12 @ 30 euro", "de werkgroep @ work", "hij at brood.", "@"])
def test_an_at_alone_is_no_email_address(text: str) -> None:
    assert found(text, Kind.EMAIL) == []


@pytest.mark.parametrize(
    "account",
    [
        *("@jan_raadslid", "@jan.raadslid", "@jan@social.example", "https://x.com/jan_raadslid"),
        *("www.instagram.com/jan", "facebook.com/jan.jansen.9", "https://nl.linkedin.com/in/jan-9"),
        *("tiktok.com/@jan", "youtube.com/@jan", "https://t.me/jan", "twitter.com/jan/status/12"),
    ],
)
def test_an_account_is_found_by_its_name_and_by_its_address(account: str) -> None:
    assert found(f"Zie {account}, zei hij.", Kind.SOCIAL) == [account]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        *(("Instagram: jandevries", "jandevries"), ("Telegramnaam janbos", "janbos")),
        *(("Insta: jandevries, mail volgt", "jandevries"), ("snapchat jan_dv12", "jan_dv12")),
        *(("zijn Twitter-account jandevries88", "jandevries88"), ("TikTok (jan.dv)", "jan.dv")),
        *(("Facebook: JanDeVries", "JanDeVries"), ("Discord: jan#1234", "jan#1234")),
        *(("op X-account jan_dv", "jan_dv"), ("Telegramgebruiker stadsrakker", "stadsrakker")),
        *(("Instagramnaam is 'janbos'", "janbos"), ("op Snapchat als jan2000 bekend", "jan2000")),
        *(("Op Facebook onder de naam wim.dewaard", "wim.dewaard"),),
        *(("Instagram-gebruikersnaam: janbos", "janbos"), ("LinkedIn = jan-bos", "jan-bos")),
    ],
)
def test_an_account_is_found_by_the_platform_before_it(text: str, account: str) -> None:
    assert found(text + ".", Kind.SOCIAL) == [account]


@pytest.mark.parametrize(
    "text",
    [
        *("Facebook: meld het.", "Instagram: nee.", "Telegram werd drukker.", "TikTok is 18+."),
        *("Instagram, Facebook: YouTube.", "Instagramaccount bijvoorbeeld", "Instagramnaam is weg"),
        *("Telegramgebruikers verspreidden het.", "Facebook: www.waterdorp.nl", "Telegram v2.24"),
        *("Snapchat (vanaf 2011)", "TikTok-account werd gehackt", "LinkedIn: onbekend", "X jan_dv"),
        *(
            "Facebook-pagina's van de gemeente",
            "Facebook:\nmeld het",
            "Instagram 2024",
            "TikTok...",
        ),
    ],
)
def test_a_platform_alone_is_no_account(text: str) -> None:
    assert found(text, Kind.SOCIAL) == []


@pytest.mark.parametrize(
    "text",
    [
        *("jan@voorbeeld.nl", "https://x.com/search?q=raad", "facebook.com/groups/12"),
        *("linkedin.com/company/vng", "youtube.com/watch?v=abc", "netflix.com/jan", "@12"),
    ],
)
def test_pages_of_a_platform_are_no_accounts(text: str) -> None:
    assert found(text, Kind.SOCIAL) == []


@pytest.mark.parametrize(
    "address", ["192.0.2.10", "203.0.113.255", "2001:db8::1", "2001:db8:0:0:0:0:0:1"]
)
def test_an_ip_address_is_found(address: str) -> None:
    assert found(f"Er logde iemand in op {address}.", Kind.IP) == [address]


@pytest.mark.parametrize(
    "text",
    [
        *("versie 8.16.1.2", "artikel 192.0.2.10", "8.16.1.2", "4.1.2", "999.1.1.1", "12:30:15"),
        *("127.0.0.1", "0.0.0.1.0", "::1", "::", "1.2.3.4.5", "std::vector", "0.04.1.200"),
    ],
)
def test_versions_articles_times_and_this_machine_are_no_ip_addresses(text: str) -> None:
    assert found(f"Het is {text} dus", Kind.IP) == []


def test_small_numbers_are_an_ip_address_if_the_text_says_so() -> None:
    assert found("Het IP-adres is 8.16.1.2.", Kind.IP) == ["8.16.1.2"]
