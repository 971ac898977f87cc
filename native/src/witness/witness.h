// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/secret.h"
#include "circuit/layout.h"

namespace ogzk {

// Integers of the network by value id: inputs, then layers. Secret, and wiped.
using Values = std::vector<SecretVector<int32_t>>;

// The committed integers of one inference, before any challenge. Secret.
struct Witness {
  SecretVector<int32_t> X;         // 2^n_X entries (protocol.md §2.3)
  std::vector<int32_t> published;  // public inputs, then outputs, zero points subtracted (§1.4)
};

// Splits concatenated inputs (int32 little-endian); check_inputs.
Values read_inputs(const Circuit& circuit, ByteSpan bytes);

// Throws InvalidArgument unless there is one vector per input, of its size, with entries in [0, 2^T).
void check_inputs(const Circuit& circuit, const Values& inputs);

// All values of the network, integer semantics of §3.1. The inputs are checked.
Values evaluate(const Circuit& circuit, const Values& inputs);

// The published integers of a trace.
std::vector<int32_t> published_values(const Circuit& circuit, const Values& values);

// The inputs are checked.
Witness make_witness(const Circuit& circuit, const Layout& layout, const Values& inputs);

// Row of the one table that an honest slot of the domain meets (§5.1), as Layout::count_position numbers them.
SecretVector<uint32_t> lookup_rows(const Circuit& circuit, const Layout& layout, std::span<const int32_t> X);

// Checks every constraint on the integers of a witness: every slot of the lookup domain against the table, digits
// against accumulators, the padding that equations bind, multiplicities, publics. Returns an empty string, or a
// sentence naming the first layer and entry, input or segment of the table that fails.
std::string check_witness(const Circuit& circuit, const Layout& layout, const Witness& witness);

// Public bytes of §1.4.
Bytes encode_published(std::span<const int32_t> published);

}  // namespace ogzk
