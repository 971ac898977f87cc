// SPDX-License-Identifier: Apache-2.0
#include "msm/bucket_sums.h"

#include <algorithm>
#include <new>

#include "base/cancel.h"
#include "base/cpu.h"
#include "msm/digits.h"

namespace ogzk {
namespace {

// Segments longer than this are cut: all of a group go in step, so one long one would leave the rest of its
// group idle and pay an inversion for each of its points alone.
constexpr uint32_t kPiece = 64;

// At most a million points, some hundredths of a second; whole groups.
constexpr size_t kBetweenPolls = 8 * kGroup;

}  // namespace

SegmentSums::SegmentSums() : scratch_(::operator new (kScratchSize, std::align_val_t{64})) {}
void SegmentSums::FreeScratch::operator()(void* p) const { ::operator delete (p, std::align_val_t{64}); }

void SegmentSums::run(const G1Affine* points, std::span<const uint32_t> indices, std::span<const PointSegment> segments,
                      G1Affine* sums) {
  size_t pieces = 0;
  bool cut = false;
  for (const PointSegment& s : segments) {
    pieces += (s.length + kPiece - 1) / kPiece;
    cut |= s.length > kPiece;
  }
  if (!cut) {
    run_short(points, indices, segments, sums);
    return;
  }
  std::vector<PointSegment> parts, wholes;
  parts.reserve(pieces);
  wholes.reserve(segments.size());
  for (const PointSegment& s : segments) {  // pieces of nearly one length
    const uint32_t count = (s.length + kPiece - 1) / kPiece;
    wholes.push_back({static_cast<uint32_t>(parts.size()), count});
    for (uint32_t k = 0; k < count; ++k) {
      const auto at = [&](uint64_t j) { return static_cast<uint32_t>(j * s.length / count); };
      parts.push_back({s.start + at(k), at(k + 1) - at(k)});
    }
  }
  const LargeArray<G1Affine> part_sums(parts.size());
  run_short(points, indices, parts, part_sums.data());
  std::vector<uint32_t> part_indices;  // without those that came to infinity
  part_indices.reserve(parts.size());
  for (PointSegment& whole : wholes) {
    const uint32_t start = static_cast<uint32_t>(part_indices.size());
    for (uint32_t k = whole.start; k < whole.start + whole.length; ++k) {
      if (!part_sums[k].is_infinity()) part_indices.push_back(k);
    }
    whole = {start, static_cast<uint32_t>(part_indices.size()) - start};
  }
  run(part_sums.data(), part_indices, wholes, sums);
}

void SegmentSums::run_short(const G1Affine* points, std::span<const uint32_t> indices,
                            std::span<const PointSegment> segments, G1Affine* sums) {
  // Counting sort by descending length
  uint32_t start[kPiece + 2] = {};
  for (const PointSegment& s : segments) ++start[kPiece - s.length + 1];
  for (uint32_t k = 1; k <= kPiece + 1; ++k) start[k] += start[k - 1];
  const size_t nonempty = start[kPiece];
  order_.resize(segments.size());
  for (size_t i = 0; i < segments.size(); ++i) {
    order_[start[kPiece - segments[i].length]++] = static_cast<uint32_t>(i);
    if (segments[i].length == 0) sums[i] = G1Affine::infinity();
  }
  asides_.clear();
  static_assert(sizeof(G1Affine) == 64);
  SegmentJob job{};
  job.points = reinterpret_cast<const uint64_t(*)[8]>(points);
  job.indices = indices.data();
  job.segments = segments.data();
  job.order = order_.data();
  job.sums = reinterpret_cast<uint64_t(*)[8]>(sums);
  job.scratch = scratch_.get();
  job.set_aside = [](void* self, uint32_t segment, uint32_t index) {
    static_cast<SegmentSums*>(self)->asides_.push_back({segment, index});
  };
  job.context = this;
  for (size_t first = 0; first < nonempty; first += kBetweenPolls) {
    poll_cancel();
    job.order = order_.data() + first;
    job.count = std::min(kBetweenPolls, nonempty - first);
    if (kHasIfma) {
      sum_segments_ifma(job);
    } else {
      sum_segments_portable(job);
    }
  }
  add_asides(points, sums);
}

void SegmentSums::add_asides(const G1Affine* points, G1Affine* sums) {
  if (asides_.empty()) return;
  std::sort(asides_.begin(), asides_.end(), [](const Aside& a, const Aside& b) { return a.segment < b.segment; });
  for (size_t i = 0; i < asides_.size();) {
    const uint32_t segment = asides_[i].segment;
    G1 sum = sums[segment];
    for (; i < asides_.size() && asides_[i].segment == segment; ++i) {
      const G1Affine& p = points[asides_[i].index & ~kNegated];
      sum += (asides_[i].index & kNegated) != 0 ? -p : p;
    }
    sums[segment] = sum.to_affine();
  }
}

namespace {

// The points of some windows sorted into buckets by magnitude, as segments of one list of indices: bucket b
// of window w is segment w * buckets + b. Bucket 0 stays empty.
struct Buckets {
  LargeArray<uint32_t> indices;
  std::vector<PointSegment> segments;
};

uint32_t magnitude(int16_t digit) { return static_cast<uint32_t>(digit < 0 ? -int{digit} : int{digit}); }

Buckets sort_into_buckets(const Digits& digits, size_t begin, size_t end, unsigned first, unsigned last) {
  const uint32_t buckets = digits.buckets();
  Buckets b;
  b.segments.resize(size_t{buckets} * (last - first));
  for (unsigned w = first; w < last; ++w) {
    PointSegment* row = b.segments.data() + size_t{buckets} * (w - first);
    const int16_t* digit = digits.row(w);
    for (size_t i = begin; i < end; ++i) ++row[magnitude(digit[i])].length;
  }
  uint32_t total = 0;
  for (size_t s = 0; s < b.segments.size(); ++s) {
    if (s % buckets == 0) b.segments[s].length = 0;
    b.segments[s].start = total;
    total += b.segments[s].length;
  }
  b.indices = LargeArray<uint32_t>(total);
  std::vector<uint32_t> next(buckets);
  for (unsigned w = first; w < last; ++w) {
    const PointSegment* row = b.segments.data() + size_t{buckets} * (w - first);
    for (uint32_t k = 0; k < buckets; ++k) next[k] = row[k].start;
    const int16_t* digit = digits.row(w);
    for (size_t i = begin; i < end; ++i) {
      const uint32_t m = magnitude(digit[i]);
      if (m != 0) b.indices[next[m]++] = digits.point[i] | (digit[i] < 0 ? kNegated : 0);
    }
  }
  return b;
}

// sum_k k S_k by running sums from the top: two additions an entry
G1 weighted_sum(std::span<const G1Affine> s) {
  G1 running, total;
  for (size_t k = s.size(); k-- > 1;) {
    running += s[k];
    total += running;
  }
  return total;
}

}  // namespace

// sum_b b B_b with b = i 2^h + j:  2^h sum_i i (sum_j B_ij) + sum_j j (sum_i B_ij).  The inner sums are
// segments again, two cheap additions a bucket; only about 2^(c/2+1) entries a window are left for running
// sums.
void sum_windows(SegmentSums& sums, const G1Affine* points, const Digits& digits, size_t begin, size_t end,
                 unsigned first_window, unsigned last_window, G1* out) {
  const uint32_t buckets = digits.buckets();
  const unsigned windows = last_window - first_window;
  const Buckets sorted = sort_into_buckets(digits, begin, end, first_window, last_window);
  const LargeArray<G1Affine> bucket(sorted.segments.size());
  sums.run(points, sorted.indices.span(), sorted.segments, bucket.data());

  const unsigned h = digits.window_bits / 2;
  const uint32_t columns = uint32_t{1} << h, rows = (buckets + columns - 1) >> h;
  std::vector<uint32_t> indices;
  indices.reserve(2 * bucket.size());
  std::vector<PointSegment> lines;
  lines.reserve(size_t{windows} * (rows + columns));
  for (unsigned w = 0; w < windows; ++w) {
    const auto line = [&](uint32_t from, uint32_t step, uint32_t count) {
      const auto start = static_cast<uint32_t>(indices.size());
      for (uint32_t k = 0, b = from; k < count && b < buckets; ++k, b += step) {
        const uint32_t at = w * buckets + b;
        if (!bucket[at].is_infinity()) indices.push_back(at);
      }
      lines.push_back({start, static_cast<uint32_t>(indices.size()) - start});
    };
    for (uint32_t i = 0; i < rows; ++i) line(i << h, 1, i == 0 ? 0 : columns);
    for (uint32_t j = 0; j < columns; ++j) line(j, columns, j == 0 ? 0 : rows);
  }
  std::vector<G1Affine> line_sums(lines.size());
  sums.run(bucket.data(), indices, lines, line_sums.data());

  for (unsigned w = 0; w < windows; ++w) {
    const std::span<const G1Affine> mine(line_sums.data() + size_t{w} * (rows + columns), rows + columns);
    G1 high = weighted_sum(mine.first(rows));
    for (unsigned k = 0; k < h; ++k) high = high.dbl();
    out[w] = high + weighted_sum(mine.last(columns));
  }
}

}  // namespace ogzk
