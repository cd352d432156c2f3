"""Telephone numbers of mainland China, as printed and in E.164."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

COUNTRY = "CN"
LOCAL = (7, 8)  # digits of a number without its area code


def e164(raw: str, area_code: str = "") -> str:
    """Return the number in E.164, or "" when it is no valid number.

    `area_code` (such as 0750) is put before a local number that was printed without one.
    """
    if not area_code and is_local(raw):
        return ""  # 8881234 passes for a valid number, and nobody can dial it
    try:
        number = phonenumbers.parse(area_code + raw, COUNTRY)
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_valid(number: str) -> bool:
    """Tell whether an E.164 number can be dialled."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except NumberParseException:
        return False


def is_short(number: str) -> bool:
    """Tell whether this is a short number of a service, such as 12393, dialled as it is."""
    if not number.isdecimal():
        return False
    return phonenumbers.is_valid_short_number_for_region(
        phonenumbers.parse(number, COUNTRY), COUNTRY
    )


def is_landline(number: str) -> bool:
    return phonenumbers.number_type(phonenumbers.parse(number)) == PhoneNumberType.FIXED_LINE


def is_local(raw: str) -> bool:
    """Tell whether a number was printed without its area code."""
    printed = digits(raw)
    return len(printed) in LOCAL and not printed.startswith("0")


def is_service(raw: str) -> bool:
    """Tell whether a number is a short one that is dialled as it is, such as 12393."""
    try:
        number = phonenumbers.parse(raw, COUNTRY)
    except NumberParseException:
        return False
    return phonenumbers.is_valid_short_number_for_region(number, COUNTRY)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())
