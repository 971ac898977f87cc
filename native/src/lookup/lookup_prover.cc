// SPDX-License-Identifier: Apache-2.0
#include "lookup/lookup_prover.h"

#include "polynomial/eq.h"

namespace ogzk {
namespace {

// eq(tau_{>i}, .) from eq(tau_{>i-1}, .): summing a variable out of eq leaves the rest.
void drop_lowest(std::vector<Fr>& eq) {
  const size_t half = eq.size() / 2;
  for (size_t i = 0; i < half; ++i) eq[i] = eq[2 * i] + eq[2 * i + 1];
  eq.resize(half);
}

}  // namespace

LookupResult prove_lookup(SecretVector<Fr> h, SecretVector<Fr> w, std::vector<LookupPiece> pieces,
                          std::span<const Fr> taus, const Fr& blinder, const SendRound& send) {
  const size_t n = taus.size();
  size_t p = 0;
  while (!pieces.empty() && (size_t{1} << p) < pieces[0].g.size()) ++p;
  // tail[i] = prod_{j >= i} (1 - tau_j)
  std::vector<Fr> tail(n + 1, Fr::one());
  for (size_t i = n; i-- > 0;) tail[i] = tail[i + 1] * (Fr::one() - taus[i]);

  LookupResult result;
  std::vector<Fr> eq = eq_table(taus.subspan(1));
  std::vector<Fr> eq_piece = p == 0 ? std::vector<Fr>{Fr::one()} : eq_table(taus.subspan(1, p - 1));
  Fr bound = Fr::one();  // prod_{p <= j < i} (1 - r_j): e_p at the bound variables
  for (size_t i = 0; i < n; ++i) {
    // hhat = h + dh Y + s (Y - Y^2) in round 0; a_0 is never sent, so the constant -1 of F never matters.
    const Fr s = i == 0 ? blinder : Fr::zero();
    std::array<Fr, 3> a = parallel_sum<3>(h.size() / 2, 512, [&](size_t begin, size_t end) {
      std::array<Fr, 3> part{};
      for (size_t j = begin; j < end; ++j) {
        const Fr h0 = h[2 * j];
        const Fr dh = h[2 * j + 1] - h0 + s;
        const Fr w0 = w[2 * j];
        const Fr dw = w[2 * j + 1] - w0;
        part[0] += eq[j] * (h0 * dw + dh * w0);
        part[1] += eq[j] * (dh * dw - s * w0);
        part[2] -= eq[j] * (s * dw);
      }
      return part;
    });
    for (const LookupPiece& piece : pieces) {
      if (i >= p) {  // bound: F = bound (1 - Y) (g (alpha - t) - m), times eq(tau_{>i}, 0)
        a[0] -= piece.weight * bound * tail[i + 1] * (piece.g[0] * piece.margin[0] - piece.m[0]);
        continue;
      }
      const std::array<Fr, 2> sum = parallel_sum<2>(piece.g.size() / 2, 512, [&](size_t begin, size_t end) {
        std::array<Fr, 2> part{};
        for (size_t j = begin; j < end; ++j) {
          const Fr g0 = piece.g[2 * j];
          const Fr g1 = piece.g[2 * j + 1];
          const Fr m0 = piece.m[2 * j];
          const Fr m1 = piece.m[2 * j + 1];
          if (g0.is_zero() && g1.is_zero() && m0.is_zero() && m1.is_zero()) continue;
          const Fr dg = g1 - g0;
          const Fr t0 = piece.margin[2 * j];
          const Fr dt = piece.margin[2 * j + 1] - t0;
          part[0] += eq_piece[j] * (g0 * dt + dg * t0 - m1 + m0);
          part[1] += eq_piece[j] * (dg * dt);
        }
        return part;
      });
      const Fr scale = piece.weight * tail[p];
      a[0] += scale * sum[0];
      a[1] += scale * sum[1];
    }
    const Fr x = send(std::span<const Fr>(a.data(), i == 0 ? 3 : 2));
    result.r.push_back(x);
    bind_lowest(h, x);
    bind_lowest(w, x);
    if (i == 0)
      for (Fr& v : h) v += blinder * x * (Fr::one() - x);
    if (i < p) {
      for (LookupPiece& piece : pieces) {
        bind_lowest(piece.g, x);
        bind_lowest(piece.m, x);
        bind_lowest(piece.margin, x);
      }
    } else {
      bound *= Fr::one() - x;
    }
    if (i + 1 < n) drop_lowest(eq);
    if (i + 1 < p) drop_lowest(eq_piece);
  }
  result.h_hat = h[0];
  return result;
}

}  // namespace ogzk
