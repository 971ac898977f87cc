// SPDX-License-Identifier: Apache-2.0
#include "msm/msm.h"

#include <algorithm>
#include <vector>

#include "base/cancel.h"
#include "base/parallel.h"
#include "msm/bucket_sums.h"
#include "msm/digits.h"

// Pippenger's method with signed windows: sum_w 2^(cw) sum_b b (sum of the points whose digit in window w is
// b).
namespace ogzk {
namespace {

// A share of the work: some windows over some of the points
struct Task {
  size_t begin, end;
  unsigned first_window, last_window;
};

// Whole windows are the cheapest shares, for each window has its buckets to add up at the end. Where they do
// not come out even among the threads, the points are divided too. Few points: several windows go together,
// because the kernels want a few thousand segments in step.
std::vector<Task> plan(const Digits& d) {
  const size_t t = threads();
  size_t parts = 1;
  while (d.windows * parts < 4 * t && d.windows * parts % t != 0) ++parts;
  parts = std::clamp<size_t>(parts, 1, 1 + d.size / 256);
  const size_t share = (d.windows * parts + t - 1) / t;  // windows a thread
  const size_t together = std::clamp<size_t>((size_t{1} << 20) * parts / d.size, 1, share);
  size_t groups = (d.windows + together - 1) / together;
  if (parts == 1) groups = std::min<size_t>((groups + t - 1) / t * t, d.windows);
  std::vector<Task> tasks;
  for (size_t part = 0; part < parts; ++part) {
    for (size_t g = 0; g < groups; ++g) {
      tasks.push_back({d.size * part / parts, d.size * (part + 1) / parts,
                       static_cast<unsigned>(d.windows * g / groups),
                       static_cast<unsigned>(d.windows * (g + 1) / groups)});
    }
  }
  return tasks;
}

G1 combine(std::span<const G1Affine> points, const Digits& digits) {
  poll_cancel();
  if (digits.windows == 0) return G1();
  check(points.size() < kNegated, "msm: too many points");
  const std::vector<Task> tasks = plan(digits);
  std::vector<G1> sums(tasks.size() * digits.windows);
  parallel_tasks(tasks.size(), [&](size_t k) {
    thread_local SegmentSums workspace;
    const Task& t = tasks[k];
    sum_windows(workspace, points.data(), digits, t.begin, t.end, t.first_window, t.last_window,
                sums.data() + k * digits.windows + t.first_window);
  });
  G1 total;
  for (unsigned w = digits.windows; w-- > 0;) {
    for (unsigned i = 0; i < digits.window_bits; ++i) total = total.dbl();
    for (size_t k = 0; k < tasks.size(); ++k) total += sums[k * digits.windows + w];  // infinity where not its window
  }
  return total;
}

}  // namespace

G1 msm(std::span<const G1Affine> points, std::span<const Fr> scalars) {
  return combine(points, make_digits(points, scalars));
}
G1 msm_i32(std::span<const G1Affine> points, std::span<const int32_t> scalars) {
  return combine(points, make_digits(points, scalars));
}
G1 msm_i64(std::span<const G1Affine> points, std::span<const int64_t> scalars) {
  return combine(points, make_digits(points, scalars));
}

G1 msm_reference(std::span<const G1Affine> points, std::span<const Fr> scalars) {
  check(points.size() == scalars.size(), "msm: the numbers of points and scalars differ");
  G1 sum;
  for (size_t i = 0; i < points.size(); ++i) sum += G1(points[i]).mul(scalars[i]);
  return sum;
}

}  // namespace ogzk
