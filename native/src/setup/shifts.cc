// SPDX-License-Identifier: Apache-2.0
#include "setup/shifts.h"

#include <atomic>
#include <mutex>

#include "base/parallel.h"
#include "key/key.h"
#include "msm/msm.h"

namespace ogzk {
namespace {

// Row shifts cost rows^2 b / 2 point operations once; beyond this they would take minutes, and proving does without.
constexpr uint64_t kMostPointOperations = uint64_t{1} << 25;

// W split into what fits 32 bits (the weights) and the rest (the biases), both in coefficient positions.
struct SplitWeights {
  std::vector<int32_t> small;
  std::vector<std::pair<size_t, Fr>> large;
};

SplitWeights split(const ProvingKey& key, size_t rows, size_t b) {
  const Layout& g = key.layout;
  const size_t offset = kReservedRows * b;
  SplitWeights w;
  w.small.assign(rows * b, 0);
  for (size_t l = 0; l < key.circuit.layers.size(); ++l) {
    const CircuitLayer& layer = key.circuit.layers[l];
    for (size_t i = 0; i < layer.rows; ++i)
      std::copy_n(layer.weights.begin() + static_cast<ptrdiff_t>(i * layer.inner), layer.inner,
                  w.small.begin() + static_cast<ptrdiff_t>(offset + g.weights[l].offset + (i << g.inner[l])));
  }
  const std::vector<Fr> all = weight_stack(key.circuit, g);
  for (size_t l = 0; l < key.circuit.layers.size(); ++l)
    for (size_t i = 0; i < key.circuit.layers[l].rows; ++i)
      w.large.emplace_back(offset + g.biases[l].offset + i, all[g.biases[l].offset + i]);
  return w;
}

}  // namespace

std::vector<G1Affine> make_shifts(const ProvingKey& key, const Srs& srs,
                                  const std::function<void(size_t done, size_t total)>& tick) {
  const Layout& g = key.layout;
  const size_t b = size_t{1} << g.t;
  size_t used = 0;  // entries of W that hold something
  for (size_t l = 0; l < g.weights.size(); ++l) {
    used = std::max(used, g.weights[l].offset + (size_t{key.circuit.layers[l].rows} << g.inner[l]));
    used = std::max(used, g.biases[l].offset + key.circuit.layers[l].rows);
  }
  const size_t rows = kReservedRows + (used + b - 1) / b;
  if (rows * rows / 2 * b > kMostPointOperations) return {};
  const SplitWeights w = split(key, rows, b);
  std::vector<G1> shifts(rows - 1);
  std::atomic<size_t> done{0};
  std::mutex guard;
  parallel_tasks(shifts.size(), [&](size_t d) {
    const size_t first = b * (d + 1);
    const std::span<const int32_t> small = std::span<const int32_t>(w.small).subspan(first);
    G1 sum = msm_i32(srs.g1().first(small.size()), small);
    std::vector<G1Affine> points;
    std::vector<Fr> scalars;
    for (const auto& [at, value] : w.large)
      if (at >= first) {
        points.push_back(srs.g1()[at - first]);
        scalars.push_back(value);
      }
    shifts[d] = sum + msm(points, scalars);
    const size_t now = ++done;
    const std::lock_guard lock(guard);
    tick(now, shifts.size());
  });
  return batch_to_affine(shifts);
}

}  // namespace ogzk
