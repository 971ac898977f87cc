// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace ogzk {

using Digest = std::array<uint8_t, 32>;

// Keccak-256 as Ethereum has it: rate 136 bytes and the padding 0x01 ... 0x80 of the original submission,
// not the 0x06 of SHA-3.
class Keccak256 {
 public:
  Keccak256& update(ByteSpan data);
  Digest finish();  // once; the object is spent afterwards, and holds nothing of what was hashed

 private:
  static constexpr size_t kRate = 136;

  std::array<uint64_t, 25> state_{};
  std::array<uint8_t, kRate> block_{};
  size_t filled_ = 0;

  void absorb();
};

Digest keccak256(ByteSpan data);

}  // namespace ogzk
