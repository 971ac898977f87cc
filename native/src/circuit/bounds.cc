// SPDX-License-Identifier: Apache-2.0
#include "circuit/bounds.h"

#include <algorithm>

#include "base/error.h"
#include "field/fr.h"

namespace ogzk {

AccumulatorBounds accumulator_bounds(const Circuit& circuit, const CircuitLayer& layer) {
  const i128 low = circuit.min_of(layer.input);
  const i128 high = circuit.max_of(layer.input);
  AccumulatorBounds bounds;
  for (uint32_t i = 0; i < layer.rows; ++i) {
    // |W| <= 2^31, |x| < 2^16, at most 2^16 columns: every partial sum stays below 2^63.
    i128 least = layer.bias[i];
    i128 most = layer.bias[i];
    const int32_t* row = layer.weights.data() + static_cast<size_t>(i) * layer.inner;
    for (uint32_t k = 0; k < layer.inner; ++k) {
      const i128 w = row[k];
      least += w >= 0 ? w * low : w * high;
      most += w >= 0 ? w * high : w * low;
    }
    bounds.min = i == 0 ? least : std::min(bounds.min, least);
    bounds.max = i == 0 ? most : std::max(bounds.max, most);
  }
  return bounds;
}

void check_bounds(const Circuit& circuit) {
  const i128 half = i128{1} << (circuit.shift() - 1);
  const i128 limit = i128{1} << (4 * circuit.limb_bits - 1);
  for (const CircuitLayer& layer : circuit.layers) {
    const AccumulatorBounds b = accumulator_bounds(circuit, layer);
    if (b.min + half < -limit || b.max + half >= limit)
      throw_invalid_argument("circuit: layer \"" + layer.name +
                             "\": accumulators may leave the 4T-1 = " + std::to_string(4 * circuit.limb_bits - 1) +
                             " bits that are proven (protocol.md §3.4); quantize with more bits or a coarser scale");
  }
}

}  // namespace ogzk
