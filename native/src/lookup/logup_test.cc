// SPDX-License-Identifier: Apache-2.0
//
// LogUp over a tiny field, exhaustively: sum 1/(alpha - key) = sum m/(alpha - t) for all slots and rows. With every key
// in the table some multiplicities satisfy it for every alpha; with one key outside, none does but at as many alphas as
// circuits/protocol.md §5.4 counts.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "field/tiny.h"

namespace ogzk {
namespace {

constexpr uint32_t kPrime = 13;
using F = TinyField<kPrime>;
F num(uint64_t v) { return F::from_u64(v); }

// inverse[a] = 1/a; a pole has none
const std::array<uint32_t, kPrime>& inverses() {
  static const std::array<uint32_t, kPrime> table = [] {
    std::array<uint32_t, kPrime> t{};
    for (uint32_t a = 1; a < kPrime; ++a) t[a] = static_cast<uint32_t>(num(a).inverse().canonical()[0]);
    return t;
  }();
  return table;
}

// Three slots, two rows: the number of alphas, no poles, at which the sums agree
uint32_t agreements(const std::array<uint32_t, 3>& key, const std::array<uint32_t, 2>& row,
                    const std::array<uint32_t, 2>& m) {
  uint32_t count = 0;
  for (uint32_t alpha = 0; alpha < kPrime; ++alpha) {
    uint32_t left = 0, right = 0;
    bool pole = false;
    for (const uint32_t k : key) {
      pole |= alpha == k;
      left += inverses()[(alpha + kPrime - k) % kPrime];
    }
    for (size_t j = 0; j < 2; ++j) {
      pole |= alpha == row[j];
      right += m[j] * inverses()[(alpha + kPrime - row[j]) % kPrime];
    }
    count += !pole && left % kPrime == right % kPrime ? 1 : 0;
  }
  return count;
}

TEST(LogUp, HoldsForEveryAlphaExactlyWhenTheSlotsAreRows) {
  for (uint32_t t0 = 0; t0 < kPrime; ++t0) {
    const uint32_t t1 = (t0 + 5) % kPrime;
    for (uint32_t a = 0; a < kPrime; ++a)
      for (uint32_t b = a; b < kPrime; ++b)
        for (uint32_t c = b; c < kPrime; ++c) {
          const std::array<uint32_t, 3> key = {a, b, c};
          std::array<uint32_t, 2> honest{};
          bool inside = true;
          for (const uint32_t k : key) {
            inside &= k == t0 || k == t1;
            honest[0] += k == t0 ? 1 : 0;
            honest[1] += k == t1 ? 1 : 0;
          }
          for (uint32_t m0 = 0; m0 < kPrime; ++m0)
            for (uint32_t m1 = 0; m1 < kPrime; ++m1) {
              const uint32_t agree = agreements(key, {t0, t1}, {m0, m1});
              if (inside && honest == std::array<uint32_t, 2>{m0, m1}) {
                EXPECT_EQ(agree, kPrime - 2);  // all but the poles t_0 and t_1
              } else {
                EXPECT_LE(agree, 4U);  // degree of the numerator: slots + rows - 1
              }
            }
        }
  }
}

// A triple (a, b, c) is a + beta b + beta^2 c: two that differ meet at no more than two betas.
TEST(LogUp, FoldedTriplesCollideForTwoBetasAtMost) {
  for (uint32_t a = 0; a < kPrime; ++a)
    for (uint32_t b = 0; b < kPrime; ++b)
      for (uint32_t c = 0; c < kPrime; ++c) {  // the difference of the two
        if (a + b + c == 0) continue;
        uint32_t collisions = 0;
        for (uint32_t beta = 0; beta < kPrime; ++beta)
          collisions += (num(a) + num(beta) * (num(b) + num(beta) * num(c))).is_zero() ? 1 : 0;
        EXPECT_LE(collisions, 2U);
      }
}

// §3.3 with digits of two bits: every shifted accumulator has one set of digits, and one
// activation; and what the table admits for (d_2, Y, c), (d_3, c, 3) is that.
TEST(Digits, AreUniqueAndDecideTheActivation) {
  constexpr uint32_t kLimb = 4;  // 2^T, T = 2
  std::array<uint32_t, 256> count{};
  for (uint32_t code = 0; code < 256; ++code) {
    const std::array<uint32_t, 4> d = {code % 4, code / 4 % 4, code / 16 % 4, code / 64};
    const uint32_t sum = d[0] + kLimb * (d[1] + kLimb * (d[2] + kLimb * d[3]));
    ++count[sum];
    uint32_t solutions = 0;
    const int32_t q = static_cast<int32_t>(sum >> 4) - 8;  // s = 4: floor, minus 2^(2T-1)
    for (uint32_t klass = 0; klass < 16; ++klass)
      for (uint32_t y = 0; y < 16; ++y) {
        const uint32_t class_of_d3 = d[3] < 2 ? 0 : d[3] == 2 ? 1 : 2;
        const bool lane_3 = klass == class_of_d3;  // (d_3, c, 3) meets segment 3 alone
        const bool lane_2 = (klass == 0 && y == 0) || (klass == 1 && y == d[2]) || (klass == 2 && y == 3) ||
                            (klass == 3 && y == (d[2] < 2    ? 0U
                                                 : d[2] == 2 ? 1U
                                                             : 2U));
        if (lane_2 && lane_3) {
          ++solutions;
          EXPECT_EQ(static_cast<int32_t>(y), std::min(std::max(q, 0), 3));
        }
      }
    EXPECT_EQ(solutions, 1U);
  }
  for (const uint32_t n : count) EXPECT_EQ(n, 1U);
}

}  // namespace
}  // namespace ogzk
