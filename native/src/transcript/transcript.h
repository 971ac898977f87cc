// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "field/fr.h"
#include "hash/keccak.h"

namespace ogzk {

// The rows of the table in circuits/protocol.md §4.1. No label occurs twice but in rounds, which are
// numbered.
inline constexpr uint8_t kLabelCommit = 0x01;       // [X],[G]       -> alpha
inline constexpr uint8_t kLabelBeta = 0x02;         // nothing       -> beta
inline constexpr uint8_t kLabelHelper = 0x03;       // [H]           -> mu
inline constexpr uint8_t kLabelTau = 0x04;          // nothing       -> tau_0
inline constexpr uint8_t kLabelS1Round = 0x05;      // round message -> r_i
inline constexpr uint8_t kLabelS1Values = 0x06;     // B1, E1        -> kappa
inline constexpr uint8_t kLabelS2Round = 0x07;      // round message -> k_i
inline constexpr uint8_t kLabelS2Values = 0x08;     // B2            -> xi
inline constexpr uint8_t kLabelS3Round = 0x09;      // round message -> u_i
inline constexpr uint8_t kLabelFold = 0x0a;         // [h]           -> theta
inline constexpr uint8_t kLabelQuotient = 0x0b;     // [q],[g]       -> gamma
inline constexpr uint8_t kLabelSymmetric = 0x0c;    // [S],[D]       -> zeta
inline constexpr uint8_t kLabelEvaluations = 0x0d;  // 8 values      -> lambda
inline constexpr uint8_t kLabelBatch = 0x0e;        // [W_o]         -> z
inline constexpr uint8_t kLabelWitness = 0x0f;      // [W'_o]        -> delta

// One line of a transcript's manifest: enough to find the first step at which two implementations part.
struct TranscriptEntry {
  uint8_t label = 0;
  uint8_t round = 0;
  size_t size = 0;  // bytes of data
  Fr challenge;

  friend bool operator==(const TranscriptEntry&, const TranscriptEntry&) = default;
};

// Fiat-Shamir, circuits/protocol.md §4.1:
//   st_0 = keccak("SMZ/1" | srsId | vkDigest | keccak(context) | keccak(pub)),
//   st <- keccak(st | label | round | data),  challenge = int(st) mod r.
class Transcript {
 public:
  Transcript(const Digest& srs_id, const Digest& vk_digest, std::span<const uint8_t, 32> context, ByteSpan pub);

  // Absorbs one message and returns its challenge. Empty data still makes a fresh one.
  Fr absorb(uint8_t label, uint8_t round, ByteSpan data);

  const Digest& state() const { return state_; }

  // From now on every step is also appended to *manifest, which must outlive this object; null stops it.
  void record(std::vector<TranscriptEntry>* manifest) { manifest_ = manifest; }

 private:
  Digest state_{};
  std::vector<TranscriptEntry>* manifest_ = nullptr;
};

}  // namespace ogzk
