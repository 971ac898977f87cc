// SPDX-License-Identifier: Apache-2.0
#include "transcript/transcript.h"

namespace ogzk {

Transcript::Transcript(const Digest& srs_id, const Digest& vk_digest, std::span<const uint8_t, 32> context,
                       ByteSpan pub) {
  static constexpr std::array<uint8_t, 5> kProtocol = {'S', 'M', 'Z', '/', '1'};
  // Every part has a fixed length, context and pub by being hashed: no two inputs concatenate alike.
  state_ = Keccak256()
               .update(kProtocol)
               .update(srs_id)
               .update(vk_digest)
               .update(keccak256(context))
               .update(keccak256(pub))
               .finish();
}

Fr Transcript::absorb(uint8_t label, uint8_t round, ByteSpan data) {
  const std::array<uint8_t, 2> step = {label, round};
  state_ = Keccak256().update(state_).update(step).update(data).finish();
  const Fr challenge = Fr::reduce_be(state_);
  if (manifest_ != nullptr) manifest_->push_back({label, round, data.size(), challenge});
  return challenge;
}

}  // namespace ogzk
