# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Pictures with labels: readers, drawn scenes, weather, teachers and splits."""
