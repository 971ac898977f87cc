// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "curve/g1.h"
#include "msm/segments.h"

namespace ogzk {

// Sums of segments of any length and any points, infinity excepted, on top of the kernels of msm/segments.h:
// long segments are cut and their pieces summed again, and what a kernel set aside is added by complete
// formulas. Holds the memory for it; one per thread.
class SegmentSums {
 public:
  SegmentSums();

  // sums[s] of segment s; infinity if it is empty or its points cancel
  void run(const G1Affine* points, std::span<const uint32_t> indices, std::span<const PointSegment> segments,
           G1Affine* sums);

 private:
  struct Aside {
    uint32_t segment, index;
  };
  struct FreeScratch {
    void operator()(void* p) const;
  };

  void run_short(const G1Affine* points, std::span<const uint32_t> indices, std::span<const PointSegment> segments,
                 G1Affine* sums);
  void add_asides(const G1Affine* points, G1Affine* sums);

  std::unique_ptr<void, FreeScratch> scratch_;
  std::vector<uint32_t> order_;
  std::vector<Aside> asides_;
};

// For each of the `windows` rows of digits: sum_i digit(i) P_i over the points of the range [begin, end).
struct Digits;
void sum_windows(SegmentSums& sums, const G1Affine* points, const Digits& digits, size_t begin, size_t end,
                 unsigned first_window, unsigned last_window, G1* out);

}  // namespace ogzk
