"""Where one goes: channels and offices."""

from backend.schemas.evidence import evidence
from backend.schemas.fields import (
    Degrees,
    Flag,
    Many,
    Stored,
    choice,
    day,
    many_texts,
    maybe,
    need,
    nested,
    region_code,
    slug,
    web_address,
    written_day,
)
from backend.vocabulary import CHANNEL_KIND, CHANNEL_STATUS, DATUM, PHONE_PURPOSE, SERVICE


class AliasSchema(Stored):
    """A name a channel has or had, with the days it was in use."""

    name = need()
    used_from = written_day()
    used_to = written_day()
    note = maybe()


class ChannelSchema(Stored):
    """办理渠道."""

    key = slug()
    kind = choice(CHANNEL_KIND)
    name = need()
    aliases = nested(AliasSchema)
    operator = maybe()
    is_official = Flag(required=True)
    region = region_code()
    excludes = Many(region_code(required=False))
    how_to_open = maybe()
    url = web_address()
    app_id = maybe()
    status = choice(CHANNEL_STATUS, load_default="active")
    successor = slug(load_default="")
    note = maybe()
    doubt, reading, citations = evidence()


class PhoneSchema(Stored):
    """A number as printed, and in E.164; an area code nobody printed is flagged as inferred."""

    raw = need()
    e164 = maybe()
    area_code_inferred = Flag(load_default=False)
    purpose = choice(PHONE_PURPOSE, load_default="inquiry")


class OfficeSchema(Stored):
    """经办机构. Coordinates are decimal degrees, with their datum; never guessed."""

    key = slug()
    name = need()
    aliases = many_texts()
    region = region_code()
    address = maybe()
    phones = nested(PhoneSchema)
    hours = maybe()
    lat = Degrees(load_default=None, allow_none=True)
    lng = Degrees(load_default=None, allow_none=True)
    datum = choice(DATUM, load_default="")
    services = Many(choice(SERVICE, required=False))
    verified_on = day()
    note = maybe()
    doubt, reading, citations = evidence()
