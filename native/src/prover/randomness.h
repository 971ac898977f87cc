// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string_view>

#include "base/secret.h"
#include "field/fr.h"
#include "hash/keccak.h"

namespace ogzk {

// Fills 32 bytes; the default is the operating system's generator. Only the maker of golden files passes another.
using Entropy = std::function<void(std::span<uint8_t>)>;

// The hedged generator of circuits/protocol.md §11.4: even if the operating system repeats itself, another context,
// input or counter gives other masks. Streams of one seed are separated by a name.
class HedgedRandom {
 public:
  // Takes the seed, and wipes it where it was.
  explicit HedgedRandom(Digest&& seed) : seed_(seed) { secure_zero(seed.data(), seed.size()); }
  ~HedgedRandom() { secure_zero(seed_.data(), seed_.size()); }
  HedgedRandom(const HedgedRandom&) = delete;
  HedgedRandom& operator=(const HedgedRandom&) = delete;

  HedgedRandom stream(std::string_view name) const {
    Keccak256 k;
    k.update(seed_);
    k.update(ByteSpan(reinterpret_cast<const uint8_t*>(name.data()), name.size()));
    return HedgedRandom(k.finish());
  }
  // (keccak(seed|i|0) | keccak(seed|i|1)) mod r: 512 bits, so the bias is below 2^-258.
  Fr next() {
    std::array<uint8_t, 64> wide{};
    std::array<uint8_t, 41> message{};
    Digest digest{};
    const WipedAtExit wipe(wide, message, digest);
    for (uint8_t half = 0; half < 2; ++half) {
      std::copy(seed_.begin(), seed_.end(), message.begin());
      store_be64(message.data() + 32, counter_);
      message[40] = half;
      digest = keccak256(message);
      std::copy(digest.begin(), digest.end(), wide.begin() + 32 * half);
    }
    ++counter_;
    return Fr::reduce512_be(wide);
  }

 private:
  Digest seed_;
  uint64_t counter_ = 0;
};

}  // namespace ogzk
