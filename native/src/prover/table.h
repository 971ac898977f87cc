// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "circuit/layout.h"
#include "field/fr.h"

namespace ogzk {

// The folded keys of every slot of the domain, and of every row of the table, circuits/protocol.md §5.1.
std::vector<Fr> slot_keys(const Circuit& circuit, const Layout& layout, std::span<const int32_t> X, const Fr& beta);
// Rows of segment 0..3 at segment * 2^T + v, then the functions.
std::vector<Fr> table_keys(const Circuit& circuit, const Layout& layout, const Fr& beta);

}  // namespace ogzk
