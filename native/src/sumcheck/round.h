// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "field/fr.h"
#include "polynomial/multilinear.h"

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

// bind_first of polynomial/multilinear.h, threaded where the vector is long (protocol.md §1.2).
inline void bind_lowest(std::vector<Fr>& f, const Fr& x) {
  const size_t half = f.size() / 2;
  if (half < 4096) {
    bind_first(f, x);
    return;
  }
  std::vector<Fr> out(half);
  parallel_for(half, 2048, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) out[i] = f[2 * i] + x * (f[2 * i + 1] - f[2 * i]);
  });
  f = std::move(out);
}

}  // namespace ogzk
