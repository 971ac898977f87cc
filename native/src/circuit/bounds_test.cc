// SPDX-License-Identifier: Apache-2.0
#include "circuit/bounds.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "circuit/sample_circuits.h"

namespace ogzk {
namespace {

using testing::random_circuit;

// Every corner of the box, for networks small enough
TEST(Bounds, AreTheExtremesOverEveryCorner) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    const Circuit c = random_circuit(seed, 8);
    for (const CircuitLayer& l : c.layers) {
      const int64_t low = c.min_of(l.input), high = c.max_of(l.input);
      i128 least = 0, most = 0;
      for (size_t i = 0; i < l.rows; ++i)
        for (size_t corner = 0; corner < size_t{1} << l.inner; ++corner) {
          i128 acc = l.bias[i];
          for (size_t k = 0; k < l.inner; ++k)
            acc += i128{l.weights[i * l.inner + k]} * ((corner >> k & 1) != 0 ? high : low);
          least = i == 0 && corner == 0 ? acc : std::min(least, acc);
          most = i == 0 && corner == 0 ? acc : std::max(most, acc);
        }
      const AccumulatorBounds b = accumulator_bounds(c, l);
      EXPECT_TRUE(b.min == least && b.max == most) << seed << " " << l.name;
    }
  }
}

// One layer, one weight: the last accumulator that fits and the first that does not, for every T
TEST(Bounds, EndExactlyWhereTheDigitsEnd) {
  for (unsigned T = 8; T <= 16; ++T) {
    Circuit c;
    c.limb_bits = T;
    c.inputs = {{1, false, 0}};
    c.layers.push_back({"the layer", 0, 1, 1, {0}, {0}, 0});
    c.outputs = {{1, 0}};
    const i128 half = i128{1} << (2 * T - 1), limit = i128{1} << (4 * T - 1);
    const auto refused = [&](i128 bias, int32_t weight) {
      c.layers[0].bias[0] = static_cast<int64_t>(bias);
      c.layers[0].weights[0] = weight;
      try {
        check_bounds(c);
      } catch (const InvalidArgument& e) {
        EXPECT_NE(std::string(e.what()).find("layer \"the layer\""), std::string::npos) << e.what();
        return true;
      }
      return false;
    };
    const i128 highest = limit - half - 1, lowest = T == 16 ? i128{INT64_MIN} : -limit - half;
    EXPECT_FALSE(refused(highest, 0)) << T;
    EXPECT_TRUE(refused(highest + 1, 0)) << T;
    EXPECT_FALSE(refused(lowest, 0)) << T;
    if (T < 16) {
      EXPECT_TRUE(refused(lowest - 1, 0)) << T;
    }
    // the same limit reached by a weight at its largest input
    const i128 reach = (i128{1} << T) - 1;
    EXPECT_FALSE(refused(highest - reach * 7, 7)) << T;
    EXPECT_TRUE(refused(highest - reach * 7 + 1, 7)) << T;
    if (T < 16) {
      EXPECT_FALSE(refused(lowest + reach * 7, -7)) << T;
      EXPECT_TRUE(refused(lowest + reach * 7 - 1, -7)) << T;
    }
  }
}

}  // namespace
}  // namespace ogzk
