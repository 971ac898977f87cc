// SPDX-License-Identifier: Apache-2.0
#include "witness/activation.h"

#include "base/error.h"

namespace ogzk {

u64 shifted_accumulator(const Circuit& c, const CircuitLayer& layer, uint32_t row, std::span<const int32_t> x) {
  // |W| <= 2^31, |x| < 2^16, at most 2^16 terms: below 2^63.
  int64_t sum = 0;
  const int32_t* w = layer.weights.data() + static_cast<size_t>(row) * layer.inner;
  const int32_t* at = x.first(layer.inner).data();
  for (uint32_t k = 0; k < layer.inner; ++k) sum += static_cast<int64_t>(w[k]) * at[k];
  const i128 shifted =
      static_cast<i128>(sum) + layer.bias[row] + (i128{1} << (c.shift() - 1)) + (i128{1} << (4 * c.limb_bits - 1));
  check(shifted >= 0 && (shifted >> (4 * c.limb_bits)) == 0,
        "an accumulator left the interval that the circuit proved");
  return static_cast<u64>(shifted);
}

Activation activate(unsigned T, u64 shifted) {
  Activation r{};
  const u64 mask = (u64{1} << T) - 1;
  for (unsigned j = 0; j < 4; ++j) r.digit[j] = static_cast<int32_t>((shifted >> (T * j)) & mask);
  const auto middle = int32_t{1} << (T - 1);
  r.klass = r.digit[3] < middle ? 0 : r.digit[3] == middle ? 1 : 2;
  r.v = r.klass == 0 ? 0 : r.klass == 1 ? r.digit[2] : static_cast<int32_t>(mask);
  return r;
}

}  // namespace ogzk
