// SPDX-License-Identifier: Apache-2.0
#include "msm/segments.h"

#if defined(__AVX512IFMA__) && defined(__AVX512VBMI2__)

#include "field/fe8_ifma.h"
#include "field/moduli.h"

// Lanes are segments: vector v holds the segments 8v .. 8v + 7 of the group.
//
// Points stay in the portable form, limbs of x 2^256, while mul8 divides by 2^260. Writing [a] for the
// number a 2^260 mod p that mul8 works with, a coordinate x is thus [x / 16]. The slope is a quotient of two
// coordinates and does not notice:
//   [dy / 16] [16 / dx] = [slope].
// invert_lanes gives the inverses times 1/4, so what the kernel has is [slope / 4]; its square is
// [slope^2 / 16], which has the scale of a coordinate, and [slope / 4] [4 (x1 - x3) / 16] = [slope (x1 - x3)
// / 16] has it again. No point is ever converted.
namespace ogzk {
namespace {

template <int B>
using F8 = Fe8<FqParams, B>;

constexpr size_t kVectors = kGroup / 8;

struct Scratch {
  F8<2> x[kVectors], y[kVectors];
  F8<3> dx[kVectors], dy[kVectors];
  F8<2> prefix[kVectors];
  __mmask8 skip[kVectors];
};
static_assert(sizeof(Scratch) <= kScratchSize);

// Eight cache lines, eight points; transposed, words 0..3 are the x and 4..7 the y of the lanes.
[[gnu::always_inline]] inline void gather(const SegmentJob& job, const uint32_t* index, F8<1>& x, F8<1>& y) {
  Vec r[8];
#pragma GCC unroll 8
  for (int lane = 0; lane < 8; ++lane) r[lane] = _mm512_loadu_si512(job.points[index[lane] & ~kNegated]);
  transpose8(r);
  x = unpack8<FqParams, 1>(r[0], r[1], r[2], r[3]);
  y = unpack8<FqParams, 1>(r[4], r[5], r[6], r[7]);
}

[[gnu::always_inline]] inline __mmask8 signs(const uint32_t* index) {
  return static_cast<__mmask8>(_mm256_movepi32_mask(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(index))));
}

// y or p - y; not carried yet
[[gnu::always_inline]] inline F8<1> negate_where(__mmask8 negated, const F8<1>& y) {
  constexpr auto m = Constants52<FqParams>::multiple(1);
  F8<1> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_mask_sub_epi64(y.l[i], negated, set1(m.v[i]), y.l[i]);
  return r;
}

// The lanes of v replaced by their inverses times 1/4, in the sense above
[[gnu::noinline]] F8<2> quarter_inverse(const F8<2>& v) {
  alignas(64) uint64_t columns[4][8];
  Vec w[4];
  pack_reduced8(v, w[0], w[1], w[2], w[3]);
  for (int i = 0; i < 4; ++i) _mm512_store_si512(columns[i], w[i]);
  uint64_t lanes[8][4];
  for (int lane = 0; lane < 8; ++lane) {
    for (int i = 0; i < 4; ++i) lanes[lane][i] = columns[i][lane];
  }
  // v = [d] = d 2^260;  64 2^512 / v = 2^518 / (d 2^260) = [1 / (4 d)]
  invert_lanes(lanes);
  for (int lane = 0; lane < 8; ++lane) {
    for (int i = 0; i < 4; ++i) columns[i][lane] = lanes[lane][i];
  }
  return unpack8<FqParams, 2>(_mm512_load_si512(columns[0]), _mm512_load_si512(columns[1]),
                              _mm512_load_si512(columns[2]), _mm512_load_si512(columns[3]));
}

class Group {
 public:
  Group(const SegmentJob& job, size_t first, size_t size)
      : job_(job), scratch_(*static_cast<Scratch*>(job.scratch)), order_(job.order + first), size_(size) {
    for (size_t s = 0; s < size_; ++s) {
      start_[s] = job_.segments[order_[s]].start;
      length_[s] = job_.segments[order_[s]].length;
    }
    for (size_t s = size_; s % 8 != 0; ++s) {  // lanes without a segment repeat a point and are ignored
      start_[s] = start_[0];
      length_[s] = 0;
    }
  }

  void run() {
    load_first();
    size_t active = size_;
    for (uint32_t k = 1;; ++k) {
      while (active > 0 && length_[active - 1] <= k) --active;
      if (active == 0) break;
      add_next(k, active);
    }
    store_all();
  }

 private:
  [[gnu::always_inline]] void prefetch(size_t v, uint32_t k) {
    for (size_t s = 8 * v; s < 8 * v + 8; ++s) {
      if (k < length_[s]) _mm_prefetch(job_.points[job_.indices[start_[s] + k] & ~kNegated], _MM_HINT_T0);
    }
  }

  void load_first() {
    const size_t vectors = (size_ + 7) / 8;
    for (size_t v = 0; v < vectors; ++v) {
      if (v + 2 < vectors) prefetch(v + 2, 0);
      alignas(32) uint32_t index[8];
      for (size_t lane = 0; lane < 8; ++lane) index[lane] = job_.indices[start_[8 * v + lane]];
      F8<1> x, y;
      gather(job_, index, x, y);
      y = negate_where(signs(index), y);
      carry8(y.l);
      for (int i = 0; i < 5; ++i) {
        scratch_.x[v].l[i] = x.l[i];
        scratch_.y[v].l[i] = y.l[i];
      }
    }
  }

  // One addition in each of the first `active` segments
  void add_next(uint32_t k, size_t active) {
    const size_t vectors = (active + 7) / 8;
    const F8<2> one = broadcast8<FqParams, 2>(kOne);
    F8<2> product[2] = {one, one};  // two chains, so that one multiplication need not wait for the last
    for (size_t v = 0; v < vectors; ++v) {
      if (k == 1 && v + 6 < vectors) prefetch(v + 6, 1);
      const F8<3> dx = differences(v, k, active);
      scratch_.prefix[v] = product[v & 1];
      product[v & 1] = mul8(product[v & 1], dx);
    }
    const F8<2> total = quarter_inverse(mul8(product[0], product[1]));
    F8<2> inverse[2] = {mul8(total, product[1]), mul8(total, product[0])};
    for (size_t v = vectors; v-- > 0;) {
      prefetch(v, k + 1);
      finish(v, inverse[v & 1]);
    }
  }

  [[gnu::always_inline]] F8<3> differences(size_t v, uint32_t k, size_t active) {
    alignas(32) uint32_t index[8];
    const size_t live = active - 8 * v < 8 ? active - 8 * v : 8;
    for (size_t lane = 0; lane < 8; ++lane) index[lane] = job_.indices[start_[8 * v + lane] + (lane < live ? k : 0)];
    F8<1> x, y;
    gather(job_, index, x, y);
    F8<3> dx = sub8(x, scratch_.x[v]);
    scratch_.dy[v] = sub8(negate_where(signs(index), y), scratch_.y[v]);
    auto skip = static_cast<__mmask8>(0xffU << live);
    // dx = x - x1 + 2p is in (0, 3p), so it is zero modulo p as p or 2p; the low limb tells almost always.
    constexpr auto m = Constants52<FqParams>::multiple(1), m2 = Constants52<FqParams>::multiple(2);
    const unsigned suspects = static_cast<unsigned>(_mm512_cmpeq_epi64_mask(dx.l[0], set1(m.v[0]))) |
                              static_cast<unsigned>(_mm512_cmpeq_epi64_mask(dx.l[0], set1(m2.v[0])));
    if ((suspects & ~unsigned{skip}) != 0) [[unlikely]] {
      const unsigned zero = unsigned{equals_multiple8(dx, 1)} | unsigned{equals_multiple8(dx, 2)};
      for (size_t lane = 0; lane < live; ++lane) {
        if ((zero >> lane & 1) != 0) job_.set_aside(job_.context, order_[8 * v + lane], index[lane]);
      }
      skip = static_cast<__mmask8>(skip | zero);
    }
    if (skip != 0) dx = select8(skip, dx, broadcast8<FqParams, 3>(kOne));
    scratch_.dx[v] = dx;
    scratch_.skip[v] = skip;
    return dx;
  }

  [[gnu::always_inline]] void finish(size_t v, F8<2>& inverse) {
    const F8<3> dx = scratch_.dx[v];
    const F8<2> x1 = scratch_.x[v], y1 = scratch_.y[v];
    const F8<2> slope = mul8(mul8(inverse, scratch_.prefix[v]), scratch_.dy[v]);
    inverse = mul8(inverse, dx);
    const F8<2> slope2 = square8(slope);

    // x3 = slope^2 - x1 - x2 = slope^2 - dx - 2 x1 + 2p, as dx = x2 - x1 + 2p. With 3p more,
    // slope^2 - x1 - x2 + 3p is in (0, 5p).
    constexpr auto m5 = Constants52<FqParams>::multiple(5), m2 = Constants52<FqParams>::multiple(2);
    F8<5> wide;
#pragma GCC unroll 5
    for (int i = 0; i < 5; ++i) {
      const Vec taken = _mm512_add_epi64(dx.l[i], _mm512_slli_epi64(x1.l[i], 1));
      wide.l[i] = _mm512_add_epi64(_mm512_sub_epi64(slope2.l[i], taken), set1(m5.v[i]));
    }
    carry8(wide.l);
    const F8<2> x3 = reduce8(wide);

    F8<16> four;  // 4 (x1 - x3 + 2p)
#pragma GCC unroll 5
    for (int i = 0; i < 5; ++i) {
      four.l[i] = _mm512_slli_epi64(_mm512_add_epi64(_mm512_sub_epi64(x1.l[i], x3.l[i]), set1(m2.v[i])), 2);
    }
    carry8(four.l);
    const F8<2> y3 = reduce8(sub8(mul8(slope, four), y1));
    const __mmask8 skip = scratch_.skip[v];
    scratch_.x[v] = select8(skip, x3, x1);
    scratch_.y[v] = select8(skip, y3, y1);
  }

  void store_all() {
    for (size_t v = 0; 8 * v < size_; ++v) {
      Vec r[8];
      pack_reduced8(scratch_.x[v], r[0], r[1], r[2], r[3]);
      pack_reduced8(scratch_.y[v], r[4], r[5], r[6], r[7]);
      transpose8(r);
      for (size_t lane = 0; lane < 8 && 8 * v + lane < size_; ++lane) {
        _mm512_storeu_si512(job_.sums[order_[8 * v + lane]], r[lane]);
      }
    }
  }

  static constexpr Limbs kOne = montgomery::Constants<FqParams>::kR;  // any nonzero value would do

  const SegmentJob& job_;
  Scratch& scratch_;
  const uint32_t* order_;
  size_t size_;
  uint32_t start_[kGroup], length_[kGroup];
};

}  // namespace

void sum_segments_ifma(const SegmentJob& job) {
  for (size_t first = 0; first < job.count; first += kGroup) {
    const size_t left = job.count - first;
    Group(job, first, left < kGroup ? left : kGroup).run();
  }
}

}  // namespace ogzk

#else

namespace ogzk {
void sum_segments_ifma(const SegmentJob& job) { sum_segments_portable(job); }
}  // namespace ogzk

#endif
