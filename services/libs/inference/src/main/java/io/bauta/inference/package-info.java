/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * Networks behind a few plain types: a file whose digest is checked before anything reads it, a session that runs it on one
 * thread without copies, and golden tensors that say whether it computes what it computed where it was made. ONNX Runtime
 * is named nowhere else.
 */
package io.bauta.inference;
