// SPDX-License-Identifier: Apache-2.0
#include "pcs/opening_prover.h"

#include "base/parallel.h"
#include "field/inner_product.h"
#include "msm/msm.h"
#include "polynomial/correlation.h"
#include "polynomial/eq.h"
#include "polynomial/univariate.h"

namespace ogzk {
namespace {

using Poly = std::vector<Fr>;
using SecretPoly = SecretVector<Fr>;  // f and what linear maps with public coefficients make of it

// p / (Y - root), which must be exact: a remainder means that the prover's polynomials do not fit together.
Poly divide_exactly(Poly p, const Fr& root) {
  const WipedAtExit wipe(p);
  Poly quotient;
  check(divide_by_linear(p, root, quotient).is_zero(), "opening: a quotient leaves a remainder");
  return quotient;
}

// A copy with room to grow, so that nothing is left behind when it does.
Poly roomy(std::span<const Fr> p, size_t room) {
  Poly copy;
  copy.reserve(room);
  copy.assign(p.begin(), p.end());
  return copy;
}

}  // namespace

Division divide_rows(std::span<const Fr> f, size_t b, const Fr& theta) {
  const size_t rows = f.size() / b;
  Division d{SecretPoly((rows - 1) * b), SecretPoly(b)};
  parallel_for(b, 64, [&](size_t begin, size_t end) {
    for (size_t c = begin; c < end; ++c) {
      Fr carry;
      for (size_t j = rows - 1; j > 0; --j) {
        carry = carry * theta + f[j * b + c];
        d.q[(j - 1) * b + c] = carry;
      }
      d.g[c] = carry * theta + f[c];
    }
  });
  return d;
}

void prove_opening(const Srs& srs, ProofWriter& proof, const OpeningInput& in, const CommitShare& commit_share) {
  const size_t b = size_t{1} << in.t;
  const std::span<const Fr> u_lo = in.u.first(in.t);
  const std::span<const Fr> u_hi = in.u.subspan(in.t);
  const Poly e_lo = eq_table(u_lo);
  Poly e_hi(in.reserved_rows);
  for (const Fr& e : eq_table(u_hi)) e_hi.push_back(e);

  const auto commit = [&srs](std::span<const Fr> p) {
    check(p.size() <= srs.g1().size(), "opening: a polynomial is longer than the SRS");
    return msm(srs.g1().first(p.size()), p);
  };
  // 1. h: the row fold
  const size_t integer_rows = in.integers == nullptr ? 0 : in.integers->rows();
  const size_t rows = std::max(in.f.size() / b, in.reserved_rows + integer_rows);
  SecretPoly h(rows);
  parallel_for(in.f.size() / b, 4, [&](size_t begin, size_t end) {
    for (size_t j = begin; j < end; ++j) h[j] = inner_product(std::span<const Fr>(in.f).subspan(j * b, b), e_lo);
  });
  if (integer_rows != 0) {
    SecretPoly folded(integer_rows);
    fold_cols_i32(in.integers->small.data(), integer_rows, b, b, e_lo, folded);
    for (const auto& [index, value] : in.integers->large) folded[index / b] += value * e_lo[index % b];
    for (size_t j = 0; j < integer_rows; ++j) h[in.reserved_rows + j] += in.integers_scale * folded[j];
  }
  const Fr theta = proof.points(kLabelFold, {commit(h)});

  // 2. f = (Y^b - theta) q + g
  G1 q_commitment;
  SecretPoly g;
  if (commit_share) {
    Division division = divide_rows(in.f, b, theta);
    g = std::move(division.g);
    // g of the integers: sum over rows of theta^row
    Poly powers(integer_rows);
    SecretPoly folded(b);
    Fr power = theta.pow_u64(in.reserved_rows);
    for (Fr& v : powers) {
      v = power;
      power *= theta;
    }
    fold_rows_i32(in.integers->small.data(), integer_rows, b, b, powers, folded);
    for (const auto& [index, value] : in.integers->large) folded[index % b] += value * powers[index / b];
    for (size_t c = 0; c < b; ++c) g[c] += in.integers_scale * folded[c];
    q_commitment = commit_share(theta) + commit(division.q);
  } else {
    SecretPoly f;
    f.reserve(rows * b);
    f = in.f;
    f.resize(rows * b);
    if (integer_rows != 0) {
      Fr* data = f.data() + in.reserved_rows * b;
      parallel_for(in.integers->small.size(), 4096, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i)
          if (const int32_t v = in.integers->small[i]; v != 0) data[i] += in.integers_scale * Fr::from_i64(v);
      });
      for (const auto& [index, value] : in.integers->large) data[index] += in.integers_scale * value;
    }
    Division division = divide_rows(f, b, theta);
    g = std::move(division.g);
    q_commitment = commit(division.q);
  }
  const Fr gamma = proof.points(kLabelQuotient, {q_commitment, commit(g)});

  // 3. D and S
  const SecretPoly D(g.rbegin(), g.rend());
  SecretPoly S(std::max({b, h.size(), e_hi.size(), in.G.size()}));
  add_correlation(S, g, e_lo, Fr::one());
  add_correlation(S, h, e_hi, gamma);
  add_correlation(S, in.G, in.phi, -gamma);
  while (!S.empty() && S.back().is_zero()) S.pop_back();
  const Fr zeta = proof.points(kLabelSymmetric, {commit(S), commit(D)});

  // 4. evaluations and the hint
  const Fr one = Fr::one();
  const Fr zeta_inverse = zeta.inverse();
  const std::array<Fr, 8> value = {evaluate(g, zeta),         evaluate(g, zeta_inverse),   evaluate(h, zeta),
                                   evaluate(h, zeta_inverse), evaluate(h, theta),          evaluate(S, zeta),
                                   evaluate(in.G, zeta),      evaluate(in.G, zeta_inverse)};
  const Fr hint = (zeta * (zeta.square() - one) * (zeta - theta) * (one - theta * zeta)).inverse();
  const Fr lambda = proof.scalars(kLabelEvaluations, 0, value);

  // 5. the batched quotient of §9.2. From here on polynomials are combinations of the above, and as secret.
  const Fr lambda2 = lambda.square(), lambda3 = lambda2 * lambda, lambda4 = lambda3 * lambda;
  const size_t longest = std::max({b, h.size(), S.size(), in.G.size()}) + 2;
  Poly P = roomy(g, longest);
  const WipedAtExit wipe_P(P);
  add_scaled(P, S, lambda);
  add_scaled(P, in.G, lambda2);
  const Fr P_zeta = evaluate(P, zeta), P_inverse = evaluate(P, zeta_inverse);
  const Fr slope = (P_zeta - P_inverse) * (zeta - zeta_inverse).inverse();
  const Poly r_P = {P_zeta - slope * zeta, slope};
  Poly r_h;  // the interpolant of h on {zeta, 1/zeta, theta}
  const auto lagrange = [&](const Fr& at, const Fr& x, const Fr& y, const Fr& v) {
    const Fr scale = v * ((at - x) * (at - y)).inverse();
    const std::array<Fr, 3> basis = {x * y, -(x + y), one};
    add_scaled(r_h, basis, scale);
  };
  lagrange(zeta, zeta_inverse, theta, value[2]);
  lagrange(zeta_inverse, zeta, theta, value[3]);
  lagrange(theta, zeta, zeta_inverse, value[4]);
  const std::array<Fr, 1> D_zeta = {evaluate(D, zeta)};

  Poly P_rest = roomy(P, longest), h_rest = roomy(h, longest), D_rest = roomy(D, longest);
  const WipedAtExit wipe_rests(P_rest, h_rest, D_rest);
  add_scaled(P_rest, r_P, -one);
  add_scaled(h_rest, r_h, -one);
  add_scaled(D_rest, D_zeta, -one);
  Poly P_shifted = mul_linear(P_rest, theta), D_once = mul_linear(D_rest, theta),
       D_twice = mul_linear(D_once, zeta_inverse);
  Poly M = roomy(P_shifted, longest);
  const WipedAtExit wipe_M(P_shifted, D_once, D_twice, M);
  add_scaled(M, h_rest, lambda3);
  add_scaled(M, D_twice, lambda4);
  Poly W_o = divide_exactly(divide_exactly(divide_exactly(std::move(M), zeta), zeta_inverse), theta);
  const WipedAtExit wipe_W_o(W_o);
  const Fr z = proof.points(kLabelBatch, {commit(W_o)});

  // 6. the KZG witness at z
  const Fr a = z - theta, e = z - zeta, e_bar = z - zeta_inverse;
  const std::array<Fr, 1> r_P_z = {evaluate(r_P, z)}, r_h_z = {evaluate(r_h, z)};
  Poly L;
  L.reserve(longest);
  const WipedAtExit wipe_L(L);
  add_scaled(L, P, a);
  add_scaled(L, r_P_z, -a);
  add_scaled(L, h, lambda3);
  add_scaled(L, r_h_z, -lambda3);
  add_scaled(L, D_rest, lambda4 * a * e_bar);
  add_scaled(L, W_o, -(e * e_bar * a));
  Poly W_prime = divide_exactly(std::move(L), z);
  const WipedAtExit wipe_W_prime(W_prime);
  proof.points(kLabelWitness, {commit(W_prime)});
  proof.hint(hint);
}

}  // namespace ogzk
