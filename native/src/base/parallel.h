// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace ogzk {

// One pool of worker threads for the process, started when first needed. Several callers may use it at
// once; each helps with its own work and returns when all of it is done. The first exception thrown by a
// task is rethrown in the caller; tasks not yet begun are then left out. A call from inside a task runs
// on that thread alone. Before each task stands a poll_cancel() (base/cancel.h); tasks of more than some tens of
// milliseconds poll by themselves.

// Splits [0, n) into consecutive ranges of at least min_chunk (but the last) and calls body(begin, end)
// for each. The cut points depend on n, min_chunk and threads() only.
void parallel_for(size_t n, size_t min_chunk, const std::function<void(size_t begin, size_t end)>& body);

// Calls task(0), ..., task(n - 1), each once, in any order: a queue for tasks of unequal size.
void parallel_tasks(size_t n, const std::function<void(size_t)>& task);

// How many threads work at most, the caller included; at least 1. The default is the number of processors.
void set_threads(unsigned count);
unsigned threads();

}  // namespace ogzk
