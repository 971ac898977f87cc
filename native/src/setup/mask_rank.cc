// SPDX-License-Identifier: Apache-2.0
#include "setup/mask_rank.h"

#include "key/pads.h"
#include "polynomial/eq.h"

namespace ogzk {
namespace {

// Challenges of a fixed pseudo-random sequence: the test is a computation about the shape, not about secrets.
class Sequence {
 public:
  Fr next() {
    std::array<uint8_t, 8> b{};
    store_be64(b.data(), ++counter_);
    return Fr::reduce_be(keccak256(b));
  }
  std::vector<Fr> next(size_t n) {
    std::vector<Fr> out(n);
    for (Fr& v : out) v = next();
    return out;
  }

 private:
  uint64_t counter_ = 0x72616e6b;  // "rank"
};

unsigned rank_of(std::vector<std::vector<Fr>> rows) {
  unsigned rank = 0;
  for (size_t column = 0; column < rows[0].size() && rank < rows.size(); ++column) {
    size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[rank], rows[pivot]);
    const Fr inverse = rows[rank][column].inverse();
    for (size_t i = rank + 1; i < rows.size(); ++i) {
      const Fr scale = rows[i][column] * inverse;
      if (scale.is_zero()) continue;
      for (size_t j = column; j < rows[i].size(); ++j) rows[i][j] -= scale * rows[rank][j];
    }
    ++rank;
  }
  return rank;
}

}  // namespace

unsigned opened_rank(const Key& key, const RankShape& shape) {
  Sequence random;
  const size_t b = size_t{1} << key.t;
  const Fr tau = random.next(), theta = random.next(), gamma = random.next(), zeta = random.next();
  const Fr inverse = zeta.inverse();
  const std::vector<Fr> r = random.next(key.nL), k = random.next(key.nK), u = random.next(key.nF);
  std::vector<Fr> taus{random.next()};
  while (taus.size() < key.nL) taus.push_back(taus.back().square());
  const std::vector<Fr> phi = pad_functional(key, taus, r, k, u, random.next());
  const Fr omega_x = random.next(), omega_h = random.next();
  const std::vector<Fr> e_lo = eq_table(std::span<const Fr>(u).first(key.t));
  std::vector<Fr> e_hi(kReservedRows);
  for (const Fr& e : eq_table(std::span<const Fr>(u).subspan(key.t))) e_hi.push_back(e);

  // S at `at` when one factor of a product of (★) is the monomial Y^i and the other is `p`:
  // S_{d-1} = sum of p_j over |i - j| = d.
  const auto s_of_monomial = [](size_t i, std::span<const Fr> p, const Fr& at) {
    Fr sum, power = Fr::one();
    const size_t reach = std::max(i, p.size());
    for (size_t d = 1; d <= reach; ++d) {
      if (d <= i && i - d < p.size()) sum += power * p[i - d];
      if (i + d < p.size()) sum += power * p[i + d];
      power *= at;
    }
    return sum;
  };

  std::vector<std::vector<Fr>> columns;
  // f = scale * Y^(row b + c): h = scale e_lo[c] Y^row, g = scale theta^row Y^c, D = scale theta^row Y^(b-1-c).
  const auto mask = [&](size_t row, size_t c, const Fr& scale, bool of_x) {
    const Fr in_h = scale * e_lo[c], in_g = scale * theta.pow_u64(row);
    const Fr at_tau = tau.pow_u64(row * b + c);
    const auto S = [&](const Fr& at) {
      return in_g * s_of_monomial(c, e_lo, at) + gamma * in_h * s_of_monomial(row, e_hi, at);
    };
    columns.push_back({of_x ? at_tau : Fr(), of_x ? Fr() : at_tau, Fr(), in_h * tau.pow_u64(row), in_g * tau.pow_u64(c),
                       in_g * tau.pow_u64(b - 1 - c), S(tau), in_g * zeta.pow_u64(c), in_g * inverse.pow_u64(c),
                       in_h * zeta.pow_u64(row), in_h * inverse.pow_u64(row), in_h * theta.pow_u64(row), S(zeta), Fr(),
                       Fr()});
  };
  for (size_t row = 0; row < shape.mask_rows; ++row)
    for (size_t c = 0; c < shape.mask_columns; ++c) mask(row, c, omega_x, true);
  mask(0, 0, omega_h, false);
  for (size_t j = 0; j < shape.pad_blinders; ++j) {
    const size_t at = key.KG() + j;
    const auto S = [&](const Fr& x) { return -gamma * s_of_monomial(at, phi, x); };
    columns.push_back({Fr(), Fr(), tau.pow_u64(at), Fr(), Fr(), Fr(), S(tau), Fr(), Fr(), Fr(), Fr(), Fr(), S(zeta),
                       zeta.pow_u64(at), inverse.pow_u64(at)});
  }
  return rank_of(std::move(columns));
}

}  // namespace ogzk
