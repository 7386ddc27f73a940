"""The words around a mention say whether it is denied, hedged, in an open list or indirect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.rules import Rules
from graph.ingest.wording import Wording, wording


def _stance(said: Wording, word: str) -> str:
    start = said.text.index(word)
    return said.stance(start, start + len(word))


def test_a_negation_of_something_else_leaves_a_mention_unclear(rules: Rules) -> None:
    assert _stance(wording("Nuorten työttömyys ei ole vähentynyt.", rules), "Nuorten") == "unclear"
    assert _stance(wording("Työttömyys ei ole vähentynyt nuorilla.", rules), "nuorilla") == "unclear"


@pytest.mark.parametrize(
    ("text", "word", "stance"),
    [
        ("Hankkeessa opiskelijoita ei rekrytoitu.", "opiskelijoita", "unclear"),
        ("Hanke tuki työttömiä, mutta opiskelijoita se ei rekrytoinut.", "työttömiä", "affirmed"),
        ("Autetaan nuoria, joilla ei ole asuntoa.", "nuoria", "affirmed"),
        ("Hanke suunnitteli valmennusta romaneille, mutta se jäi toteutumatta.", "romaneille", "unclear"),
        ("Hankkeessa luovuttiin yrittäjille suunnatusta koulutuksesta.", "yrittäjille", "denied"),
        ("Kohderyhmästä on poistettu kausityöntekijät.", "kausityöntekijät", "denied"),
        ("Teema ei sulje pois eläkeläisiä.", "eläkeläisiä", "affirmed"),
        ("Mukana ovat paitsi nuoret, joita tuetaan, myös vanhemmat.", "vanhemmat", "affirmed"),
        ("Hankkeet tavoittavat äidit ilman, että lapset osallistuvat.", "lapset", "denied"),
        ("Opiskelijoille teemasta ei kuitenkaan rakenneta toimintaa.", "Opiskelijoille", "unclear"),
        ("Kohderyhmä kattaa muut kuin päätoimiset opiskelijat.", "opiskelijat", "denied"),
    ],
)
def test_what_is_negated_undone_or_left_out_is_not_affirmed(
    text: str, word: str, stance: str, rules: Rules
) -> None:
    assert _stance(wording(text, rules), word) == stance


def test_an_exception_denies_only_what_it_names(rules: Rules) -> None:
    said = wording("Toiminta kohdistuu nuoriin, lukuun ottamatta opiskelijoita.", rules)
    assert (_stance(said, "nuoriin"), _stance(said, "opiskelijoita")) == ("affirmed", "denied")


def test_an_exception_may_stand_before_its_words(rules: Rules) -> None:
    said = wording("Toiminta kohdistuu nuoriin, opiskelijoita lukuun ottamatta.", rules)
    assert (_stance(said, "nuoriin"), _stance(said, "opiskelijoita")) == ("affirmed", "denied")


def test_indirectly_speaks_of_what_follows(rules: Rules) -> None:
    said = wording("Kohderyhmänä ovat nuoret ja välillisesti myös heidän vanhempansa.", rules)
    assert not said.is_indirect(18, 24)
    assert said.is_indirect(said.text.index("vanhempansa"), len(said.text) - 1)


def test_indirectly_at_the_end_speaks_of_what_precedes(rules: Rules) -> None:
    said = wording("Vanhemmat hyötyvät välillisesti.", rules)
    assert said.is_indirect(0, 9)


def test_a_mediator_s_cue_speaks_of_what_follows_up_to_another_role(rules: Rules) -> None:
    said = wording("Välittäjinä toimivat kirjastot, ja välillisesti hyötyvät nuoret.", rules)
    start = said.text.index("kirjastot")
    assert said.is_mediated(start, start + 9)
    assert not said.is_mediated(said.text.index("nuoret"), len(said.text) - 1)


def test_a_mediator_s_cue_at_the_end_speaks_of_what_precedes(rules: Rules) -> None:
    said = wording("Kirjastot toimivat välittäjinä.", rules)
    assert said.is_mediated(0, 9)


def test_none_but_some_denies_those_not(rules: Rules) -> None:
    said = wording("Muita kuin saaristolaisia ei oteta mukaan.", rules)
    assert _stance(said, "saaristolaisia") == "unclear"


def test_only_what_follows_a_list_cue_is_an_example(rules: Rules) -> None:
    said = wording("Ryhmät kuten nuoret.", rules)
    assert said.list_cue(0) is None
    assert said.list_cue(13) is not None


def test_a_hedge_is_told(rules: Rules) -> None:
    assert wording("Ryhmiä voivat olla nuoret.", rules).hedged
    assert not wording("Ryhmiä ovat nuoret.", rules).hedged


@given(st.text(alphabet="abei ,.;äkuorvn", max_size=60), st.integers(0, 60), st.integers(1, 10))
def test_every_mention_has_one_stance(rules: Rules, text: str, start: int, length: int) -> None:
    assert wording(text, rules).stance(start, start + length) in ("affirmed", "denied", "unclear")
