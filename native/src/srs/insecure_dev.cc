// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "base/error.h"
#include "base/parallel.h"
#include "srs/srs.h"

namespace ogzk {
namespace {

constexpr std::string_view kSentence =
    "OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value";

Fr insecure_tau() {
  const auto* bytes = reinterpret_cast<const uint8_t*>(kSentence.data());
  return Fr::reduce_be(keccak256(ByteSpan(bytes, kSentence.size())));
}

// Multiples of the generator by table: window k holds d 2^(kWindow k) G for d = 0, ..., 2^kWindow - 1, so a
// scalar costs one affine addition a window. Additions of kBatch scalars share one inversion a window.
constexpr unsigned kWindow = 13;
constexpr unsigned kWindows = (254 + kWindow - 1) / kWindow;
constexpr size_t kBatch = 1024;

std::vector<G1Affine> window_table() {
  constexpr size_t kSize = size_t{1} << kWindow;
  std::vector<G1Affine> table(kWindows * kSize);
  std::vector<G1> bases(kWindows);
  bases[0] = G1::generator();
  for (size_t k = 1; k < kWindows; ++k) {
    bases[k] = bases[k - 1];
    for (unsigned i = 0; i < kWindow; ++i) bases[k] = bases[k].dbl();
  }
  parallel_tasks(kWindows, [&](size_t k) {
    std::vector<G1> row(kSize);
    const G1Affine base = bases[k].to_affine();
    for (size_t d = 1; d < kSize; ++d) row[d] = row[d - 1] + base;
    const auto affine = batch_to_affine(std::span<const G1>(row));
    std::copy(affine.begin(), affine.end(), table.begin() + static_cast<std::ptrdiff_t>(k * kSize));
  });
  return table;
}

size_t window(const Limbs& s, unsigned k) {
  const unsigned bit = k * kWindow, word = bit / 64, shift = bit % 64;
  u64 v = s[word] >> shift;
  if (shift + kWindow > 64 && word < 3) v |= s[word + 1] << (64 - shift);
  return v & ((u64{1} << kWindow) - 1);
}

// out[i] += table entry of scalar i in window k. The sum of the lower windows is less than 2^(kWindow k)
// times G and the entry a nonzero multiple of 2^(kWindow k), their total below r: they are never equal or
// opposite, so only infinity needs care.
void add_window(std::span<const Limbs> scalars, const std::vector<G1Affine>& table, unsigned k,
                std::vector<Fq>& differences, std::span<G1Affine> out) {
  const auto entry = [&](size_t i) -> const G1Affine& {
    return table[(size_t{k} << kWindow) + window(scalars[i], k)];
  };
  differences.resize(out.size());
  for (size_t i = 0; i < out.size(); ++i) {
    const G1Affine& q = entry(i);
    differences[i] = q.is_infinity() || out[i].is_infinity() ? Fq::one() : q.x - out[i].x;
  }
  batch_inverse(differences);
  for (size_t i = 0; i < out.size(); ++i) {
    const G1Affine& q = entry(i);
    G1Affine& p = out[i];
    if (q.is_infinity()) continue;
    if (p.is_infinity()) {
      p = q;
      continue;
    }
    const Fq slope = (q.y - p.y) * differences[i];
    const Fq x = slope.square() - p.x - q.x;
    p = {x, slope * (p.x - x) - p.y};
  }
}

}  // namespace

Srs Srs::insecure_dev(size_t g1_count) {
  if (g1_count < 2 || g1_count > size_t{1} << 28) {
    throw_invalid_argument("srs: an SRS of " + std::to_string(g1_count) +
                           " powers was asked for; 2 to 2^28 are possible");
  }
  Srs srs;
  srs.insecure_ = true;
  srs.description = "INSECURE development SRS (tau is public)";
  const Fr tau = insecure_tau();
  srs.g1_.resize(g1_count);
  const auto table = window_table();
  parallel_for(g1_count, kBatch, [&](size_t begin, size_t end) {
    std::vector<Limbs> scalars;
    std::vector<Fq> differences;
    Fr power = tau.pow_u64(begin);
    for (size_t start = begin; start < end; start += kBatch) {
      const std::span<G1Affine> out(srs.g1_.data() + start, std::min(kBatch, end - start));
      scalars.clear();
      for (size_t i = 0; i < out.size(); ++i, power *= tau) scalars.push_back(power.canonical());
      for (unsigned k = 0; k < kWindows; ++k) add_window(scalars, table, k, differences, out);
    }
  });
  const G2 g2 = G2::generator();
  srs.tau_g2_ = g2.mul(tau).to_affine();
  for (unsigned t = kFirstG2Power; t <= kLastG2Power; ++t) {
    srs.tau_pow_g2_[t - kFirstG2Power] = g2.mul(tau.pow_u64(u64{1} << t)).to_affine();
  }
  return srs;
}

}  // namespace ogzk
