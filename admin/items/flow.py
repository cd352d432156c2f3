"""A rule or a questionnaire as it is typed now, drawn as a flow."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from admin.forms.reading import tidied, understood
from admin.forms.shapes import Entry
from backend.errors import Invalid
from backend.release.draw.flow import flow_picture
from backend.release.draw.svg import svg
from backend.services.flows import DRAWN, flow_of
from backend.services.names import Names


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as an address that holds it whole, or why there is none."""

    source: str = ""
    width: float = 0
    height: float = 0
    about: str = ""
    missing: str = ""


def drawing_of(item_type: str, entries: Mapping[str, Entry]) -> Drawing | None:
    """Return the picture of what is typed; None for types that are not drawn."""
    if item_type not in DRAWN:
        return None
    document = understood(item_type, tidied(item_type, entries)).document
    if document is None:
        return Drawing(missing="必填的填齐以后，这里画出流程图")
    names = Names.in_documents(document)
    try:
        flow = flow_of((item_type, document["key"]), document, lambda item: names(*item))
    except Invalid as error:
        return Drawing(missing=error.message)
    picture = flow_picture(flow)
    source = f"data:image/svg+xml;base64,{b64encode(svg(picture)).decode()}"
    return Drawing(source, picture.width, picture.height, picture.description)
