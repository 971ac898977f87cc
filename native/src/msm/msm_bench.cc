// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <random>
#include <vector>

#include "base/parallel.h"
#include "msm/msm.h"

namespace ogzk {
namespace {

const std::vector<G1Affine>& points(size_t n) {
  static std::vector<G1Affine> p;
  if (p.size() < n) {
    std::vector<G1> v(n);
    const G1Affine step = G1::generator().mul(Fr::from_u64(9).inverse()).to_affine();
    G1 x = step;
    for (auto& y : v) y = x, x += step;
    p = to_affine(v);
  }
  return p;
}

// Arguments: log2 of the number of points, threads
void sizes(benchmark::internal::Benchmark* b) {
  for (int threads : {1, 2}) {
    for (int log = 10; log <= 18; log += 2) b->Args({log, threads});
  }
}

void BM_Full(benchmark::State& state) {
  const size_t n = size_t{1} << state.range(0);
  set_threads(static_cast<unsigned>(state.range(1)));
  std::mt19937_64 rng(1);
  std::vector<Fr> s(n);
  for (auto& x : s) x = Fr::from_limbs_mod({rng(), rng(), rng(), rng()});
  const auto p = std::span(points(n)).first(n);
  for (auto _ : state) benchmark::DoNotOptimize(msm(p, s));
}
BENCHMARK(BM_Full)->Apply(sizes)->Unit(benchmark::kMillisecond)->UseRealTime();

template <class Integer>
void BM_Small(benchmark::State& state) {
  const size_t n = size_t{1} << state.range(0);
  set_threads(static_cast<unsigned>(state.range(1)));
  std::mt19937_64 rng(1);
  std::vector<int32_t> s(n);
  for (auto& x : s) x = static_cast<Integer>(rng());
  const auto p = std::span(points(n)).first(n);
  for (auto _ : state) benchmark::DoNotOptimize(msm_i32(p, s));
}
BENCHMARK(BM_Small<int8_t>)->Apply(sizes)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Small<int16_t>)->Apply(sizes)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Small<int32_t>)->Apply(sizes)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace ogzk
