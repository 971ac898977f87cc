// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/cancel.h"

namespace ogzk {
namespace {

constexpr unsigned kMaxThreads = 256;
constexpr auto kAskEvery = std::chrono::milliseconds(50);

thread_local bool inside_task = false;

// One call of parallel_tasks; it lives on the caller's stack. `next` hands out the indices; the rest is
// guarded by the pool's mutex.
struct Job {
  const std::function<void(size_t)>* task;
  size_t size;
  std::atomic<size_t> next{0};
  size_t helpers = 0;  // workers that still hold a pointer to this job
  CancelScope* scope;  // the caller's
  std::exception_ptr error;
};

class Pool {
 public:
  // Never destroyed: at exit a worker may still be waiting here.
  static Pool& instance() {
    static Pool* pool = new Pool;
    return *pool;
  }

  void set_threads(unsigned count) {
    const std::lock_guard lock(mutex_);
    limit_.store(std::clamp(count, 1U, kMaxThreads));
    wake_.notify_all();
  }

  unsigned threads() const { return limit_.load(); }

  void run(size_t size, const std::function<void(size_t)>& task) {
    Job job{&task, size, {}, 0, CancelContext::current(), nullptr};
    {
      const std::lock_guard lock(mutex_);
      start_workers();
      jobs_.push_back(&job);
    }
    wake_.notify_all();  // not one: it may meet a worker beyond a limit that was lowered
    work_on(job);
    std::unique_lock lock(mutex_);
    std::erase(jobs_, &job);  // from here on no worker can find it
    // The caller alone can be asked whether to go on, so it asks while it waits; the helpers then stop by themselves.
    while (!done_.wait_for(lock, kAskEvery, [&] { return job.helpers == 0; })) {
      lock.unlock();
      CancelContext::ask_while_waiting();
      lock.lock();
    }
    if (job.error) std::rethrow_exception(job.error);
  }

 private:
  Pool() : limit_(std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads)) {}

  void start_workers() {
    while (started_ + 1 < limit_.load()) {
      try {
        std::thread([this, number = started_ + 1] { serve(number); }).detach();
      } catch (const std::system_error&) {  // the system gives no more: those there are do the work
        limit_.store(static_cast<unsigned>(started_) + 1);
        return;
      }
      ++started_;
    }
  }

  Job* find_job() {
    for (Job* job : jobs_) {
      if (job->next.load(std::memory_order_relaxed) < job->size) return job;
    }
    return nullptr;
  }

  [[noreturn]] void serve(unsigned number) {
    std::unique_lock lock(mutex_);
    for (;;) {
      Job* job = nullptr;
      wake_.wait(lock, [&] { return number < limit_.load() && (job = find_job()) != nullptr; });
      ++job->helpers;
      lock.unlock();
      work_on(*job);
      lock.lock();
      if (--job->helpers == 0) done_.notify_all();
    }
  }

  void work_on(Job& job) {
    inside_task = true;
    const CancelContext context(job.scope);
    for (;;) {
      const size_t index = job.next.fetch_add(1, std::memory_order_relaxed);
      if (index >= job.size) break;
      try {
        poll_cancel();
        (*job.task)(index);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!job.error) job.error = std::current_exception();
        job.next.store(job.size, std::memory_order_relaxed);
      }
    }
    inside_task = false;
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::vector<Job*> jobs_;
  std::atomic<unsigned> limit_;
  unsigned started_ = 0;
};

}  // namespace

void parallel_tasks(size_t n, const std::function<void(size_t)>& task) {
  if (n == 0) return;
  if (n == 1 || inside_task || threads() == 1) {
    for (size_t i = 0; i < n; ++i) {
      poll_cancel();
      task(i);
    }
    return;
  }
  Pool::instance().run(n, task);
}

void parallel_for(size_t n, size_t min_chunk, const std::function<void(size_t, size_t)>& body) {
  if (n == 0) return;
  min_chunk = std::max<size_t>(min_chunk, 1);
  // Four ranges a thread: a thread held up by another process leaves its share to the rest.
  const size_t ranges = std::clamp<size_t>(n / min_chunk, 1, size_t{4} * threads());
  if (ranges == 1 || inside_task || threads() == 1) {
    body(0, n);
    return;
  }
  const size_t quotient = n / ranges, remainder = n % ranges;
  const auto cut = [&](size_t k) { return k * quotient + std::min(k, remainder); };
  Pool::instance().run(ranges, [&](size_t k) { body(cut(k), cut(k + 1)); });
}

void set_threads(unsigned count) { Pool::instance().set_threads(count); }
unsigned threads() { return Pool::instance().threads(); }

}  // namespace ogzk
