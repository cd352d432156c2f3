"""One table of the kinds of items there are, in the order in which they may refer back."""

from dataclasses import dataclass

from backend.schemas.decision import QuestionnaireSchema, RuleSchema
from backend.schemas.evidence import SourceSchema
from backend.schemas.fields import Stored
from backend.schemas.guide import GuideSchema
from backend.schemas.place import ChannelSchema, OfficeSchema
from backend.schemas.standard import StandardSchema, WindowSchema
from backend.schemas.synonyms import SynonymsSchema
from backend.vocabulary import ITEM_TYPE


@dataclass(frozen=True, slots=True)
class ItemType:
    """A kind of item: its name, its folder under content/, its stored form."""

    name: str
    folder: str
    schema: Stored

    @property
    def label(self) -> str:
        return ITEM_TYPE[self.name]


ITEM_TYPES: dict[str, ItemType] = {
    name: ItemType(name, folder, schema)
    for name, folder, schema in (
        ("source", "sources", SourceSchema()),
        ("channel", "channels", ChannelSchema()),
        ("standard", "standards", StandardSchema()),
        ("window", "windows", WindowSchema()),
        ("office", "offices", OfficeSchema()),
        ("rule", "rules", RuleSchema()),
        ("guide", "guides", GuideSchema()),
        ("questionnaire", "questionnaires", QuestionnaireSchema()),
        ("synonyms", "synonyms", SynonymsSchema()),
    )
}
