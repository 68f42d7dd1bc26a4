# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The page that tells what a model is, what it was made of, how well it does, and what it must not be used for."""
