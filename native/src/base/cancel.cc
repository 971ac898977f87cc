// SPDX-License-Identifier: Apache-2.0
#include "base/cancel.h"

#include <utility>

#include "base/error.h"

namespace ogzk {
namespace {

thread_local CancelScope* scope = nullptr;
thread_local bool mine = false;  // scope was made on this thread

}  // namespace

CancelScope::CancelScope(std::function<bool()> ask, Clock::duration interval)
    : ask_(std::move(ask)), interval_(interval), last_(Clock::now()), outer_(scope), outer_mine_(mine) {
  scope = this;
  mine = true;
}

CancelScope::~CancelScope() {
  scope = outer_;
  mine = outer_mine_;
}

void CancelScope::ask_if_due() {
  if (stopped_.load(std::memory_order_relaxed)) return;  // no is never taken back
  const Clock::time_point now = Clock::now();
  if (now - last_ < interval_) return;
  last_ = now;
  if (!ask_()) stopped_.store(true, std::memory_order_relaxed);
}

void poll_cancel() {
  if (scope == nullptr) return;
  if (mine) scope->ask_if_due();
  if (scope->stopped_.load(std::memory_order_relaxed)) throw_cancelled("the caller cancelled the operation");
}

CancelScope* CancelContext::current() { return scope; }

void CancelContext::ask_while_waiting() {
  if (scope != nullptr && mine) scope->ask_if_due();
}

CancelContext::CancelContext(CancelScope* other) : before_(scope), before_mine_(mine) {
  if (other == scope) return;
  scope = other;
  mine = false;
}

CancelContext::~CancelContext() {
  scope = before_;
  mine = before_mine_;
}

}  // namespace ogzk
