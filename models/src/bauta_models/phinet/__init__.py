# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""PhiNets: a backbone whose multiplications, memory and weights scale apart, and the rule that scales it."""
