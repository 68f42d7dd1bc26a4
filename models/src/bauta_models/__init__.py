# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Where Bauta's networks are made, judged, compressed and exported."""
