// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "base/cancel.h"
#include "base/error.h"
#include "base/parallel.h"
#include "msm/bucket_sums.h"
#include "srs/srs.h"

namespace ogzk {
namespace {

constexpr std::string_view kSentence = "OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value";

Fr insecure_tau() {
  const auto* bytes = reinterpret_cast<const uint8_t*>(kSentence.data());
  return Fr::reduce_be(keccak256(ByteSpan(bytes, kSentence.size())));
}

// Multiples of the generator by table: window k holds d 2^(kWindow k) G for d = 0, ..., 2^kWindow - 1, so a
// multiple is the sum of one entry a window: a segment in the sense of msm/segments.h, whose kernels add many
// at a time.
constexpr unsigned kWindow = 13;
constexpr unsigned kWindows = (254 + kWindow - 1) / kWindow;
constexpr size_t kBatch = kGroup;

LargeVector<G1Affine> window_table() {
  constexpr size_t kSize = size_t{1} << kWindow;
  LargeVector<G1Affine> table(kWindows * kSize);
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

}  // namespace

bool Srs::is_development(const G2Affine& tau_g2) { return tau_g2 == G2::generator().mul(insecure_tau()).to_affine(); }

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
    SegmentSums sums;
    std::vector<uint32_t> indices;
    std::vector<PointSegment> segments;
    Fr power = tau.pow_u64(begin);
    for (size_t start = begin; start < end; start += kBatch) {
      poll_cancel();
      const size_t count = std::min(kBatch, end - start);
      indices.clear();
      segments.clear();
      for (size_t i = 0; i < count; ++i, power *= tau) {
        const Limbs scalar = power.canonical();
        const auto first = static_cast<uint32_t>(indices.size());
        for (unsigned k = 0; k < kWindows; ++k) {
          const size_t d = window(scalar, k);
          if (d != 0) indices.push_back(static_cast<uint32_t>((size_t{k} << kWindow) + d));
        }
        segments.push_back({first, static_cast<uint32_t>(indices.size()) - first});
      }
      sums.run(table.data(), indices, segments, srs.g1_.data() + start);
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
