"""A rulebook is read as a lawyer reads it: words first, what they make below, each place by its name."""

from comity.domain.provisions.rulebook import Provision
from comity.node.provisions.articles import articles_of, introduction
from tests.build import definition, exception, provision, read, rulebook_text, scope

FRONT = rulebook_text().split("## Article I.")[0]


def text_with(body: str) -> str:
    return f"{FRONT}# A treaty\n\nWhat it was made from.\n\n{body}\n"


def test_words_and_rules_alternate_as_they_do_in_the_text() -> None:
    text = text_with(
        "\n\n".join(
            [
                "## Article I. Entry",
                "1. Everybody comes in.",
                provision("in", "permits", "entry", cites="I.1"),
                "2. Nobody needs a visa.",
                provision("free", "exempts", "visa", cites="I.2"),
            ]
        )
    )

    (article,) = articles_of(read(text), text)

    assert article.name == "Article I"
    assert [[p.words for p in piece.paragraphs] for piece in article.pieces] == [
        ["Everybody comes in."],
        ["Nobody needs a visa."],
    ]
    assert [[part.id for part in piece.parts if isinstance(part, Provision)] for piece in article.pieces] == [
        ["in"],
        ["free"],
    ]


def test_scope_definitions_and_exceptions_stand_where_the_text_makes_them() -> None:
    text = text_with(
        "\n\n".join(
            [
                "## Article I. Scope and words",
                scope("agreed", cites="I"),
                definition("covered", "role = 'soldier'", cites="I"),
                "## Article II. Not for all",
                exception("covered", "armed", cites="II"),
            ]
        )
    )

    first, second = articles_of(read(text), text)

    assert [type(part).__name__ for part in first.parts] == ["Scope", "Definition"]
    assert [type(part).__name__ for part in second.parts] == ["ExceptionTo"]


def paragraphs(*words: str, cites: str = "I") -> list[tuple[str, tuple[str, ...]]]:
    text = text_with(
        "\n\n".join(["## Article I. All", *words, provision("in", "permits", "entry", cites=cites)])
    )
    (article,) = articles_of(read(text), text)
    return [(p.number, p.anchors) for piece in article.pieces for p in piece.paragraphs]


def test_a_numbered_paragraph_is_a_place_of_its_number() -> None:
    assert paragraphs("1. One.", "2. Two.") == [("1.", ("I.1",)), ("2.", ("I.2",))]


def test_a_paragraph_on_several_numbers_is_the_place_of_each() -> None:
    assert paragraphs("1. and 2. Both.", "3.–5. Three.") == [
        ("1. and 2.", ("I.1", "I.2")),
        ("3.–5.", ("I.3", "I.4", "I.5")),
    ]


def test_letters_are_places_under_the_number_they_stand_under() -> None:
    assert paragraphs("(a) First. (b) Second.", "2. Then (a) and\n(b), too.") == [
        ("", ("I(a)", "I(b)")),
        ("2.", ("I.2", "I.2(a)", "I.2(b)")),
    ]


def test_a_letter_said_again_gives_no_second_place() -> None:
    assert paragraphs("(a) First.", "As (a) says.") == [("", ("I(a)",)), ("", ())]


def test_a_citation_that_no_paragraph_holds_has_its_place_at_the_heading() -> None:
    text = text_with(
        "## Article I. All\n\nNo number.\n\n" + provision("in", "permits", "entry", cites="I.9(z)")
    )
    (article,) = articles_of(read(text), text)
    assert article.anchors == ("I.9(z)",)


def test_markdown_is_shown_and_markup_is_not_obeyed() -> None:
    text = text_with(
        "## Article I. All\n\nA *member* is `member`. <script>x</script> [link](https://example.org)\n\n"
        + provision("in", "permits", "entry")
    )
    (article,) = articles_of(read(text), text)
    words = article.pieces[0].paragraphs[0].words
    assert "<em>member</em> is <code>member</code>" in words
    assert "&lt;script&gt;" in words
    assert "<a" not in words
    assert "<script" not in words


def test_why_something_is_not_encoded_is_told_apart() -> None:
    text = text_with("## Article I. Aims\n\nAims.\n\nNot encoded, because aims decide nothing.")
    (article,) = articles_of(read(text), text)
    assert [p.is_reason for p in article.pieces[0].paragraphs] == [False, True]


def test_the_words_above_the_first_article_are_the_introduction() -> None:
    assert introduction(text_with("## Article I. All\n\nNot encoded, because.")) == (
        "What it was made from.",
    )
