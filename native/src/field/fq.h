// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/field.h"
#include "field/moduli.h"

namespace ogzk {

// The base field of BN254: coordinates of points
using Fq = Fe<FqParams>;

static_assert(sizeof(Fq) == 32 && std::is_trivially_copyable_v<Fq>);

}  // namespace ogzk
