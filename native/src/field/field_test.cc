// SPDX-License-Identifier: Apache-2.0
#include "field/field.h"

#include <gtest/gtest.h>

#include <random>

#include "field/fq.h"
#include "field/fr.h"
#include "field/tiny.h"

namespace ogzk {
namespace {

// Random elements among the values where carries and reductions go wrong.
template <class F>
std::vector<F> samples(size_t random_count) {
  Limbs top = F::kModulus;  // m - 1
  top[0] -= 1;
  const Limbs half = limbs::shift_right_1(F::kModulus);
  std::vector<F> v = {F::zero(),
                      F::one(),
                      -F::one(),
                      F::from_u64(2),
                      F::from_u64(~u64{0}),
                      F::from_canonical(top),
                      F::from_canonical(half),
                      F::from_canonical({0, 0, 0, F::kModulus[3]}),
                      F::from_montgomery({1, 0, 0, 0}),
                      F::from_montgomery(top),
                      F::from_montgomery(half),
                      F::from_montgomery({~u64{0}, ~u64{0}, ~u64{0}, F::kModulus[3] - 1})};
  std::mt19937_64 rng(7);
  for (size_t i = 0; i < random_count; ++i) v.push_back(F::from_limbs_mod({rng(), rng(), rng(), rng()}));
  return v;
}

template <class F>
class FieldLaws : public ::testing::Test {};
using Fields = ::testing::Types<Fr, Fq>;
TYPED_TEST_SUITE(FieldLaws, Fields);

TYPED_TEST(FieldLaws, RingAxiomsHold) {
  using F = TypeParam;
  const auto v = samples<F>(8);
  for (const F& a : v) {
    EXPECT_EQ(a + F::zero(), a);
    EXPECT_EQ(a * F::one(), a);
    EXPECT_EQ(a - a, F::zero());
    EXPECT_EQ(a + (-a), F::zero());
    EXPECT_EQ(a.dbl(), a + a);
    EXPECT_EQ(a.square(), a * a);
    for (const F& b : v) {
      EXPECT_EQ(a + b, b + a);
      EXPECT_EQ(a * b, b * a);
      EXPECT_EQ(a - b, a + (-b));
      for (const F& c : v) {
        EXPECT_EQ((a + b) + c, a + (b + c));
        EXPECT_EQ((a * b) * c, a * (b * c));
        EXPECT_EQ(a * (b + c), a * b + a * c);
      }
    }
  }
}

TYPED_TEST(FieldLaws, EveryResultIsFullyReduced) {
  using F = TypeParam;
  const auto v = samples<F>(20);
  for (const F& a : v) {
    for (const F& b : v) {
      for (const F& c : {a + b, a - b, a * b, -a}) EXPECT_TRUE(limbs::less(c.montgomery(), F::kModulus));
    }
  }
}

template <class P>
void expect_assembly_agrees() {
#if defined(__x86_64__)
  const auto v = samples<Fe<P>>(60);
  for (const auto& x : v) {
    for (const auto& y : v) {
      const Limbs &a = x.montgomery(), &b = y.montgomery();
      ASSERT_EQ(montgomery::add_x64<P>(a, b), montgomery::add_portable<P>(a, b));
      ASSERT_EQ(montgomery::sub_x64<P>(a, b), montgomery::sub_portable<P>(a, b));
      if (kHasAdx) {
        ASSERT_EQ(montgomery::mul_adx<P>(a, b), montgomery::mul_portable<P>(a, b));
        const Limbs wide = {~a[0], ~a[1], ~a[2], ~a[3]};  // a first factor up to 2^256 - 1
        ASSERT_EQ(montgomery::mul_adx<P>(wide, b), montgomery::mul_portable<P>(wide, b));
      }
    }
  }
  if (!kHasAdx) GTEST_SKIP() << "no BMI2 and ADX here, or forbidden by OGZK_CPU";
#else
  GTEST_SKIP() << "not an x86-64 processor";
#endif
}
TEST(Field, AssemblyAgreesWithPortableCodeInFr) { expect_assembly_agrees<FrParams>(); }
TEST(Field, AssemblyAgreesWithPortableCodeInFq) { expect_assembly_agrees<FqParams>(); }

TYPED_TEST(FieldLaws, InversesMultiplyToOne) {
  using F = TypeParam;
  Limbs minus_two = F::kModulus;
  minus_two[0] -= 2;
  auto v = samples<F>(200);
  for (const F& a : v) {
    if (a.is_zero()) {
      EXPECT_THROW((void)a.inverse(), Internal);
    } else {
      EXPECT_TRUE((a * a.inverse()).is_one());
    }
  }
  EXPECT_EQ(v.back().inverse(), v.back().pow(minus_two));
  EXPECT_THROW(batch_inverse(v), Internal);
  std::erase(v, F::zero());
  auto inverted = v;
  batch_inverse(inverted);
  for (size_t i = 0; i < v.size(); ++i) EXPECT_EQ(inverted[i], v[i].inverse());
}

TYPED_TEST(FieldLaws, PowersAgreeWithRepeatedMultiplication) {
  using F = TypeParam;
  const F a = F::from_u64(3);
  F product = F::one();
  for (u64 e = 0; e < 40; ++e, product *= a) EXPECT_EQ(a.pow_u64(e), product);
  Limbs order = F::kModulus;  // Fermat
  order[0] -= 1;
  EXPECT_TRUE(a.pow(order).is_one());
}

TYPED_TEST(FieldLaws, IntegersMapAsTheyShould) {
  using F = TypeParam;
  EXPECT_EQ(F::from_i64(-5), -F::from_u64(5));
  EXPECT_EQ(F::from_i64(INT64_MIN), -F::from_u64(u64{1} << 63));
  EXPECT_EQ(F::from_u128(static_cast<u128>(1) << 64), F::from_u64(u64{1} << 32).square());
  const i128 most_negative = static_cast<i128>(static_cast<u128>(1) << 127);
  EXPECT_EQ(F::from_i128(most_negative), -F::from_u64(2).pow_u64(127));
  EXPECT_EQ(F::from_i128(-7), F::from_i64(-7));
  EXPECT_EQ(F::from_u64(9).canonical(), (Limbs{9, 0, 0, 0}));
}

template <class F>
std::array<uint8_t, 32> encode(const Limbs& v) {
  std::array<uint8_t, 32> b{};
  for (size_t i = 0; i < 4; ++i) store_be64(b.data() + 8 * i, v[3 - i]);
  return b;
}

TYPED_TEST(FieldLaws, BytesRoundTripAndNothingAboveTheModulusIsRead) {
  using F = TypeParam;
  for (const F& a : samples<F>(30)) {
    std::array<uint8_t, 32> b{};
    a.to_bytes_be(b);
    EXPECT_EQ(F::from_bytes_be(b), a);
    EXPECT_EQ(F::reduce_be(b), a);
  }
  const auto modulus = encode<F>(F::kModulus);
  EXPECT_FALSE(F::from_bytes_be(modulus).has_value());
  EXPECT_EQ(F::reduce_be(modulus), F::zero());
  const std::array<uint8_t, 32> ones = encode<F>({~u64{0}, ~u64{0}, ~u64{0}, ~u64{0}});
  EXPECT_FALSE(F::from_bytes_be(ones).has_value());
  EXPECT_EQ(F::reduce_be(ones), F::from_u64(2).pow_u64(256) - F::one());
}

TYPED_TEST(FieldLaws, WideReductionIsBaseTwoToThe256) {
  using F = TypeParam;
  std::array<uint8_t, 64> b{};
  std::mt19937 rng(3);
  for (auto& x : b) x = static_cast<uint8_t>(rng());
  const auto high = F::reduce_be(std::span(b).template first<32>());
  const auto low = F::reduce_be(std::span(b).template last<32>());
  EXPECT_EQ(F::reduce512_be(b), high * F::from_u64(2).pow_u64(256) + low);
  b.fill(0xff);
  EXPECT_EQ(F::reduce512_be(b), F::from_u64(2).pow_u64(512) - F::one());
}

// node -e 'const r=0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n,a=2n**200n+12345n;
//   console.log((a*a*a%r).toString(16))'
TEST(Field, AgreesWithBigIntegerArithmetic) {
  const Fr a = Fr::from_u64(2).pow_u64(200) + Fr::from_u64(12345);
  const Limbs expected = {0x563c87de4d08e422, 0x68682a03f89d7f9a, 0x2c4b3b0b72810fa9, 0x1513c055e5fd38ff};
  EXPECT_EQ((a * a * a).canonical(), expected);
}

TEST(TinyField, IsAField) {
  using F = TinyField<13>;
  for (u64 i = 0; i < 13; ++i) {
    const F a = F::from_u64(i);
    EXPECT_EQ(a - a, F::zero());
    EXPECT_EQ(F::from_i64(-static_cast<int64_t>(i)), -a);
    if (i != 0) {
      EXPECT_TRUE((a * a.inverse()).is_one());
    }
    for (u64 j = 0; j < 13; ++j) {
      const F b = F::from_u64(j);
      EXPECT_EQ(a + b, F::from_u64(i + j));
      EXPECT_EQ(a * b, F::from_u64(i * j));
      EXPECT_EQ((a - b) + b, a);
    }
  }
  EXPECT_THROW((void)F::zero().inverse(), Internal);
  static_assert(Field<F> && Field<Fr> && Field<Fq>);
}

}  // namespace
}  // namespace ogzk
