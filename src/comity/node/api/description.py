"""The description of the interface: for programs as OpenAPI 3.1, and as what the page of it shows."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from comity.node.api.interface import interface

_MARKDOWN = MarkdownIt("zero").enable(["backticks", "escape"])


@cache
def described() -> Mapping[str, Any]:
    """The description, in plain values."""
    values: dict[str, Any] = json.loads(json.dumps(interface.get_openapi_schema()))
    return values


@cache
def text() -> str:
    """The description as it is sent, and kept in docs/reference/openapi.json."""
    return json.dumps(described(), ensure_ascii=True, indent=1)


@cache
def digest() -> str:
    """The SHA-256 of the description."""
    return hashlib.sha256(text().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A parameter or field: its name, where it goes (path, query, header, form), what it takes and means."""

    name: str
    place: str
    takes: str
    is_needed: bool
    says: Markup


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What may be answered: the status, what it means, the media type, and the shape of its JSON."""

    status: str
    says: str
    media_type: str
    shape: str


@dataclass(frozen=True, slots=True)
class OperationShown:
    """One operation."""

    id: str
    method: str
    address: str
    summary: str
    says: tuple[Markup, ...]
    parameters: tuple[ParameterShown, ...]
    answers: tuple[AnswerShown, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class RoomShown:
    """The operations on one matter."""

    name: str
    operations: tuple[OperationShown, ...]


@cache
def rooms() -> tuple[RoomShown, ...]:
    """All operations, by matter, in the order of the description."""
    found: dict[str, list[OperationShown]] = {}
    for address, operations in described()["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_operation(method, address, operation))
    return tuple(RoomShown(name, tuple(operations)) for name, operations in found.items())


@cache
def shapes() -> tuple[tuple[str, str, tuple[ParameterShown, ...]], ...]:
    """The shapes of answers: name, what it is, and its keys; by name."""
    return tuple(
        (name, shape.get("description", ""), tuple(_fields(shape, "")))
        for name, shape in sorted(described()["components"]["schemas"].items())
        if shape.get("type") == "object"
    )


def _operation(method: str, address: str, operation: Mapping[str, Any]) -> OperationShown:
    parameters = [
        ParameterShown(
            each["name"],
            each["in"],
            takes(each["schema"]),
            each["required"],
            _words(each),
        )
        for each in operation["parameters"]
    ]
    body = operation.get("requestBody", {}).get("content", {})
    for content in body.values():
        parameters += _fields(content["schema"], "form")
    return OperationShown(
        operation["operationId"],
        method.upper(),
        address,
        operation["summary"],
        tuple(_html(each) for each in operation["description"].split("\n\n")),
        tuple(parameters),
        tuple(_answer(status, answer) for status, answer in operation["responses"].items()),
        operation["x-codeSamples"][0]["source"],
    )


def _fields(shape: Mapping[str, Any], place: str) -> Iterator[ParameterShown]:
    for name, field in shape.get("properties", {}).items():
        needed = name in shape.get("required", ())
        yield ParameterShown(name, place, takes(field), needed, _words(field))


def _answer(status: str, answer: Mapping[str, Any]) -> AnswerShown:
    for media_type, content in answer.get("content", {}).items():
        shape = content["schema"].get("$ref", "").rpartition("/")[2]
        return AnswerShown(status, answer["description"], media_type, shape)
    return AnswerShown(status, answer["description"], "", "")


def _words(described: Mapping[str, Any]) -> Markup:
    """What is said of a parameter or key, and what holds where it is left away."""
    default = described.get("schema", described).get("default")
    words = [described.get("description", ""), f"Default: {default}." if default is not None else ""]
    return _html(" ".join(each for each in words if each))


def _html(text: str) -> Markup:
    return Markup(_MARKDOWN.renderInline(text))  # noqa: S704  the renderer escapes


def takes(schema: Mapping[str, Any]) -> str:
    """What a schema takes, as short as it can be told: `day`, `a | b`, `Agreement []`."""
    if "$ref" in schema:
        name: str = schema["$ref"].rpartition("/")[2]
        return name
    if "anyOf" in schema:
        return " | ".join(takes(each) for each in schema["anyOf"])
    if "allOf" in schema:
        return takes(schema["allOf"][0])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return f"{takes(schema['items'])} []"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"{{ … : {takes(inner)} }}" if isinstance(inner, Mapping) else "{ … }"
    return str(schema.get("format") or schema.get("type", ""))
