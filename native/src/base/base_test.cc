// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "base/bytes.h"
#include "base/cancel.h"
#include "base/error.h"
#include "base/large_memory.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "base/secure.h"

namespace ogzk {
namespace {

TEST(Bytes, LoadsUndoStores) {
  std::array<uint8_t, 9> b{};
  store_le64(b.data() + 1, 0x0102030405060708);
  EXPECT_EQ(b[1], 8);
  EXPECT_EQ(load_le64(b.data() + 1), 0x0102030405060708U);
  EXPECT_EQ(load_be64(b.data() + 1), 0x0807060504030201U);
  store_be32(b.data(), 0xa1b2c3d4);
  EXPECT_EQ(b[0], 0xa1);
  EXPECT_EQ(load_be32(b.data()), 0xa1b2c3d4U);
  EXPECT_EQ(load_le32(b.data()), 0xd4c3b2a1U);
  store_le32(b.data(), 7);
  EXPECT_EQ(load_le32(b.data()), 7U);
  store_be64(b.data(), 9);
  EXPECT_EQ(load_be64(b.data()), 9U);
}

class Parallel : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    before_ = threads();
    set_threads(GetParam());
  }
  void TearDown() override { set_threads(before_); }
  unsigned before_ = 1;
};

TEST_P(Parallel, ForCoversEachIndexOnce) {
  for (size_t n : {0, 1, 2, 3, 7, 8, 9, 1000, 4097}) {
    std::vector<std::atomic<int>> hits(n);
    parallel_for(n, 3, [&](size_t a, size_t b) {
      EXPECT_LT(a, b);
      for (size_t i = a; i < b; ++i) ++hits[i];
    });
    EXPECT_TRUE(std::all_of(hits.begin(), hits.end(), [](const auto& h) { return h == 1; }));
  }
}

TEST_P(Parallel, TasksRunOnceEachAndNestedCallsRunInline) {
  std::vector<std::atomic<int>> hits(64);
  parallel_tasks(8, [&](size_t i) {
    const auto self = std::this_thread::get_id();
    parallel_tasks(8, [&](size_t j) {
      if (GetParam() > 1) {
        EXPECT_EQ(std::this_thread::get_id(), self);
      }
      ++hits[8 * i + j];
    });
  });
  EXPECT_TRUE(std::all_of(hits.begin(), hits.end(), [](const auto& h) { return h == 1; }));
}

TEST_P(Parallel, AnExceptionReachesTheCallerAndThePoolLivesOn) {
  EXPECT_THROW(parallel_tasks(100,
                              [](size_t i) {
                                if (i == 41) throw Malformed("41");
                              }),
               Malformed);
  std::atomic<size_t> sum{0};
  parallel_tasks(100, [&](size_t i) { sum += i; });
  EXPECT_EQ(sum, 4950U);
}

TEST_P(Parallel, SeveralCallersShareThePool) {
  std::atomic<size_t> sum{0};
  std::vector<std::thread> callers;
  for (int c = 0; c < 4; ++c) {
    callers.emplace_back([&] {
      for (int k = 0; k < 50; ++k) parallel_for(100, 1, [&](size_t a, size_t b) { sum += b - a; });
    });
  }
  for (auto& t : callers) t.join();
  EXPECT_EQ(sum, 4U * 50U * 100U);
}

INSTANTIATE_TEST_SUITE_P(Threads, Parallel, ::testing::Values(1U, 2U, 5U));

// The owner alone is asked, from wherever it works or waits; everybody stops.
TEST_P(Parallel, ACancelledCallStopsEveryThread) {
  const auto owner = std::this_thread::get_id();
  std::atomic<int> asked{0}, running{0};
  const CancelScope scope(
      [&] {
        EXPECT_EQ(std::this_thread::get_id(), owner);
        return ++asked < 5;
      },
      std::chrono::milliseconds(0));
  EXPECT_THROW(parallel_tasks(8,
                              [&](size_t) {
                                ++running;
                                for (;;) poll_cancel();  // only a cancelled scope ends this
                              }),
               Cancelled);
  EXPECT_EQ(asked, 5);
  EXPECT_GE(running, 1);
  EXPECT_THROW(poll_cancel(), Cancelled);  // no is never taken back
}

TEST_P(Parallel, TheOwnerIsAskedWhileItWaitsForOthers) {
  if (GetParam() == 1) GTEST_SKIP() << "one thread waits for nobody";
  const auto owner = std::this_thread::get_id();
  std::atomic<bool> told{false};
  const CancelScope scope(
      [&] {
        told = true;
        return false;
      },
      std::chrono::milliseconds(1));
  // The owner leaves its task at once; another thread's ends only when the owner, waiting, has been asked.
  std::atomic<int> others{0};
  EXPECT_THROW(parallel_tasks(2,
                              [&](size_t) {
                                if (std::this_thread::get_id() == owner) {
                                  while (others == 0) std::this_thread::yield();
                                  return;
                                }
                                ++others;
                                for (;;) poll_cancel();
                              }),
               Cancelled);
  EXPECT_TRUE(told);
}

TEST(Cancel, ScopesNestAndEnd) {
  poll_cancel();
  int outer = 0, inner = 0;
  {
    const CancelScope first([&] { return ++outer > 0; }, std::chrono::milliseconds(0));
    {
      const CancelScope second([&] { return ++inner < 0; }, std::chrono::milliseconds(0));
      EXPECT_THROW(poll_cancel(), Cancelled);
    }
    poll_cancel();
  }
  poll_cancel();
  EXPECT_EQ(inner, 1);
  EXPECT_EQ(outer, 1);
}

TEST(Progress, FalseCancelsAndNothingIsFine) {
  EXPECT_NO_THROW(Progress{}.tick(0, 1, 2));
  const Progress stop{[](uint32_t, uint64_t done, uint64_t) { return done < 2; }};
  EXPECT_NO_THROW(stop.tick(0, 1, 2));
  EXPECT_THROW(stop.tick(0, 2, 2), Cancelled);
}

TEST(Secure, RandomBytesDifferAndZeroingZeroes) {
  std::array<uint8_t, 32> a{}, b{};
  os_random(a);
  os_random(b);
  EXPECT_NE(a, b);
  secure_zero(a.data(), a.size());
  EXPECT_EQ(a, (std::array<uint8_t, 32>{}));
}

TEST(LargeMemory, HoldsValuesAtEachSizeAndIsAligned) {
  struct alignas(64) Line {
    uint64_t words[8];
  };
  for (size_t n : {0, 1, 1000, 70000}) {
    LargeVector<Line> v(n);
    for (size_t i = 0; i < n; ++i) v[i].words[7] = i;
    v.resize(n + 1);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(v.data()) % 64, 0U);
    for (size_t i = 0; i < n; ++i) ASSERT_EQ(v[i].words[7], i);
    LargeArray<Line> a(n), b;
    for (size_t i = 0; i < n; ++i) a[i].words[0] = i;
    b = std::move(a);
    const LargeArray<Line> c(std::move(b));
    ASSERT_EQ(c.size(), n);
    for (size_t i = 0; i < n; ++i) ASSERT_EQ(c.span()[i].words[0], i);
  }
  EXPECT_THROW((void)LargeAllocator<Line>().allocate(SIZE_MAX / 2), std::bad_alloc);
}

TEST(Error, CheckThrowsInternal) {
  EXPECT_NO_THROW(check(true, "x"));
  EXPECT_THROW(check(false, "x"), Internal);
}

}  // namespace
}  // namespace ogzk
