# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Sound of a street: which part of it is a voice, and what is done with that part."""
