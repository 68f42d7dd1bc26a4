# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""One network that finds faces with five points, heads, persons and number plates."""
