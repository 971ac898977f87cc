// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/secure.h"

namespace ogzk {

// Memory that is wiped before it is given back, also what a vector leaves behind when it grows or shrinks. It is for
// values that would tell the witness or the weights to whoever has them and a public proof.
//
// Not wiped by it, nor anywhere else in the library: registers and stack frames that a value passed through, what an
// MSM makes of its scalars and points (digits, sorted copies), operands of polynomial products, partial products of a
// batch inversion, and whatever the system swapped out or dumped. It keeps secrets out of memory that is used again,
// such as a buffer that is sent before it is filled; it is no defence against somebody who reads the memory of a proof
// in the making.
template <class T, class Memory = std::allocator<T>>
class WipingAllocator {
  static_assert(std::is_trivially_destructible_v<T>, "a destructor could leave a copy elsewhere");

 public:
  using value_type = T;
  template <class U>
  struct rebind {
    using other = WipingAllocator<U, typename std::allocator_traits<Memory>::template rebind_alloc<U>>;
  };

  WipingAllocator() = default;
  template <class U, class Other>
  WipingAllocator(const WipingAllocator<U, Other>&) {}  // NOLINT(google-explicit-constructor): as allocators must

  T* allocate(size_t n) { return std::allocator_traits<Memory>::allocate(memory_, n); }
  void deallocate(T* p, size_t n) {
    secure_zero(p, n * sizeof(T));
    std::allocator_traits<Memory>::deallocate(memory_, p, n);
  }
  template <class U, class Other>
  bool operator==(const WipingAllocator<U, Other>&) const {
    return true;
  }

 private:
  [[no_unique_address]] Memory memory_;
};

template <class T>
using SecretVector = std::vector<T, WipingAllocator<T>>;

// Wipes values that stand elsewhere when a scope ends, by an exception too: numbers on the stack, vectors of a type
// that an interface asks for. Of a vector, what it holds then; not what it left behind when it grew.
template <class... Held>
class WipedAtExit {
 public:
  explicit WipedAtExit(Held&... values) : values_(values...) {}
  ~WipedAtExit() {
    std::apply([](auto&... value) { (wipe(value), ...); }, values_);
  }
  WipedAtExit(const WipedAtExit&) = delete;
  WipedAtExit& operator=(const WipedAtExit&) = delete;

 private:
  template <class T>
  static void wipe(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    secure_zero(&value, sizeof value);
  }
  template <class T, class Memory>
  static void wipe(std::vector<T, Memory>& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    secure_zero(value.data(), value.size() * sizeof(T));
  }

  std::tuple<Held&...> values_;
};

}  // namespace ogzk
