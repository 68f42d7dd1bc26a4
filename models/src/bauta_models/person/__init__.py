# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``person``: finds persons for policies that hide bodies; its teacher's network, made to do with half."""
