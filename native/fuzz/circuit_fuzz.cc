// SPDX-License-Identifier: Apache-2.0
//
// Circuits are hostile. Whatever the bytes: read_circuit refuses them with one of its three sentences, or gives a
// circuit whose layout is made or refused and every input of which has a witness (circuits/protocol.md §3.4).
#include <cstdlib>

#include "base/error.h"
#include "circuit/layout.h"
#include "witness/witness.h"

namespace {

using namespace ogzk;

void expect(bool holds) {
  if (!holds) std::abort();
}

// All at one end, all at the other, and in turns
void expect_witnesses(const Circuit& c, const Layout& g) {
  const int32_t top = (1 << c.limb_bits) - 1;
  for (const int choice : {0, 1, 2}) {
    Values inputs;
    for (const CircuitInput& in : c.inputs) {
      inputs.emplace_back(in.size);
      for (size_t i = 0; i < in.size; ++i) inputs.back()[i] = choice == 0 || (choice == 2 && i % 2 == 0) ? top : 0;
    }
    expect(check_witness(c, g, make_witness(c, g, inputs)).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const Circuit c = read_circuit(ByteSpan(data, size));
    expect(circuit_digest(c) == circuit_digest(read_circuit(c.source)));
    const Layout g = make_layout(c);
    if (g.nF <= 16) expect_witnesses(c, g);
  } catch (const Malformed&) {
  } catch (const Unsupported&) {
  } catch (const InvalidArgument&) {
  }
  return 0;
}
