// SPDX-License-Identifier: Apache-2.0
#include "msm/digits.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <type_traits>
#include <vector>

#include "base/parallel.h"

namespace ogzk {
namespace {

constexpr size_t kMinScalars = 2048;

// The widest magnitude decides the number of windows: 254-bit scalars are centred (s > r/2 becomes r - s with
// the point negated), so that small negative numbers are small here too.
struct Small {
  u64 magnitude;
  bool negative;
};
struct Large {
  Limbs magnitude;
  bool negative;
};

template <class Integer>
Small centred(Integer s) {
  const auto wide = static_cast<int64_t>(s);
  return wide < 0 ? Small{~static_cast<u64>(wide) + 1, true} : Small{static_cast<u64>(wide), false};
}

constexpr Limbs kHalfOrder = limbs::shift_right_1(FrParams::kModulus);  // (r - 1) / 2

Large centred(const Fr& s) {
  const Limbs v = s.canonical();
  if (!limbs::less(kHalfOrder, v)) return {v, false};
  u64 borrow = 0;
  return {limbs::sub(FrParams::kModulus, v, borrow), true};
}

unsigned bit_width(u64 m) { return static_cast<unsigned>(std::bit_width(m)); }
unsigned bit_width(const Limbs& m) {
  for (size_t i = 4; i-- > 0;) {
    if (m[i] != 0) return static_cast<unsigned>(64 * i) + bit_width(m[i]);
  }
  return 0;
}
void accumulate_or(u64& a, u64 b) { a |= b; }
void accumulate_or(Limbs& a, const Limbs& b) {
  for (size_t i = 0; i < 4; ++i) a[i] |= b[i];
}

unsigned window_count(unsigned bits, unsigned c) { return (bits + 1) / c + 1; }  // ceil((bits + 2) / c)

// Additions weigh about alike wherever they occur: one a point and window, some two a bucket, and the serial
// tail, whose additions are dearer. Constants fitted by benchmark (msm_bench.cc).
unsigned choose_window(size_t n, unsigned bits) {
  if (bits + 2 <= 9) return bits + 2;
  double best_cost = 0;
  unsigned best = 0;
  for (unsigned c = 4; c <= std::min(kMaxWindowBits, bits + 2); ++c) {
    const double per_window = 1.15 * static_cast<double>(n) + 2.2 * static_cast<double>(uint32_t{1} << (c - 1)) +
                              22.0 * static_cast<double>(uint32_t{1} << ((c + 1) / 2));
    const double cost = window_count(bits, c) * per_window;
    if (best == 0 || cost < best_cost) {
      best_cost = cost;
      best = c;
    }
  }
  return best;
}

// Adding 2^(c-1) to each window but the last turns unsigned windows into signed digits, without carries from
// one to the next:  s + sum_w 2^(c-1+cw)  has the windows  digit + 2^(c-1).  The last window stays unsigned:
// its value is at most 2^(bits - c(w-1)) + 1 <= 2^(c-2) + 1.
void cut(u64 magnitude, bool negative, const Digits& d, size_t i) {
  const unsigned c = d.window_bits;
  const int half = 1 << (c - 1);
  u128 rest = magnitude;
  for (unsigned w = 0; w + 1 < d.windows; ++w) rest += static_cast<u128>(1) << (c * w + c - 1);
  for (unsigned w = 0; w < d.windows; ++w, rest >>= c) {
    int digit = static_cast<int>(static_cast<u64>(rest) & ((u64{1} << c) - 1));
    if (w + 1 < d.windows) digit -= half;
    d.values[w * d.stride + i] = static_cast<int16_t>(negative ? -digit : digit);
  }
}
Limbs window_offsets(const Digits& d) {
  Limbs k{};
  for (unsigned w = 0; w + 1 < d.windows; ++w) {
    const unsigned bit = d.window_bits * w + d.window_bits - 1;
    k[bit / 64] |= u64{1} << (bit % 64);
  }
  return k;
}
void cut(const Limbs& magnitude, bool negative, const Digits& d, size_t i, const Limbs& offsets) {
  const unsigned c = d.window_bits;
  const int half = 1 << (c - 1);
  u64 carry = 0;
  const Limbs v = limbs::add(magnitude, offsets, carry);
  for (unsigned w = 0; w < d.windows; ++w) {
    const unsigned bit = c * w, word = bit / 64, shift = bit % 64;
    u64 x = word < 4 ? v[word] >> shift : 0;
    if (shift + c > 64 && word < 3) x |= v[word + 1] << (64 - shift);
    int digit = static_cast<int>(x & ((u64{1} << c) - 1));
    if (w + 1 < d.windows) digit -= half;
    d.values[w * d.stride + i] = static_cast<int16_t>(negative ? -digit : digit);
  }
}

bool is_zero(const Fr& s) { return s.is_zero(); }
template <class Integer>
bool is_zero(Integer s) {
  return s == 0;
}

template <class Scalar>
Digits make(std::span<const G1Affine> points, std::span<const Scalar> scalars, unsigned window_bits) {
  using Centred = decltype(centred(scalars[0]));
  using Magnitude = decltype(Centred::magnitude);
  check(points.size() == scalars.size(), "msm: the numbers of points and scalars differ");
  const size_t blocks = (points.size() + kMinScalars - 1) / kMinScalars;
  const auto counts = [&](size_t i) { return !is_zero(scalars[i]) && !points[i].is_infinity(); };
  const auto each_of_block = [&](size_t block, const auto& visit) {
    for (size_t i = block * kMinScalars, end = std::min(i + kMinScalars, points.size()); i < end; ++i)
      if (counts(i)) visit(i);
  };
  std::vector<size_t> start(blocks + 1);
  parallel_tasks(blocks, [&](size_t block) { each_of_block(block, [&](size_t) { ++start[block + 1]; }); });
  for (size_t k = 0; k < blocks; ++k) start[k + 1] += start[k];
  Digits d;
  const size_t n = d.size = start[blocks];
  if (n == 0) return d;  // no windows
  d.point = LargeArray<uint32_t>(n);
  const LargeArray<Centred> centres(n);
  std::atomic<unsigned> bits{0};
  parallel_tasks(blocks, [&](size_t block) {
    Magnitude all{};
    size_t at = start[block];
    each_of_block(block, [&](size_t i) {
      d.point[at] = static_cast<uint32_t>(i);
      centres[at] = centred(scalars[i]);
      accumulate_or(all, centres[at].magnitude);
      ++at;
    });
    const unsigned mine = bit_width(all);
    unsigned seen = bits.load();
    while (seen < mine && !bits.compare_exchange_weak(seen, mine)) {
    }
  });
  d.window_bits = window_bits != 0 ? window_bits : choose_window(n, bits);
  check(d.window_bits >= 2 && d.window_bits <= kMaxWindowBits, "msm: the window width is out of range");
  d.windows = window_count(bits, d.window_bits);
  // An odd number of cache lines a row: the digits of one scalar, one in each row, would else share a few
  // sets of the cache when n is a power of two.
  d.stride = 32 * ((n + 31) / 32 | 1);
  d.values = LargeArray<int16_t>(d.stride * d.windows);
  const Limbs offsets = window_offsets(d);
  parallel_for(n, kMinScalars, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if constexpr (std::is_same_v<Centred, Large>) {
        cut(centres[i].magnitude, centres[i].negative, d, i, offsets);
      } else {
        cut(centres[i].magnitude, centres[i].negative, d, i);
      }
    }
  });
  return d;
}

}  // namespace

Digits make_digits(std::span<const G1Affine> points, std::span<const Fr> scalars, unsigned window_bits) {
  return make(points, scalars, window_bits);
}
Digits make_digits(std::span<const G1Affine> points, std::span<const int32_t> scalars, unsigned window_bits) {
  return make(points, scalars, window_bits);
}
Digits make_digits(std::span<const G1Affine> points, std::span<const int64_t> scalars, unsigned window_bits) {
  return make(points, scalars, window_bits);
}

}  // namespace ogzk
