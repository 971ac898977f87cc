// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "base/cancel.h"
#include "base/progress.h"
#include "ogzk/ogzk.h"

namespace ogzk {

// A C callback for the length of one call: told at every border of a stage and at most 20 times a second within one,
// and asked again with the last report while the work in between goes on (base/cancel.h). One thread at a time,
// whichever reports.
class CallProgress {
 public:
  explicit CallProgress(const ogzk_progress* progress) {
    if (progress == nullptr) return;
    if (progress->struct_size < sizeof(ogzk_progress) || progress->report == nullptr)
      throw_invalid_argument("progress: struct_size is too small or report is null; pass no progress at all instead");
    callback_ = *progress;
    progress_.report = [this](uint32_t stage, uint64_t done, uint64_t total) { return report(stage, done, total); };
    scope_.emplace([this] { return ask(); });
  }
  CallProgress(const CallProgress&) = delete;
  CallProgress& operator=(const CallProgress&) = delete;

  const Progress& progress() const { return progress_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool report(uint32_t stage, uint64_t done, uint64_t total) {
    const std::lock_guard lock(guard_);
    const auto now = Clock::now();
    const bool same = stage == stage_;
    stage_ = stage, done_ = done, total_ = total;
    if (stopped_) return false;
    if (same && done != total && now - last_ < std::chrono::milliseconds(50)) return true;
    last_ = now;
    stopped_ = callback_.report(callback_.user, stage, done, total) != 0;
    return !stopped_;
  }
  bool ask() {
    const std::lock_guard lock(guard_);
    if (stopped_ || stage_ == 0) return !stopped_;
    last_ = Clock::now();
    stopped_ = callback_.report(callback_.user, stage_, done_, total_) != 0;
    return !stopped_;
  }

  ogzk_progress callback_{};
  Progress progress_;
  std::optional<CancelScope> scope_;
  std::mutex guard_;
  Clock::time_point last_{};
  uint32_t stage_ = 0;
  uint64_t done_ = 0, total_ = 0;
  bool stopped_ = false;  // no is never taken back
};

}  // namespace ogzk
