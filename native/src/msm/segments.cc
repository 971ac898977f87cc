// SPDX-License-Identifier: Apache-2.0
#include "msm/segments.h"

#include <algorithm>

#include "curve/g1.h"

namespace ogzk {
namespace {

struct Row {  // one addition between the forward and the backward pass
  Fq x1, y1, dx, dy, prefix;
};
constexpr size_t kPortableGroup = 512;
static_assert(kPortableGroup * (sizeof(Row) + 1) <= kScratchSize);

void load(const SegmentJob& job, uint32_t index, Fq& x, Fq& y) {
  const uint64_t* p = job.points[index & ~kNegated];
  x = Fq::from_montgomery({p[0], p[1], p[2], p[3]});
  y = Fq::from_montgomery({p[4], p[5], p[6], p[7]});
  if ((index & kNegated) != 0) y = -y;
}

void store(uint64_t* out, const Fq& x, const Fq& y) {
  std::copy(x.montgomery().begin(), x.montgomery().end(), out);
  std::copy(y.montgomery().begin(), y.montgomery().end(), out + 4);
}

}  // namespace

void sum_segments_portable(const SegmentJob& job) {
  auto* rows = static_cast<Row*>(job.scratch);
  auto* skip = reinterpret_cast<uint8_t*>(rows + kPortableGroup);
  for (size_t group = 0; group < job.count; group += kPortableGroup) {
    const uint32_t* order = job.order + group;
    size_t active = std::min(kPortableGroup, job.count - group);
    const size_t size = active;
    const auto segment = [&](size_t s) -> const PointSegment& { return job.segments[order[s]]; };
    const auto index = [&](size_t s, uint32_t k) { return job.indices[segment(s).start + k]; };
    for (size_t s = 0; s < size; ++s) load(job, index(s, 0), rows[s].x1, rows[s].y1);
    for (uint32_t k = 1;; ++k) {
      while (active > 0 && segment(active - 1).length <= k) --active;
      if (active == 0) break;
      Fq product = Fq::one();
      for (size_t s = 0; s < active; ++s) {
        if (s + 8 < active) __builtin_prefetch(job.points[index(s + 8, k) & ~kNegated]);
        Row& row = rows[s];
        Fq x, y;
        load(job, index(s, k), x, y);
        row.dx = x - row.x1;
        row.dy = y - row.y1;
        skip[s] = row.dx.is_zero() ? 1 : 0;
        if (skip[s] != 0) [[unlikely]] {
          row.dx = Fq::one();
          job.set_aside(job.context, order[s], index(s, k));
        }
        row.prefix = product;
        product *= row.dx;
      }
      Fq inverse = product.inverse();
      for (size_t s = active; s-- > 0;) {
        Row& row = rows[s];
        const Fq slope = inverse * row.prefix * row.dy;
        inverse *= row.dx;
        if (skip[s] != 0) [[unlikely]]
          continue;
        const Fq x3 = slope.square() - row.dx - row.x1.dbl();  // x1 + x2 = dx + 2 x1
        row.y1 = slope * (row.x1 - x3) - row.y1;
        row.x1 = x3;
      }
    }
    for (size_t s = 0; s < size; ++s) store(job.sums[order[s]], rows[s].x1, rows[s].y1);
  }
}

void invert_lanes(uint64_t (*lanes)[4]) {
  Fq v[8], prefix[8];
  Fq product = Fq::one();
  for (size_t i = 0; i < 8; ++i) {
    v[i] = Fq::from_montgomery({lanes[i][0], lanes[i][1], lanes[i][2], lanes[i][3]});
    prefix[i] = product;
    product *= v[i];
  }
  Fq inverse = product.inverse() * Fq::from_u64(64);
  for (size_t i = 8; i-- > 0;) {
    const Fq r = inverse * prefix[i];
    inverse *= v[i];
    std::copy(r.montgomery().begin(), r.montgomery().end(), lanes[i]);
  }
}

}  // namespace ogzk
