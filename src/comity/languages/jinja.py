"""Templates that speak: `_`, `ngettext`, and filters for what was made elsewhere."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, Undefined, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, escape

from comity.languages import speech


def install(environment: Environment) -> None:
    """Give an environment the words of the language in force at the time of rendering.

    Functions: `_("Text {name}", name=x)` and `ngettext("{n} line", "{n} lines", n)`. Filters: `said`, `day`,
    `moment`, `number`, `state_name`; of what was said, `sentence` (with capital and full stop), `ended` (with
    its full stop), `listed` and `apart` (the parts of a list as one text). Where mark-up stands between
    parts, the signs of the language: `comma()`, `semicolon()`, `colon()`, `full_stop()`.

    Where the environment escapes, messages and values are escaped, except values that are Markup; values pass
    through the environment's `finalize`, as everything written does.

    What is set at the top level of a template that others import is made once: say nothing there.
    """

    @pass_eval_context
    def gettext(context: EvalContext, message: str, /, **values: Any) -> str:
        return _filled(environment, context, speech.translated(message), values)

    @pass_eval_context
    def ngettext(context: EvalContext, one: str, several: str, n: int, /, **values: Any) -> str:
        message = speech.translated_count(one, several, n)
        return _filled(environment, context, message, {"n": n, **values})

    @pass_context
    def listed(context: Context, parts: Iterable[Any]) -> str:
        return _between(environment, context.eval_ctx, speech.comma(), parts)

    @pass_context
    def apart(context: Context, parts: Iterable[Any]) -> str:
        return _between(environment, context.eval_ctx, speech.semicolon(), parts)

    environment.globals.update(
        _=gettext,
        ngettext=ngettext,
        comma=speech.comma,
        semicolon=speech.semicolon,
        colon=speech.colon,
        full_stop=speech.full_stop,
    )
    environment.filters.update(
        said=_late(speech.said),
        day=_late(speech.day),
        moment=_late(speech.moment),
        number=_late(speech.number),
        state_name=_late(speech.state),
        sentence=_late(speech.sentence),
        ended=_late(speech.ended),
        listed=listed,
        apart=apart,
    )


def _late(function: Callable[[Any], str]) -> Callable[[Context, Any], str]:
    """A filter that is never worked out when the template is compiled, where no reader is known yet."""

    @pass_context
    def late(context: Context, value: Any) -> str:
        return function(value)

    return late


def _filled(environment: Environment, context: EvalContext, message: str, values: dict[str, Any]) -> str:
    shown = {name: _shown(environment, value) for name, value in values.items()}
    if context.autoescape:
        return Markup(escape(message)).format(**shown)  # noqa: S704  message and values are escaped here
    return message.format(**shown)


def _between(environment: Environment, context: EvalContext, sign: str, parts: Iterable[Any]) -> str:
    shown = [_shown(environment, part) for part in parts]
    return escape(sign).join(shown) if context.autoescape else sign.join(map(str, shown))


def _shown(environment: Environment, value: Any) -> Any:
    if isinstance(value, (Markup, Undefined)):
        return value
    shown = speech.value_said(value) if isinstance(value, (str, int, float, dt.date)) else str(value)
    return environment.finalize(shown) if environment.finalize else shown
