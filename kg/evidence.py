"""Evidence for the type of an unknown name: its words, its neighbours, its part in the clause, what the recogniser says.

In: a candidate and what is already known around it. Out: names of features, for the weights in data/models/names.json.

>>> sorted(evidence(candidate, known, words))[:3]      # 'the messaging app Foo'      # doctest: +SKIP
['before=app', 'before=type:platform', 'ner=PERSON']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.candidates import Candidate
from kg.entity_words import EntityWords, type_of
from kg.kinds import noun_after, noun_ahead, noun_before, noun_behind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def evidence(candidate: Candidate, known: Mapping[int, str], words: EntityWords) -> Iterator[str]:
    """Features of one occurrence; `known` gives the type of gazetteer mentions by token number of the same passage."""
    doc, first, last = candidate.passage.doc, candidate.first, candidate.last
    yield "always"
    yield from _shape(doc, first, last, words)
    yield from _labels(doc, first, last)
    for where, noun in (
        ("trailing", noun_behind(doc, last, words)),
        ("before", noun_before(doc, first, words)),
        ("after", noun_after(doc, last, words)),
        ("ahead", noun_ahead(doc, first, words)),
    ):
        if noun is not None:
            types = list(dict.fromkeys(type_of(kind) for kind in words.noun_kinds(noun.text)))
            yield f"{where}={noun.lower_}"
            yield f"noun={noun.lower_}"
            for kind in types:
                yield f"{where}=type:{kind}"
            if len(types) == 1:
                yield f"{where}=only:{types[0]}"
                yield f"noun=only:{types[0]}"
    yield from _around(doc, first, last, words)
    yield from _clause(doc, first, last, words)
    yield from _list(doc, first, last, known)


def _shape(doc: Doc, first: int, last: int, words: EntityWords) -> Iterator[str]:
    count = last - first
    text = doc[first:last].text
    yield f"words={min(count, 5)}"
    end = doc[last - 1].lower_.rstrip(".")
    kind = words.heads.get(end)
    if kind:
        yield f"head={kind}:{'lone' if count == 1 else 'more'}"
        yield f"head=type:{type_of(kind)}:{'lone' if count == 1 else 'more'}"
    if _plain(end, words):
        yield f"last={end}"
    if count > 1 and end in words.geography:
        yield "geography"
    if count > 1 and _plain(doc[first].lower_, words):
        yield f"first={doc[first].lower_}"
    for index in range(first, last - 1):
        inner = words.heads.get(doc[index].lower_)
        if inner and doc[index + 1].lower_ in ("of", "for", "on", "against", "to", "without", "in"):
            yield f"inner={inner}"
            break
    if any(token.lower_ in ("of", "and", "for", "on", "in", "the", "&") for token in doc[first:last]):
        yield "small words"
    if text.isupper() and count == 1:
        yield f"capitals={min(len(text), 6)}"
    elif any(character.isupper() for character in text[1:].replace(" ", "")) and count == 1:
        yield "camel"
    if any(character.isdigit() for character in text):
        yield "digit"
    if "." in text:
        yield f"dot={text.rsplit('.', 1)[1].casefold()[:4]}"
    if count == 1:
        yield f"suffix={text[-3:].casefold()}"
        yield f"suffix2={text[-2:].casefold()}"
    if doc[first].is_sent_start or first == 0:
        yield f"opens:{doc[first].pos_}:{min(count, 2)}"
    yield f"pos={'-'.join(token.pos_ for token in doc[first : min(last, first + 3)])}"


def _plain(word: str, words: EntityWords) -> bool:
    """True for a word of the lists; others would only be learnt by heart."""
    return word in words.heads or word in words.common or word in words.nouns or word in words.shape.take_of or word in words.titles


def _labels(doc: Doc, first: int, last: int) -> Iterator[str]:
    labels = [token.ent_type_ or "O" for token in doc[first:last]]
    label = max(sorted(set(labels)), key=labels.count)
    whole = (
        len(set(labels)) == 1 and (first == 0 or doc[first - 1].ent_type_ != label) and (last == len(doc) or doc[last].ent_type_ != label)
    )
    yield f"ner={label}"
    yield f"ner={label}:{min(last - first, 3)}"
    if whole:
        yield f"ner={label}:whole"


def _around(doc: Doc, first: int, last: int, words: EntityWords) -> Iterator[str]:
    before = doc[first - 1] if first else None
    after = doc[last] if last < len(doc) else None
    second = doc[last + 1] if last + 1 < len(doc) else None
    if before is not None:
        yield f"-1={_word(before)}"
        if before.lower_ in words.titles:
            yield "title"
        if first > 1:
            yield f"-2={_word(doc[first - 2])}"
    if after is not None:
        yield f"+1={_word(after)}"
        if after.text in ("'s", "’s", "'", "’"):
            yield "possessive"
            if second is not None:
                yield f"owns={second.lower_}"
        elif second is not None:
            yield f"+2={_word(second)}"
    for token, name in ((after, "after"), (second if after is not None and after.text in ("'s", "’s") else None, "owned")):
        if token is None:
            continue
        if token.lower_ in words.platform_after:
            yield f"{name}:platform word"
        if token.lower_ in words.company_after:
            yield f"{name}:company word"
        if token.lower_ in words.speech:
            yield f"{name}:speech"
    if after is not None and after.text == "," and second is not None and second.lower_ in ("who", "which", "whose", "where"):
        yield f"relative={second.lower_}"
    if before is not None and before.lower_ == "the":
        yield f"the:{min(last - first, 2)}"


def _word(token: Token) -> str:
    return token.lower_ if not token.text[:1].isupper() or token.is_sent_start else f"<{token.ent_type_ or token.pos_}>"


def _clause(doc: Doc, first: int, last: int, words: EntityWords) -> Iterator[str]:
    head = next((token for token in doc[first:last] if not first <= token.head.i < last), doc[last - 1])
    part = head.dep_
    yield f"dep={part}"
    if part in ("nsubj", "nsubjpass", "dobj", "poss", "compound", "appos"):
        yield f"{part}:{head.head.lemma_.casefold()}"
        yield from _governed(part, head.head, words)
    elif part == "pobj":
        yield f"pobj:{head.head.lower_}:{head.head.head.lemma_.casefold()}"
        yield f"pobj:{head.head.lower_}"
        yield from _governed("agent" if head.head.dep_ == "agent" else head.head.lower_, head.head.head, words)
    elif part == "conj":
        top = head.head
        while top.dep_ == "conj" and top.head.i != top.i:
            top = top.head
        yield f"conj:{top.dep_}:{top.head.lemma_.casefold() if top.dep_ in ('nsubj', 'dobj') else top.head.lower_}"


def _governed(part: str, above: Token, words: EntityWords) -> Iterator[str]:
    """The kind of word that a name hangs on: 'users of [Foo]', '[Foo]'s chatbot', '[Foo] said', 'fined by [Foo]'."""
    word = above.lower_
    if word in words.platform_after:
        yield f"{part}:platform word"
    if word in words.company_after:
        yield f"{part}:company word"
    if word in words.speech:
        yield f"{part}:speech"
    if above.pos_ in ("VERB", "AUX"):
        yield f"{part}:verb"
    elif above.pos_ == "NOUN":
        for kind in words.noun_types(above.text):
            yield f"{part}:type:{kind}"


def _list(doc: Doc, first: int, last: int, known: Mapping[int, str]) -> Iterator[str]:
    """Types of known names in the same enumeration: 'Telegram, Foo and WhatsApp'."""
    for step in (-1, 1):
        index = first - 1 if step < 0 else last
        hops = 0
        linked = False
        while 0 <= index < len(doc) and hops < 5:
            if index in known:
                if linked:
                    yield f"beside={known[index]}"
                break
            lower = doc[index].lower_
            if lower in (",", "and", "or", "nor", "&", "/"):
                linked = True
            elif lower != "the":
                break
            index += step
            hops += 1
