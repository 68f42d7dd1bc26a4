# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network voice: small, causal, the same frame by frame; trained for seconds, exported, replayed."""

import json

import numpy as np
import pytest
import torch

from bauta_models.cli import ROOM, main
from bauta_models.detector.running import open_session
from bauta_models.export.golden import replay
from bauta_models.phinet.counting import parameters
from bauta_models.voice import drawn, noises, steps
from bauta_models.voice.clock import STREET
from bauta_models.voice.export import macs_a_frame, write_network
from bauta_models.voice.network import LAGS, VoiceNetwork, VoiceShape, band_matrix, bin_matrix, lag_matrix
from bauta_models.voice.recipes import VOICE, Recipe
from bauta_models.voice.running import INPUTS, OUTPUTS, Stretches, in_onnx_runtime, in_torch

EXPORTED = ROOM / "exported" / "voice"
MOST_PARAMETERS = 200_000


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(3)
    return VoiceNetwork(VoiceShape()).eval()


@pytest.fixture
def magnitudes():
    sound = drawn.voice(1.0, np.random.default_rng(2)) + noises.noise(1.0, np.random.default_rng(3))
    return STREET.magnitudes(STREET.spectra(sound))


def test_it_is_small(network):
    assert parameters(network) <= MOST_PARAMETERS
    assert macs_a_frame(network) < 1_000_000


def test_every_bin_belongs_to_one_band_and_a_flat_mask_stays_flat():
    assert np.allclose((band_matrix() > 0).sum(axis=1), 1)
    assert np.allclose(band_matrix().sum(axis=0), 1)
    assert np.allclose(bin_matrix().sum(axis=0), 1)


def test_the_lags_find_the_period_of_harmonics():
    bins = np.arange(257)
    for period in (40, 90, 180):  # samples; harmonics lie 512 / period bins apart
        comb = np.cos(np.pi * bins * period / 512) ** 8
        best = np.geomspace(32, 224, LAGS)[(comb @ lag_matrix()).argmax()]
        assert best == pytest.approx(period, rel=0.04)


def test_nothing_hangs_on_later_frames(network, magnitudes):
    later = magnitudes.copy()
    later[30:] = 1

    one, other = in_torch(network)(magnitudes), in_torch(network)(later)

    assert np.array_equal(one[0][:30], other[0][:30])
    assert np.array_equal(one[1][:30], other[1][:30])
    assert not np.array_equal(one[0][30:], other[0][30:])


def test_frame_by_frame_it_says_the_same(network, magnitudes, tmp_path):
    write_network(network, tmp_path / "model.onnx")
    session = open_session(tmp_path / "model.onnx")
    whole = in_onnx_runtime(tmp_path / "model.onnx")(magnitudes)

    state, speech, mask = network.quiet().numpy(), [], []
    for frame in magnitudes:
        heard, share, state = session.run(list(OUTPUTS), dict(zip(INPUTS, (frame[None, None], state), strict=True)))
        speech.append(heard[0, 0])
        mask.append(share[0, 0])

    assert np.abs(np.array(speech) - whole[0]).max() < 1e-5
    assert np.abs(np.array(mask) - whole[1]).max() < 1e-5
    assert np.abs(whole[1] - in_torch(network)(magnitudes)[1]).max() < 1e-4


def test_a_shift_moves_what_one_half_means(network, magnitudes, tmp_path):
    write_network(network, tmp_path / "plain.onnx")
    write_network(network, tmp_path / "shifted.onnx", shift=2.0)

    plain, shifted = (in_onnx_runtime(tmp_path / f"{name}.onnx")(magnitudes)[0] for name in ("plain", "shifted"))

    logits = np.log(plain / (1 - plain)) + 2
    assert np.allclose(shifted, 1 / (1 + np.exp(-logits)), atol=1e-4)


def test_a_stretch_reaches_before_and_after_what_was_heard():
    speech = np.zeros(80)
    speech[40] = 0.5

    treated = np.flatnonzero(Stretches().treated(speech))

    assert treated[0] == 40 - 12
    assert treated[-1] == 40 + 18


def test_a_recipe_comes_back_from_its_numbers():
    assert Recipe.from_json(json.loads(json.dumps(VOICE.as_json()))) == VOICE


def test_from_drawn_sound_to_an_exported_network(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "find_shared", lambda given: None)
    run, exported = tmp_path / "run", tmp_path / "exported"
    options = ["--run", str(run), "--exported", str(exported)]

    assert main(["train", "voice", "--drawn", "--smoke", "--device", "cpu", *options]) == 0
    assert main(["export", "voice", *options]) == 0

    assert {"config.json", "checkpoint.pt", "network.pt", "losses.csv", "curves.png"} <= {f.name for f in run.iterdir()}
    described = json.loads((exported / "voice" / "model.json").read_text())
    assert described["training"]["scenes"] == steps.SMOKE_SCENES
    assert described["inputs"][0] == {"name": "magnitudes", "type": "float32", "shape": [1, "frames", 257]}
    assert replay(exported / "voice") < 1e-5
    again = ["--run", str(tmp_path / "longer"), "--from", str(exported / "voice")]
    assert main(["train", "voice", "--drawn", "--smoke", "--device", "cpu", *again]) == 0


def test_training_goes_on_where_it_was_broken_off(tmp_path):
    from bauta_models.descent import Settings
    from bauta_models.voice.mixing import Mixer
    from bauta_models.voice.pool import drawn_pool
    from bauta_models.voice.run_folder import VoiceRun
    from bauta_models.voice.training import VoiceTraining

    recipe, quiet = VOICE.shortened(32), Settings(say=lambda line: None)
    mixer = Mixer(drawn_pool(1, 16, 16), 1, recipe.frames)

    def training(name, settings=quiet):
        return VoiceTraining(recipe, mixer, VoiceRun(tmp_path / name), settings)

    assert training("whole").run()
    assert not training("broken", Settings(budget=1e-6, say=lambda line: None)).run()
    assert training("broken").run()

    whole, broken = (VoiceRun(tmp_path / name).network().state_dict() for name in ("whole", "broken"))
    assert all(torch.allclose(whole[name], broken[name], atol=1e-6) for name in whole)


@pytest.mark.skipif(not EXPORTED.is_dir(), reason="voice is not exported")
def test_what_is_exported_replays_and_hears_a_voice_and_no_silence():
    hear = in_onnx_runtime(EXPORTED / "model.onnx")
    rng = np.random.default_rng(8)
    quiet = STREET.magnitudes(STREET.spectra(1e-4 * rng.standard_normal(32_000)))
    voice = STREET.magnitudes(STREET.spectra(0.3 * drawn.voice(2.0, rng) + 1e-4 * rng.standard_normal(32_000)))

    assert replay(EXPORTED) < 1e-4
    assert Stretches().treated(hear(voice)[0]).mean() > 0.95
    assert Stretches().treated(hear(quiet)[0])[40:].mean() < 0.1
