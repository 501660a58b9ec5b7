"""Nouns carry claims as verbs do: events with their prepositions and light verbs, roles, titles and names that modify names."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import rows, said

pytestmark = pytest.mark.model

EVENTS = [
    ("The raid on Acme by Norland surprised Bolt.", ["Norland --raided--> Acme"]),
    ("The raid by Norland on Acme surprised Bolt.", ["Norland --raided--> Acme"]),
    ("Norland's raid and search of Acme surprised Bolt.", ["Norland --raided--> Acme"]),
    ("A raid on the offices of Acme by Norland began.", ["Norland --raided--> Acme"]),
    ("The investigation of Acme by Norland continued.", ["Norland --investigates--> Acme"]),
    ("The Norland investigation of Acme surprised Bolt.", ["Norland --investigates--> Acme"]),
    ("The Privacy Board's investigation into Acme continued.", ["Privacy Board --investigates--> Acme"]),
    ("A Privacy Board investigation into Acme continued.", ["Privacy Board --investigates--> Acme"]),
    ("Norland's ban on Chirper took effect.", ["Norland --banned--> Chirper"]),
    ("The Norland ban on Chirper took effect.", ["Norland --banned--> Chirper"]),
    ("Norland's ban on Chirper and Flicktube took effect.", ["Norland --banned--> Chirper", "Norland --banned--> Flicktube"]),
    ("The ban on Chirper in Norland and Sudland holds.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("The fine against Acme from Norland surprised Bolt.", ["Norland --fined--> Acme"]),
    ("A lawsuit by Bolt against Acme went ahead.", ["Bolt --sued--> Acme"]),
    ("Bolt's lawsuit against Acme went ahead.", ["Bolt --sued--> Acme"]),
    ("Acme's acquisition of Cargo went ahead.", ["Acme --acquired--> Cargo"]),
    ("The acquisition of Cargo by Acme went ahead.", ["Acme --acquired--> Cargo"]),
    ("The Acme takeover of Cargo went ahead.", ["Acme --acquired--> Cargo"]),
    ("Acme's investment in Cargo went ahead.", ["Acme --funded--> Cargo"]),
]

LIGHT_VERBS = [
    ("Norland launched an investigation into Acme.", ["Norland --investigates--> Acme"]),
    ("Norland and Sudland opened a probe into Acme.", ["Norland --investigates--> Acme", "Sudland --investigates--> Acme"]),
    ("Norland carried out a raid on Acme.", ["Norland --raided--> Acme"]),
    ("A search of Acme's headquarters was carried out by Norland.", ["Norland --raided--> Acme"]),
    ("Norland imposed a fine on Acme.", ["Norland --fined--> Acme"]),
    ("Norland handed Acme a fine.", ["Norland --fined--> Acme"]),
    ("Norland put Acme under investigation.", ["Norland --investigates--> Acme"]),
    ("Acme faces an investigation by Norland.", ["Norland --investigates--> Acme"]),
    ("Acme is under investigation by Norland.", ["Norland --investigates--> Acme"]),
    ("Acme was hit with a fine by Norland.", ["Norland --fined--> Acme"]),
    ("Acme received a fine from Norland.", ["Norland --fined--> Acme"]),
    ("Bolt filed a lawsuit against Acme.", ["Bolt --sued--> Acme"]),
    ("Acme struck a deal with Bolt.", ["Acme --partnered_with--> Bolt"]),
    ("Norland lifted the ban on Chirper.", ["Norland --unbanned--> Chirper"]),
    ("The ban on Chirper by Norland was lifted.", ["Norland --unbanned--> Chirper"]),
]

ROLES = [
    ("Jane Roe is the chief executive of Acme.", ["Jane Roe --leads--> Acme"]),
    ("Jane Roe, the head of Acme, sued Bolt.", ["Jane Roe --leads--> Acme", "Jane Roe --sued--> Bolt"]),
    ("Jane Roe, the Acme chief executive, sued Bolt.", ["Jane Roe --leads--> Acme", "Jane Roe --sued--> Bolt"]),
    ("The chief executive of Acme, Jane Roe, sued Bolt.", ["Jane Roe --leads--> Acme", "Jane Roe --sued--> Bolt"]),
    ("Acme chief executive Jane Roe sued Bolt.", ["Jane Roe --leads--> Acme", "Jane Roe --sued--> Bolt"]),
    ("President Jane Roe of Norland banned Chirper.", ["Jane Roe --banned--> Chirper", "Jane Roe --leads--> Norland"]),
    ("Norland president Jane Roe banned Chirper.", ["Jane Roe --banned--> Chirper", "Jane Roe --leads--> Norland"]),
    ("Jane Roe was named chief executive of Acme.", ["Jane Roe --leads--> Acme"]),
    ("Jane Roe was appointed as chief executive of Acme.", ["Jane Roe --leads--> Acme"]),
    ("Sam Poe, a spokesman for Acme, criticised Norland.", ["Sam Poe --criticised--> Norland", "Sam Poe --works_for--> Acme"]),
    ("Acme spokesman Sam Poe criticised Norland.", ["Sam Poe --criticised--> Norland", "Sam Poe --works_for--> Acme"]),
    ("Acme is the owner of Chirper.", ["Acme --owns--> Chirper"]),
    ("Acme is not the owner of Chirper.", ["Acme --owns--> Chirper (negated)"]),
    ("Acme is a subsidiary of Bolt.", ["Bolt --owns--> Acme"]),
    ("Acme became a unit of Bolt.", ["Acme --part_of--> Bolt"]),
    ("Chirper owner Acme sued Norland.", ["Acme --owns--> Chirper", "Acme --sued--> Norland"]),
    ("Acme remains a member of the Trade Office.", ["Acme --member_of--> Trade Office"]),
    ("Norland, a member of the Trade Office, fined Acme.", ["Norland --fined--> Acme", "Norland --member_of--> Trade Office"]),
    ("The members of the Trade Office are Acme and Bolt.", ["Acme --member_of--> Trade Office", "Bolt --member_of--> Trade Office"]),
    ("Acme and Bolt are members of the Trade Office.", ["Acme --member_of--> Trade Office", "Bolt --member_of--> Trade Office"]),
]

NAMES = [
    ("Norland's Cargo sued Acme.", ["Cargo --based_in--> Norland", "Cargo --sued--> Acme"]),
    ("Cargo, a Norland company, sued Acme.", ["Cargo --based_in--> Norland", "Cargo --sued--> Acme"]),
    ("Cargo, based in Norland, sued Acme.", ["Cargo --based_in--> Norland", "Cargo --sued--> Acme"]),
    ("Acme's Chirper sued Norland.", ["Acme --owns--> Chirper", "Chirper --sued--> Norland"]),
    ("Acme may sue Chirper's owner, Bolt.", ["Acme --sued--> Bolt (planned)", "Bolt --owns--> Chirper"]),
]

BROKEN = {
    "Acme received a fine from Norland.": "'received ... from' alone is read as money too",
    "Acme spokesman Sam Poe criticised Norland.": "the person's modifier makes leads as well as works_for",
}


@pytest.mark.parametrize(("text", "expected"), rows([*EVENTS, *LIGHT_VERBS, *ROLES, *NAMES], BROKEN))
def test_nouns(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
