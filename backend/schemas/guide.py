"""办事指南: routes, ordered steps, menu paths, and what to bring."""

from backend.schemas.evidence import evidence
from backend.schemas.fields import (
    Many,
    Stored,
    Year,
    choice,
    day,
    many_texts,
    maybe,
    need,
    nested,
    region_code,
    slug,
    whole,
)
from backend.vocabulary import (
    ACTOR,
    BOUND,
    COMPLETENESS,
    LIFE_EVENT,
    MATERIAL_FORM,
    NECESSITY,
    NODE_KIND,
    PATH_PARAM,
    ROUTE_STATUS,
    SERVICE,
    TIME_LIMIT_KIND,
    TIME_UNIT,
)


class NodeSchema(Stored):
    """One tap of a menu path."""

    label = need()
    kind = choice(NODE_KIND, load_default="tap")
    alternatives = many_texts()
    note = maybe()
    param = choice(PATH_PARAM, load_default="")


class StepSchema(Stored):
    """步骤."""

    text = need()
    actor = choice(ACTOR, load_default="anyone")
    path = nested(NodeSchema)
    doubt, reading, citations = evidence()


class RouteSchema(Stored):
    """办理途径: one channel, walked from its start to the end."""

    title = need()
    channel = slug()
    audience = many_texts()
    status = choice(ROUTE_STATUS)
    status_reason = maybe()
    verified_on = day()
    verified_by = maybe()
    doubt, reading, citations = evidence()
    steps = nested(StepSchema)


class StatementSchema(Stored):
    """One sentence that says one thing: a condition, a note, a legal basis."""

    text = need()
    doubt, reading, citations = evidence()


class MaterialSchema(Stored):
    """申请材料."""

    name = need()
    form = choice(MATERIAL_FORM)
    copies = whole()
    necessity = choice(NECESSITY)
    group = maybe()
    when = maybe()
    fill_note = maybe()
    doubt, reading, citations = evidence()


class TimeLimitSchema(Stored):
    """时限: how long, counted in `unit` from `from_event`; `text` says it in words."""

    label = need()
    kind = choice(TIME_LIMIT_KIND)
    op = choice(BOUND, load_default="eq")
    least = whole()
    most = whole()
    unit = choice(TIME_UNIT, load_default="")
    from_event = maybe()
    text = need()
    doubt, reading, citations = evidence()


class FaqSchema(Stored):
    question = need()
    answer = need()
    doubt, reading, citations = evidence()


class GuideSchema(Stored):
    """办事指南. `completeness` partial: the source was cut off; not shown as an answer."""

    key = slug()
    title = need()
    aliases = many_texts()
    region = region_code()
    excludes = Many(region_code(required=False))
    service = choice(SERVICE)
    life_events = Many(choice(LIFE_EVENT, required=False))
    audience = many_texts()
    policy_year = whole(Year)
    summary = need()
    completeness = choice(COMPLETENESS)
    partial_reason = maybe()
    valid_from = day()
    valid_to = day()
    doubt, reading, citations = evidence()
    conditions = nested(StatementSchema)
    materials = nested(MaterialSchema)
    time_limits = nested(TimeLimitSchema)
    notes = nested(StatementSchema)
    faqs = nested(FaqSchema)
    standards = Many(slug(required=False))
    windows = Many(slug(required=False))
    rules = Many(slug(required=False))
    offices = Many(slug(required=False))
    related = Many(slug(required=False))
    legal_basis = nested(StatementSchema)
    routes = nested(RouteSchema)
