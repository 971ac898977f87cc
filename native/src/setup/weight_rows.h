// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pcs/integer_rows.h"
#include "setup/proving_key.h"

namespace ogzk {

// Stack W as rows of the commitment matrix, reserved rows left out: weights as integers, biases (too wide for 32 bits)
// apart.
IntegerRows weight_rows(const Circuit& circuit, const Layout& layout);

}  // namespace ogzk
