"""Every form of a clause gives the same claim: voice, participles, relatives, apposition, coordination, control, raising, particles."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import rows, said

pytestmark = pytest.mark.model

VOICE = [
    ("Norland raided Acme.", ["Norland --raided--> Acme"]),
    ("Acme was raided by Norland.", ["Norland --raided--> Acme"]),
    ("Acme was raided.", []),
    ("Acme has been fined by Norland.", ["Norland --fined--> Acme"]),
    ("Acme is being investigated by the Privacy Board.", ["Privacy Board --investigates--> Acme"]),
    ("Acme was fined 5 million euros by Norland.", ["Norland --fined--> Acme"]),
    ("Chirper has been blocked in Norland.", ["Norland --banned--> Chirper"]),
    ("Norland gave Acme a fine.", ["Norland --fined--> Acme"]),
]

PARTICIPLES = [
    ("Fined by Norland, Acme left the market.", ["Norland --fined--> Acme"]),
    ("Acme, fined by Norland in May, left the market.", ["Norland --fined--> Acme"]),
    ("Acme, having been fined by Norland, sued Bolt.", ["Acme --sued--> Bolt", "Norland --fined--> Acme"]),
    ("Having fined Acme, Norland turned to Bolt.", ["Norland --fined--> Acme"]),
    ("With Norland banning Chirper, users left.", ["Norland --banned--> Chirper"]),
    ("Before being fined by Norland, Acme sued Bolt.", ["Acme --sued--> Bolt", "Norland --fined--> Acme"]),
    ("Sued by Bolt and fined by Norland, Acme left.", ["Bolt --sued--> Acme", "Norland --fined--> Acme"]),
    ("Wizbot, developed by Acme, was banned by Norland.", ["Acme --develops--> Wizbot", "Norland --banned--> Wizbot"]),
    ("Chirper, owned by Acme, was banned by Norland.", ["Acme --owns--> Chirper", "Norland --banned--> Chirper"]),
    ("Norland-based Cargo sued Acme.", ["Cargo --based_in--> Norland", "Cargo --sued--> Acme"]),
]

RELATIVES = [
    ("The Privacy Board, which fined Acme, moved on.", ["Privacy Board --fined--> Acme"]),
    ("Acme, which the Privacy Board fined, moved on.", ["Privacy Board --fined--> Acme"]),
    ("Acme, which was fined by the Privacy Board, moved on.", ["Privacy Board --fined--> Acme"]),
    ("Norland fined Acme, which owns Chirper.", ["Acme --owns--> Chirper", "Norland --fined--> Acme"]),
    ("Norland, where Chirper is banned, is cold.", ["Norland --banned--> Chirper"]),
    ("Jane Roe, who leads Acme, left.", ["Jane Roe --leads--> Acme"]),
    ("Chirper, which is owned by Acme, was banned in Norland.", ["Acme --owns--> Chirper", "Norland --banned--> Chirper"]),
    ("Acme, whose offices Norland raided, said nothing.", ["Norland --raided--> Acme"]),
    ("Acme, whose offices were raided by Norland, said nothing.", ["Norland --raided--> Acme"]),
]

APPOSITION = [
    ("Bolt sued its rival, Acme.", ["Bolt --sued--> Acme"]),
    ("Norland's regulator, the Privacy Board, fined Acme.", ["Privacy Board --based_in--> Norland", "Privacy Board --fined--> Acme"]),
    ("The Privacy Board, a regulator in Norland, fined Acme.", ["Privacy Board --based_in--> Norland", "Privacy Board --fined--> Acme"]),
    ("Acme, the owner of Chirper, sued Norland.", ["Acme --owns--> Chirper", "Acme --sued--> Norland"]),
    ("The owner of Chirper, Acme, sued Norland.", ["Acme --owns--> Chirper", "Acme --sued--> Norland"]),
    ("Acme's parent company, Bolt, sued Norland.", ["Bolt --owns--> Acme", "Bolt --sued--> Norland"]),
    ("A group of countries including Norland banned Chirper.", ["Norland --banned--> Chirper"]),
    ("Norland banned apps like Chirper.", ["Norland --banned--> Chirper"]),
    ("Platforms such as Chirper were banned by Norland.", ["Norland --banned--> Chirper"]),
]

COORDINATION = [
    ("Norland and Sudland banned Chirper.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Both Norland and Sudland banned Chirper.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Norland banned Chirper and Flicktube.", ["Norland --banned--> Chirper", "Norland --banned--> Flicktube"]),
    (
        "Norland banned Chirper, Flicktube and Wizbot.",
        ["Norland --banned--> Chirper", "Norland --banned--> Flicktube", "Norland --banned--> Wizbot"],
    ),
    (
        "Chirper was banned by Norland, Sudland and Westria.",
        ["Norland --banned--> Chirper", "Sudland --banned--> Chirper", "Westria --banned--> Chirper"],
    ),
    (
        "Norland, Sudland and Westria raided Acme and Bolt.",
        [f"{country} --raided--> {company}" for country in ("Norland", "Sudland", "Westria") for company in ("Acme", "Bolt")],
    ),
    ("Norland raided the offices of Acme and Bolt.", ["Norland --raided--> Acme", "Norland --raided--> Bolt"]),
    ("Norland raided Acme and fined Bolt.", ["Norland --fined--> Bolt", "Norland --raided--> Acme"]),
    ("Norland banned and fined Chirper.", ["Norland --banned--> Chirper", "Norland --fined--> Chirper"]),
    ("Acme was fined and banned by Norland.", ["Norland --banned--> Acme", "Norland --fined--> Acme"]),
]

CONTROL = [
    ("Norland began to investigate Acme.", ["Norland --investigates--> Acme"]),
    ("Norland is expected to fine Acme.", ["Norland --fined--> Acme (planned)"]),
    ("Acme is expected to be fined by Norland.", ["Norland --fined--> Acme (planned)"]),
    ("Norland seems to have raided Acme.", ["Norland --raided--> Acme (alleged)"]),
    ("Norland made Acme sue Bolt.", ["Acme --sued--> Bolt"]),
    ("Norland urged Sudland to ban Chirper.", ["Norland --demanded--> Sudland", "Sudland --banned--> Chirper (demanded)"]),
    ("Sudland was urged by Norland to ban Chirper.", ["Norland --demanded--> Sudland", "Sudland --banned--> Chirper (demanded)"]),
    ("Norland promised Sudland to ban Chirper.", ["Norland --banned--> Chirper (planned)"]),
    ("Acme hopes to buy Bolt.", ["Acme --acquired--> Bolt (planned)"]),
    ("Bolt accused Acme of hacking Cargo.", ["Acme --attacked--> Cargo (alleged)", "Bolt --accused--> Acme"]),
    ("Acme was accused by Bolt of hacking Cargo.", ["Acme --attacked--> Cargo (alleged)", "Bolt --accused--> Acme"]),
    ("Acme, accused of hacking Bolt, said nothing.", ["Acme --attacked--> Bolt (alleged)"]),
]

PARTICLES = [
    ("Norland looked into Acme.", ["Norland --investigates--> Acme"]),
    ("Norland shut down Chirper.", ["Norland --banned--> Chirper"]),
    ("Norland shut Chirper down.", ["Norland --banned--> Chirper"]),
    ("Acme took over Bolt.", ["Acme --acquired--> Bolt"]),
    ("Acme took Bolt over.", ["Acme --acquired--> Bolt"]),
    ("Acme teamed up with Bolt.", ["Acme --partnered_with--> Bolt"]),
    ("Acme and Bolt teamed up.", ["Acme --partnered_with--> Bolt"]),
]

ACTORS = [
    ("Norland police raided Acme.", ["Norland --raided--> Acme"]),
    ("Norland authorities raided Acme.", ["Norland --raided--> Acme"]),
    ("Authorities in Norland raided Acme.", ["Norland --raided--> Acme"]),
    ("A spokesman for Norland accused Acme of fraud.", ["Norland --accused--> Acme"]),
    ("Norland blocked access to Chirper.", ["Norland --banned--> Chirper"]),
    ("Norland blocked the use of Chirper.", ["Norland --banned--> Chirper"]),
    ("Access to Chirper was blocked in Norland.", ["Norland --banned--> Chirper"]),
    ("One of the companies, Acme, was fined by Norland.", ["Norland --fined--> Acme"]),
]

BROKEN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "expected"),
    rows([*VOICE, *PARTICIPLES, *RELATIVES, *APPOSITION, *COORDINATION, *CONTROL, *PARTICLES, *ACTORS], BROKEN),
)
def test_clauses(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
