// SPDX-License-Identifier: Apache-2.0
#include "base/large_memory.h"

#include <sys/mman.h>

#include <algorithm>

namespace ogzk {
namespace {

constexpr size_t kLargePage = size_t{2} << 20;

std::align_val_t alignment_for(size_t size, size_t alignment) {
  return std::align_val_t{size >= 2 * kLargePage ? std::max(kLargePage, alignment) : alignment};
}

}  // namespace

void* allocate_large(size_t size, size_t alignment) {
  void* p = ::operator new(size, alignment_for(size, alignment));
  // Advice only: without it everything works, more slowly.
  if (size >= 2 * kLargePage) (void)madvise(p, size / kLargePage * kLargePage, MADV_HUGEPAGE);
  return p;
}

void free_large(void* memory, size_t size, size_t alignment) {
  ::operator delete(memory, alignment_for(size, alignment));
}

}  // namespace ogzk
