"""A page as a browser without scripts has it: its forms, and what they would send."""

from html.parser import HTMLParser

VOID = {"input", "br", "link", "meta", "hr", "img"}


class Form:
    """What a form holds, in the order of the page; `set` types, `send` gives what would be sent."""

    def __init__(self, attributes):
        self.attributes = attributes
        self.controls = []

    def set(self, name, value):
        """Type into a field, choose, or tick (a list: exactly these)."""
        found = [c for c in self.controls if c["name"] == name]
        assert found, f"no field {name}"
        if isinstance(value, list):
            for control in found:
                control["checked"] = control["value"] in value
        elif found[0]["kind"] == "checkbox":
            found[0]["checked"] = value
        else:
            found[0]["value"] = value
        return self

    def value(self, name):
        return next(c["value"] for c in self.controls if c["name"] == name)

    def names(self):
        return [c["name"] for c in self.controls]

    def sent(self, **buttons):
        """Return what is sent, as the client wants it: name → values, in the order of the page."""
        form = {}
        for control in self.controls:
            if control["kind"] != "checkbox" or control["checked"]:
                text = control["value"].replace("\r\n", "\n").replace("\n", "\r\n")
                form.setdefault(control["name"], []).append(text)
        return form | {"@" + name: [value] for name, value in buttons.items()}


class Screen(HTMLParser):
    """What is on a page; whatever stands in a <template> is not."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.ids, self.words = [], set(), []
        self.dead, self.form, self.area, self.select = 0, None, None, None
        self.feed(html)
        self.close()

    def form_with(self, name, value):
        return next(f for f in self.forms if f.attributes.get(name) == value)

    @property
    def editing(self):
        return self.form_with("id", "item-form")

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.dead += tag == "template"
        if self.dead:
            return
        self.ids.add(attributes.get("id"))
        if tag == "form":
            self.form = Form(attributes)
            self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "textarea", "select"):
            self._control(tag, attributes)
        elif tag == "option" and self.select is not None:
            self._option(attributes)

    def _control(self, tag, attributes):
        kind = attributes.get("type", "text") if tag == "input" else tag
        control = {
            "name": attributes.get("name"), "kind": kind, "value": attributes.get("value") or "",
            "checked": "checked" in attributes,
        }  # fmt: skip
        if kind == "textarea":
            self.area, control["value"] = control, ""
        if kind == "select":
            self.select, control["options"] = control, []
        if kind != "radio" or control["checked"]:
            self.form.controls.append(control)

    def _option(self, attributes):
        first = not self.select["options"]
        self.select["options"].append(attributes["value"])
        if first or "selected" in attributes:
            self.select["value"] = attributes["value"]

    def handle_endtag(self, tag):
        self.dead -= tag == "template"
        if self.dead:
            return
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area is not None:
            self.area["value"] = self.area["value"].removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.dead:
            return
        if self.area is not None:
            self.area["value"] += data
        else:
            self.words.append(data)
