// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "base/bytes.h"
#include "curve/g2.h"
#include "hash/keccak.h"
#include "key/key.h"

namespace ogzk {

// What a verifier knows of the structured reference string, circuits/protocol.md §4.1:
// [tau]_2 | [tau^(2^5)]_2 | ... | [tau^(2^13)]_2, a missing one as 128 zero bytes; the digest of these bytes
// is srsId. Constants of the deployment: they never come from a key or a proof (§10.3).
struct SrsPoints {
  static constexpr size_t kFirstT = 5;
  static constexpr size_t kParameterBytes = 1280;

  G2Affine tau;
  std::array<std::optional<G2Affine>, kRowVariablesEnd> tau_pow;  // index t
  Digest id{};

  std::array<bool, kRowVariablesEnd> available() const;

  // Throws Malformed unless every point is canonical, on its curve and in the subgroup, and tau is there.
  // That they are powers of one tau is checked where the string is read (srs/), not here.
  static SrsPoints from_params(ByteSpan bytes);
};

}  // namespace ogzk
