// SPDX-License-Identifier: Apache-2.0
#include "hash/keccak.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/secure.h"

namespace ogzk {
namespace {

// FIPS 202, 3.2. Nothing is typed that the definitions give: the rotation of lane (x, y) and the order of
// pi follow the walk (x, y) <- (y, 2x + 3y), the round constants the LFSR x^8 + x^6 + x^5 + x^4 + 1.
struct Tables {
  std::array<unsigned, 24> rotation{};
  std::array<unsigned, 24> lane{};
  std::array<uint64_t, 24> round{};

  constexpr Tables() {
    unsigned x = 1, y = 0;
    for (unsigned t = 0; t < 24; ++t) {
      rotation[t] = (t + 1) * (t + 2) / 2 % 64;
      const unsigned next_y = (2 * x + 3 * y) % 5;
      x = y;
      y = next_y;
      lane[t] = x + 5 * y;
    }
    unsigned lfsr = 1;
    for (unsigned r = 0; r < 24; ++r) {
      for (unsigned j = 0; j < 7; ++j) {
        if ((lfsr & 1U) != 0) round[r] |= uint64_t{1} << ((1U << j) - 1);
        lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171U);
      }
    }
  }
};
constexpr Tables kTables;
static_assert(kTables.round[23] == 0x8000000080008008);

void permute(std::array<uint64_t, 25>& a) {
  for (const uint64_t constant : kTables.round) {
    uint64_t c[5], d[5];
    for (size_t x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (size_t x = 0; x < 5; ++x) d[x] = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
    for (size_t i = 0; i < 25; ++i) a[i] ^= d[i % 5];  // theta
    uint64_t moving = a[1];
#pragma GCC unroll 24
    for (size_t t = 0; t < 24; ++t) {  // rho and pi
      const uint64_t next = a[kTables.lane[t]];
      a[kTables.lane[t]] = std::rotl(moving, static_cast<int>(kTables.rotation[t]));
      moving = next;
    }
    for (size_t y = 0; y < 25; y += 5) {  // chi
      const uint64_t row[5] = {a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]};
      for (size_t x = 0; x < 5; ++x) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    a[0] ^= constant;  // iota
  }
}

}  // namespace

void Keccak256::absorb() {
  for (size_t i = 0; i < kRate / 8; ++i) state_[i] ^= load_le64(block_.data() + 8 * i);
  permute(state_);
  filled_ = 0;
}

Keccak256& Keccak256::update(ByteSpan data) {
  while (!data.empty()) {
    const size_t take = std::min(data.size(), kRate - filled_);
    std::memcpy(block_.data() + filled_, data.data(), take);
    filled_ += take;
    data = data.subspan(take);
    if (filled_ == kRate) absorb();
  }
  return *this;
}

Digest Keccak256::finish() {
  std::fill(block_.begin() + static_cast<std::ptrdiff_t>(filled_), block_.end(), uint8_t{0});
  block_[filled_] ^= 0x01;
  block_[kRate - 1] ^= 0x80;
  absorb();
  Digest digest{};
  for (size_t i = 0; i < 4; ++i) store_le64(digest.data() + 8 * i, state_[i]);
  // Seeds and inputs are hashed, too. The permutation can be undone, so the state tells as much as the block.
  secure_zero(state_.data(), sizeof state_);
  secure_zero(block_.data(), sizeof block_);
  return digest;
}

Digest keccak256(ByteSpan data) { return Keccak256().update(data).finish(); }

}  // namespace ogzk
