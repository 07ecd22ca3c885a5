"""Official names in several languages, and in the order of tables, mean the state that the usual name means."""

import pytest

from foedus.errors import InputError
from foedus.terms.states.find import find_state, named
from foedus.terms.states.table import STATES, rows_of

OFFICIAL = {
    630: ["Islamic Republic of Iran", "République islamique d'Iran", "República Islámica del Irán", "Islamische Republik Iran",
          "Исламская Республика Иран", "جمهوری اسلامی ایران", "جمهورية إيران الإسلامية", "伊朗伊斯兰共和国",
          "Iran, Islamic Rep.", "Iran (Islamic Republic of)", "Persia"],
    365: ["Russian Federation", "Russische Föderation", "Fédération de Russie", "Российская Федерация", "俄罗斯联邦", "USSR"],
    732: ["Republic of Korea", "Korea, Republic of", "Korea, Rep.", "République de Corée", "Республика Корея", "大韩民国"],
    731: ["Korea (Democratic People's Republic of)", "Korea, Dem. People's Rep.", "朝鲜民主主义人民共和国", "North Korea"],
    490: ["Congo, Dem. Rep.", "République démocratique du Congo", "Zaire"],
    484: ["Congo, Rep.", "Republic of the Congo", "República del Congo"],
    710: ["People's Republic of China", "中华人民共和国", "Volksrepublik China"],
    713: ["Republic of China", "Republik China", "中华民国"],
    651: ["Arab Republic of Egypt", "Egypt, Arab Rep.", "جمهورية مصر العربية"],
    616: ["République tunisienne", "الجمهورية التونسية", "Республика Тунис", "Republic of Tunisia"],
    475: ["Federal Republic of Nigeria", "Bundesrepublik Nigeria", "Федеративная Республика Нигерия", "République fédérale du Nigéria"],
    211: ["Kingdom of Belgium", "Royaume de Belgique", "Королевство Бельгия", "Königreich Belgien", "比利时王国"],
    705: ["Republic of Kazakhstan", "Республика Казахстан", "Republik Kasachstan"],
    145: ["Plurinational State of Bolivia", "Bolivia (Plurinational State of)", "Estado Plurinacional de Bolivia"],
    101: ["Bolivarian Republic of Venezuela", "Venezuela, RB", "República Bolivariana de Venezuela"],
    775: ["Burma", "Union of Myanmar"], 780: ["Ceylon", "Democratic Socialist Republic of Sri Lanka"], 439: ["Upper Volta"],
    572: ["Swaziland", "Kingdom of Eswatini"], 343: ["Macedonia", "Republic of North Macedonia"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in OFFICIAL.items() for name in names])
def test_an_official_name_is_read(code, name):
    assert find_state(name, 2016).ccode == code


@pytest.mark.parametrize("row", rows_of("languages.csv"), ids=lambda row: f"{row['ccode']}-{row['language']}")
def test_every_name_of_the_languages_is_read(row):
    if row["name"] == "Congo":  # In Spanish the usual name of 484, in English of both.
        with pytest.raises(InputError, match="several states"):
            find_state(row["name"], 2016)
    else:
        assert find_state(row["name"], 2016).ccode == int(row["ccode"])


def test_every_listed_official_name_means_its_state_in_its_years():
    for row in rows_of("official.csv"):
        state = STATES[int(row["ccode"])]
        assert state in named(row["name"])
        assert find_state(row["name"], state.spells[-1][0] + 1).ccode == state.ccode


@pytest.mark.parametrize(
    "name", ["Republic of", "Kingdom", "Republic of Atlantis", "Democratic Republic", "the", "共和国"]
)
def test_a_form_of_state_alone_names_none(name):
    assert named(name) == ()
    with pytest.raises(InputError):
        find_state(name, 2000)


def test_a_name_in_another_language_means_whom_the_english_one_means_in_the_year():
    assert [
        find_state(name, 1970).ccode for name in ("Bundesrepublik Deutschland", "República Democrática Alemana")
    ] == [260, 265]
    with pytest.raises(InputError, match="several states in 1970"):
        find_state("Alemania", 1970)
