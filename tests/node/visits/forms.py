"""Forms as a browser without scripts sends them: every field with the value that the page gives it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    """One form of a page: where it goes, its fields as they stand, and the label of each field's id."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def named(self, label: str) -> str:
        """The name of the field whose label holds some words."""
        found = [name for name, words in self.labels.items() if label in words]
        assert found, f"no field is labelled '{label}' among {sorted(self.labels.values())}"
        return found[0]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, str] = {}
        self.select = self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        if not self.forms:
            return
        form = self.forms[-1]
        name = given.get("name", "")
        if tag == "input" and name:
            self.by_id[given.get("id", "")] = name
            if given.get("type") in ("checkbox", "radio"):
                form.choices.setdefault(name, []).append(given["value"])
                if "checked" in given:
                    form.fields[name] = given["value"]
            elif given.get("type") != "file":
                form.fields[name] = given.get("value", "")
        elif tag == "select":
            self.select = name
            self.by_id[given.get("id", "")] = name
            form.choices[name] = []
        elif tag == "option":
            form.choices[self.select].append(given["value"])
            if "selected" in given or self.select not in form.fields:
                form.fields[self.select] = given["value"]
        elif tag == "label":
            self.label = given.get("for", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.label = ""

    def handle_data(self, data: str) -> None:
        name = self.by_id.get(self.label, "")
        if self.forms and self.label:
            labels = self.forms[-1].labels
            labels[name or self.label] = " ".join([labels.get(name or self.label, ""), *data.split()]).strip()


def forms_of(html: str) -> list[Form]:
    """The forms of a page, in their sequence."""
    parser = _Forms()
    parser.feed(html)
    for form in parser.forms:
        form.labels = {parser.by_id.get(name, name): words for name, words in form.labels.items()}
    return parser.forms


def form_to(html: str, page: str, action: str = "") -> Form:
    """The form of a page that goes to an address; without one, back to the page itself."""
    for form in forms_of(html):
        form.action = urljoin(page, form.action) if form.action else page
        if form.action == (action or page):
            return form
    raise AssertionError(f"no form of {page} goes to {action or page}")
