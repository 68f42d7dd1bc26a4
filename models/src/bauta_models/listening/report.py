# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Judges the whole chain: speech that goes unheard, speakers, words, melody, soundscape, time.

Speech is judged in LibriSpeech test-other and in one file of each held-out speaker of train-clean-100, noise in
recordings of ESC-50 that are never trained on. Packages that are missing are named and their part is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bauta_models.data.splits import Side
from bauta_models.listening import activity, cleaning, mcadams, prosody, scenes, silero, soundscape, speakers, words
from bauta_models.listening.figures import Findings, percent
from bauta_models.voice import recordings
from bauta_models.voice.chain import STRENGTH, STRETCHES, Mode, anonymised, transformed
from bauta_models.voice.clock import STREET
from bauta_models.voice.running import Hear

Say = Callable[[str], None]
WEAK = "weak.mcadams"
ORIGINAL = "original"
SHORTEST_PIECE, LONGEST_PIECE = 2, 10
"""Seconds of what attackers learn from (half a file) and are tested on."""
TURNS = 5
"""How often a recording is read to the recogniser in a drawn voice: one draw alone is off by several points."""


@dataclass(frozen=True)
class Judge:
    """What all parts of the judging need. ``most`` limits files, for a quick look."""

    shared: Path
    hear: Hear
    say: Say
    most: int | None = None
    seed: int = 20261128

    def treated(self, sound: np.ndarray, mode: str, number: int) -> np.ndarray:
        """A sound in one of the modes, or as it was, or by the weak baseline; drawn anew for each number."""
        if mode == ORIGINAL:
            return sound
        if mode == WEAK:
            return mcadams.disguised(sound)
        return anonymised(sound, Mode(mode), self.hear, np.random.default_rng((self.seed, number)))

    def alone(self, sound: np.ndarray, mode: str, number: int) -> np.ndarray:
        """A voice without any noise, all of which is treated: what its transformation alone hides."""
        if mode in (ORIGINAL, WEAK):
            return self.treated(sound, mode, number)
        voice = transformed(STREET.spectra(sound), Mode(mode), np.random.default_rng((self.seed, number)))
        return STREET.sound(voice, len(sound))


def judge(judging: Judge, parts: list[str], modes: list[str]) -> Findings:
    """Runs the named parts of ``PARTS``; a part that lacks a package is skipped and named."""
    found = Findings()
    for part in parts:
        judging.say(f"judging {part}")
        try:
            PARTS[part](judging, found, modes)
        except ModuleNotFoundError as missing:
            found.skipped.append(f"{part}: {missing}")
            judging.say(f"skipped: {found.skipped[-1]}")
    return found


def _activity(judging: Judge, found: Findings, modes: list[str]) -> None:
    peers = {"voice": activity.listening(judging.hear)}
    try:
        peers["silero-vad"] = silero.silero()
    except ModuleNotFoundError as missing:
        found.skipped.append(f"silero-vad beside voice: {missing}")
    speech = list(scenes.judged_speech(judging.shared))[: judging.most]
    noises = scenes.street_noises(judging.shared)
    rows = []
    for name, listen in peers.items():
        missed = {}
        for ratio in scenes.RATIOS:
            heard = activity.hear_scenes(listen, scenes.scenes(speech, noises, ratio))
            missed[ratio] = activity.misses(heard, STRETCHES)
            if name == "voice":
                found.numbers[f"speech.missed.{ratio}dB"] = missed[ratio]
        rows.append((name, *(f"{100 * share:.2f}" for share in missed.values())))
    found.add(
        "Speech that is missed, % of its frames, in street noise", ("network", *(f"{r} dB" for r in missed)), rows
    )
    clips = list(recordings.events(judging.shared, Side.HELD_OUT))
    alarms = {n: activity.false_alarms(activity.hear_noises(h, clips), STRETCHES) for n, h in peers.items()}
    kinds = list(alarms["voice"])
    rows = [(kind, *(percent(alarms[name][kind]) for name in peers)) for kind in kinds]
    found.add("Noise that is treated as speech, % of its frames", ("noise", *peers), rows)
    street = [alarms["voice"][kind] for kind in scenes.STREET_NOISES]
    found.numbers["speech.false-alarms.street"] = float(np.mean(street))


def _separation(judging: Judge, found: Findings, modes: list[str]) -> None:
    rows = []
    speech = list(scenes.judged_speech(judging.shared))[: judging.most or 30]
    for ratio in scenes.RATIOS:
        before, after, left = [], [], []
        for scene in scenes.scenes(speech, scenes.street_noises(judging.shared), ratio):
            kept = judging.treated(scene.mixed, Mode.MUTE_SPEECH, 0)
            before.append(prosody.distortion_ratio(scene.noise, scene.mixed))
            after.append(prosody.distortion_ratio(scene.noise, kept))
            left.append(10 * np.log10(kept @ kept / (scene.mixed @ scene.mixed)))
        found.numbers[f"background.si-sdr.{ratio}dB"] = float(np.mean(after))
        rows.append((f"{ratio} dB", *(f"{np.mean(values):.1f}" for values in (before, after, left))))
    head = ("speech over noise", "background in the mixture, SI-SDR dB", "after mute-speech", "level left, dB")
    found.add("The background that stays", head, rows)


def _speakers(judging: Judge, found: Findings, modes: list[str]) -> None:
    attackers = {"x-statistics": speakers.statistics}
    try:
        attackers["resemblyzer"] = speakers.resemblyzer()
    except ModuleNotFoundError as missing:
        found.skipped.append(f"speakers by embedding: {missing}")
    pieces = {
        "training": _halves(recordings.speech(judging.shared, wanted=recordings.speakers_for(Side.TRAINING))),
        "train-clean-100": _halves(scenes.known_speech(judging.shared)),
        "test-other": [
            (one.who, one.sound[: LONGEST_PIECE * STREET.rate]) for one in scenes.judged_speech(judging.shared)
        ],
    }
    rows, before = [], None
    for mode in (ORIGINAL, WEAK, *(mode for mode in modes if mode != Mode.MUTE_SPEECH)):
        judging.say(f"attackers on {mode}")
        now = {name: _described(judging, some[: judging.most], mode, attackers) for name, some in pieces.items()}
        before = before or now
        for test, name in ((test, name) for test in list(pieces)[1:] for name in attackers):
            one, other = ({"training": d["training"][name], "tested": d[test][name]} for d in (before, now))
            rates = speakers.attacks(one, other, embedded=name == "resemblyzer")
            rows.append((mode, name, test, *(percent(rate) for rate in rates.values())))
            for knowledge, rate in rates.items():
                found.numbers[f"{mode}.eer.{knowledge}.{name}.{test}"] = rate
    head = ("mode", "attacker", "speakers of", "ignorant", "lazy-informed", "semi-informed")
    found.add("Who spoke: equal error rate, %", head, rows)


def _halves(speech: Iterable[recordings.Recording]) -> list[tuple[str, np.ndarray]]:
    halves = ((one.who, half) for one in speech for half in np.array_split(one.sound, 2))
    return [(who, half) for who, half in halves if len(half) >= SHORTEST_PIECE * STREET.rate]


def _described(
    judging: Judge, pieces: list[tuple[str, np.ndarray]], mode: str, attackers: dict[str, speakers.Describe]
) -> dict[str, speakers.Described]:
    """What each attacker sees of the pieces, each of which is treated once."""
    rows: dict[str, list] = {name: [] for name in attackers}
    for number, (_, sound) in enumerate(pieces):
        treated = judging.alone(sound, mode, number + 1000 * len(pieces))
        for name, describe in attackers.items():
            rows[name].append(describe(treated))
    return {name: speakers.Described(np.array(some), [who for who, _ in pieces]) for name, some in rows.items()}


def _words(judging: Judge, found: Findings, modes: list[str]) -> None:
    recognise = words.whisper()
    read = list(recordings.speech(judging.shared, "lj"))[: judging.most]
    rows = []
    for mode in (ORIGINAL, WEAK, *modes):
        turns = TURNS if mode in (Mode.CONVERT, Mode.GARBLE) else 1
        sounds = [
            judging.treated(one.sound, mode, 20_000 + 1000 * turn + at)
            for turn in range(turns)
            for at, one in enumerate(read)
        ]
        texts = [one.text for one in read] * turns
        plain = words.error_rate(recognise, zip(sounds, texts, strict=True))
        found.numbers[f"{mode}.word-errors"] = plain
        try:
            cleaned = (cleaning.cleaned(sound) for sound in sounds)
            clean = words.error_rate(recognise, zip(cleaned, texts, strict=True))
            found.numbers[f"{mode}.word-errors.cleaned"] = clean
        except (ModuleNotFoundError, OSError) as missing:
            found.skipped.append(f"words after cleaning: {missing}")
            clean = float("nan")
        rows.append((mode, percent(plain), percent(clean)))
        judging.say(f"words in {mode}: {percent(plain)} % wrong, {percent(clean)} % after cleaning")
    found.add("What was said: word error rate, %", ("mode", "as it is", "after DeepFilterNet"), rows)


def _melody(judging: Judge, found: Findings, modes: list[str]) -> None:
    rows = []
    speech = [*recordings.speech(judging.shared, "lj"), *scenes.judged_speech(judging.shared)][: judging.most]
    for mode in (WEAK, *(mode for mode in modes if mode != Mode.MUTE_SPEECH)):
        pairs = [(one.sound, judging.treated(one.sound, mode, 30_000 + at)) for at, one in enumerate(speech)]
        melody = float(np.nanmean([prosody.pitch_correlation(*pair) for pair in pairs]))
        stress = float(np.mean([prosody.energy_correlation(*pair) for pair in pairs]))
        found.numbers |= {f"{mode}.pitch-correlation": melody, f"{mode}.energy-correlation": stress}
        rows.append((mode, f"{melody:.3f}", f"{stress:.3f}"))
    found.add("Melody and stress, correlation with the original", ("mode", "pitch", "energy"), rows)


def _soundscape(judging: Judge, found: Findings, modes: list[str]) -> None:
    some = soundscape.clips_of(judging.shared)
    talk = [one.sound for one in scenes.judged_speech(judging.shared)]
    clips = [clip.sound for clip in some.clips]
    mixed = [soundscape.with_talk(clip, talk[at % len(talk)]) for at, clip in enumerate(clips)]
    rows = []
    for mode in (ORIGINAL, *modes):
        alone = soundscape.accuracy(some, lambda at, m=mode: judging.treated(clips[at], m, 40_000 + at))
        talked = soundscape.accuracy(some, lambda at, m=mode: judging.treated(mixed[at], m, 50_000 + at))
        found.numbers |= {f"{mode}.events.alone": alone, f"{mode}.events.with-talk": talked}
        rows.append((mode, percent(alone), percent(talked)))
    found.add("Sounds told apart: accuracy, %", ("mode", "sound alone", "with somebody talking, 5 dB below"), rows)


def _time(judging: Judge, found: Findings, modes: list[str]) -> None:
    sound = np.concatenate([one.sound for one in scenes.judged_speech(judging.shared)])[: 30 * STREET.rate]
    magnitudes, rows = STREET.magnitudes(STREET.spectra(sound)), []
    works = {"network": lambda: judging.hear(magnitudes)}
    voice = STREET.spectra(sound)
    works |= {m: partial(transformed, voice, Mode(m), np.random.default_rng(1), STRENGTH) for m in modes}
    for name, work in works.items():
        started = time.process_time()
        work()
        factor = (time.process_time() - started) * STREET.rate / len(sound)
        found.numbers[f"real-time-factor.{name}"] = factor
        rows.append((name, f"{factor:.4f}"))
    found.add("Time: CPU seconds a second of sound, one thread, all speech", ("part", "seconds"), rows)


PARTS = {
    "activity": _activity,
    "separation": _separation,
    "words": _words,
    "melody": _melody,
    "soundscape": _soundscape,
    "time": _time,
    "speakers": _speakers,
}
"""By name, the quick ones first."""
