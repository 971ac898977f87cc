// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "setup/proving_key.h"

namespace ogzk {

// [s_d] = [floor(W(Y) / Y^(b (d+1)))], d = 0 .. rows - 2 (circuits/protocol.md §9.2): with them the quotient of W costs one
// point per row instead of one per weight. Secret: unblinded commitments of weight rows.
std::vector<G1Affine> make_shifts(const ProvingKey& key, const Srs& srs,
                                  const std::function<void(size_t done, size_t total)>& tick);

}  // namespace ogzk
