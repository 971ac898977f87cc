// SPDX-License-Identifier: Apache-2.0
#include "verifier/verifier.h"

#include "verifier/verify_with.h"

namespace ogzk {

Verdict verify(const SrsPoints& srs, ByteSpan key_blob, const Digest& expected_digest,
               std::span<const uint8_t, 32> context, ByteSpan pub, ByteSpan proof) {
  return verify_with<FullChecks>(srs, key_blob, expected_digest, context, pub, proof);
}

}  // namespace ogzk
