"""Names, codes and ids: harmless to whoever sees them, forgiving to whoever types them."""

from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.team import names
from game.team.names import NameProblem
from game.text import LANGUAGES, cell_width, load

anything = st.text(st.characters(), max_size=60)
nasty = st.text(
    st.sampled_from("a小\u0301\u0302\u200d\u202e\x1b\x9b\x00\ud800\ue000\u2028\u3164 \u00a0ﬁÅ\U000e0041é[/"),
    max_size=40,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  小 林 ", "小 林"),
        ("Ａｎｎａ", "Anna"),
        ("\x1b]52;c;AAAA\x07Bob", "]52;c;AAAABob"),
        ("Bob\u202egnp.exe", "Bobgnp.exe"),
        ("a\u200bb\u2060c", "abc"),
        ("z\u0300\u0301\u0302\u0303\u0304o", "z\u0300\u0301o"),
        ("\u0301Eve", "Eve"),
        ("[/red]", "[/red]"),
        ("line\nbreak\u2028here", "line break here"),
        ("Nguyễn Thị Ơn", "Nguyễn Thị Ơn"),
    ],
)
def test_names_are_made_safe_and_stay_readable(typed: str, kept: str) -> None:
    assert names.display_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u3164\u3164", "\x1b", "!!!", "\u0301", "\ud800"])
def test_a_name_shows_something(typed: str) -> None:
    with pytest.raises(NameProblem) as refused:
        names.display_name(typed)
    assert refused.value.code == "empty"


@pytest.mark.parametrize("typed", ["Admin", "a d m i n", "ＡＤＭＩＮ", "Team-Mate", "队友", "管理员!", "You", "Аdmіn"])
def test_nobody_poses_as_somebody_official_or_as_the_hidden_ones(typed: str) -> None:
    with pytest.raises(NameProblem) as refused:
        names.team_name(typed)
    assert refused.value.code == "reserved"


def test_a_name_has_room_for_24_letters_or_12_characters() -> None:
    assert names.display_name("x" * 24) == "x" * 24
    assert names.display_name("稳" * 12) == "稳" * 12
    for long in ("x" * 25, "稳" * 13, "x" * 100_000, "x" + "\u1161" * 200):  # the last ones have no width
        with pytest.raises(NameProblem) as refused:
            names.display_name(long)
        assert refused.value.code == "too_long"


@given(st.one_of(anything, nasty))
def test_a_cleaned_name_commands_nothing_and_fits(text: str) -> None:
    name = names.clean_name(text)
    assert cell_width(name) <= names.NAME_CELLS and len(name) <= names.NAME_LETTERS
    assert not {category(letter) for letter in name} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not any(all(category(letter).startswith("M") for letter in name[at : at + 3]) for at in range(len(name) - 2))


@given(st.one_of(anything, nasty))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    once = names.clean_name(text)
    assert names.clean_name(once) == once


@given(st.one_of(anything, nasty))
def test_a_name_that_was_kept_is_shown_as_it_is(text: str) -> None:
    try:
        name = names.display_name(text)
    except NameProblem:
        return
    assert names.clean_name(name) == name == normalize("NFKC", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna", "ANNA"), ("小 林", "小林"), ("J. Doe", "j doe"), ("Straße", "STRASSE"), ("Аnn", "Ann"), ("МАХ", "MAX")],
)
def test_names_that_read_alike_are_one(one: str, other: str) -> None:
    assert names.name_key(one) == names.name_key(other)
    assert names.name_key("小林") != names.name_key("小李")


# Join codes


def test_a_code_is_drawn_from_letters_that_are_heard_right() -> None:
    assert names.new_code(lambda below: below - 1) == "ZZZZZZZZ"
    assert not set("ILOU") & set(names.CODE_LETTERS)
    assert len(names.CODE_LETTERS) ** names.CODE_SIZE == 2**40


@given(st.text(names.CODE_LETTERS, min_size=8, max_size=8), st.data())
def test_a_code_is_read_however_it_was_typed(code: str, data: st.DataObject) -> None:
    heard = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(data.draw(st.sampled_from(heard.get(letter, letter + letter.lower()))) for letter in code)
    spaced = data.draw(st.sampled_from(("", " ", "-", " - ", "\u2014", "\u3000"))).join((typed[:4], typed[4:]))
    assert names.read_code(f" {spaced} ") == code
    assert names.read_code(names.show_code(code)) == code


def test_a_code_is_read_from_full_width_letters() -> None:
    """Chinese input methods write them."""
    assert names.read_code("７Ｋ３ｍ－２ｑｘｂ") == "7K3M2QXB"


@given(st.one_of(anything, st.text(st.sampled_from("7K3M2QXBU"), min_size=8, max_size=8)))
def test_no_other_text_is_a_code(text: str) -> None:
    try:
        code = names.read_code(text)
    except NameProblem as refused:
        assert refused.code == "bad_code"
    else:
        assert set(code) <= set(names.CODE_LETTERS) and len(code) == names.CODE_SIZE


# Ids and slugs


def test_ids_grow_with_time() -> None:
    ids = [names.new_id(1_700_000_000 + second) for second in (0, 0.001, 1, 3600)]
    assert ids == sorted(ids)
    assert all(map(names.is_id, ids))


@pytest.mark.parametrize("text", ["", "x", "0" * 36, "12345678-1234-4234-8234-123456789abc", "a" * 1000, "\n"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(NameProblem):
        names.read_id(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "../x", "a/b", "a" * 65, "a\n"])
def test_what_is_no_slug(text: str) -> None:
    assert not names.is_slug(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "problem",
    [NameProblem("empty"), NameProblem("too_long", limit=24), NameProblem("reserved", name="x"),
     NameProblem("bad_code", letters=8), NameProblem("bad_id")],
)  # fmt: skip
def test_every_refusal_is_told(problem: NameProblem, language: str) -> None:
    assert problem.sentence(load(language))  # type: ignore[arg-type]
