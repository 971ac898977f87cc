// SPDX-License-Identifier: Apache-2.0
//
// Zero-knowledge of the opening (circuits/protocol.md §11.4) as a rank: the 15 values that are shown, as functionals of
// the blinders.
#include "setup/mask_rank.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "key/pads.h"
#include "key/sample_key.h"
#include "polynomial/correlation.h"
#include "polynomial/eq.h"
#include "polynomial/univariate.h"
#include "setup/keygen.h"

namespace ogzk {
namespace {

using testing::random_circuit;

Key key_of(const Circuit& c) {
  const Layout g = make_layout(c);
  const KeyResult r = read_key_of_any_srs(make_key_blob(c, g, G1Affine::generator(), G1Affine::generator(), Digest{}),
                                          sample::every_t());
  EXPECT_EQ(r.code, 0) << r.detail;
  return r.key;
}

// The shapes of random networks, and other (nF, t) with the sizes of one of them
TEST(MaskRank, IsFullForEveryShape) {
  for (uint64_t seed = 0; seed < 40; ++seed)
    EXPECT_EQ(opened_rank(key_of(random_circuit(seed, 8 + static_cast<unsigned>(seed % 9)))), 15U) << seed;
  Key key = key_of(random_circuit(1, 8));
  for (unsigned nF = 8; nF <= 26; nF += 3)
    for (unsigned t = std::max(5U, nF / 2); t <= 13 && t < nF && t < nF / 2 + 3; ++t) {
      key.nF = static_cast<uint8_t>(nF);
      key.t = static_cast<uint8_t>(t);
      EXPECT_EQ(opened_rank(key), 15U) << nF << " " << t;
    }
}

TEST(MaskRank, EveryPartOfTheMaskIsNeeded) {
  for (uint64_t seed = 0; seed < 6; ++seed) {
    const Key key = key_of(random_circuit(seed, 8));
    EXPECT_EQ(opened_rank(key, {.mask_rows = 4, .mask_columns = 7, .pad_blinders = 3}), 15U);
    EXPECT_EQ(opened_rank(key, {.mask_rows = 4, .mask_columns = 6, .pad_blinders = 3}), 14U);
    EXPECT_EQ(opened_rank(key, {.mask_rows = 3, .mask_columns = 16, .pad_blinders = 3}), 14U);
    EXPECT_EQ(opened_rank(key, {.mask_rows = 4, .mask_columns = 16, .pad_blinders = 2}), 14U);
    EXPECT_LT(opened_rank(key, {.mask_rows = 1, .mask_columns = 64, .pad_blinders = 3}), 15U);
  }
}

// The same functionals once more, by opening unit vectors: §9.1 as it stands.
struct Challenges {
  Fr tau, theta, gamma, zeta, omega_w, omega_x, omega_h;
  std::vector<Fr> phi, e_lo, e_hi;

  Challenges(const Key& key, std::mt19937_64& random, const Fr& of_setup) : tau(of_setup) {
    for (Fr* v : {&theta, &gamma, &zeta, &omega_w, &omega_x, &omega_h}) *v = sample::scalar(random);
    const std::vector<Fr> r = sample::scalars(random, key.nL), k = sample::scalars(random, key.nK),
                          u = sample::scalars(random, key.nF);
    phi = pad_functional(key, sample::scalars(random, key.nL), r, k, u, sample::scalar(random));
    e_lo = eq_table(std::span<const Fr>(u).first(key.t));
    e_hi.assign(kReservedRows, Fr::zero());
    for (const Fr& e : eq_table(std::span<const Fr>(u).subspan(key.t))) e_hi.push_back(e);
  }
};

// X(tau), H(tau), G(tau), h, g, D, S at tau, g and h at zeta and 1/zeta, h(theta), S(zeta), G(zeta), G(1/zeta)
std::array<Fr, 15> opened(const Key& key, const Challenges& c, const std::vector<Fr>& W, const std::vector<Fr>& X,
                          const std::vector<Fr>& H, const std::vector<Fr>& G) {
  const size_t b = size_t{1} << key.t;
  std::vector<Fr> f(kReservedRows * b), h(kReservedRows), g(b);
  for (const auto& [p, omega] : {std::pair(&W, c.omega_w), std::pair(&X, c.omega_x), std::pair(&H, c.omega_h)})
    for (size_t i = 0; i < p->size(); ++i) f[i] += omega * (*p)[i];
  for (size_t row = 0; row < kReservedRows; ++row)
    for (size_t col = 0; col < b; ++col) {
      h[row] += c.e_lo[col] * f[row * b + col];
      g[col] += c.theta.pow_u64(row) * f[row * b + col];
    }
  const std::vector<Fr> D(g.rbegin(), g.rend());
  std::vector<Fr> S(std::max({b, c.e_hi.size(), G.size()}));
  add_correlation_reference(S, g, c.e_lo, Fr::one());
  add_correlation_reference(S, h, c.e_hi, c.gamma);
  add_correlation_reference(S, G, c.phi, -c.gamma);
  const Fr inverse = c.zeta.inverse();
  return {evaluate(X, c.tau),   evaluate(H, c.tau),   evaluate(G, c.tau),  evaluate(h, c.tau),   evaluate(g, c.tau),
          evaluate(D, c.tau),   evaluate(S, c.tau),   evaluate(g, c.zeta), evaluate(g, inverse), evaluate(h, c.zeta),
          evaluate(h, inverse), evaluate(h, c.theta), evaluate(S, c.zeta), evaluate(G, c.zeta),  evaluate(G, inverse)};
}

unsigned rank_of(std::vector<std::vector<Fr>> rows) {
  unsigned rank = 0;
  for (size_t column = 0; !rows.empty() && column < rows[0].size() && rank < rows.size(); ++column) {
    size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[rank], rows[pivot]);
    const Fr inverse = rows[rank][column].inverse();
    for (size_t i = rank + 1; i < rows.size(); ++i) {
      const Fr scale = rows[i][column] * inverse;
      for (size_t j = column; j < rows[i].size(); ++j) rows[i][j] -= scale * rows[rank][j];
    }
    ++rank;
  }
  return rank;
}

// The rank of [W] and what `proofs` proofs show, as functionals of W's one blinder and of their masks: fresh for each
// proof, or the same for all.
unsigned rank_of_many(const Key& key, size_t proofs, bool fresh) {
  std::mt19937_64 random(7);
  const Fr tau = sample::scalar(random);
  std::vector<Challenges> all;
  for (size_t i = 0; i < proofs; ++i) all.emplace_back(key, random, tau);
  const size_t shown = 1 + 15 * proofs;
  std::vector<std::vector<Fr>> blinders;
  const auto blinder = [&](size_t first, size_t last, bool of_w, const std::vector<Fr>& W, const std::vector<Fr>& X,
                           const std::vector<Fr>& H, const std::vector<Fr>& G) {
    std::vector<Fr> row(shown);
    if (of_w) row[0] = evaluate(W, tau);
    for (size_t i = first; i < last; ++i) {
      const auto values = opened(key, all[i], W, X, H, G);
      std::copy(values.begin(), values.end(), row.begin() + static_cast<ptrdiff_t>(1 + 15 * i));
    }
    blinders.push_back(row);
  };
  const auto unit = [](size_t at) {
    std::vector<Fr> v(at + 1);
    v[at] = Fr::one();
    return v;
  };
  blinder(0, proofs, true, unit(1), {}, {}, {});
  for (size_t i = 0; i < (fresh ? proofs : 1); ++i) {
    const size_t first = fresh ? i : 0, last = fresh ? i + 1 : proofs;
    for (size_t row = 0; row < kReservedRows; ++row)
      for (size_t col = 0; col < kMaskColumns; ++col)
        blinder(first, last, false, {}, unit((row << key.t) + col), {}, {});
    blinder(first, last, false, {}, {}, unit(0), {});
    for (size_t j = 0; j < 3; ++j) blinder(first, last, false, {}, {}, {}, unit(key.KG() + j));
  }
  return rank_of(std::move(blinders));
}

TEST(MaskRank, AgreesWithOpeningUnitVectors) {
  for (uint64_t seed = 0; seed < 4; ++seed) EXPECT_EQ(rank_of_many(key_of(random_circuit(seed, 8)), 1, true), 16U);
}

TEST(MaskRank, ManyProofsWithFreshMasksShowNothingAndWithTheSameMasksMore) {
  const Key key = key_of(random_circuit(2, 8));
  EXPECT_EQ(rank_of_many(key, 4, true), 1U + 4 * 15);
  EXPECT_LT(rank_of_many(key, 2, false), 1U + 2 * 15);
  EXPECT_LT(rank_of_many(key, 4, false), 1U + 4 * 15);
}

}  // namespace
}  // namespace ogzk
