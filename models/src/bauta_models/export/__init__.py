# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""From a trained network to the folder that Java loads: model.onnx, model.json, golden.npz; in FP32 and in INT8."""
