// SPDX-License-Identifier: Apache-2.0
#include "key/pads.h"

#include "key/checked.h"
#include "key/omega.h"
#include "key/products.h"

namespace ogzk {
namespace {

// after[i] = prod_{j>i} y_j: a pad of round i is multiplied by every later challenge, because A <- A y + ...
std::vector<Fr> products_after(std::span<const Fr> y) {
  std::vector<Fr> after(y.size());
  Fr later = Fr::one();
  for (size_t i = y.size(); i-- > 0;) {
    after[i] = later;
    later *= y[i];
  }
  return after;
}

// The pads of c_0, c_2 (and c_3) in a round with challenge y, §6.1: minus the factors of
// A <- A y + c_0 (1 - 2y) + c_2 (y^2 - y) [+ c_3 (y^3 - y)].
void push_round(std::vector<Fr>& phi, const Fr& y, bool cubic, const Fr& scale) {
  const Fr square = y.square();
  phi.push_back((y + y - Fr::one()) * scale);
  phi.push_back((y - square) * scale);
  if (cubic) phi.push_back((y - square * y) * scale);
}

}  // namespace

std::vector<Fr> pad_functional(const Key& key, std::span<const Fr> taus, std::span<const Fr> r, std::span<const Fr> k,
                               std::span<const Fr> u, std::span<const Fr> weights) {
  check(taus.size() == key.nL && r.size() == key.nL && k.size() == key.nK && u.size() == key.nF,
        "pad_functional: not the key's points");
  check(weights.size() == key.claims(), "pad_functional: one weight per claim");
  const Fr U = product(u);
  std::vector<Fr> phi;
  phi.reserve(key.KG());

  // S1: C1 gained a'_j (r_i^j - tau_i), once, and enters C with the weight of claim 0.
  for (size_t i = 0; i < r.size(); ++i) {
    const size_t degree = i == 0 && key.NB1 > 0 ? 3 : 2;
    Fr power = r[i];
    for (size_t j = 1; j <= degree; ++j) {
      phi.push_back((taus[i] - power) * U * weights[0]);
      power *= r[i];
    }
  }

  const std::vector<Fr> after_k = products_after(k);
  for (size_t i = 0; i < k.size(); ++i) {
    push_round(phi, k[i], i == 0 && key.NB2 > 0, U * weights[1] * after_k[i]);
  }

  const std::vector<Fr> after_u = products_after(u);
  for (size_t i = 0; i < u.size(); ++i) push_round(phi, u[i], false, after_u[i]);

  // B values hold s y_0 (1 - y_0), §5.3 and §6.1.
  for (size_t j = 0; j < key.NB1; ++j) {
    phi.push_back((r[0].square() - r[0]) * U * at(weights, key.first_b1_claim() + j));
  }
  for (size_t j = 0; j < key.NB2; ++j) {
    phi.push_back((at(k, 0).square() - k[0]) * U * at(weights, key.first_b2_claim() + j));
  }
  check(phi.size() == key.KG(), "pad_functional: one coefficient per pad");
  return phi;
}

std::vector<Fr> pad_functional(const Key& key, std::span<const Fr> taus, std::span<const Fr> r, std::span<const Fr> k,
                               std::span<const Fr> u, const Fr& xi) {
  return pad_functional(key, taus, r, k, u, claim_weights(key, xi));
}

}  // namespace ogzk
