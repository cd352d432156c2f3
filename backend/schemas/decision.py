"""Decisions as data: rules (ordered rows, when → then) and questionnaires."""

from backend.schemas.evidence import evidence
from backend.schemas.fields import (
    Many,
    Open,
    Stored,
    choice,
    many_texts,
    maybe,
    need,
    nested,
    region_code,
    slug,
    whole,
)
from backend.vocabulary import FACT_TYPE, QUESTION_KIND, RULE_SUBJECT


class OptionSchema(Stored):
    value = need()
    label = need()


class FactSchema(Stored):
    """A thing the rule asks for."""

    name = need()
    label = need()
    type = choice(FACT_TYPE)
    options = nested(OptionSchema)


class ConstraintSchema(Stored):
    """What must hold between two facts for a question to make sense at all."""

    left = need()
    op = need()
    right = need()
    message = need()


class RowSchema(Stored):
    """When all conditions hold, then; the first row that matches answers."""

    when = Many(Open(), load_default=list)
    then = Open(required=True)
    because = need()
    doubt, reading, citations = evidence()


class RuleSchema(Stored):
    """规则."""

    key = slug()
    title = need()
    region = region_code()
    excludes = Many(region_code(required=False))
    subject = choice(RULE_SUBJECT)
    note = maybe()
    facts = nested(FactSchema)
    constraints = nested(ConstraintSchema)
    rows = nested(RowSchema)


class AnswerSchema(Stored):
    """One answer to a question: on to `next`, or to an outcome's `id`.

    To a question for a date, an answer is a span of whole days from that date to today; both ends
    belong to it, an end left out is open.
    """

    label = need()
    least = whole()
    most = whole()
    next = maybe()
    outcome = maybe()


class QuestionSchema(Stored):
    """A question; one of kind `date` asks for a day that is not in the future."""

    id = slug()
    kind = choice(QUESTION_KIND, load_default="choice")
    text = need()
    help = maybe()
    answers = nested(AnswerSchema)


class OutcomeSchema(Stored):
    """Where a questionnaire lands, and why; `related` guides are what to do after it."""

    id = slug()
    title = need()
    because = need()
    guide = slug(load_default="")
    route = maybe()
    standards = Many(slug(required=False))
    offices = Many(slug(required=False))
    related = Many(slug(required=False))
    doubt, reading, citations = evidence()


class QuestionnaireSchema(Stored):
    """导办问答: the first question is asked first."""

    key = slug()
    title = need()
    aliases = many_texts()
    region = region_code()
    excludes = Many(region_code(required=False))
    questions = nested(QuestionSchema)
    outcomes = nested(OutcomeSchema)
