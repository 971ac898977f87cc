// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

namespace ogzk {

// How work deep inside a call learns that nobody waits any more. While a CancelScope is alive, poll_cancel() on its
// thread asks the owner now and then; on the pool's threads, while they work for that thread, it only looks whether the
// answer was no. Scopes nest: the inner one is asked.
class CancelScope {
 public:
  using Clock = std::chrono::steady_clock;

  // ask: false means stop. It is called on this thread only, and at most once an interval.
  explicit CancelScope(std::function<bool()> ask, Clock::duration interval = std::chrono::milliseconds(50));
  ~CancelScope();
  CancelScope(const CancelScope&) = delete;
  CancelScope& operator=(const CancelScope&) = delete;

 private:
  friend class CancelContext;
  friend void poll_cancel();
  void ask_if_due();

  std::function<bool()> ask_;
  Clock::duration interval_;
  Clock::time_point last_;
  std::atomic<bool> stopped_{false};
  CancelScope* outer_;
  bool outer_mine_;
};

// Throws Cancelled when the scope that this thread works for was told to stop. Some tens of nanoseconds: for loops
// whose body takes some tens of microseconds or more. Nothing where there is no scope.
void poll_cancel();

// The scope in force on this thread, so that a pool can work under it (base/parallel.cc).
class CancelContext {
 public:
  static CancelScope* current();
  // Asks if the scope is this thread's own; does not throw: for a thread that waits for others.
  static void ask_while_waiting();

  // This thread works for another one's scope while the object lives.
  explicit CancelContext(CancelScope* scope);
  ~CancelContext();
  CancelContext(const CancelContext&) = delete;
  CancelContext& operator=(const CancelContext&) = delete;

 private:
  CancelScope* before_;
  bool before_mine_;
};

}  // namespace ogzk
