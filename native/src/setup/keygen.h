// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "circuit/layout.h"
#include "curve/g1.h"

namespace ogzk {

// The key blob of protocol.md §8.4 for a circuit laid out by `layout`, with the commitments [W] and [T]
// ([T] is ignored unless the circuit has functions), made under the SRS with this id. Reproducible byte for byte.
Bytes make_key_blob(const Circuit& circuit, const Layout& layout, const G1Affine& W, const G1Affine& T,
                    const Digest& srs_id);

}  // namespace ogzk
