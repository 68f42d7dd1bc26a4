# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The backbone is the paper's: its published size, what each hyper-parameter scales, and the rule that chooses them."""

from dataclasses import replace

import pytest
import torch

from bauta_models.phinet.counting import cost, parameters
from bauta_models.phinet.network import PhiNet, PhiNetClassifier, PhiNetShape, divisible
from bauta_models.phinet.scaling import Budget, need, scale


def test_the_default_network_has_the_size_its_authors_publish():
    # The authors' toolkit (micromind, documentation of PhiNet.get_complexity) states 30,917 parameters and 9,817,670
    # multiplications at 224 x 224; it counts the two numbers per channel of batch normalisation as one each.
    network = PhiNet(PhiNetShape())
    counted = cost(network, 224, 224)
    normalised = counted.parameters - counted.folded

    assert counted.parameters == 30_917
    assert counted.macs + 2 * normalised == 9_817_670


def test_what_is_kept_still_neither_learns_nor_counts():
    network = PhiNet(PhiNetShape())
    network.keep_still(2)
    network.train()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.SGD(network.parameters(), lr=1.0)

    sum(features.square().mean() for features in network(torch.randn(2, 3, 64, 64))).backward()
    optimiser.step()

    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert changed
    assert all(name.startswith("blocks.") and int(name.split(".")[1]) >= 2 for name in changed)


def test_a_block_has_the_weights_that_can_be_derived_by_hand():
    # Block 1 of the default: 4 channels, expansion 6, squeeze to a sixth: expand, filter, squeeze twice, project.
    shape = PhiNetShape()
    block = PhiNet(shape).blocks[1]

    assert shape.expansion(1) == 6
    assert parameters(block) == (4 * 24 + 48) + (24 * 9 + 48) + 2 * 24 * 4 + (24 * 4 + 8)


def test_the_classification_head_adds_what_the_paper_s_has():
    shape = PhiNetShape()
    classifier = PhiNetClassifier(shape, classes=10)

    assert parameters(classifier) - 30_917 == (38 * 256 + 256) + (256 * 10 + 10)
    assert classifier(torch.zeros(2, 3, 64, 64)).shape == (2, 10)


@pytest.mark.parametrize(("beta", "first", "last"), [(1.0, 6.0, 6.0), (0.5, 6 * 6.5 / 7, 3.0), (2.0, 6 * 8 / 7, 12.0)])
def test_beta_tilts_the_expansion_from_the_first_block_to_the_last(beta, first, last):
    shape = PhiNetShape(beta=beta)

    assert shape.expansion(1) == pytest.approx(first)
    assert shape.expansion(7) == pytest.approx(last)


def test_beta_spends_weights_where_they_cost_few_multiplications():
    narrow, wide = (cost(PhiNet(PhiNetShape(alpha=0.5, beta=beta)), 224, 224) for beta in (0.5, 2.0))

    assert wide.parameters / narrow.parameters > 1.5 * wide.macs / narrow.macs


def test_a_lean_start_leaves_out_what_is_dearest_and_keeps_every_resolution():
    usual, lean = (PhiNet(PhiNetShape(alpha=0.67, t0=3, lean_start=lean)) for lean in (False, True))

    assert lean.strides == usual.strides
    assert cost(lean, 320, 192).macs < 0.75 * cost(usual, 320, 192).macs
    assert [block.number for block in lean.shape.plan()] == [0, 2, 3, 4, 5, 6, 7]


def test_features_come_at_every_resolution():
    network = PhiNet(PhiNetShape(alpha=0.35, separable_stem=False, activation="relu")).eval()

    pyramid = network(torch.zeros(1, 3, 96, 160))

    assert network.strides == [4, 8, 16, 32]
    assert [tuple(features.shape[1:]) for features in pyramid] == [
        (channels, 96 // stride, 160 // stride)
        for channels, stride in zip(network.channels, network.strides, strict=True)
    ]


def test_a_wide_end_begins_as_nothing_and_then_sees_two_cells_far():
    shape = PhiNetShape(alpha=0.35, wide_ends=(16, 32))
    network = PhiNet(shape)
    plain = PhiNet(replace(shape, wide_ends=()))
    plain.load_state_dict({name: value for name, value in network.state_dict().items() if "ends" not in name})
    pictures = torch.rand(1, 3, 96, 160)

    with torch.no_grad():
        same = zip(network.eval()(pictures), plain.eval()(pictures), strict=True)
        assert all(torch.equal(one, other) for one, other in same)
        torch.nn.init.ones_(network.ends[str(network.returned[-1])].layers[-1].weight)
        assert not torch.equal(network(pictures)[-1], plain(pictures)[-1])
    assert len(network.ends) == 2


@pytest.mark.parametrize(
    "shape",
    [
        PhiNetShape(),
        PhiNetShape(0.37, 0.75, 4, 8, (5, 8), 32, False, "relu6", False, 8),
        PhiNetShape(0.5, wide_ends=(8, 32)),
    ],
)
def test_the_rule_s_arithmetic_agrees_with_the_built_network(shape):
    counted, derived = cost(PhiNet(shape), 160, 96), need(shape, 160, 96)

    assert derived.macs == counted.macs
    assert derived.weights == counted.folded
    assert derived.working_memory == counted.working_memory


@pytest.mark.parametrize(
    "budget",
    [
        Budget(ram=512 << 10, flash=2 << 20, macs=100_000_000),
        Budget(ram=256 << 10, flash=64 << 10, macs=20_000_000),
        Budget(ram=4 << 20, flash=150_000 * 4, macs=80_000_000, bytes_per_number=4),
    ],
)
def test_the_scaled_network_fits_and_leaves_little_unused(budget):
    shape = scale(budget, 160, 96)
    shares = need(shape, 160, 96).shares(budget)

    assert max(shares) <= 1
    assert max(shares) > 0.9
    assert max(need(replace(shape, alpha=shape.alpha + 0.02), 160, 96).shares(budget)) > 1


def test_more_flash_alone_is_spent_on_weights():
    tight = scale(Budget(ram=512 << 10, flash=64 << 10, macs=30_000_000), 160, 96)
    roomy = scale(Budget(ram=512 << 10, flash=256 << 10, macs=30_000_000), 160, 96)

    assert need(roomy, 160, 96).weights > 1.5 * need(tight, 160, 96).weights


def test_a_budget_that_is_too_small_is_refused_with_what_is_short():
    with pytest.raises(ValueError, match="short of RAM"):
        scale(Budget(ram=1000, flash=2 << 20, macs=100_000_000), 160, 96)


@pytest.mark.parametrize(
    "wrong",
    [
        {"alpha": 0},
        {"beta": -1},
        {"t0": 0.5},
        {"blocks": 3},
        {"divisor": 0},
        {"activation": "tanh"},
        {"downsampling": (4,)},
    ],
)
def test_numbers_that_make_no_network_are_refused(wrong):
    with pytest.raises(ValueError, match="not "):
        PhiNetShape(**wrong)


def test_widths_are_rounded_as_in_mobilenet():
    assert [divisible(value, 8) for value in (1, 11, 12, 18, 35)] == [8, 16, 16, 24, 32]
