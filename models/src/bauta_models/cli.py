# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The command ``bauta-models``: one verb per step, each of which can be broken off and gone on with.

Exit codes: 0 well, 1 it did not work, 2 wrong usage, 130 broken off.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bauta_models import steps
from bauta_models.data.picture import KINDS
from bauta_models.families import RECIPES
from bauta_models.listening.report import PARTS
from bauta_models.mouth import steps as mouth_steps
from bauta_models.mouth.recipes import NAME as MOUTH
from bauta_models.voice import steps as voice_steps
from bauta_models.voice.chain import Mode
from bauta_models.voice.recipes import NAME as VOICE

OTHERS = {VOICE: voice_steps, MOUTH: mouth_steps}
"""Whose verbs are not those of detectors."""

ROOM = Path(__file__).resolve().parents[2]


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    top = argparse.ArgumentParser(prog="bauta-models", description="Makes, judges, compresses and exports networks.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="{data,train,evaluate,export,card}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "model", help=f"one of {', '.join((*RECIPES, *OTHERS))}; a kind ({', '.join(KINDS)}) means the one made for it"
    )
    common.add_argument("--device", default="auto", help="cpu, cuda or auto (default: a GPU where there is one)")
    common.add_argument("--budget", type=_minutes, help="minutes that training may take, over all calls")
    common.add_argument("--shared", type=Path, help="the folder that holds data (default: BAUTA_SHARED or ../shared)")
    common.add_argument("--cache", type=Path, help="where labels by teachers are kept (default: BAUTA_MODELS_CACHE)")
    common.add_argument("--run", type=Path, help="the folder of the training run (default: target/runs/MODEL)")
    common.add_argument("--exported", type=Path, default=ROOM / "exported", help="where exported models lie")

    verbs.add_parser("data", parents=[common], help="ask the teachers, check the sets, print what a stream holds")
    _train_options(verbs.add_parser("train", parents=[common], help="train, or go on with training"))
    evaluate = verbs.add_parser("evaluate", parents=[common], help="judge exported models beside others")
    evaluate.add_argument("--kind", choices=KINDS, action="append", help="only this kind; may be given again")
    evaluate.add_argument("--size", type=_size, default=(320, 192), help="pictures are judged at (default: 320x192)")
    evaluate.add_argument("--no-clips", action="store_true", help="pictures only, which is quicker")
    evaluate.add_argument("--keep", action="store_true", help="put the figures into model.json")
    evaluate.add_argument("--part", choices=PARTS, action="append", help="voice: only this part; may be given again")
    evaluate.add_argument(
        "--mode", choices=[mode.value for mode in Mode], action="append", help="voice: only this mode"
    )
    evaluate.add_argument("--most", type=int, help="voice: so many recordings of each set at most, for a quick look")
    _export_options(verbs.add_parser("export", parents=[common], help="write networks in FP32 and INT8, for Java"))
    card = verbs.add_parser("card", parents=[common], help="write the model's card")
    card.add_argument("--cards", type=Path, default=ROOM / "cards", help="where cards lie")
    return top


def _train_options(train: argparse.ArgumentParser) -> None:
    train.add_argument("--processes", type=int, default=1, help="processes that prepare pictures (default: 1)")
    train.add_argument("--drawn", action="store_true", help="drawn pictures only, which need no shared data")
    train.add_argument("--smoke", action="store_true", help="a run of seconds that shows that the recipe works")
    train.add_argument(
        "--from", type=Path, dest="begin", help="an exported model (mouth: a run) whose weights a new run begins with"
    )
    train.add_argument(
        "--like",
        type=Path,
        action="append",
        default=[],
        help="an exported detector whose answers are learnt beside the labels; of two the later is believed about "
        "what it finds; detectors only",
    )
    train.add_argument(
        "--still", type=int, default=0, metavar="N", help="with --from: the first N blocks of a detector keep theirs"
    )


def _export_options(export: argparse.ArgumentParser) -> None:
    export.add_argument("--calibration", type=int, default=100, help="pictures that INT8 ranges are measured on")
    export.add_argument(
        "--with",
        type=Path,
        action="append",
        dest="others",
        help="another run of the same network: the mean of all is exported; may be given again; detectors only",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one step."""
    asked = parser().parse_args(arguments)
    if asked.model in KINDS and asked.model not in RECIPES:
        if asked.verb == "evaluate":
            asked.kind = [*(asked.kind or []), asked.model]
        asked.model = next(iter(RECIPES))
    asked.run = asked.run or ROOM / "target" / "runs" / asked.model
    asked.evaluations = asked.run.parent.parent / "evaluations"
    try:
        getattr(OTHERS.get(asked.model, steps), asked.verb)(asked, _say)
    except (FileNotFoundError, ModuleNotFoundError, ValueError, FloatingPointError) as wrong:
        _say(f"bauta-models: {wrong}")
        return 1
    except KeyboardInterrupt:
        _say("bauta-models: broken off; the same command goes on")
        return 130
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes < 100_000:
        raise argparse.ArgumentTypeError(f"a number of minutes above 0, not {text}")
    return minutes


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) % 32 == int(height) % 32 == 0 and int(width) > 0):
        raise argparse.ArgumentTypeError(f"WIDTHxHEIGHT in pixels, multiples of 32, not {text}")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main())
