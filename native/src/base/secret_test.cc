// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace ogzk {
namespace {

// What memory held when it was given back
std::vector<std::vector<uint8_t>>& given_back() {
  static std::vector<std::vector<uint8_t>> blocks;
  return blocks;
}
template <class T>
struct Watched : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = Watched<U>;
  };
  void deallocate(T* p, size_t n) {
    std::vector<uint8_t> bytes(n * sizeof(T));
    std::memcpy(bytes.data(), p, bytes.size());
    given_back().push_back(bytes);
    std::allocator<T>::deallocate(p, n);
  }
};
template <class T>
using WatchedSecret = std::vector<T, WipingAllocator<T, Watched<T>>>;

void expect_wiped(size_t blocks) {
  EXPECT_EQ(given_back().size(), blocks);
  for (const auto& block : given_back())
    EXPECT_TRUE(std::all_of(block.begin(), block.end(), [](uint8_t b) { return b == 0; }));
  given_back().clear();
}

TEST(Secret, AVectorsMemoryIsWipedBeforeItIsGivenBack) {
  given_back().clear();
  { const WatchedSecret<uint64_t> secret(100, ~uint64_t{0}); }
  expect_wiped(1);
}

TEST(Secret, SoIsWhatItLeavesWhenItGrowsShrinksOrIsReplaced) {
  given_back().clear();
  {
    WatchedSecret<int32_t> secret;
    for (int32_t i = 1; i <= 5; ++i) secret.push_back(i);  // room for 1, 2, 4, 8
    secret.resize(1);                                      // 2 to 5 stay behind
    secret = WatchedSecret<int32_t>(3, 7);
    WatchedSecret<int32_t> other = std::move(secret);
    EXPECT_EQ(other[2], 7);
  }
  expect_wiped(5);
}

TEST(Secret, TheWatchSeesWhatIsNotWiped) {
  given_back().clear();
  { const std::vector<uint64_t, Watched<uint64_t>> open(4, 9); }
  ASSERT_EQ(given_back().size(), 1U);
  EXPECT_NE(given_back()[0], std::vector<uint8_t>(32));
  given_back().clear();
}

TEST(Secret, AScopeWipesWhatItWasGivenAlsoByAnException) {
  std::array<uint8_t, 5> bytes = {1, 2, 3, 4, 5};
  std::vector<uint64_t> words = {6, 7};
  uint64_t word = 8;
  try {
    const WipedAtExit wipe(bytes, words, word);
    throw std::runtime_error("out");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(bytes, (std::array<uint8_t, 5>{}));
  EXPECT_EQ(words, (std::vector<uint64_t>{0, 0}));
  EXPECT_EQ(word, 0U);
}

}  // namespace
}  // namespace ogzk
