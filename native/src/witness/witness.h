// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "circuit/layout.h"

namespace ogzk {

// The committed integers of one inference, before any challenge. Secret.
struct Witness {
  std::vector<int32_t> X;          // 2^n_X entries (protocol.md §2.3)
  std::vector<int32_t> published;  // public inputs, then outputs, zero points subtracted (§1.4)
};

// Splits concatenated inputs (int32 little-endian) and checks every entry against [0, 2^T).
std::vector<std::vector<int32_t>> read_inputs(const Circuit& circuit, ByteSpan bytes);

// All values of the network by value id, integer semantics of §3.1.
std::vector<std::vector<int32_t>> evaluate(const Circuit& circuit, const std::vector<std::vector<int32_t>>& inputs);

// The published integers of a trace.
std::vector<int32_t> published_values(const Circuit& circuit, const std::vector<std::vector<int32_t>>& values);

Witness make_witness(const Circuit& circuit, const Layout& layout, const std::vector<std::vector<int32_t>>& inputs);

// Row of the one table that an honest slot of the domain meets (§5.1): segment * 2^T + first entry, for
// segments 0..3; functions follow at (3 + f) * 2^T + first.
std::vector<uint32_t> lookup_rows(const Circuit& circuit, const Layout& layout, std::span<const int32_t> X);

// Checks every constraint on the integers of a witness: digits against accumulators, every lookup against the
// table, publics. Returns an empty string, or a sentence naming the first layer and entry that fails.
std::string check_witness(const Circuit& circuit, const Layout& layout, const Witness& witness);

// Public bytes of §1.4.
Bytes encode_published(std::span<const int32_t> published);

}  // namespace ogzk
