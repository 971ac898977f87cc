// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <vector>

#include "base/parallel.h"
#include "field/fr.h"
#include "field/inner_product.h"

namespace ogzk {
namespace {

std::vector<Fr> elements(size_t n) {
  std::vector<Fr> v(n);
  Fr x = Fr::from_u64(7).inverse();
  for (auto& y : v) y = x, x *= x + Fr::one();
  return v;
}
std::vector<int32_t> integers(size_t n) {
  std::vector<int32_t> v(n);
  for (size_t i = 0; i < n; ++i) v[i] = static_cast<int32_t>(i * 0x9e3779b1U);
  return v;
}

void BM_MulDependent(benchmark::State& state) {
  Fr a = Fr::from_u64(3).inverse();
  const Fr b = Fr::from_u64(5).inverse();
  for (auto _ : state) benchmark::DoNotOptimize(a *= b);
}
BENCHMARK(BM_MulDependent);

void BM_MulThroughput(benchmark::State& state) {
  auto v = elements(1024);
  const Fr b = Fr::from_u64(5).inverse();
  for (auto _ : state) {
    for (Fr& x : v) x *= b;
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(1024 * state.iterations());
}
BENCHMARK(BM_MulThroughput);

void BM_Inverse(benchmark::State& state) {
  Fr a = Fr::from_u64(3).inverse();
  for (auto _ : state) benchmark::DoNotOptimize(a = a.inverse() + Fr::one());
}
BENCHMARK(BM_Inverse);

void BM_InnerProduct(benchmark::State& state) {
  set_threads(1);
  const auto v = elements(static_cast<size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(inner_product(v, v));
  state.SetItemsProcessed(state.range(0) * state.iterations());
}
BENCHMARK(BM_InnerProduct)->RangeMultiplier(4)->Range(1 << 8, 1 << 16);

void BM_FoldRows(benchmark::State& state) {
  set_threads(1);
  const auto n = static_cast<size_t>(state.range(0));
  const auto w = integers(n * n);
  const auto v = elements(n);
  std::vector<Fr> out(n);
  for (auto _ : state) fold_rows_i32(w.data(), n, n, n, v, out);
  state.SetItemsProcessed(state.range(0) * state.range(0) * state.iterations());
}
BENCHMARK(BM_FoldRows)->RangeMultiplier(4)->Range(1 << 6, 1 << 10);

void BM_FoldCols(benchmark::State& state) {
  set_threads(1);
  const auto n = static_cast<size_t>(state.range(0));
  const auto w = integers(n * n);
  const auto v = elements(n);
  std::vector<Fr> out(n);
  for (auto _ : state) fold_cols_i32(w.data(), n, n, n, v, out);
  state.SetItemsProcessed(state.range(0) * state.range(0) * state.iterations());
}
BENCHMARK(BM_FoldCols)->RangeMultiplier(4)->Range(1 << 6, 1 << 10);

}  // namespace
}  // namespace ogzk
