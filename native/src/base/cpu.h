// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ogzk {

// What this processor can do, looked up once while the library loads. Before that both are false, which
// only means the portable code runs: results do not depend on them. OGZK_CPU=generic in the environment
// forces the portable code; OGZK_CPU=adx allows the first and forbids the second.
[[gnu::visibility("hidden")]] extern const bool kHasAdx;  // BMI2 mulx and ADX adcx/adox
[[gnu::visibility("hidden")]] extern const bool
    kHasIfma;  // AVX-512 F, DQ, BW, VL, IFMA and VBMI2, with the operating system's support

}  // namespace ogzk
