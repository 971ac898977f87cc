// SPDX-License-Identifier: Apache-2.0
#include "base/cpu.h"

#include <cstdlib>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace ogzk {
namespace {

bool forbidden_by_environment(const char* level) {
  const char* wish = std::getenv("OGZK_CPU");
  if (wish == nullptr) return false;
  if (std::strcmp(wish, "generic") == 0) return true;
  return std::strcmp(wish, "adx") == 0 && std::strcmp(level, "ifma") == 0;
}

#if defined(__x86_64__)
bool has_adx() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  return (b >> 8 & 1) != 0 && (b >> 19 & 1) != 0;  // BMI2, ADX
}

bool has_ifma() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512ifma") && __builtin_cpu_supports("avx512vbmi2");
}
#else
bool has_adx() { return false; }
bool has_ifma() { return false; }
#endif

}  // namespace

const bool kHasAdx = has_adx() && !forbidden_by_environment("adx");
const bool kHasIfma = kHasAdx && has_ifma() && !forbidden_by_environment("ifma");

}  // namespace ogzk
