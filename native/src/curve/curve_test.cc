// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "curve/encoding.h"
#include "curve/g1.h"
#include "curve/g2.h"
#include "curve/pairing.h"

namespace ogzk {
namespace {

template <size_t N>
std::array<uint8_t, N> unhex(const std::string& s) {
  std::array<uint8_t, N> b{};
  EXPECT_EQ(s.size(), 2 * N);
  for (size_t i = 0; i < N; ++i) b[i] = static_cast<uint8_t>(std::stoul(s.substr(2 * i, 2), nullptr, 16));
  return b;
}
Fr scalar(u64 seed) {
  std::mt19937_64 rng(seed);
  return Fr::from_limbs_mod({rng(), rng(), rng(), rng()});
}

// The vectors of this file come from @noble/curves 2.4.0 (npm i @noble/curves), with
//   const {bn254} = await import('@noble/curves/bn254.js'), G = bn254.G1.Point, H = bn254.G2.Point,
//   k = 0x123456789abcdef0fedcba9876543210deadbeefcafebabe0102030405060708n
// and print G.BASE.double(), G.BASE.multiply(k), H.BASE.multiply(k), bn254.pairing(G*7, H*5).
const Fr kScalar = Fr::from_canonical({0x0102030405060708, 0xdeadbeefcafebabe, 0xfedcba9876543210, 0x123456789abcdef0});
const char* const kTwiceG =
    "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
    "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4";
const char* const kScaledG =
    "042594741d0c348713674d935b0979f8ca02952465ce4a246188c4ef02613e44"
    "15b17b13f175fb977042f02bd3d7cf6c0d7f5bed4dc0dae690a27ad672a3bc2f";
const char* const kScaledH =
    "0a462dd772ea5ae9f9199d5051b832c0d967a69cb30a7e35839cf62599e42caa"
    "227e67ff6d631606f5f303732b5b423036357a53eeeb5ccf7596de7e49a1eb3f"
    "0605070b6fc0b796a745c23129dce8fdb0b8edf40af414c9f8ea81590a92bdc9"
    "2e9f6fecb83027628c9b3d3592c416e0bbb10d42dba67d8a110838d165715257";

template <class P>
class GroupLaws : public ::testing::Test {};
using Groups = ::testing::Types<G1, G2>;
TYPED_TEST_SUITE(GroupLaws, Groups);

TYPED_TEST(GroupLaws, AdditionIsCompleteAssociativeAndCommutative) {
  using P = TypeParam;
  const P g = P::generator(), a = g.mul(scalar(1)), b = g.mul(scalar(2)).dbl();
  const std::vector<P> points = {P(), g, -g, a, -a, a.dbl(), b, a + b, g + g};
  for (const P& p : points) {
    EXPECT_TRUE(p.is_on_curve());
    EXPECT_TRUE(p.to_affine().is_on_curve());
    EXPECT_EQ(P(p.to_affine()), p);
    EXPECT_EQ(p + P(), p);
    EXPECT_TRUE((p - p).is_infinity());
    EXPECT_EQ(p + p, p.dbl());
    for (const P& q : points) {
      EXPECT_EQ(p + q, q + p);
      EXPECT_EQ(p + q.to_affine(), p + q);
      EXPECT_EQ(p - q.to_affine(), p - q);
      EXPECT_EQ(p == q, p.to_affine() == q.to_affine());
      for (const P& r : points) EXPECT_EQ((p + q) + r, p + (q + r));
    }
  }
}

TYPED_TEST(GroupLaws, ScalarsActLinearlyAndTheOrderIsR) {
  using P = TypeParam;
  const P g = P::generator();
  P sum;
  for (u64 k = 0; k < 40; ++k, sum += g) EXPECT_EQ(g.mul(Fr::from_u64(k)), sum);
  const Fr a = scalar(3), b = scalar(4);
  EXPECT_EQ(g.mul(a) + g.mul(b), g.mul(a + b));
  EXPECT_EQ(g.mul(a).mul(b), g.mul(a * b));
  EXPECT_EQ(g.mul(-Fr::one()), -g);
  EXPECT_TRUE(g.mul(FrParams::kModulus).is_infinity());
  EXPECT_TRUE(P().mul(a).is_infinity());
}

TYPED_TEST(GroupLaws, ManyPointsBecomeAffineAtOnce) {
  using P = TypeParam;
  std::vector<P> points = {P(), P::generator(), P(), P::generator().dbl(), P::generator().mul(scalar(5))};
  const auto affine = batch_to_affine(std::span<const P>(points));
  for (size_t i = 0; i < points.size(); ++i) EXPECT_EQ(affine[i], points[i].to_affine());
}

TEST(Encoding, AgreesWithKnownAnswers) {
  EXPECT_EQ(G1(decode_g1(unhex<64>(kTwiceG), "2G")), G1::generator().dbl());
  EXPECT_EQ(G1(decode_g1(unhex<64>(kScaledG), "kG")), G1::generator().mul(kScalar));
  EXPECT_EQ(G2(decode_g2(unhex<128>(kScaledH), "kH")), G2::generator().mul(kScalar));
  std::array<uint8_t, 64> g{};
  encode_g1(G1::generator().mul(kScalar).to_affine(), g);
  EXPECT_EQ(g, unhex<64>(kScaledG));
  std::array<uint8_t, 128> h{};
  encode_g2(G2::generator().mul(kScalar).to_affine(), h);
  EXPECT_EQ(h, unhex<128>(kScaledH));
  EXPECT_TRUE(decode_g1(std::array<uint8_t, 64>{}, "O").is_infinity());
  EXPECT_TRUE(decode_g2(std::array<uint8_t, 128>{}, "O").is_infinity());
}

template <class F>
std::string refusal(const F& f) {
  try {
    f();
  } catch (const Malformed& e) {
    return e.what();
  }
  return "";
}

TEST(Encoding, RefusesWhatIsNotAPoint) {
  auto g = unhex<64>(kScaledG);
  g[63] ^= 1;
  EXPECT_EQ(refusal([&] { (void)decode_g1(g, "proof: point 4"); }), "proof: point 4: the point is not on the curve");
  // (1 + p, 2): the same point modulo p, but not the canonical bytes
  Limbs x = FqParams::kModulus;
  x[0] += 1;
  std::array<uint8_t, 64> large{};
  for (size_t i = 0; i < 4; ++i) store_be64(large.data() + 8 * i, x[3 - i]);
  large[63] = 2;
  EXPECT_EQ(refusal([&] { (void)decode_g1(large, "key"); }), "key: coordinate x is not below the base prime");
  auto h = unhex<128>(kScaledH);
  h[64] ^= 0xff;
  EXPECT_EQ(refusal([&] { (void)decode_g2(h, "key"); }), "key: coordinate y.c1 is not below the base prime");
  h = unhex<128>(kScaledH);
  h[127] ^= 1;
  EXPECT_EQ(refusal([&] { (void)decode_g2(h, "key"); }), "key: the point is not on the curve");
}

// A square root in Fq2, or nothing: with p = 3 mod 4, by norms.
std::optional<Fq2> square_root(const Fq2& a) {
  Limbs e = FqParams::kModulus;  // (p + 1) / 4
  e[0] += 1;
  e = limbs::shift_right_1(limbs::shift_right_1(e));
  const Fq n = (a.c0.square() + a.c1.square()).pow(e);
  for (const Fq& root : {n, -n}) {
    const Fq c0 = ((a.c0 + root) * Fq::from_u64(2).inverse()).pow(e);
    if (c0.is_zero()) continue;
    const Fq2 r{c0, a.c1 * c0.dbl().inverse()};
    if (r.square() == a) return r;
  }
  return std::nullopt;
}

TEST(Encoding, RefusesPointsOfTheTwistOutsideTheSubgroup) {
  int found = 0;
  for (u64 i = 1; found < 5; ++i) {
    const Fq2 x{Fq::from_u64(i), Fq::one()};
    const auto y = square_root(x.square() * x + G2Curve::b());
    if (!y) continue;
    ++found;
    const G2Affine p{x, *y};
    ASSERT_TRUE(p.is_on_curve());
    EXPECT_FALSE(is_in_g2(p));
    std::array<uint8_t, 128> b{};
    encode_g2(p, b);
    EXPECT_EQ(refusal([&] { (void)decode_g2(b, "key"); }), "key: the point is not in the subgroup of order r");
  }
}

TEST(Tower, InversesAndSquaresAgreeWithMultiplication) {
  std::mt19937_64 rng(5);
  const auto fq2 = [&] {
    const auto fq = [&] { return Fq::from_limbs_mod({rng(), rng(), rng(), rng()}); };
    return Fq2{fq(), fq()};
  };
  const auto fq12 = [&] { return Fq12{{fq2(), fq2(), fq2()}, {fq2(), fq2(), fq2()}}; };
  const Fq2 a2 = fq2();
  EXPECT_EQ(a2 * a2.inverse(), Fq2::one());
  EXPECT_EQ(a2.square(), a2 * a2);
  EXPECT_EQ(a2.times_xi(), a2 * Fq2::xi());
  EXPECT_EQ(a2.pow(FqParams::kModulus), a2.conjugate());
  const Fq12 a = fq12(), b = fq12(), c = fq12();
  EXPECT_TRUE((a * a.inverse()).is_one());
  EXPECT_EQ(a.square(), a * a);
  EXPECT_EQ(a * (b * c), (a * b) * c);
  EXPECT_EQ((a * b).frobenius(), a.frobenius() * b.frobenius());
  Fq12 twelve = a;
  for (int i = 0; i < 6; ++i) twelve = twelve.frobenius();
  EXPECT_EQ(twelve, a.conjugate());
  const Fq2 l1 = fq2(), l3 = fq2();
  EXPECT_EQ(a.times_line(l1, l3), a * (Fq12{Fq6::one(), {l1, l3, {}}}));
  Fq12 cyclotomic = a.conjugate() * a.inverse();
  cyclotomic = cyclotomic.frobenius2() * cyclotomic;
  EXPECT_EQ(cyclotomic.cyclotomic_square(), cyclotomic * cyclotomic);
  Fq12 power = Fq12::one();  // the Frobenius is the p-th power
  for (size_t i = 256; i-- > 0;) {
    power = power.square();
    if (limbs::bit(FqParams::kModulus, i) != 0) power = power * a;
  }
  EXPECT_EQ(a.frobenius(), power);
}

using Pairs = std::vector<std::pair<G1Affine, G2Affine>>;
G1Affine g1(const Fr& k) { return G1::generator().mul(k).to_affine(); }
G2Affine g2(const Fr& k) { return G2::generator().mul(k).to_affine(); }

TEST(Pairing, IsBilinearAndNotDegenerate) {
  const Fr a = scalar(1), b = scalar(2), c = scalar(3);
  EXPECT_FALSE(pairing_product_is_one(Pairs{{g1(Fr::one()), g2(Fr::one())}}));
  EXPECT_TRUE(pairing_product_is_one(Pairs{{g1(a), g2(b)}, {g1(-(a * b)), g2(Fr::one())}}));
  EXPECT_TRUE(pairing_product_is_one(Pairs{{g1(a), g2(b)}, {g1(-b), g2(a)}}));
  EXPECT_FALSE(pairing_product_is_one(Pairs{{g1(a), g2(b)}, {g1(b), g2(a)}}));
  EXPECT_TRUE(pairing_product_is_one(Pairs{{g1(a), g2(b)}, {g1(c), g2(b)}, {g1(-(a + c)), g2(b)}}));
  EXPECT_FALSE(pairing_product_is_one(Pairs{{g1(a), g2(b)}, {g1(c), g2(b)}, {g1(-(a + c + Fr::one())), g2(b)}}));
  const Fq12 e = pairing_product(Pairs{{g1(Fr::from_u64(2)), g2(Fr::from_u64(3))}});
  Fq12 power = Fq12::one();
  const Fq12 base = pairing_product(Pairs{{g1(Fr::one()), g2(Fr::one())}});
  for (int i = 0; i < 6; ++i) power = power * base;
  EXPECT_EQ(e, power);
}

TEST(Pairing, TakesInfinityAsOne) {
  EXPECT_TRUE(pairing_product_is_one({}));
  EXPECT_TRUE(pairing_product_is_one(Pairs{{G1Affine{}, G2Affine{}}}));
  EXPECT_TRUE(pairing_product_is_one(Pairs{{G1Affine{}, g2(scalar(1))}, {g1(scalar(1)), G2Affine{}}}));
  EXPECT_FALSE(pairing_product_is_one(Pairs{{g1(scalar(1)), g2(scalar(1))}, {G1Affine{}, g2(scalar(1))}}));
}

TEST(Pairing, AgreesWithKnownAnswer) {
  // noble's final exponentiation raises to 2u (6u^2 + 3u + 1) times the smallest exponent, after
  // Fuentes-Castaneda, Knapp and Rodriguez-Henriquez (2011); r does not divide that, so it is as good a
  // pairing.
  const Fr u = Fr::from_u64(kBnParameter), six = Fr::from_u64(6), three = Fr::from_u64(3);
  const Fr factor = u.dbl() * (six * u.square() + three * u + Fr::one());
  const Fq12 e = pairing_product(Pairs{{g1(Fr::from_u64(7) * factor), g2(Fr::from_u64(5))}});
  const char* const expected[6] = {
      "00af421e3891802b240f7d8f1b93fd8f971b90282e0147cf89bbd55a66728d2e"
      "21bdb6f2643c63e8f2302b29992e506f88d3b6be9020b5e691f264ad2e57bdeb",
      "148612bec6c12201b65737a3399f351a2816557d23955724642cbb74239e0d7f"
      "1f2f173f43e2fe3b378818a8510cb6eb9a76164d155bdddeb363c107fcf8a14e",
      "2a4395e00429076260614d126b2b17b215b3741c038202df911a51e66366eeb3"
      "2cffe9cab83d5d1cc0f76835b601d8bb5135c14696d64d360135030e22128837",
      "2f98dd475051a3563594ede63cb940e894ab1b44516de5b3d3bf4bf2e8f9dff5"
      "0bc20286cdce218af6840366d60065df172563689c20cfa8a1f59b7b37f8a0ae",
      "171fbb25ec0da4782796ccd2120c8738e3595e047de58d8c01efa2be2e50392f"
      "0dcda3958451077b600547b9dffab748b4087f740d436df79ec6d27f80a5842a",
      "10b2f290e76be44bd2ac765f1e7f205afa906017da48af3f522347bd646d2dbe"
      "127b161e116229cc32ec822dbd674ddd0b6bbb869564741c885cf7e28e92e92b",
  };
  const Fq2* const got[6] = {&e.c0.c0, &e.c0.c1, &e.c0.c2, &e.c1.c0, &e.c1.c1, &e.c1.c2};
  for (size_t i = 0; i < 6; ++i) {
    std::array<uint8_t, 64> b{};
    got[i]->c0.to_bytes_be(std::span(b).first<32>());
    got[i]->c1.to_bytes_be(std::span(b).last<32>());
    EXPECT_EQ(b, unhex<64>(expected[i])) << i;
  }
}

}  // namespace
}  // namespace ogzk
