// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "field/fr.h"
#include "key/key.h"

namespace ogzk {

// Points of a proof in the order of circuits/protocol.md §4.2.
enum class ProofPoint : size_t { X, G, H, h, q, g, S, D, Wo, WoPrime };
inline constexpr size_t kProofPoints = 10;

// Scalars as sent: the bytes go into the transcript, the values into equations.
struct Message {
  ByteSpan bytes;
  std::vector<Fr> values;
};

// Evaluations of step 13; z is zeta, zi its inverse.
struct Evaluations {
  Fr g_z, g_zi, h_z, h_zi, h_theta, S_z, G_z, G_zi;
};

// A proof taken apart. Points are still bytes: like the EVM, the verifier meets them last.
struct Proof {
  std::array<ByteSpan, kProofPoints> points;
  // The two points of steps 1, 11 and 12 stand side by side and are absorbed as one message.
  ByteSpan X_G, q_g, S_D;
  std::vector<Message> s1, s2, s3;  // one per round
  Message B1_E1, B2;
  Message evaluations;  // 8 values
  Fr hint;              // I

  ByteSpan point(ProofPoint p) const { return points[static_cast<size_t>(p)]; }
  Evaluations evaluated() const;
};

// Takes apart a proof of key.proof_bytes() bytes. Nothing if a scalar is not below r. The proof points into bytes.
std::optional<Proof> read_proof(const Key& key, ByteSpan bytes);

}  // namespace ogzk
