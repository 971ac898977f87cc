// SPDX-License-Identifier: Apache-2.0
#include "base/secure.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace ogzk {

void os_random(std::span<uint8_t> out) {
  size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = getrandom(out.data() + done, out.size() - done, 0);
    if (got > 0) {
      done += static_cast<size_t>(got);
    } else if (got == 0 || errno != EINTR) {
      throw_internal("the operating system gives no random bytes (getrandom failed)");
    }
  }
}

void secure_zero(void* data, size_t size) {
  if (size == 0) return;
  std::memset(data, 0, size);
  __asm__ __volatile__("" : : "r"(data) : "memory");  // the zeros count as read
}

}  // namespace ogzk
