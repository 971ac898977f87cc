// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace ogzk {

// A segment is a run of a list of indices; its sum is the sum of the points they name, those with the top
// bit set negated. Sums of many segments go in step, one point of each at a time, because the additions
//   slope = (y2 - y1) / (x2 - x1),  x3 = slope^2 - x1 - x2,  y3 = slope (x1 - x3) - y1
// of one step can then share a single inversion (Montgomery's trick): 5 products and a square each.
constexpr uint32_t kNegated = uint32_t{1} << 31;

struct PointSegment {
  uint32_t start, length;
};

// What a kernel is given. Points are 64 bytes, x and y as four Montgomery limbs each, none of them infinity.
struct SegmentJob {
  const uint64_t (*points)[8];
  const uint32_t* indices;
  const PointSegment* segments;
  const uint32_t* order;  // the segments by descending length, none empty
  size_t count;
  uint64_t (*sums)[8];  // out: sums[s] of segment s
  void* scratch;        // kScratchSize bytes on a 64-byte boundary
  // Where x1 = x2 the formulas fail. The kernel leaves that point out and says so, once; the caller adds it.
  void (*set_aside)(void* context, uint32_t segment, uint32_t index);
  void* context;
};

constexpr size_t kGroup = 2048;  // segments that go in step; what they need stays in the second-level cache
constexpr size_t kScratchSize = kGroup * 256;

void sum_segments_portable(const SegmentJob& job);
void sum_segments_ifma(const SegmentJob& job);  // only where kHasIfma (base/cpu.h)

// v_i -> 64 2^512 / v_i mod p for eight numbers v_i < p, not 0: in the Montgomery form of R = 2^256, 64 /
// v_i.
void invert_lanes(uint64_t (*lanes)[4]);

}  // namespace ogzk
