"""The usual name within an official one: "Islamic Republic of Iran", "République islamique d'Iran", "Iran, Islamic Rep.".

An official name is words of a form of state around a usual name, in the order of its language; Chinese joins them. Where
the form tells one state from another (the two Koreas, China and Taiwan, Germany in its parts) it must not be taken off:
such names stand in ``official.csv`` as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NOUNS = """
republic kingdom state states commonwealth principality sultanate emirate duchy union federation confederation dominion empire
republique royaume etat etats principaute sultanat emirat duche federation confederation
republica reino estado principado sultanato emirato ducado federacion confederacion
republik bundesrepublik volksrepublik konigreich furstentum staat sultanat emirat großherzogtum grossherzogtum foderation
республика королевство государство княжество султанат эмират герцогство федерация содружество
جمهوری پادشاهی دولت امارت فدراسیون سلطنت جمهوریه جمهورية مملکه مملكة مملکة دوله دولة سلطنة سلطنه اماره امارة
rep sts
"""
WORDS = """
islamic democratic people's peoples federal federated federative socialist plurinational bolivarian cooperative co operative oriental arab
hashemite independent united sovereign grand eastern swiss soviet dem fed isl arab pdr rb of the
islamique democratique populaire federale federal federative socialiste plurinational plurinationale bolivarienne cooperative orientale arabe
hachemite independant independente unie unis grand de la du des d' l' le les
islamica democratica popular federal federativa socialista plurinacional bolivariana cooperativa oriental arabe hachemita independiente
unida unidos gran del los las el
islamische demokratische foderale sozialistische plurinationale bolivarische kooperative arabische haschemitisches unabhangiger vereinigte
der des
исламская демократическая народная народно федеративная федеративные социалистическая многонациональное боливарианская кооперативная арабская
хашимитское независимое объединенная объединенное великое восточная
اسلامی دموکراتیک دموکراتیک خلق فدرال سوسیالیستی فدراتیو متحد عربی هاشمی مستقل
الاسلامیه الاسلامية الدیمقراطیه الديمقراطية الدیمقراطية الشعبیه الشعبية الاتحادیه الاتحادية العربیه العربية الاشتراکیه الاشتراكية الهاشمیه الهاشمية المتحده المتحدة
"""
_CHINESE = re.compile(
    "(?:伊斯兰|人民|民主|联邦|联合|合众|社会主义|阿拉伯|多民族|玻利瓦尔|合作|哈希姆|大|独立)*(?:共和国|王国|联邦|公国|合众国|苏丹国|酋长国|国)$"
)
_TURNED = re.compile(r"(?P<name>[^,()]+?)\s*(?:,\s*(?P<after>[^,()]+)|\(\s*(?P<within>[^()]+?)\s*\))")
_LONG = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "sts": "states",
    "isl": "islamic",
    "peoples": "people's",
}


class Forms:
    """Words of forms of state, spelt as names are compared."""

    def __init__(self, plain: dict[str, str]) -> None:
        """`plain` gives for each word of `NOUNS` and `WORDS` how it is spelt when names are compared."""
        self.nouns = {plain[word] for word in NOUNS.split()}
        words = sorted({*self.nouns, *(plain[word] for word in WORDS.split())}, key=len, reverse=True)
        self._first = re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:(?<=')|\s+|$)")
        self.words = set(words)

    def within(self, name: str) -> Iterator[tuple[str, bool]]:
        """Yield names that may stand within an official one, and whether each keeps its form of state.

        >>> forms = Forms({word: word for word in (NOUNS + WORDS).split()})
        >>> list(forms.within("islamic republic of iran"))
        [('of iran', False), ('iran', False)]
        >>> list(forms.within("korea, rep"))
        [('republic of korea', True), ('republic of the korea', True), ('korea', False)]
        """
        turned = _TURNED.fullmatch(name)
        if turned:
            yield from self._turned(turned["name"], (turned["after"] or turned["within"]).strip())
            return
        short = _CHINESE.sub("", name)
        if short and short != name:
            yield short, False
        rest, noun = name, False
        while found := self._first.match(rest):
            noun = noun or found[0].strip() in self.nouns
            rest = rest[found.end() :]
            if noun and rest:
                yield rest, False
                yield from ((short, False) for short in self._behind(rest))

    def _turned(self, name: str, form: str) -> Iterator[tuple[str, bool]]:
        words = form.split()
        if not all(word in self.words for word in words):
            return
        long = " ".join(_LONG.get(word, word) for word in words).removesuffix(" the").removesuffix(" of")
        yield f"{long} of {name}", True
        yield f"{long} of the {name}", True
        yield name, False

    def _behind(self, name: str) -> Iterator[str]:
        """The name without the adjectives that Arabic and Persian put behind it."""
        words = name.split()
        while len(words) > 1 and words[-1] in self.words:
            words.pop()
            yield " ".join(words)
