// SPDX-License-Identifier: Apache-2.0
#include "msm/msm.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

#include "base/cancel.h"
#include "base/parallel.h"

namespace ogzk {
namespace {

struct Data {
  std::mt19937_64 rng{5};

  Fr fr() { return Fr::from_limbs_mod({rng(), rng(), rng(), rng()}); }
  std::vector<Fr> frs(size_t n) {
    std::vector<Fr> v(n);
    for (auto& x : v) x = fr();
    return v;
  }
  // k, k+1, k+2, ... times a point: cheap to make and all different
  std::vector<G1Affine> points(size_t n) {
    std::vector<G1> v(n);
    const G1 step = G1::generator().mul(fr());
    G1 p = G1::generator().mul(fr());
    for (auto& x : v) x = p, p += step;
    return to_affine(v);
  }
};

// (r - 1) / 2 and its neighbours, where centring changes sides
const Fr kHalf = -Fr::from_u64(2).inverse();

class Msm : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override { before_ = threads(), set_threads(GetParam()); }
  void TearDown() override { set_threads(before_); }
  unsigned before_ = 1;
  Data d;
};
INSTANTIATE_TEST_SUITE_P(Threads, Msm, ::testing::Values(1U, 2U, 3U, 16U));

TEST_P(Msm, AgreesWithReference) {
  for (size_t n : {0, 1, 2, 7, 8, 9, 64, 65, 100, 255, 300}) {
    const auto p = d.points(n);
    const auto s = d.frs(n);
    EXPECT_EQ(msm(p, s), msm_reference(p, s)) << n;
  }
}

// However long one is, it asks on the way, and whenever it is stopped the next one is right.
TEST_P(Msm, IsCancelledInTheMiddle) {
  const size_t n = 40'000;
  const auto p = d.points(n);
  const auto s = d.frs(n);
  int asked = 0;
  G1 whole;
  {
    const CancelScope scope([&] { return ++asked > 0; }, std::chrono::milliseconds(0));
    whole = msm(p, s);
  }
  // Alone, the owner meets every place that asks; among others, at least the first.
  const bool alone = GetParam() == 1;
  EXPECT_GE(asked, alone ? 10 : 1);
  for (const int last : alone ? std::vector<int>{1, 2, asked / 2, asked} : std::vector<int>{1}) {
    int count = 0;
    const CancelScope scope([&] { return ++count < last; }, std::chrono::milliseconds(0));
    EXPECT_THROW((void)msm(p, s), Cancelled) << last;
    EXPECT_EQ(count, last);
  }
  EXPECT_EQ(msm(p, s), whole);
}

// Mostly zeros, as lookup helpers are; points at infinity here and there
TEST_P(Msm, SparseScalarsMeetTheirPoints) {
  const size_t n = 9000;
  auto p = d.points(n);
  std::vector<Fr> s(n), near;
  std::vector<G1Affine> near_points;
  for (size_t i = 0; i < n; i += 1 + d.rng() % 70) {
    s[i] = d.fr();
    if (i % 3 == 0) p[i] = G1Affine::infinity();
    near.push_back(s[i]);
    near_points.push_back(p[i]);
  }
  EXPECT_EQ(msm(p, s), msm_reference(near_points, near));
  EXPECT_TRUE(msm(p, std::vector<Fr>(n)).is_infinity());
}

TEST_P(Msm, IsLinearAtLargerSizes) {
  for (size_t n : {1000, 4096, 20000}) {
    const auto p = d.points(n);
    auto a = d.frs(n), b = d.frs(n);
    const G1 sum = msm(p, a) + msm(p, b);
    EXPECT_FALSE(sum.is_infinity());
    for (size_t i = 0; i < n; ++i) a[i] += b[i];
    EXPECT_EQ(msm(p, a), sum) << n;
  }
}

TEST_P(Msm, KnowsTheSumOfAnArithmeticProgression) {
  // sum_i i ((k0 + i) G) = (k0 sum i + sum i^2) G
  const u64 n = 5000, k0 = 17;
  std::vector<G1> v(n);
  G1 x = G1::generator().mul(Fr::from_u64(k0));
  for (auto& y : v) y = x, x += G1::generator();
  const auto p = to_affine(v);
  std::vector<int32_t> s(n);
  std::vector<Fr> f(n);
  Fr expected;
  for (u64 i = 0; i < n; ++i) {
    s[i] = static_cast<int32_t>(i);
    f[i] = Fr::from_u64(i);
    expected += Fr::from_u64(i * (k0 + i));
  }
  EXPECT_EQ(msm_i32(p, s), G1::generator().mul(expected));
  EXPECT_EQ(msm(p, f), G1::generator().mul(expected));
}

TEST_P(Msm, TakesScalarsAtTheEdges) {
  const std::vector<Fr> edges = {Fr::zero(),
                                 Fr::one(),
                                 -Fr::one(),
                                 kHalf,
                                 kHalf + Fr::one(),
                                 kHalf - Fr::one(),
                                 -Fr::from_u64(2),
                                 Fr::from_u64(u64{1} << 63),
                                 Fr::from_u64(2).pow_u64(252)};
  auto p = d.points(edges.size());
  EXPECT_EQ(msm(p, edges), msm_reference(p, edges));
  for (const Fr& e : edges) {  // all equal
    const std::vector<Fr> same(130, e);
    p = d.points(same.size());
    EXPECT_EQ(msm(p, same), msm_reference(p, same));
  }
  std::vector<Fr> powers;  // +-2^k and +-(2^k - 1): digits +-2^(c-1) at every window
  for (u64 k = 0; k < 253; ++k) {
    const Fr two = Fr::from_u64(2).pow_u64(k);
    powers.insert(powers.end(), {two, -two, two - Fr::one(), Fr::one() - two});
  }
  p = d.points(powers.size());
  EXPECT_EQ(msm(p, powers), msm_reference(p, powers));
  const std::vector<Fr> zeros(50);
  EXPECT_TRUE(msm(d.points(50), zeros).is_infinity());
}

TEST_P(Msm, TakesAnyPoints) {
  const auto p = d.points(300);
  const auto s = d.frs(300);
  const std::vector<G1Affine> equal(300, p[0]);
  EXPECT_EQ(msm(equal, s), msm_reference(equal, s));
  std::vector<G1Affine> mixed = p;
  for (size_t i = 0; i < mixed.size(); ++i) {
    if (i % 5 == 1) mixed[i] = G1Affine::infinity();
    if (i % 5 == 2) mixed[i] = mixed[i - 2];
    if (i % 5 == 3) mixed[i] = -mixed[i - 3];
  }
  EXPECT_EQ(msm(mixed, s), msm_reference(mixed, s));
  const std::vector<Fr> one(300, Fr::from_u64(3));  // one bucket takes all of them
  EXPECT_EQ(msm(mixed, one), msm_reference(mixed, one));
  EXPECT_EQ(msm(equal, one), msm_reference(equal, one));
  const std::vector<G1Affine> nothing(300, G1Affine::infinity());
  EXPECT_TRUE(msm(nothing, s).is_infinity());
}

TEST_P(Msm, BucketsMayCancelToInfinity) {
  const auto base = d.points(500);
  std::vector<G1Affine> p;
  std::vector<Fr> s;
  for (size_t i = 0; i < base.size(); ++i) {
    p.insert(p.end(), {base[i], -base[i]});
    const Fr k = Fr::from_u64(i % 9 + 1);
    s.insert(s.end(), {k, k});
  }
  EXPECT_TRUE(msm(p, s).is_infinity());
  p.push_back(base[7]);
  s.push_back(Fr::from_u64(4));
  EXPECT_EQ(msm(p, s), G1(base[7]).mul(Fr::from_u64(4)));
}

template <class Integer, class F>
void expect_small_agrees(Data& d, const F& small, Integer low, Integer high) {
  for (size_t n : {1, 9, 129, 1000}) {
    const auto p = d.points(n);
    std::vector<Integer> s(n);
    std::vector<Fr> f(n);
    std::uniform_int_distribution<Integer> range(low, high);
    for (size_t i = 0; i < n; ++i) {
      s[i] = i == 3 ? low : i == 5 ? high : i == 7 ? Integer{0} : range(d.rng);
      f[i] = Fr::from_i64(s[i]);
    }
    EXPECT_EQ(small(p, s), n <= 300 ? msm_reference(p, f) : msm(p, f)) << n << " in " << low << ".." << high;
  }
}

TEST_P(Msm, SmallIntegersOfEachWidth) {
  const auto i32 = [](std::span<const G1Affine> p, std::span<const int32_t> s) { return msm_i32(p, s); };
  const auto i64 = [](std::span<const G1Affine> p, std::span<const int64_t> s) { return msm_i64(p, s); };
  for (const int32_t top : {1, 2, 7, 127, 255, 32767, 65535, 1 << 20}) {
    expect_small_agrees<int32_t>(d, i32, -top, top);
    expect_small_agrees<int32_t>(d, i32, 0, top);
  }
  expect_small_agrees<int32_t>(d, i32, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
  expect_small_agrees<int64_t>(d, i64, -5, 5);
  expect_small_agrees<int64_t>(d, i64, -(int64_t{1} << 40), int64_t{1} << 40);
  expect_small_agrees<int64_t>(d, i64, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max());
}

TEST_P(Msm, LongBucketsAreCutAndStillRight) {
  const size_t n = 20000;  // two buckets of thousands of points
  const auto p = d.points(n);
  std::vector<int32_t> s(n);
  std::vector<Fr> f(n);
  for (size_t i = 0; i < n; ++i) f[i] = Fr::from_i64(s[i] = i % 3 == 0 ? -1 : 2);
  G1 minus_one, two;
  for (size_t i = 0; i < n; ++i) (i % 3 == 0 ? minus_one : two) += p[i];
  EXPECT_EQ(msm_i32(p, s), two.dbl() - minus_one);
  EXPECT_EQ(msm(p, f), two.dbl() - minus_one);
}

TEST(MsmArguments, RefuseUnequalLengths) {
  const std::vector<G1Affine> p(2);
  const std::vector<Fr> s(3);
  EXPECT_THROW((void)msm(p, s), Internal);
}

}  // namespace
}  // namespace ogzk
