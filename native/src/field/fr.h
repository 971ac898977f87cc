// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/field.h"
#include "field/moduli.h"

namespace ogzk {

// The scalar field of BN254
using Fr = Fe<FrParams>;

static_assert(sizeof(Fr) == 32 && std::is_trivially_copyable_v<Fr>);

}  // namespace ogzk
