// SPDX-License-Identifier: Apache-2.0
#include "key/omega.h"

#include <gtest/gtest.h>

#include "key/loose_terms.h"
#include "key/sample_key.h"
#include "key/segment.h"

namespace ogzk {
namespace {

// The multilinear extension by its definition, sum_i table[i] eq(i, u), least significant bit first (§1.2).
Fr extension_reference(const std::vector<Fr>& table, std::span<const Fr> u) {
  Fr sum;
  for (size_t i = 0; i < table.size(); ++i) {
    Fr weight = table[i];
    for (size_t j = 0; j < u.size(); ++j) weight *= (i >> j & 1) != 0 ? u[j] : Fr::one() - u[j];
    sum += weight;
  }
  return sum;
}

struct Points {
  std::vector<Fr> S, r, k;
};

Fr eq_reference(std::span<const Fr> y, size_t start, size_t bits, size_t i) {
  Fr product = Fr::one();
  for (size_t j = 0; j < bits; ++j) product *= (i >> j & 1) != 0 ? y[start + j] : Fr::one() - y[start + j];
  return product;
}

// What a segment means on the cube, §8.6
std::vector<Fr> segment_table(const Segment& s, const Points& p) {
  std::vector<Fr> table(size_t{1} << s.a);
  for (size_t i = 0; i < table.size(); ++i) {
    switch (s.op) {
      case Atom::Eqp: table[i] = eq_reference(s.b == 0 ? p.r : p.k, 0, s.a, i); break;
      case Atom::Eq: table[i] = eq_reference(s.b < 256 ? p.r : p.k, s.b % 256, s.a, i); break;
      case Atom::One: table[i] = Fr::one(); break;
      case Atom::Fix: table[i] = i == s.b ? Fr::one() : Fr::zero(); break;
      case Atom::Vec: table[i] = p.S[s.b + i]; break;
      case Atom::Pow: table[i] = p.S[s.b].pow_u64(i); break;
      case Atom::Trunc: table[i] = i < s.b ? eq_reference(p.k, 0, s.a, i) : Fr::zero(); break;
    }
  }
  return table;
}

// Later segments stand on higher bits.
std::vector<Fr> tensor(const std::vector<Fr>& low, const std::vector<Fr>& high) {
  std::vector<Fr> product;
  for (const Fr& h : high) {
    for (const Fr& l : low) product.push_back(l * h);
  }
  return product;
}

TEST(Segment, EachClosedFormIsTheExtensionOfItsTable) {
  std::mt19937_64 random(1);
  for (int repeat = 0; repeat < 3; ++repeat) {
    const Points p{sample::scalars(random, 24), sample::scalars(random, 7), sample::scalars(random, 6)};
    const std::vector<Fr> u = sample::scalars(random, 10);
    const SegmentEvaluator evaluator(p.S, p.r, p.k, u);
    const auto expect = [&](const Segment& s, size_t position) {
      const auto bits = std::span(u).subspan(position, s.a);
      EXPECT_EQ(evaluator.factor(s, position), extension_reference(segment_table(s, p), bits))
          << "op " << static_cast<int>(s.op) << " a " << int{s.a} << " b " << s.b << " at " << position;
    };
    for (uint8_t a = 1; a <= 6; ++a) {
      expect({Atom::Eqp, a, 0}, 0);
      expect({Atom::Eqp, a, 1}, 0);
      for (size_t position = 0; position + a <= 9; position += 3) {
        expect({Atom::Eq, a, 1}, position);
        expect({Atom::Eq, a, 256}, position);
        expect({Atom::One, a, 0}, position);
        expect({Atom::Fix, a, static_cast<uint16_t>(random() % (1U << a))}, position);
        if (a <= 3) expect({Atom::Vec, a, 7}, position);
        expect({Atom::Pow, a, 5}, position);
        for (uint16_t n = 1; n < 1U << a; ++n) expect({Atom::Trunc, a, n}, position);
      }
    }
    expect({Atom::Eq, 2, 256 + 4}, 5);
  }
}

TEST(Segment, OperandsThatReadKeyWouldRefuseAreCaughtAgain) {
  std::mt19937_64 random(2);
  const Points p{sample::scalars(random, 8), sample::scalars(random, 3), sample::scalars(random, 2)};
  const std::vector<Fr> u = sample::scalars(random, 6);
  const SegmentEvaluator evaluator(p.S, p.r, p.k, u);
  const std::vector<std::pair<Segment, size_t>> lies = {
      {{Atom::Eqp, 4, 0}, 0},   {{Atom::Eqp, 2, 0}, 1}, {{Atom::Eqp, 2, 2}, 0}, {{Atom::Eq, 2, 2}, 0},
      {{Atom::Eq, 2, 512}, 0},  {{Atom::Vec, 4, 0}, 0}, {{Atom::Vec, 2, 5}, 0}, {{Atom::Pow, 1, 8}, 0},
      {{Atom::Trunc, 3, 5}, 0}, {{Atom::One, 7, 0}, 0}, {{Atom::One, 1, 0}, 6}, {{Atom::One, 1, 0}, 7},
  };
  for (const auto& [segment, position] : lies) {
    EXPECT_THROW((void)evaluator.factor(segment, position), Internal)
        << "op " << static_cast<int>(segment.op) << " a " << int{segment.a} << " b " << segment.b;
  }
}

struct Random {
  Key key = sample::key();
  Points p;
  std::vector<Fr> u;
  Fr xi;

  explicit Random(uint64_t seed) {
    std::mt19937_64 random(seed);
    size_t scalars = key.scalars_before_program();
    for (const Instruction& i : key.program) scalars += i.op == Op::Rhs ? 0 : 1;
    p = {sample::scalars(random, scalars), sample::scalars(random, key.nL), sample::scalars(random, key.nK)};
    u = sample::scalars(random, key.nF);
    xi = sample::scalar(random);
  }
};

// Omega_P over the whole cube of nF variables: what the terms say below 2^n_P, and 0 above (§8.2).
std::vector<Fr> omega_table(const Random& x, size_t stack) {
  std::vector<Fr> dense(size_t{1} << x.key.nF);
  for (const Term& term : x.key.terms) {
    if (term.stack != stack) continue;
    std::vector<Fr> table = {x.xi.pow_u64(term.claim) * x.p.S[term.s0] * x.p.S[term.s1]};
    for (const Segment& s : term.segments) table = tensor(table, segment_table(s, x.p));
    EXPECT_EQ(table.size(), size_t{1} << x.key.n[stack]);
    for (size_t i = 0; i < table.size(); ++i) dense[i] += table[i];
  }
  return dense;
}

TEST(Omega, IsTheExtensionOfItsDenseTableWithZerosAboveTheStack) {
  const Random x(3);
  const auto omega = evaluate_terms(x.key, x.p.S, x.p.r, x.p.k, x.u, x.xi);
  for (const size_t stack : {kStackW, kStackT, kStackX, kStackH}) {
    EXPECT_EQ(omega[stack], extension_reference(omega_table(x, stack), x.u)) << "stack " << stack;
    EXPECT_FALSE(omega[stack].is_zero());
  }
  EXPECT_TRUE(omega[kStackI].is_zero());
}

TEST(Omega, WithoutTheStrictExtensionEntriesAboveTheStackWouldWeigh) {
  Random x(4);
  const auto weights = claim_weights(x.key, x.xi);
  // H has 5 of 8 variables. Index 2^5 is above it.
  for (size_t i = 0; i < x.u.size(); ++i) x.u[i] = i == 5 ? Fr::one() : Fr::zero();
  const auto strict = evaluate_terms(x.key, x.p.S, x.p.r, x.p.k, x.u, weights);
  const auto mutant = sample::terms_not_extended(x.key, x.p.S, x.p.r, x.p.k, x.u, weights);
  EXPECT_TRUE(strict[kStackH].is_zero());
  EXPECT_FALSE(mutant[kStackH].is_zero());
}

TEST(Omega, WithoutTruncationPaddingOfALayersInputWouldWeigh) {
  Random x(5);
  x.key.terms = {{kStackX, 4, 0, 0, {{Atom::Trunc, 3, 5}, {Atom::Fix, 5, 0}}}};
  const auto weights = claim_weights(x.key, x.xi);
  for (size_t i = 0; i < x.u.size(); ++i) x.u[i] = (5 >> i & 1) != 0 ? Fr::one() : Fr::zero();  // y = 5 = n
  const auto truncated = evaluate_terms(x.key, x.p.S, x.p.r, x.p.k, x.u, weights);
  const auto mutant = evaluate_terms(sample::without_truncation(x.key), x.p.S, x.p.r, x.p.k, x.u, weights);
  EXPECT_TRUE(truncated[kStackX].is_zero());
  EXPECT_EQ(mutant[kStackX], weights[4] * x.p.S[0].square() * eq_reference(x.p.k, 0, 3, 5));
}

TEST(Omega, WeightsAreThePowersOfXi) {
  const Key key = sample::key();
  const auto weights = claim_weights(key, Fr::from_u64(3));
  ASSERT_EQ(weights.size(), key.claims());
  for (size_t c = 0; c < weights.size(); ++c) EXPECT_EQ(weights[c], Fr::from_u64(3).pow_u64(c));
}

}  // namespace
}  // namespace ogzk
