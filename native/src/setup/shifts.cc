// SPDX-License-Identifier: Apache-2.0
#include "setup/shifts.h"

#include <mutex>

#include "base/parallel.h"
#include "key/key.h"
#include "msm/msm.h"

namespace ogzk {
namespace {

// Row shifts cost rows^2 b / 2 point operations once; beyond this they would take minutes, and proving does without.
constexpr uint64_t kMostPointOperations = uint64_t{1} << 25;

}  // namespace

G1 commit_weights(const IntegerRows& w, const Srs& srs, unsigned t, size_t first) {
  // Coefficient K b is the first that is W's own.
  const size_t data = kReservedRows << t;
  const size_t skip = first > data ? first - data : 0, at = first > data ? 0 : data - first;
  const std::span<const int32_t> small = std::span<const int32_t>(w.small).subspan(skip);
  const G1 sum = msm_i32(srs.g1().subspan(at, small.size()), small);
  std::vector<G1Affine> points;
  std::vector<Fr> scalars;
  for (const auto& [index, value] : w.large)
    if (index >= skip) {
      points.push_back(srs.g1()[at + index - skip]);
      scalars.push_back(value);
    }
  return sum + msm(points, scalars);
}

std::vector<G1Affine> make_shifts(const IntegerRows& w, const Srs& srs, unsigned t,
                                  const std::function<void(size_t done, size_t total)>& tick) {
  const size_t b = size_t{1} << t;
  const size_t rows = kReservedRows + w.rows();
  if (rows * rows / 2 * b > kMostPointOperations) return {};
  std::vector<G1> shifts(rows - 1);
  size_t done = 0;
  std::mutex guard;
  parallel_tasks(shifts.size(), [&](size_t d) {
    shifts[d] = commit_weights(w, srs, t, b * (d + 1));
    const std::lock_guard lock(guard);
    tick(++done, shifts.size());
  });
  return batch_to_affine(shifts);
}

}  // namespace ogzk
