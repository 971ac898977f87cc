// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/large_memory.h"
#include "curve/g1.h"

namespace ogzk {

// The scalars that count, cut into signed windows of c bits:  s_i = sum_w digit(w, i) 2^(c w),  |digit| <= 2^(c-1).
// Row w holds the digits of window w; scalar i belongs to the point of index point[i]. Zero scalars and points at
// infinity are left out: a lookup helper is mostly zeros, and the window is chosen for what is there.
struct Digits {
  size_t size = 0, stride = 0;
  unsigned window_bits = 0, windows = 0;
  LargeArray<uint32_t> point;
  LargeArray<int16_t> values;

  const int16_t* row(unsigned w) const { return values.data() + stride * w; }
  uint32_t buckets() const { return (uint32_t{1} << (window_bits - 1)) + 1; }  // magnitudes 0, ..., 2^(c-1)
};

constexpr unsigned kMaxWindowBits = 15;

// The window width follows from the number of scalars that count and the widest magnitude; window_bits != 0 sets it.
Digits make_digits(std::span<const G1Affine> points, std::span<const Fr> scalars, unsigned window_bits = 0);
Digits make_digits(std::span<const G1Affine> points, std::span<const int32_t> scalars, unsigned window_bits = 0);
Digits make_digits(std::span<const G1Affine> points, std::span<const int64_t> scalars, unsigned window_bits = 0);

}  // namespace ogzk
