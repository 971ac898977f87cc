// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/bytes.h"
#include "hash/keccak.h"
#include "verifier/srs_points.h"
#include "verifier/verdict.h"

namespace ogzk {

// The whole check, circuits/protocol.md §10: a pure function of its arguments, without threads, files or
// clocks. context is the caller's 32 bytes (§10.4), expected_digest the key the caller trusts, pub 4 bytes
// per value (§1.4).
Verdict verify(const SrsPoints& srs, ByteSpan key_blob, const Digest& expected_digest,
               std::span<const uint8_t, 32> context, ByteSpan pub, ByteSpan proof);

}  // namespace ogzk
