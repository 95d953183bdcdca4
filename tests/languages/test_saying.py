"""The language in force: messages, days, numbers, names of States; what is not known stays English."""

import datetime as dt
from collections.abc import Iterator

import jinja2
import pytest
from markupsafe import Markup

from comity.domain.primitives.worded import (
    Month,
    StateCode,
    apart,
    headed,
    known_word,
    listed,
    noted,
    run_on,
    worded,
    worded_count,
)
from comity.languages import (
    LANGUAGES,
    day,
    ended,
    install,
    language,
    moment,
    month,
    number,
    said,
    say,
    say_count,
    sentence,
    speaking,
    speech,
    state,
)
from tests.languages.pseudo import pseudo_catalogue

DAY = dt.date(2023, 8, 14)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(speech, "catalogue", lambda code: pseudo_catalogue())
    with speaking("de"):
        yield


def test_english_is_spoken_where_nothing_was_chosen() -> None:
    assert language() == "en"
    assert say("Asked on {day}.", day=DAY) == "Asked on 14 August 2023."


def test_a_language_is_spoken_until_the_end_of_its_block() -> None:
    with speaking("fr"):
        with speaking("ja"):
            assert language() == "ja"
        assert language() == "fr"
    assert language() == "en"


@pytest.mark.parametrize("code", ["", "xx", "EN", "de-CH", "../de"])
def test_no_other_language_can_be_chosen(code: str) -> None:
    with pytest.raises(ValueError, match="none of the languages"), speaking(code):
        pass


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ("14 August 2023", "Aug 2023", "1,200", "Switzerland")),
        ("ja", ("2023年8月14日", "2023年8月", "1,200", "スイス")),
        ("fr", ("14 août 2023", "août 2023", "1\N{NARROW NO-BREAK SPACE}200", "Suisse")),
        ("it", ("14 agosto 2023", "ago 2023", "1.200", "Svizzera")),
        ("de", ("14. August 2023", "Aug. 2023", "1.200", "Schweiz")),
    ],
)
def test_days_numbers_and_states_are_written_as_the_language_does(
    code: str, written: tuple[str, ...]
) -> None:
    with speaking(code):
        assert (day(DAY), month(DAY), number(1_200), state("CH")) == written


def test_the_first_day_of_a_month_is_an_ordinal_in_french_alone() -> None:
    with speaking("fr"):
        assert (day(dt.date(2023, 8, 1)), day(dt.date(2023, 8, 11))) == ("1er août 2023", "11 août 2023")
    with speaking("it"):
        assert day(dt.date(2023, 8, 1)) == "1 agosto 2023"


def test_a_state_of_which_no_list_has_a_name_yet_is_named_all_the_same() -> None:
    assert state("AI") == "Anguilla"


def test_a_state_without_a_name_stands_for_itself() -> None:
    for code in LANGUAGES:
        with speaking(code):
            assert state("ZZX") == "ZZX"


def test_an_instant_is_that_of_utc() -> None:
    assert moment(dt.datetime(2023, 8, 14, 6, 5, tzinfo=dt.UTC)) == "14 August 2023 06:05 UTC"


@pytest.mark.usefixtures("bracketed")
def test_what_was_worded_is_said_again_from_its_message_and_values() -> None:
    coming = worded("{standing}; next: {act} on {day}", standing="it", act=known_word("in force"), day=DAY)
    left = worded_count("{n} day left", "{n} days left", 2)

    assert said(coming) == "⟦it; next: ⟦in force⟧ on 14. August 2023⟧"
    assert said(left) == "⟦2 days left⟧"
    assert said(run_on([coming, left])) == f"⟦{said(coming)} {said(left)}⟧"
    assert str(coming) == "it; next: in force on 14 August 2023"


@pytest.mark.usefixtures("bracketed")
def test_a_message_is_said_with_its_values_and_a_count_with_its_own() -> None:
    assert say("Asked on {day}.", day=DAY) == "⟦Asked on 14. August 2023.⟧"
    assert say_count("{n} line", "{n} lines", 1) == "⟦1 line⟧"
    assert say_count("{n} line", "{n} lines", 1_200) == "⟦1.200 lines⟧"


@pytest.mark.usefixtures("bracketed")
def test_what_nobody_knows_stays_as_it_is() -> None:
    assert said("No message says this {name}.") == "No message says this {name}."
    assert say("No message says this either, {name}.", name="x") == "No message says this either, x."
    assert said("") == ""


def test_a_state_in_a_sentence_is_named_in_the_language_in_force() -> None:
    held = worded("we hold no law of {state}", state=StateCode("CH"))

    assert said(held) == "we hold no law of Switzerland"
    assert said(listed([StateCode("CH")])) == "Switzerland"
    with speaking("ja"):
        assert said(held) == "スイスの法令は収録していません"


def test_a_month_in_a_sentence_is_written_as_the_language_does() -> None:
    with speaking("ja"):
        assert said(worded("{day}", day=Month(2023, 8, 1))) == "2023年8月"


@pytest.mark.parametrize("clause", ["nothing is due", "nothing is due.", "nothing is due。"])
def test_a_sentence_ends_with_one_full_stop_of_the_language(clause: str) -> None:
    assert (ended(clause), sentence(clause)) == ("nothing is due.", "Nothing is due.")
    with speaking("ja"):
        assert ended(clause) == "nothing is due。"


def test_parts_are_put_together_with_the_signs_of_the_language() -> None:
    task = headed("A", noted(listed(["B", "C"]), "D"))

    assert said(apart([task, "E"])) == "A: B, C (D); E"
    with speaking("ja"):
        assert said(apart([task, "E"])) == "A：B、C（D）；E"


@pytest.mark.parametrize(
    ("sentences", "together"),
    [
        (["一。", "二。"], "一。二。"),
        (["一。", "Nobody translated this."], "一。 Nobody translated this."),
        (["Nobody translated this.", "二。"], "Nobody translated this. 二。"),
        (["一。", "3件。"], "一。3件。"),
    ],
)
def test_sentences_have_a_blank_between_them_where_one_is_not_translated(
    sentences: list[str], together: str
) -> None:
    with speaking("ja"):
        assert said(run_on(sentences)) == together


def _environment(*, escapes: bool = True) -> jinja2.Environment:
    made = jinja2.Environment(autoescape=escapes)
    install(made)
    return made


def test_a_template_escapes_messages_and_values_but_no_markup() -> None:
    template = _environment().from_string('{{ _("<i> {a} & {b}", a=a, b=b) }}')

    assert template.render(a="<b>", b=Markup("<code>x</code>")) == (
        "&lt;i&gt; &lt;b&gt; &amp; <code>x</code>"
    )


def test_a_template_puts_parts_together_with_the_signs_of_the_language() -> None:
    template = _environment().from_string(
        '{{ ["<b>", b] | listed }}{{ semicolon() }}{{ ["x", "y"] | apart | ended }}'
        '{{ colon() }}{{ "z." | sentence }}{{ comma() }}{{ full_stop() }}'
    )

    given = {"b": Markup("<code>x</code>")}

    assert template.render(given) == "&lt;b&gt;, <code>x</code>; x; y.: Z., ."
    with speaking("ja"):
        assert template.render(given) == "&lt;b&gt;、<code>x</code>；x；y。：Z。、。"


def test_a_template_that_does_not_escape_leaves_texts_alone() -> None:
    template = _environment(escapes=False).from_string('{{ ngettext("{n} < {a}", "{n} <<", n, a=a) }}')

    assert template.render(n=1, a="<b>") == "1 < <b>"


def test_a_value_cannot_read_what_it_is_not_given() -> None:
    template = _environment().from_string('{{ _("{a}", a=a) }}')

    assert template.render(a="{a.__class__} {0} {b}") == "{a.__class__} {0} {b}"


def test_one_template_speaks_the_language_of_each_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "catalogue", lambda code: pseudo_catalogue())
    template = _environment().from_string(
        '{{ "in force" | said }} {{ _("in force") }} {{ 1200 | number }} {{ d | day }} '
        '{{ "JP" | state_name }}'
    )

    english = template.render(d=DAY)
    with speaking("de"):
        german = template.render(d=DAY)

    assert english == "in force in force 1,200 14 August 2023 Japan"
    assert german == "⟦in force⟧ ⟦in force⟧ 1.200 14. August 2023 Japan"
    assert template.render(d=DAY) == english
