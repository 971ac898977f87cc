// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "base/progress.h"
#include "ogzk/ogzk.h"

namespace ogzk {

// A C callback as a Progress: asked at every border whether to go on, told at most 20 times a second within a stage.
inline Progress make_progress(const ogzk_progress* progress) {
  if (progress == nullptr || progress->struct_size < sizeof(ogzk_progress) || progress->report == nullptr) return {};
  using Clock = std::chrono::steady_clock;
  struct State {
    Clock::time_point last{};
    uint32_t stage = 0;
  };
  return {[p = *progress, state = State{}](uint32_t stage, uint64_t done, uint64_t total) mutable {
    const auto now = Clock::now();
    if (stage == state.stage && done != total && now - state.last < std::chrono::milliseconds(50)) return true;
    state = {now, stage};
    return p.report(p.user, stage, done, total) == 0;
  }};
}

}  // namespace ogzk
