// SPDX-License-Identifier: Apache-2.0
#include "polynomial/ntt.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <mutex>

#include "base/parallel.h"

namespace ogzk {
namespace {

constexpr unsigned kTwoAdicity = 28;
static_assert((FrParams::kModulus[0] - 1) % (u64{1} << kTwoAdicity) == 0);
static_assert(((FrParams::kModulus[0] - 1) >> kTwoAdicity & 1) == 1);

constexpr size_t kMinButterflies = 2048;

// w^0, ..., w^(n/2 - 1) for w of order n. Kept for the process: a transform of the same size comes again.
const std::vector<Fr>& twiddles(unsigned k, bool inverse) {
  static std::mutex mutex;
  static std::array<std::unique_ptr<std::vector<Fr>>, 2 * (kTwoAdicity + 1)> cache;
  const std::lock_guard lock(mutex);
  auto& entry = cache[2 * k + (inverse ? 1 : 0)];
  if (!entry) {
    const Fr w = inverse ? root_of_unity(k).inverse() : root_of_unity(k);
    entry = std::make_unique<std::vector<Fr>>(std::max<size_t>(1, (size_t{1} << k) / 2));
    Fr power = Fr::one();
    for (Fr& x : *entry) {
      x = power;
      power *= w;
    }
  }
  return *entry;
}

// A root of order 2^28: 5 is no square modulo r (its Legendre symbol is checked), so 5^odd has the full
// order. Not inlined: gcc 12 with -fsanitize=thread loses stores when this is folded into a static
// initialiser.
[[gnu::noinline]] Fr top_root() {
  Limbs e = FrParams::kModulus;
  e[0] -= 1;
  check(Fr::from_u64(5).pow(limbs::shift_right_1(e)) == -Fr::one(), "5 must be a non-residue modulo r");
  for (unsigned i = 0; i < kTwoAdicity; ++i) e = limbs::shift_right_1(e);
  return Fr::from_u64(5).pow(e);
}

unsigned log2_size(size_t n) {
  check(std::has_single_bit(n) && n <= size_t{1} << kTwoAdicity, "ntt: the size must be a power of two up to 2^28");
  return static_cast<unsigned>(std::countr_zero(n));
}

}  // namespace

Fr root_of_unity(unsigned k) {
  check(k <= kTwoAdicity, "root_of_unity: r - 1 has only 28 factors 2");
  static const Fr top = top_root();
  Fr w = top;
  for (unsigned i = k; i < kTwoAdicity; ++i) w = w.square();
  return w;
}

// Decimation in frequency: blocks of length 2h, (a, b) -> (a + b, (a - b) w^j). Level by level the blocks
// halve; twiddle j of a block of length 2h is entry j n/(2h) of the table.
void ntt_forward(std::span<Fr> v) {
  const size_t n = v.size();
  const auto& w = twiddles(log2_size(n), false);
  for (size_t h = n / 2, stride = 1; h >= 1; h /= 2, stride *= 2) {
    parallel_for(n / 2, kMinButterflies, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const size_t j = i & (h - 1);
        Fr &a = v[2 * (i - j) + j], &b = v[2 * (i - j) + j + h];
        const Fr difference = a - b;
        a += b;
        b = difference * w[j * stride];
      }
    });
  }
}

// The same levels backwards: (a, b) -> (a + b w^-j, a - b w^-j)
void ntt_inverse(std::span<Fr> v) {
  const size_t n = v.size();
  const auto& w = twiddles(log2_size(n), true);
  for (size_t h = 1, stride = n / 2; h < n; h *= 2, stride /= 2) {
    parallel_for(n / 2, kMinButterflies, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const size_t j = i & (h - 1);
        Fr &a = v[2 * (i - j) + j], &b = v[2 * (i - j) + j + h];
        const Fr product = b * w[j * stride];
        b = a - product;
        a += product;
      }
    });
  }
  const Fr scale = Fr::from_u64(n).inverse();
  parallel_for(n, kMinButterflies, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) v[i] *= scale;
  });
}

}  // namespace ogzk
