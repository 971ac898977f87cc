// SPDX-License-Identifier: Apache-2.0
#include "msm/msm.h"

#include <algorithm>
#include <vector>

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

// Where there are windows enough, threads take whole windows, several at once when the points are few: the
// kernels want a few thousand segments to go in step. Else the points are divided.
std::vector<Task> plan(const Digits& d) {
  const unsigned t = threads();
  std::vector<Task> tasks;
  if (t == 1 || d.windows >= 2 * t) {
    const size_t together = std::clamp<size_t>((size_t{1} << 20) / d.size, 1, (d.windows + t - 1) / t);
    size_t count = (d.windows + together - 1) / together;
    count = std::min<size_t>((count + t - 1) / t * t, d.windows);
    for (size_t k = 0; k < count; ++k) {
      tasks.push_back({0, d.size, static_cast<unsigned>(d.windows * k / count),
                       static_cast<unsigned>(d.windows * (k + 1) / count)});
    }
    return tasks;
  }
  const size_t parts = std::clamp<size_t>(d.size / 256, 1, t);
  for (size_t part = 0; part < parts; ++part) {
    tasks.push_back({d.size * part / parts, d.size * (part + 1) / parts, 0, d.windows});
  }
  return tasks;
}

G1 combine(std::span<const G1Affine> points, const Digits& digits) {
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
    for (size_t k = 0; k < tasks.size(); ++k) total += sums[k * digits.windows + w];
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
