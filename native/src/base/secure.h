// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ogzk {

// Fills with bytes from the operating system's generator; throws Internal when there are none. There is
// no weaker fallback: blinding with anything less gives the witness away.
void os_random(std::span<uint8_t> out);

// Overwrites memory that held a secret; the compiler may not leave it out.
void secure_zero(void* data, size_t size);

}  // namespace ogzk
