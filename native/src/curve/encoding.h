// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "curve/g1.h"
#include "curve/g2.h"

namespace ogzk {

// Points as the EVM's precompiles read them (EIP-196, EIP-197): big-endian coordinates of 32 bytes,
// G1 as x | y, G2 as x.c1 | x.c0 | y.c1 | y.c0, infinity as zeros.
void encode_g1(const G1Affine& p, std::span<uint8_t, 64> out);
void encode_g2(const G2Affine& p, std::span<uint8_t, 128> out);

// Refuse, by Malformed, a coordinate not below p, a point off its curve and, in G2, outside the subgroup.
// `what` names the point in the message: "proof: commitment 4".
G1Affine decode_g1(std::span<const uint8_t, 64> in, const char* what);
G2Affine decode_g2(std::span<const uint8_t, 128> in, const char* what);

}  // namespace ogzk
