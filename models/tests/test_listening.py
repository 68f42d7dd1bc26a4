# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The judges themselves: they are right where the answer is known."""

import numpy as np
import pytest

from bauta_models.listening import activity, prosody, scenes, soundscape, speakers, words
from bauta_models.listening.figures import Findings
from bauta_models.listening.packages import needed
from bauta_models.voice import drawn, noises
from bauta_models.voice.running import Stretches


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In 1455, the 42-line Bible", "in fourteen fifty five the forty two line bible"),
        ("1900 and 1906", "nineteen hundred and nineteen o six"),
        ("12,345 men's", "twelve thousand three hundred forty five mens"),
    ],
)
def test_numbers_are_written_out(text, said):
    assert words.plain(text) == said.split()


def test_wrong_missing_and_added_words_count():
    assert words.distance(["a", "b", "c", "d"], ["a", "x", "c"]) == 2
    assert words.distance([], ["a"]) == 1


def test_the_error_rate_is_by_words_said():
    heard = iter(["printing is modern", "hey hey hey hey"])

    rate = words.error_rate(lambda sound: next(heard), [(None, "Printing is modern."), (None, "one two")])

    assert rate == pytest.approx(4 / 5)


def test_equal_error_rates_of_known_scores():
    same = np.array([True] * 100 + [False] * 100)

    assert speakers.error_rate(np.where(same, 1.0, 0.0), same) == 0
    assert speakers.error_rate(np.random.default_rng(1).random(200), same) == pytest.approx(0.5, abs=0.1)
    assert speakers.error_rate(np.where(same, 0.0, 1.0), same) == 1


def people(count, pieces, apart, rng):
    """Described pieces of people who differ in a few directions."""
    names = np.repeat([f"speaker {number}" for number in range(count)], pieces)
    means = np.repeat(rng.normal(size=(count, 8)) * apart, pieces, axis=0)
    rows = np.concatenate([means, np.zeros((len(names), 12))], axis=1) + rng.normal(size=(len(names), 20))
    return speakers.Described(rows, list(names))


def test_an_attacker_who_has_learnt_knows_people_who_differ_and_no_others():
    rng = np.random.default_rng(2)

    rates = [
        speakers.verification(
            speakers.Backend(people(60, 3, apart, rng), kept=8, shrink=0.1).scores, *2 * [people(20, 4, apart, rng)]
        )
        for apart in (3.0, 0.0)
    ]

    assert rates[0] < 0.05
    assert rates[1] > 0.4


def test_scores_are_those_of_two_covariances():
    rng = np.random.default_rng(3)
    backend = speakers.Backend(people(40, 4, 2.0, rng), kept=4)
    tested = people(5, 2, 2.0, rng).rows

    scores = backend.scores(tested, tested)

    assert scores == pytest.approx(scores.T)
    a, b = (((rows - backend._mean) / backend._scale) @ backend._directions for rows in (tested[:1], tested[3:4]))
    expected = 0.0
    for between, x, y in zip(backend._between, a[0], b[0], strict=True):
        covariance = np.array([[between + 1, between], [between, between + 1]])
        pair = np.array([x, y])
        expected -= 0.5 * (np.log(np.linalg.det(covariance)) + pair @ np.linalg.solve(covariance, pair))
        expected += 0.5 * (2 * np.log(between + 1) + (x * x + y * y) / (between + 1))
    assert scores[0, 3] == pytest.approx(expected)


def test_statistics_tell_drawn_voices_apart():
    def piece(speaker):
        return speakers.statistics(drawn.voice(2.0, np.random.default_rng(speaker)))

    assert piece(1).shape == piece(2).shape
    assert np.isfinite(piece(1)).all()
    assert not np.allclose(piece(1), piece(2))


def test_distortion_is_measured_whatever_the_scale():
    rng = np.random.default_rng(4)
    wanted, error = rng.standard_normal(10_000), rng.standard_normal(10_000)

    assert prosody.distortion_ratio(wanted, 3 * (wanted + 0.1 * error)) == pytest.approx(20, abs=0.3)
    assert prosody.energy_correlation(wanted, -wanted) == pytest.approx(1)


def test_scenes_are_as_loud_as_they_say():
    rng = np.random.default_rng(5)
    voice, noise = drawn.voice(3.0, rng), noises.noise(2.0, rng, "traffic")

    scene = scenes.scene_of(voice, noise, "traffic", 10, rng)

    spoken = scene.voice[scene.voice != 0]
    ratio = 20 * np.log10(scenes.loud_level(spoken) / scenes.loud_level(scene.noise))
    assert ratio == pytest.approx(10, abs=2.5)
    assert not scene.speaking[:55].any()
    assert scene.speaking[70:200].any()


def test_each_recording_is_recognised_by_others_of_its_class():
    classes = ["dog"] * 4 + ["rain"] * 3 + ["wind"] * 2
    sources = ["a", "a", "b", "c", "d", "e", "e", "f", "f"]

    folds = soundscape.folds_of(classes, sources)

    assert folds == [0, 0, 1, 2, 0, 1, 1, -1, -1]


def test_misses_and_false_alarms_are_counted():
    speaking = np.zeros(200, bool)
    speaking[50:150] = True
    late = np.where(np.arange(200) >= 112, 0.9, 0.1) * speaking
    heard = [activity.Heard(late, speaking, "wind"), activity.Heard(np.zeros(200), ~speaking & False, "rain")]

    assert activity.misses(heard, Stretches()) == pytest.approx(0.5)
    assert activity.false_alarms(heard, Stretches())["rain"] == 0
    low = activity.chosen_threshold([activity.Heard(np.where(speaking, 0.2, 0.01), speaking, "wind")])
    assert low == pytest.approx(0.2, abs=1e-3)


def test_a_missing_package_is_named_with_its_cure():
    with pytest.raises(ModuleNotFoundError, match=r"nowhere_to_be_found.*models\[listening\]"):
        needed("nowhere_to_be_found")


def test_findings_are_tables_of_markdown():
    found = Findings()
    found.add("Time", ("part", "seconds"), [("network", 0.01)])

    assert found.tables["Time"].splitlines() == ["| part | seconds |", "| --- | --- |", "| network | 0.01 |"]
