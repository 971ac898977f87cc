// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "pcs/integer_rows.h"
#include "setup/proving_key.h"

namespace ogzk {

// [floor(W(Y) / Y^first)] without the blinder; first = 0: of the whole of W. From integers, so that no table of field
// elements of the size of the weights is ever made.
G1 commit_weights(const IntegerRows& weights, const Srs& srs, unsigned t, size_t first);

// [s_d] = [floor(W(Y) / Y^(b (d+1)))], d = 0 .. rows - 2 (circuits/protocol.md §9.2): with them the quotient of W costs
// one point per row instead of one per weight. Secret: unblinded commitments of weight rows.
std::vector<G1Affine> make_shifts(const IntegerRows& weights, const Srs& srs, unsigned t,
                                  const std::function<void(size_t done, size_t total)>& tick);

}  // namespace ogzk
