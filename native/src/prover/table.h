// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/secret.h"
#include "circuit/layout.h"
#include "field/fr.h"

namespace ogzk {

// The folded keys of every slot of the domain, and of every row of the table, circuits/protocol.md §5.1.
SecretVector<Fr> slot_keys(const Circuit& circuit, const Layout& layout, std::span<const int32_t> X, const Fr& beta);
// In the order of Layout::count_position.
std::vector<Fr> table_keys(const Circuit& circuit, const Layout& layout, const Fr& beta);

}  // namespace ogzk
