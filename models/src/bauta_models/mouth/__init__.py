# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network ``mouth``: which shape everybody's mouth would make to say what was heard.

A recogniser of words that is not shipped knows what is said and forgets who says it; from what it knows of a frame the
shape of the average mouth is told, and that is what ``mouth`` is taught to tell from the few numbers that ``convert``
keeps of a voice. Moved towards that shape, frames keep their words and lose more of the speaker's own way of saying
them. It is the idea of phonetic posteriorgrams in voice conversion (Sun et al., ICME 2016), small enough for an edge
node.
"""
