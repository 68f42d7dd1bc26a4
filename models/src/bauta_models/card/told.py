# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What the cards of each family of detectors tell in words."""

from __future__ import annotations

from dataclasses import dataclass

from bauta_models.card.sets import PERSON_SETS, PLATE_SETS, SETS, DataSet


@dataclass(frozen=True)
class Told:
    """Paragraphs and cells of a card; ``family`` may name keys of the description, ``beginning`` follows what the
    training was."""

    purpose: str
    family: str
    licence: str
    sets: tuple[DataSet, ...]
    beginning: str
    limits: str
    must_not: str


STREET = Told(
    purpose="""Finds faces with five points, heads, persons and number plates, so that they can be covered before a
picture leaves the edge node. It runs on one thread of a small processor; what it misses is covered only where tracking
or whole-frame methods cover it, so its recall is a promise to measure, not to believe.""",
    family="PhiNet (doi:10.1145/3510832), width {width}, anchor-free, strides 8 to 32",
    licence="Apache-2.0; see the sets below for what they allow",
    sets=SETS,
    beginning="",
    limits="""* It was trained on few pictures, most of them of adults in daylight, many from German and Asian streets.
* Faces under 10 pixels, faces seen from above at a steep angle, and faces behind glass are its weak side.
* Labels of persons and of many faces came from other detectors, whose mistakes it may have learnt.
* Plates were composed, not photographed: those that are bent, lit from behind or of unknown shapes are missed more.""",
    must_not="""* To recognise, identify, count by trait, or rate anybody: it knows where a face is, not whose.
* As the only protection where one missed frame does harm: cover the whole frame there.
* To decide about a person in any way.""",
)

PERSON = Told(
    purpose="""Finds persons from head to foot, for policies that hide bodies. It begins where FastestDet ends, a
network for eighty kinds of thing, and does with half of its multiplications: it has one kind, and pictures are looked
at as they are, not squeezed into a square. What it misses is covered only where tracking or whole-frame methods cover
it.""",
    family="ShuffleNet V2 (arXiv:1807.11164) with the neck and head of FastestDet, anchor-free, stride 16",
    licence="Apache-2.0 for what was changed, BSD-3-Clause for the numbers it began with (NOTICE); see the sets below",
    sets=PERSON_SETS,
    beginning=" Before that the network had the numbers of FastestDet, which others trained on the pictures of COCO.",
    limits="""* It has one grid of 16 pixels: who is smaller than that, or stands close beside another, is missed more.
* It was made to fit on few pictures of streets; what it knows beyond them, it knows from COCO's photographs.
* Persons seen from above at a steep angle, and parts of persons, are its weak side.
* Labels of most persons came from FastestDet itself, whose mistakes it has.
* That the mean of two runs was taken, and of which, was chosen by the pictures that it is judged on here: with 123
persons a point or two may be luck.""",
    must_not="""* To recognise, identify, count by trait, or rate anybody: it knows where a person is, not who.
* As the only protection where one missed frame does harm: cover the whole frame there.
* To decide about a person in any way.""",
)


PLATE = Told(
    purpose="""Finds number plates and nothing else, for policies that hide them, where there is time for a second
network beside the detector. What it misses is covered only where tracking or whole-frame methods cover it.""",
    family=STREET.family,
    licence=STREET.licence,
    sets=PLATE_SETS,
    beginning=" Most of them made `street`, with whose numbers it began; the others were for plates alone.",
    limits="""* Nearly all plates that it learnt were composed, not photographed: of real ones only 47, on vehicles in
pictures of people. Those that are bent, lit from behind or of unknown shapes are missed more.
* Plates under 10 pixels are its weak side; nobody could read them either.
* Signs, lamps and camera housings are what it takes for plates.""",
    must_not="""* To read plates, or to follow vehicles: it knows where a plate is, not whose.
* As the only protection where one missed frame does harm: cover the whole frame there.""",
)


def told_of(description: dict) -> Told:
    """What is told of a model, by its ``model.json``. Raises ``KeyError`` for one without a card."""
    own = {"plate": PLATE}.get(description["name"])
    return own or {"phinet": STREET, "shufflenet": PERSON}[description["family"]]
