// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "base/error.h"

namespace ogzk {

// The stages of setting up and proving, as the C header numbers them (OGZK_STAGE_*; capi/ogzk.cc compares).
enum Stage : uint32_t {
  kStageSrs = 1,
  kStageLayout,
  kStageCommit,
  kStageShifts,
  kStageRank,
  kStageWitness,
  kStageLookup,
  kStageSumcheck,
  kStageOpening,
  kStageSelfCheck,
};

// How a long call tells how far it is; base/cancel.h is how it learns between two reports that nobody waits any more.
// Called from one thread at a time.
struct Progress {
  std::function<bool(uint32_t stage, uint64_t done, uint64_t total)> report;  // false cancels; may be empty

  void tick(uint32_t stage, uint64_t done, uint64_t total) const {
    if (report && !report(stage, done, total)) throw_cancelled("the caller cancelled the operation");
  }
};

}  // namespace ogzk
