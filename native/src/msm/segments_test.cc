// SPDX-License-Identifier: Apache-2.0
#include "msm/segments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "base/cpu.h"
#include "msm/bucket_sums.h"
#include "msm/digits.h"

namespace ogzk {
namespace {

using Kernel = void (*)(const SegmentJob&);
using Asides = std::multiset<std::pair<uint32_t, uint32_t>>;

std::vector<G1Affine> points(size_t n) {
  std::vector<G1> v(n);
  G1 p = G1::generator().mul(Fr::from_u64(12345).inverse());
  for (auto& x : v) x = p, p += G1::generator();
  return to_affine(v);
}

struct Sums {
  std::vector<G1Affine> sums;
  Asides asides;
};

Sums run(Kernel kernel, const std::vector<G1Affine>& p, const std::vector<uint32_t>& indices,
         const std::vector<PointSegment>& segments) {
  const std::unique_ptr<void, void (*)(void*)> scratch(::operator new (kScratchSize, std::align_val_t{64}),
                                                       [](void* s) { ::operator delete (s, std::align_val_t{64}); });
  std::vector<uint32_t> order(segments.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return segments[a].length > segments[b].length; });
  Sums r{std::vector<G1Affine>(segments.size()), {}};
  SegmentJob job{};
  job.points = reinterpret_cast<const uint64_t(*)[8]>(p.data());
  job.indices = indices.data();
  job.segments = segments.data();
  job.order = order.data();
  job.count = segments.size();
  job.sums = reinterpret_cast<uint64_t(*)[8]>(r.sums.data());
  job.scratch = scratch.get();
  job.set_aside = [](void* to, uint32_t segment, uint32_t index) { static_cast<Asides*>(to)->emplace(segment, index); };
  job.context = &r.asides;
  kernel(job);
  return r;
}

// What a segment should come to once the points set aside are added
void expect_right(const Sums& got, const std::vector<G1Affine>& p, const std::vector<uint32_t>& indices,
                  const std::vector<PointSegment>& segments) {
  const auto point = [&](uint32_t index) {
    const G1Affine& q = p[index & ~kNegated];
    return (index & kNegated) != 0 ? -q : q;
  };
  std::vector<G1> with_asides(got.sums.begin(), got.sums.end());
  for (const auto& [segment, index] : got.asides) with_asides[segment] += point(index);
  for (size_t s = 0; s < segments.size(); ++s) {
    ASSERT_TRUE(got.sums[s].is_on_curve());
    G1 sum;
    for (uint32_t k = 0; k < segments[s].length; ++k) sum += point(indices[segments[s].start + k]);
    ASSERT_EQ(with_asides[s], sum) << "segment " << s << " of length " << segments[s].length;
  }
}

class Segments : public ::testing::TestWithParam<Kernel> {
 protected:
  void SetUp() override {
    if (GetParam() == &sum_segments_ifma && !kHasIfma) GTEST_SKIP() << "no AVX-512 IFMA here, or forbidden by OGZK_CPU";
  }
};
INSTANTIATE_TEST_SUITE_P(Kernels, Segments, ::testing::Values(&sum_segments_portable, &sum_segments_ifma));

TEST_P(Segments, AreSummedAtEachLengthAndCount) {
  std::mt19937 rng(3);
  const auto p = points(500);
  for (size_t count : {1, 2, 7, 8, 9, 15, 17, 100, 511, 513, 2047, 2048, 2050}) {
    std::vector<uint32_t> indices;
    std::vector<PointSegment> segments;
    for (size_t s = 0; s < count; ++s) {
      const auto length = static_cast<uint32_t>(1 + rng() % (count < 100 ? 64 : 4));
      segments.push_back({static_cast<uint32_t>(indices.size()), length});
      for (uint32_t k = 0; k < length; ++k)
        indices.push_back(static_cast<uint32_t>(rng() % p.size()) | (rng() % 2 != 0 ? kNegated : 0));
    }
    expect_right(run(GetParam(), p, indices, segments), p, indices, segments);
  }
}

TEST_P(Segments, EqualAndOppositePointsAreSetAside) {
  const auto p = points(20);
  const std::vector<uint32_t> indices = {0, 0, 0, 1, 1 | kNegated, 2, 3, 4 | kNegated, 4, 4, 5, 6, 5, 7, 7};
  const std::vector<PointSegment> segments = {{0, 3}, {3, 2}, {5, 5}, {10, 3}, {13, 2}};
  const Sums got = run(GetParam(), p, indices, segments);
  expect_right(got, p, indices, segments);
  EXPECT_EQ(got.asides, (Asides{{0, 0}, {0, 0}, {1, 1 | kNegated}, {4, 7}}));
}

TEST(SegmentKernels, AgreePointForPoint) {
  if (!kHasIfma) GTEST_SKIP() << "no AVX-512 IFMA here, or forbidden by OGZK_CPU";
  std::mt19937 rng(5);
  const auto p = points(300);
  std::vector<uint32_t> indices(20000);
  for (auto& i : indices) i = static_cast<uint32_t>(rng() % p.size()) | (rng() % 2 != 0 ? kNegated : 0);
  std::vector<PointSegment> segments;
  for (uint32_t at = 0; at + 40 < indices.size(); at += 40)
    segments.push_back({at, 1 + static_cast<uint32_t>(rng() % 40)});
  const Sums a = run(&sum_segments_portable, p, indices, segments), b = run(&sum_segments_ifma, p, indices, segments);
  EXPECT_EQ(a.sums, b.sums);
  EXPECT_EQ(a.asides, b.asides);
}

TEST(Digits, AddUpToTheScalarAtEachWidth) {
  std::mt19937_64 rng(9);
  std::vector<Fr> s = {Fr::zero(), Fr::one(), -Fr::one(), -Fr::from_u64(2).inverse(), Fr::from_u64(2).inverse()};
  for (int i = 0; i < 60; ++i) s.push_back(Fr::from_limbs_mod({rng(), rng(), rng(), rng()}));
  std::vector<int64_t> small = {0, 1, -1, INT64_MAX, INT64_MIN, INT32_MIN, 1 << 14, -(1 << 14)};
  for (int i = 0; i < 60; ++i) small.push_back(static_cast<int64_t>(rng()));
  const std::vector<G1Affine> p(80, G1Affine::generator());
  const auto value = [](const Digits& d, size_t i) {
    Fr sum;
    for (unsigned w = d.windows; w-- > 0;) {
      EXPECT_LE(std::abs(d.row(w)[i]), 1 << (d.window_bits - 1));
      sum = sum * Fr::from_u64(u64{1} << d.window_bits) + Fr::from_i64(d.row(w)[i]);
    }
    return sum;
  };
  for (unsigned c = 2; c <= kMaxWindowBits; ++c) {
    const Digits d = make_digits(std::span(p).first(s.size()), std::span<const Fr>(s), c);
    ASSERT_EQ(d.size, s.size() - 1);  // without the zero in front
    for (size_t i = 0; i < d.size; ++i) {
      ASSERT_EQ(d.point[i], i + 1);
      ASSERT_EQ(value(d, i), s[i + 1]) << c << " " << i;
    }
    const Digits e = make_digits(std::span(p).first(small.size()), std::span<const int64_t>(small), c);
    ASSERT_EQ(e.size, small.size() - 1);
    for (size_t i = 0; i < e.size; ++i) ASSERT_EQ(value(e, i), Fr::from_i64(small[e.point[i]])) << c << " " << i;
  }
  EXPECT_EQ(make_digits(p, std::vector<Fr>(80)).windows, 0U);
}

}  // namespace
}  // namespace ogzk
