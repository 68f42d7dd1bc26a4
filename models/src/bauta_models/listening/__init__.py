# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Who listens to anonymised sound: attackers after the speaker and the words, and judges of what should have stayed."""
