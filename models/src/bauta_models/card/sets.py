# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The sets that a detector is made of, and what is known of their licences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataSet:
    """``licence`` is the text that was found; a licence on a repository gives no rights in the faces it shows."""

    name: str
    used_for: str
    licence: str
    research_only: bool = False


SETS = (
    DataSet("street pictures (TUD- and INRIA-like)", "heads and persons by hand", "none found", True),
    DataSet("COCO, 207 pictures", "persons by hand", "Flickr pictures, CC, some non-commercial", True),
    DataSet("maskface", "faces by hand, most with masks", "none found", True),
    DataSet("cctv stills", "pictures with and without people", "none found", True),
    DataSet("UTKFace, 5,500 crops", "faces pasted into scenes", "non-commercial research", True),
    DataSet("YouTube Faces, 1,808 frames", "faces pasted into scenes", "repository MIT; frames research use", True),
    DataSet("clips of Intel's sample videos", "backgrounds and labels by teachers", "CC BY 4.0"),
    DataSet("drawn scenes, faces and number plates", "plates, backgrounds, a part of the heads", "ours, Apache-2.0"),
    DataSet("YuNet n (teacher)", "labels of faces", "Apache-2.0"),
    DataSet("FastestDet (teacher)", "labels of persons and vehicles", "BSD-3-Clause"),
)

PERSON_SETS = (
    *(entry for entry in SETS if "persons" in entry.used_for or entry.name in ("maskface", "cctv stills")),
    DataSet("UTKFace and YouTube Faces", "faces pasted into some scenes", "non-commercial research", True),
    DataSet("clips of Intel's sample videos", "backgrounds and labels by teachers", "CC BY 4.0"),
    DataSet(
        "COCO, 118,000 pictures",
        "by the authors of FastestDet, to make its numbers",
        "Flickr pictures, CC, some non-commercial",
        True,
    ),
)

PLATE_SETS = (
    DataSet(
        "street, cctv, COCO and maskface pictures", "backgrounds; vehicles, 47 plates marked by eye", "see street", True
    ),
    *(entry for entry in SETS if entry.name.startswith(("UTKFace", "YouTube", "clips", "drawn", "FastestDet"))),
)

VOICE_SETS = (
    DataSet(
        "LibriSpeech train-clean-100, 168 speakers", "voices; their average, shapes of mouths; `mouth`", "CC BY 4.0"
    ),
    DataSet("backgrounds of cc, 7 clips", "noise", "CC0 and CC BY, by clip"),
    DataSet("ESC-50, half of the recordings in ESC-10", "noise", "CC BY 3.0"),
    DataSet("ESC-50, half of the recordings outside ESC-10", "noise", "CC BY-NC 3.0", True),
    DataSet("drawn voices and noises", "singing, speech; traffic, sirens, bells, birds, music", "ours, Apache-2.0"),
    DataSet("LibriSpeech test-other, train-clean-100 (42 speakers)", "judged on, threshold", "CC BY 4.0"),
    DataSet("LJ Speech, 26 sentences", "judged on: words", "public domain"),
    DataSet("ESC-50, the other half of its recordings", "judged on only", "CC BY-NC 3.0", True),
)
