// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string_view>

#include "base/secure.h"
#include "field/fr.h"
#include "hash/keccak.h"

namespace ogzk {

// Fills 32 bytes; the default is the operating system's generator. Only the maker of golden files passes another.
using Entropy = std::function<void(std::span<uint8_t>)>;

// The hedged generator of circuits/protocol.md §11.4: even if the operating system repeats itself, another context,
// witness or counter gives other masks. Streams of one seed are separated by a name.
class HedgedRandom {
 public:
  explicit HedgedRandom(const Digest& seed) : seed_(seed) {}
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
    for (uint8_t half = 0; half < 2; ++half) {
      std::array<uint8_t, 41> message{};
      std::copy(seed_.begin(), seed_.end(), message.begin());
      store_be64(message.data() + 32, counter_);
      message[40] = half;
      const Digest d = keccak256(message);
      std::copy(d.begin(), d.end(), wide.begin() + 32 * half);
      secure_zero(message.data(), message.size());
    }
    ++counter_;
    const Fr value = Fr::reduce512_be(wide);
    secure_zero(wide.data(), wide.size());
    return value;
  }

 private:
  Digest seed_;
  uint64_t counter_ = 0;
};

}  // namespace ogzk
