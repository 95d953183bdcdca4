"""The interface for programs: its operations, its description (OpenAPI 3.1), and its errors."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import TypeAdapter

from comity.domain.errors import Refusal
from comity.node.api import assessments, law, network, problems
from comity.node.api.replying import JSON
from comity.node.api.samples import SAMPLES
from comity.node.api.shapes import Error
from comity.node.config.rates import TooOften
from comity.node.web.errors import PROBLEM

VERSION = "1"
_DESCRIPTION = """Who has which agreement with whom, the law article by article, and the answer to a visit.

Questions, names and errors are in the language of `Accept-Language`; the law and the answer to a visit are
in English. The network and the law have an `ETag`. Errors are `application/problem+json` (RFC 9457) with a
stable `code`. No cookie is needed, and none is set.
"""
_REF = "#/components/schemas/{model}"


class Interface(NinjaAPI):
    """The operations, described as they answer."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description: beside what each operation says of itself, what all of them have."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in described["paths"].values():
            for operation in operations.values():
                _describe(operation)
        schema = TypeAdapter(Error).json_schema(ref_template=_REF)
        described["components"]["schemas"] |= {**schema.pop("$defs"), "Error": schema}
        return described


interface = Interface(
    title="Comity",
    version=VERSION,
    description=_DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="interface",
    openapi_extra={"info": {"license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}}},
)
interface.add_router("", network.router)
interface.add_router("", law.router)
interface.add_router("", assessments.router)

_ERRORS = {
    "400": "A parameter is not as described.",
    "404": "What was named is not there.",
    "500": "Our own mistake.",
}
_OF_SENDING = {
    "413": "More was sent than a visit may have here.",
    "429": "Too many visits from one client in a short time.",
}
_OF_ANSWERS = {
    "422": "The visit cannot be answered; each mistake is listed with its place.",
    "503": "There is too much to do here, or the work was too much for one visit.",
}
_WHERE = {
    "Location": {"description": "Where to ask again.", "schema": {"type": "string"}},
    "Retry-After": {"description": "After so many seconds.", "schema": {"type": "integer"}},
}
_TAG = {"ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}}}


def _describe(operation: dict[str, Any]) -> None:
    """Add to an operation what all of its kind have: answers, headers, a command that asks it."""
    for parameter in operation["parameters"]:
        # Examples stand in the schema of a parameter; beside it they would have another form.
        parameter.pop("examples", None)
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["schema"]["additionalProperties"] = False
    sample = SAMPLES[operation["operationId"]]
    operation["x-codeSamples"] = [{"lang": "Shell", "source": sample}]
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in answers.values():
        if answer["description"] == "OK":
            answer["description"] = "What was asked for."
    if "202" in answers:
        answers["202"] |= {"description": "It is not done yet.", "headers": _WHERE}
    elif JSON in answers.get("200", {}).get("content", {}):
        answers["200"]["headers"] = _TAG
        answers["304"] = {"description": "The asker has it already.", "headers": _TAG}
    errors = {
        **(_ERRORS if operation["parameters"] or "requestBody" in operation else {"500": _ERRORS["500"]}),
        **(_OF_SENDING if "requestBody" in operation else {}),
        **(_OF_ANSWERS if "202" in answers else {}),
    }
    answers |= {status: {"description": words} for status, words in errors.items() if status not in answers}
    for status, answer in answers.items():
        if int(status) >= 400:
            answer["content"] = {PROBLEM: {"schema": {"$ref": _REF.format(model="Error")}}}
    operation["responses"] = dict(sorted(answers.items()))


@interface.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    del request
    return problems.refused(refusal)


@interface.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    return problems.unreadable(request, invalid.errors)


@interface.exception_handler(Http404)
def _not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    del request, missing
    return problems.not_found()


@interface.exception_handler(TooOften)
def _too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    del request
    return problems.too_often(refusal)


@interface.exception_handler(RequestDataTooBig)
@interface.exception_handler(TooManyFieldsSent)
@interface.exception_handler(TooManyFilesSent)
def _too_much(request: HttpRequest, error: Exception) -> HttpResponse:
    del request, error
    return problems.too_much()


@interface.exception_handler(MultiPartParserError)
@interface.exception_handler(UnreadablePostError)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    del request, error
    return problems.broken()


@interface.exception_handler(OperationalError)
def _unavailable(request: HttpRequest, error: OperationalError) -> HttpResponse:
    del request, error
    return problems.unavailable()


@interface.exception_handler(Exception)
def _failed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.failed(request, exception)
