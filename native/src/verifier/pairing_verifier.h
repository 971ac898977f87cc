// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "verifier/opening_verifier.h"
#include "verifier/srs_points.h"

namespace ogzk {

enum class PairingAnswer { kAccepted, kBadPoint, kRejected };

// circuits/protocol.md §9.1 step 7: one sum of 13 points, one product of three pairings.
PairingAnswer check_pairing(const SrsPoints& srs, const Key& key, const Proof& proof, const OpeningEquation& equation);

}  // namespace ogzk
