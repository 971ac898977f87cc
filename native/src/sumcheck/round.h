// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "base/secret.h"
#include "field/fr.h"

namespace ogzk {

// Hands one round's coefficients to the transcript (which pads them) and returns the challenge.
using SendRound = std::function<Fr(std::span<const Fr> coefficients)>;

// Sums body(begin, end) -> array over ranges of [0, n), in parallel.
template <size_t N, class Body>
std::array<Fr, N> parallel_sum(size_t n, size_t min_chunk, const Body& body) {
  std::array<Fr, N> total{};
  std::mutex guard;
  parallel_for(n, min_chunk, [&](size_t begin, size_t end) {
    const std::array<Fr, N> part = body(begin, end);
    const std::lock_guard lock(guard);
    for (size_t i = 0; i < N; ++i) total[i] += part[i];
  });
  return total;
}

// Binds the variable of the lowest index bit to x:  f(x, .) = f(0, .) + x (f(1, .) - f(0, .)), pairs begin .. end-1. A
// table may have an odd length; the partner of its last entry is then 0.
inline void bind_pairs(std::span<const Fr> f, const Fr& x, size_t begin, size_t end, Fr* to) {
  const Fr* from = f.data();
  for (size_t i = begin; i < end; ++i) {
    const Fr low = from[2 * i], high = 2 * i + 1 < f.size() ? from[2 * i + 1] : Fr::zero();
    to[i] = low + x * (high - low);
  }
}

// The bound table, half as long
template <class Table = SecretVector<Fr>>
Table bound_lowest(std::span<const Fr> f, const Fr& x) {
  Table out((f.size() + 1) / 2);
  parallel_for(out.size(), 2048, [&](size_t begin, size_t end) { bind_pairs(f, x, begin, end, out.data()); });
  return out;
}

// The same in place of the table; in its memory where it is short
template <class Table>
void bind_lowest(Table& f, const Fr& x) {
  if (f.size() >= 8192) {
    f = bound_lowest<Table>(f, x);
    return;
  }
  const size_t half = (f.size() + 1) / 2;
  bind_pairs(f, x, 0, half, f.data());
  f.resize(half);
}

}  // namespace ogzk
