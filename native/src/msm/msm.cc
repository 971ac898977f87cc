// SPDX-License-Identifier: Apache-2.0
#include "msm/msm.h"

namespace ogzk {
G1 msm_reference(std::span<const G1Affine> points, std::span<const Fr> scalars) {
  check(points.size() == scalars.size(), "msm: the numbers of points and scalars differ");
  G1 sum;
  for (size_t i = 0; i < points.size(); ++i) sum += G1(points[i]).mul(scalars[i]);
  return sum;
}
G1 msm(std::span<const G1Affine> points, std::span<const Fr> scalars) {
  return msm_reference(points, scalars);
}
template <class T>
G1 small(std::span<const G1Affine> points, std::span<const T> scalars) {
  check(points.size() == scalars.size(), "msm: the numbers of points and scalars differ");
  G1 sum;
  for (size_t i = 0; i < points.size(); ++i) {
    if (scalars[i] == 0) continue;
    u64 m = scalars[i] < 0 ? ~static_cast<u64>(scalars[i]) + 1 : static_cast<u64>(scalars[i]);
    G1 p = G1(points[i]).mul(std::span<const u64>(&m, 1));
    if (scalars[i] < 0)
      sum -= p;
    else
      sum += p;
  }
  return sum;
}
G1 msm_i32(std::span<const G1Affine> points, std::span<const int32_t> scalars) {
  return small(points, scalars);
}
G1 msm_i64(std::span<const G1Affine> points, std::span<const int64_t> scalars) {
  return small(points, scalars);
}
}  // namespace ogzk
