// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "field/tiny.h"
#include "polynomial/correlation.h"
#include "polynomial/eq.h"
#include "polynomial/multilinear.h"
#include "polynomial/ntt.h"
#include "polynomial/univariate.h"

namespace ogzk {
namespace {

std::vector<Fr> randoms(size_t n, u64 seed) {
  std::mt19937_64 rng(seed);
  std::vector<Fr> v(n);
  for (auto& x : v) x = Fr::from_limbs_mod({rng(), rng(), rng(), rng()});
  return v;
}

TEST(Eq, TheTableHoldsEqAtEachCorner) {
  for (size_t n = 0; n <= 12; n += 3) {
    const auto point = randoms(n, n);
    const auto table = eq_table(point);
    ASSERT_EQ(table.size(), size_t{1} << n);
    Fr sum;
    for (size_t b = 0; b < table.size(); ++b) {
      std::vector<Fr> corner(n);
      for (size_t k = 0; k < n; ++k) corner[k] = Fr::from_u64(b >> k & 1);
      ASSERT_EQ(table[b], eq_eval(point, corner));
      sum += table[b];
    }
    EXPECT_TRUE(sum.is_one());
  }
}

TEST(Multilinear, EvaluationIsTheSumAgainstEq) {
  const auto f = randoms(1024, 1), point = randoms(10, 2);
  const auto eq = eq_table(point);
  Fr sum;
  for (size_t i = 0; i < f.size(); ++i) sum += f[i] * eq[i];
  EXPECT_EQ(evaluate_multilinear<Fr>(f, point), sum);
  std::vector<Fr> one = {Fr::one()};
  EXPECT_THROW(bind_first(one, Fr::one()), Internal);
}

TEST(Multilinear, BindingAgreesAtAllPointsOfASmallField) {
  using F = TinyField<7>;
  for (u64 a = 0; a < 7; ++a) {
    for (u64 b = 0; b < 7; ++b) {
      for (u64 r = 0; r < 7; ++r) {
        std::vector<F> f = {F::from_u64(a), F::from_u64(b)};
        bind_first(f, F::from_u64(r));
        EXPECT_EQ(f, std::vector<F>{F::from_u64(a) * (F::one() - F::from_u64(r)) + F::from_u64(b * r)});
      }
    }
  }
}

TEST(Univariate, DivisionLeavesTheValueAtTheRoot) {
  for (size_t n : {0, 1, 2, 3, 100, 5000}) {
    const auto f = randoms(n, n);
    const Fr root = randoms(1, 9)[0];
    std::vector<Fr> quotient = randoms(3, 1);
    const Fr remainder = divide_by_linear(f, root, quotient);
    EXPECT_EQ(remainder, evaluate(f, root));
    auto back = mul_linear(quotient, root);
    add_scaled(back, std::vector<Fr>{remainder}, Fr::one());
    back.resize(n);
    EXPECT_EQ(back, f);
  }
}

TEST(Univariate, EvaluationIsTheSumOfPowers) {
  const auto f = randoms(5000, 4);
  const Fr x = randoms(1, 5)[0];
  Fr sum, power = Fr::one();
  for (const Fr& c : f) {
    sum += c * power;
    power *= x;
  }
  EXPECT_EQ(evaluate(f, x), sum);
  EXPECT_TRUE(evaluate({}, x).is_zero());
}

TEST(Ntt, IsEvaluationAtTheRootsOfUnityAndComesBack) {
  for (unsigned k = 0; k <= 13; ++k) {
    const size_t n = size_t{1} << k;
    const auto f = randoms(n, k);
    auto v = f;
    ntt_forward(v);
    for (size_t i = 0; i < std::min<size_t>(n, 20); ++i) {
      size_t reversed = 0;
      for (unsigned b = 0; b < k; ++b) reversed |= (i >> b & 1) << (k - 1 - b);
      ASSERT_EQ(v[i], evaluate(f, root_of_unity(k).pow_u64(reversed)));
    }
    ntt_inverse(v);
    EXPECT_EQ(v, f);
  }
  std::vector<Fr> three(3);
  EXPECT_THROW(ntt_forward(three), Internal);
}

TEST(Ntt, FastProductsAgreeWithTheSchoolbook) {
  for (const auto& [n, m] : std::vector<std::pair<size_t, size_t>>{
           {0, 5}, {1, 1}, {33, 33}, {64, 65}, {200, 40}, {1000, 3}, {17, 17}, {17, 48}, {512, 513}, {1000, 900}}) {
    const auto a = randoms(n, 1), b = randoms(m, 2);
    EXPECT_EQ(multiply(a, b), multiply_reference(a, b));
  }
}

TEST(Ntt, LargeProductsAgreeAtAPoint) {
  for (size_t n : {5000, 8192, 40000}) {
    const auto a = randoms(n, 1), b = std::vector<Fr>(n, -Fr::one());
    const Fr x = randoms(1, 3)[0];
    EXPECT_EQ(evaluate(multiply(a, b), x), evaluate(a, x) * evaluate(b, x));
    EXPECT_EQ(evaluate(multiply(b, b), x), evaluate(b, x).square());
  }
}

TEST(Correlation, FastAgreesWithReference) {
  for (const auto& [n, m] : std::vector<std::pair<size_t, size_t>>{
           {1, 1}, {2, 2}, {1, 7}, {7, 1}, {40, 40}, {100, 37}, {37, 100}, {256, 256}, {300, 33}}) {
    const auto a = randoms(n, 3), b = randoms(m, 4);
    const Fr scale = randoms(1, 6)[0];
    auto fast = randoms(std::max(n, m) + 2, 8), slow = fast;
    add_correlation(fast, a, b, scale);
    add_correlation_reference(slow, a, b, scale);
    EXPECT_EQ(fast, slow) << n << " " << m;
  }
  std::vector<Fr> s(1);
  EXPECT_THROW(add_correlation(s, randoms(3, 1), randoms(1, 1), Fr::one()), Internal);
}

}  // namespace
}  // namespace ogzk
