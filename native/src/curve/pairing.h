// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>

#include "curve/g1.h"
#include "curve/g2.h"

namespace ogzk {

// Whether  prod_i e(P_i, Q_i) = 1,  as the EVM's precompile 8 answers: pairs with a point at infinity count
// as 1, and so does the empty product. Points must have been checked (curve/encoding.h).
[[nodiscard]] bool pairing_product_is_one(std::span<const std::pair<G1Affine, G2Affine>> pairs);

// prod_i e(P_i, Q_i)
Fq12 pairing_product(std::span<const std::pair<G1Affine, G2Affine>> pairs);

}  // namespace ogzk
