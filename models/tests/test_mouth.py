# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network ``mouth``: it hears a little ahead, forgets who speaks, and is the same in Java's format."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from bauta_models import cli
from bauta_models.detector.running import open_session
from bauta_models.mouth import examples, training
from bauta_models.mouth.examples import Example, drawn_examples, stretched
from bauta_models.mouth.network import AHEAD, HEARD, RECENT, MouthNetwork, MouthShape
from bauta_models.mouth.steps import SMOKE_PIECES
from bauta_models.mouth.teacher import FOLDS, KNOWN, Lesson, Teacher, in_frames
from bauta_models.voice import drawn, envelope, mouths
from bauta_models.voice.speakers import Heard, average_speaker

EXPORTED = Path(__file__).parent.parent / "exported" / "mouth"


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(3)
    return MouthNetwork(MouthShape(window=16, memory=24, thought=16)).eval()


def heard_frames(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, HEARD)).astype(np.float32)


def test_frames_heard_one_by_one_say_the_same(network):
    heard = torch.from_numpy(heard_frames(30))[None]
    with torch.no_grad():
        whole, _ = network(heard, network.quiet())
        state, single = network.quiet(), []
        for at in range(30):
            said, state = network(heard[:, at : at + 1], state)
            single.append(said)

    assert torch.allclose(torch.cat(single, dim=1), whole, atol=1e-5)


def test_what_comes_later_than_is_heard_ahead_changes_nothing():
    say = mouths.in_onnx_runtime(EXPORTED / "model.onnx")
    heard = heard_frames(60)
    other = heard.copy()
    other[30:] = heard_frames(30, seed=2)

    one, two = say(heard), say(other)

    assert one[: 30 - AHEAD] == pytest.approx(two[: 30 - AHEAD], abs=1e-5)
    assert np.abs(one[30 - AHEAD] - two[30 - AHEAD]).max() > 1e-3


def test_the_committed_network_says_what_it_said():
    golden = np.load(EXPORTED / "golden.npz")
    session = open_session(EXPORTED / "model.onnx")

    said, state = session.run(["said", "next_state"], {name: golden[name] for name in ("heard", "state")})

    assert said == pytest.approx(golden["said"], abs=1e-4)
    assert state == pytest.approx(golden["next_state"], abs=1e-4)


def test_a_speaker_of_average_statistics_is_heard_as_none():
    mean, spread = average_speaker()
    frames = 8
    rows = [np.tile(mean, (frames, 1)), np.tile(spread, (frames, 1)), np.full(frames, envelope.PITCH)]
    speaker = Heard(*rows, np.full(frames, envelope.PITCH_SPREAD), np.full(frames, envelope.VOICING))
    level = np.linspace(-3, -30, frames)

    heard = mouths.heard(mean - mean.mean() + level[:, None], np.full(frames, 0.8), speaker, throat=0.3)

    assert heard.shape == (frames, HEARD)
    assert heard[:, : envelope.BANDS] == pytest.approx(-mean.mean() / spread * np.ones((frames, 1)), abs=1e-5)
    assert heard[0, -2] == pytest.approx(1)
    assert heard[-1, -2] == pytest.approx(1 - mouths.FAINTEST / 4)
    assert heard[:, -1] == pytest.approx(0.8)


def test_the_teacher_tells_what_is_said_and_not_who_says_it():
    rng = np.random.default_rng(4)
    words, shapes = rng.standard_normal((6, KNOWN)), 2 * rng.standard_normal((6, envelope.BANDS))
    lessons = []
    for number in range(2 * FOLDS):
        said = np.repeat(rng.integers(0, 6, 40), 12)
        own = rng.standard_normal(envelope.BANDS)  # this speaker's, in every frame
        known = words[said] + 0.1 * rng.standard_normal((len(said), KNOWN))
        lessons.append(Lesson(f"speaker {number}", known, shapes[said] + own, np.ones(len(said), bool)))
        lessons[-1].known[:, :4] += number  # and a recogniser may know a little of who it is

    teacher = Teacher(lessons, seed=1)

    for lesson in lessons:
        told = teacher.shapes(lesson.who, lesson.known.astype(np.float32))
        own = (lesson.shapes - told).mean(axis=0)
        assert np.abs(lesson.shapes - told - own).mean() < 0.5 * np.abs(shapes).mean()
        assert np.abs(own).mean() > 0.4


def test_what_is_known_every_20_ms_is_told_every_16():
    known = np.arange(20.0)[:, None] * np.ones((1, 3))

    frames = in_frames(known, 24)

    assert frames.shape == (24, 3)
    assert np.diff(frames[2:20, 0]) == pytest.approx(0.8, abs=1e-5)


def test_shapes_of_a_slower_voice_are_stretched():
    shape = np.linspace(0, 9, 10)[:, None] * np.ones((1, envelope.BANDS))

    slower = stretched(shape, 19)

    assert slower[:, 0] == pytest.approx(np.linspace(0, 9, 19))


def test_a_voice_elsewhere_is_heard_as_long_as_it_lasts():
    rng = np.random.default_rng(2)
    sound = drawn.voice(2.0, rng).astype(float)
    noises = (0.05 * rng.standard_normal(48_000)).astype(np.float16)

    def hear(magnitudes):
        return np.ones(len(magnitudes), np.float32), np.ones_like(magnitudes)

    lengths = set()
    for _ in range(6):
        heard = examples.heard_elsewhere(sound, noises, hear, rng)
        assert np.isfinite(heard).all()
        lengths.add(len(heard))

    assert len(lengths) > 1
    assert all(0.8 * 126 < length < 1.25 * 126 for length in lengths)


def test_beyond_the_end_of_an_example_nothing_counts():
    example = Example(heard_frames(20), np.ones((20, envelope.BANDS), np.float32))

    heard, said, weight = training.piece(example, 50, np.random.default_rng(1))

    assert heard.shape == (50 + RECENT, HEARD)
    assert np.isfinite(heard).all()
    assert weight[:20].min() >= training.FAINTEST
    assert not weight[20:].any()
    assert not said[20:].any()


def test_shapes_that_are_right_are_not_off():
    said = torch.from_numpy(np.random.default_rng(1).standard_normal((2, 9, envelope.BANDS)).astype(np.float32))
    weight = torch.ones(2, 9, 1)

    place, motion = training.off(said, said, weight)
    moved, still = training.off(said + 1, said, weight)

    assert (place.item(), motion.item()) == (0, 0)
    assert moved.item() == pytest.approx(1)
    assert still.item() == pytest.approx(0)


def test_examples_that_are_kept_are_not_made_again(tmp_path):
    rows = [np.ones((3, 2), np.float32), 2 * np.ones((5, 2), np.float32)]

    made = examples._kept(tmp_path / "rows.npz", lambda: iter(rows))
    again = examples._kept(tmp_path / "rows.npz", lambda: pytest.fail("made again"))

    for one, two, three in zip(rows, made, again, strict=True):
        assert np.array_equal(one, two)
        assert np.array_equal(one, three)


def test_the_recipe_runs_through_without_any_data(tmp_path, capsys):
    common = ["mouth", "--run", str(tmp_path / "run"), "--exported", str(tmp_path / "exported"), "--device", "cpu"]

    assert cli.main(["train", *common, "--drawn", "--smoke"]) == 0
    assert cli.main(["export", *common]) == 0

    golden = np.load(tmp_path / "exported" / "mouth" / "golden.npz")
    assert golden["said"].shape[1:] == (*golden["heard"].shape[1:2], envelope.BANDS)
    assert np.isfinite(golden["said"]).all()
    assert "mouth: finished" in capsys.readouterr().err

    longer = [*common[:2], str(tmp_path / "longer"), *common[3:], "--from", str(tmp_path / "run")]
    assert cli.main(["train", *longer, "--drawn", "--smoke"]) == 0
    assert cli.main(["export", *longer[:-2]]) == 0
    told = json.loads((tmp_path / "exported" / "mouth" / "model.json").read_text())["training"]
    assert told["pieces"] == 2 * SMOKE_PIECES


def test_training_makes_the_shapes_truer(tmp_path):
    from bauta_models.descent import Settings
    from bauta_models.mouth.recipes import MOUTH
    from bauta_models.mouth.run_folder import MouthRun

    folder = MouthRun(tmp_path)
    training.MouthTraining(MOUTH.shortened(320), drawn_examples(1), folder, Settings(say=lambda line: None)).run()

    losses = folder.losses()["place"]
    assert np.mean(losses[-5:]) < 0.7 * np.mean(losses[:5])


def test_who_asks_for_a_judgement_of_it_alone_is_told_where_it_is_judged(tmp_path, capsys):
    assert cli.main(["evaluate", "mouth"]) == 1
    assert cli.main(["card", "mouth"]) == 1

    told = capsys.readouterr().err
    assert "bauta-models evaluate voice" in told
    assert "bauta-models card voice" in told
