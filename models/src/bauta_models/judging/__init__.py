# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How good a detector is, measured by the same code for ours, the teachers and the rivals."""
