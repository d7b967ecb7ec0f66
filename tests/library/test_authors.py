"""Who wrote a source, read from the list as it is printed."""

import pytest

from articles.library.authors import read_authors


def test_people_are_parted_at_the_commas_after_their_initials() -> None:
    assert read_authors("Zarate CA Jr, van Rijnsoever E, Abdel Shaheed C").people == (
        "Zarate CA Jr",
        "van Rijnsoever E",
        "Abdel Shaheed C",
    )


@pytest.mark.parametrize(
    "name",
    ["U.S. Food and Drug Administration", "Centers for Disease Control and Prevention, Atlanta, Georgia", "NICE"],
)
def test_an_organisation_is_one_name_whatever_commas_it_has(name: str) -> None:
    assert read_authors(name).groups == (name,)
    assert read_authors(name).people == ()


@pytest.mark.parametrize("ending", [", et al.", " et al", ", et al", ", and others"])
def test_a_list_that_says_there_are_more_is_known_to_be_shortened(ending: str) -> None:
    listed = read_authors(f"Jelovac A{ending}")
    assert (listed.people, listed.shortened) == (("Jelovac A",), True)


def test_a_group_may_follow_people() -> None:
    listed = read_authors("Smith AB, Jones CD; Pain, Palliative and Supportive Care Group")
    assert listed.people == ("Smith AB", "Jones CD")
    assert listed.groups == ("Pain, Palliative and Supportive Care Group",)


@pytest.mark.parametrize(
    ("authors", "first"),
    [
        ("Cohen SP, Bhatia A", "Cohen"),
        ("van Rijnsoever E", "van Rijnsoever"),
        ("Zarate CA Jr", "Zarate"),
        ("Dupont J-P", "Dupont"),
        ("U.S. Food and Drug Administration", "U.S. Food and Drug Administration"),
    ],
)
def test_a_source_is_called_by_its_first_family_name_or_organisation(authors: str, first: str) -> None:
    assert read_authors(authors).first == first
