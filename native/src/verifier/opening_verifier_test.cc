// SPDX-License-Identifier: Apache-2.0
#include "verifier/opening_verifier.h"

#include <gtest/gtest.h>

#include "verifier/forger.h"

// The opening of circuits/protocol.md §9 against a prover that follows the page word by word, polynomial by
// polynomial and without any speed. It knows tau only to commit: it opens honestly, and lies only where a
// test says so.
namespace ogzk {
namespace {

using Poly = std::vector<Fr>;  // coefficients, constant first

Fr evaluate(const Poly& p, const Fr& x) {
  Fr value;
  for (size_t i = p.size(); i-- > 0;) value = value * x + p[i];
  return value;
}
Poly plus(const Poly& p, const Poly& q, const Fr& scale = Fr::one()) {
  Poly sum = p;
  sum.resize(std::max(p.size(), q.size()));
  for (size_t i = 0; i < q.size(); ++i) sum[i] += scale * q[i];
  return sum;
}
Poly minus_constant(Poly p, const Fr& c) {
  p[0] -= c;
  return p;
}
Poly times_linear(const Poly& p, const Fr& root) {  // p (Y - root)
  Poly product(p.size() + 1);
  for (size_t i = 0; i < p.size(); ++i) product[i + 1] += p[i], product[i] -= root * p[i];
  return product;
}
Poly divide_linear(const Poly& p, const Fr& root) {  // p / (Y - root), which must be exact
  Poly quotient(p.size() - 1);
  Fr carry;
  for (size_t i = p.size(); i-- > 1;) quotient[i - 1] = carry = p[i] + carry * root;
  EXPECT_TRUE((p[0] + carry * root).is_zero()) << "a prover's division is not exact";
  return quotient;
}
Poly eq_table(std::span<const Fr> u) {
  Poly table = {Fr::one()};
  for (const Fr& ui : u) {
    const size_t half = table.size();
    for (size_t i = 0; i < half; ++i) table.push_back(table[i] * ui);
    for (size_t i = 0; i < half; ++i) table[i] *= Fr::one() - ui;
  }
  return table;
}
Fr inner(const Poly& p, const Poly& q) {
  Fr sum;
  for (size_t i = 0; i < std::min(p.size(), q.size()); ++i) sum += p[i] * q[i];
  return sum;
}
// S gains scale * sum of p_i q_j over |i - j| = d, at Y^(d-1)
void add_correlation(Poly& S, const Poly& p, const Poly& q, const Fr& scale) {
  S.resize(std::max({S.size(), p.size(), q.size()}));
  for (size_t i = 0; i < p.size(); ++i) {
    for (size_t j = 0; j < q.size(); ++j) {
      if (i != j) S[(i > j ? i - j : j - i) - 1] += scale * p[i] * q[j];
    }
  }
}

enum class Lie { kNone, kLongRemainder, kFreeRemainder };

struct Opening {
  Fr tau = sample::published_tau();
  SrsPoints srs = sample::srs_points(tau);
  Key key = sample::key();
  std::vector<Fr> u, phi;
  std::array<Fr, kStacks> omega{};
  Fr A;
  OpeningChallenges c;
  Proof proof;
  std::array<std::array<uint8_t, 64>, kProofPoints> bytes{};

  G1Affine commit(const Poly& p) const { return (G1::generator() * evaluate(p, tau)).to_affine(); }
  void put(ProofPoint p, const Poly& poly) {
    auto& to = bytes[static_cast<size_t>(p)];
    encode_g1(commit(poly), to);
    proof.points[static_cast<size_t>(p)] = to;
  }

  Opening(const Opening&) = delete;  // proof points into bytes
  Opening& operator=(const Opening&) = delete;

  // Lies prove A + 1.
  Opening(uint64_t seed, Lie lie) {
    std::mt19937_64 random(seed);
    const auto draw = [&] { return sample::scalar(random); };
    const size_t b = size_t{1} << key.t, m = size_t{1} << (key.nF - key.t), rows = kReservedRows + m;
    u = sample::scalars(random, key.nF), phi = sample::scalars(random, key.KG());
    for (auto* challenge : {&c.theta, &c.gamma, &c.zeta, &c.lambda, &c.z, &c.delta}) *challenge = draw();

    // f = sum Omega_P P, reserved rows included
    Poly f;
    for (const size_t stack : {kStackW, kStackT, kStackX, kStackH}) {
      const Poly p = sample::scalars(random, kReservedRows * b + (size_t{1} << key.n[stack]));
      omega[stack] = draw();
      f = plus(f, p, omega[stack]);
      if (stack == kStackW) key.W = commit(p);
      if (stack == kStackT) key.T = commit(p);
      if (stack == kStackX) put(ProofPoint::X, p);
      if (stack == kStackH) put(ProofPoint::H, p);
    }
    f.resize(rows * b);
    const Poly G = sample::scalars(random, key.KG() + 3);
    put(ProofPoint::G, G);

    const Poly low = eq_table(std::span(u).first(key.t)), high = eq_table(std::span(u).subspan(key.t));
    Poly shifted_high(kReservedRows);
    shifted_high.insert(shifted_high.end(), high.begin(), high.end());

    // 1. h(Y) = sum_c eq(u_lo, c) f_c(Y)
    Poly h(rows);
    for (size_t row = 0; row < rows; ++row) {
      for (size_t col = 0; col < b; ++col) h[row] += low[col] * f[row * b + col];
    }
    A = inner(h, shifted_high) - inner(G, phi);
    const Fr true_h_theta = evaluate(h, c.theta);
    if (lie != Lie::kNone) {
      A += Fr::one();
      h[kReservedRows] += high[0].inverse();
    }
    const Fr missing = evaluate(h, c.theta) - true_h_theta;  // what <g, E_lo> must gain to agree with h

    // 2. f = (Y^b - theta) q + g, by Horner's rule on the rows
    Poly q((rows - 1) * b), g(b);
    for (size_t col = 0; col < b; ++col) {
      Fr carry;
      for (size_t row = rows; row-- > 1;) q[(row - 1) * b + col] = carry = f[row * b + col] + carry * c.theta;
      g[col] = f[col] + carry * c.theta;
    }
    if (lie == Lie::kFreeRemainder) g[0] += missing * low[0].inverse();
    if (lie == Lie::kLongRemainder) {  // f = (Y^b - theta)(q - w) + (g + w (Y^b - theta)) as well
      const Fr w = -missing * (c.theta * low[0]).inverse();
      q[0] -= w, g[0] -= c.theta * w;
      g.push_back(w);
    }

    // 3. D and S
    Poly D(g.rend() - static_cast<ptrdiff_t>(b), g.rend());
    Poly S;
    add_correlation(S, g, low, Fr::one());
    add_correlation(S, h, shifted_high, c.gamma);
    add_correlation(S, G, phi, -c.gamma);

    // 4. evaluations and hint
    const Fr zeta = c.zeta, zi = zeta.inverse();
    const Fr S_zi = evaluate(S, zi), D_z = evaluate(D, zeta);
    proof.evaluations.values = {evaluate(g, zeta),    evaluate(g, zi),   evaluate(h, zeta), evaluate(h, zi),
                                evaluate(h, c.theta), evaluate(S, zeta), evaluate(G, zeta), evaluate(G, zi)};
    proof.hint = (zeta * (zeta.square() - Fr::one()) * (zeta - c.theta) * (Fr::one() - c.theta * zeta)).inverse();

    // 5. The batch of §9.2. A liar's D does not have the value it should; without the check it stays out
    // altogether.
    const Fr l2 = c.lambda.square(), l3 = l2 * c.lambda, l4 = l2.square();
    const Poly P = plus(plus(g, S, c.lambda), G, l2);
    const Fr P_z = evaluate(P, zeta), P_zi = evaluate(g, zi) + c.lambda * S_zi + l2 * evaluate(G, zi);
    const Fr slope = (P_z - P_zi) * (zeta - zi).inverse();
    const Poly r_P = {P_z - slope * zeta, slope};
    const Poly r_h = interpolate({zeta, zi, c.theta}, h);
    const Poly D_part = lie == Lie::kLongRemainder ? Poly{Fr::zero()} : minus_constant(D, D_z);
    Poly M = times_linear(plus(P, r_P, -Fr::one()), c.theta);
    M = plus(M, plus(h, r_h, -Fr::one()), l3);
    M = plus(M, times_linear(times_linear(D_part, c.theta), zi), l4);
    const Poly Wo = divide_linear(divide_linear(divide_linear(M, zeta), zi), c.theta);
    const Fr a = c.z - c.theta, e = c.z - zeta, e_bar = c.z - zi;
    Poly L;
    L = plus(L, minus_constant(P, evaluate(r_P, c.z)), a);
    L = plus(L, minus_constant(h, evaluate(r_h, c.z)), l3);
    L = plus(L, D_part, l4 * a * e_bar);
    L = plus(L, Wo, -(e_bar * e * a));
    const Poly WoPrime = divide_linear(L, c.z);

    put(ProofPoint::h, h), put(ProofPoint::q, q), put(ProofPoint::g, g);
    put(ProofPoint::S, S), put(ProofPoint::D, D);
    put(ProofPoint::Wo, Wo), put(ProofPoint::WoPrime, WoPrime);
  }

  static Poly interpolate(const std::array<Fr, 3>& points, const Poly& p) {
    Poly result;
    for (size_t i = 0; i < 3; ++i) {
      const Fr x = points[i], y = points[(i + 1) % 3], z = points[(i + 2) % 3];
      result = plus(result, {y * z, -(y + z), Fr::one()}, evaluate(p, x) * ((x - y) * (x - z)).inverse());
    }
    return result;
  }

  template <class Checks = FullChecks>
  bool accepted() const {
    const auto inverses = Checks::inverses_from_hint(proof.hint, c.zeta, c.theta);
    if (!inverses) return false;
    const OpeningEquation equation = Checks::opening_equation(key, {u, A, phi, omega}, proof, c, *inverses);
    return check_pairing(srs, key, proof, equation) == PairingAnswer::kAccepted;
  }
};

TEST(Opening, AnHonestProverIsAccepted) {
  for (const uint64_t seed : {1, 2, 3}) EXPECT_TRUE(Opening(seed, Lie::kNone).accepted());
}

TEST(Opening, AnotherValueIsRefused) {
  Opening opening(4, Lie::kNone);
  opening.A += Fr::one();
  EXPECT_FALSE(opening.accepted());
}

TEST(Opening, AnotherPointWeightOrPadFunctionalIsRefused) {
  const Opening honest(5, Lie::kNone);
  for (size_t i = 0; i < honest.u.size(); ++i) {
    Opening opening(5, Lie::kNone);
    opening.u[i] += Fr::one();
    EXPECT_FALSE(opening.accepted()) << "u" << i;
  }
  for (const size_t stack : {kStackW, kStackT, kStackX, kStackH}) {
    Opening opening(5, Lie::kNone);
    opening.omega[stack] += Fr::one();
    EXPECT_FALSE(opening.accepted()) << "stack " << stack;
  }
  for (size_t i = 0; i < honest.phi.size(); ++i) {
    Opening opening(5, Lie::kNone);
    opening.phi[i] += Fr::one();
    EXPECT_FALSE(opening.accepted()) << "pad " << i;
  }
}

TEST(Opening, EveryChangedEvaluationIsRefused) {
  for (size_t i = 0; i < 8; ++i) {
    Opening opening(6, Lie::kNone);
    opening.proof.evaluations.values[i] += Fr::one();
    EXPECT_FALSE(opening.accepted()) << i;
  }
}

TEST(Opening, OnlyDStopsARemainderOfTooHighDegree) {
  const Opening opening(7, Lie::kLongRemainder);
  EXPECT_TRUE(opening.accepted<sample::NoDegree>());
  EXPECT_FALSE(opening.accepted());
}

TEST(Opening, OnlyTheDivisionStopsARemainderOfSomethingElse) {
  const Opening opening(8, Lie::kFreeRemainder);
  EXPECT_TRUE(opening.accepted<sample::NoDivision>());
  EXPECT_FALSE(opening.accepted());
}

TEST(Opening, TheHintIsUniqueAndExcludesDegeneratePoints) {
  Opening opening(9, Lie::kNone);
  opening.proof.hint += Fr::one();
  EXPECT_FALSE(opening.accepted());
  for (const Fr& zeta : {Fr::zero(), Fr::one(), -Fr::one(), opening.c.theta, opening.c.theta.inverse()}) {
    for (const Fr& hint : {Fr::zero(), Fr::one(), opening.proof.hint}) {
      EXPECT_FALSE(inverses_from_hint(hint, zeta, opening.c.theta));
    }
  }
}

}  // namespace
}  // namespace ogzk
