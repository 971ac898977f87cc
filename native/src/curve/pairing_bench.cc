// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <vector>

#include "curve/pairing.h"

namespace ogzk {
namespace {

void BM_PairingProduct(benchmark::State& state) {
  std::vector<std::pair<G1Affine, G2Affine>> pairs(static_cast<size_t>(state.range(0)),
                                                   {G1Affine::generator(), G2Affine::generator()});
  for (auto _ : state) benchmark::DoNotOptimize(pairing_product_is_one(pairs));
}
BENCHMARK(BM_PairingProduct)->DenseRange(1, 4)->Unit(benchmark::kMicrosecond);

void BM_SubgroupCheck(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(is_in_g2(G2Affine::generator()));
}
BENCHMARK(BM_SubgroupCheck)->Unit(benchmark::kMicrosecond);

void BM_ScalarMultiplication(benchmark::State& state) {
  const Fr k = Fr::from_u64(7).inverse();
  for (auto _ : state) benchmark::DoNotOptimize(G1::generator().mul(k));
}
BENCHMARK(BM_ScalarMultiplication)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ogzk
