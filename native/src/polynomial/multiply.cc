// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <mutex>
#include <new>

#include "base/cpu.h"
#include "base/parallel.h"
#include "polynomial/convolution.h"
#include "polynomial/ntt.h"

namespace ogzk {
namespace {

constexpr size_t kMaxVectorized = size_t{1} << 20;  // the bound finish_tile relies on

struct FreeAligned {
  void operator()(u64* p) const { ::operator delete (p, std::align_val_t{64}); }
};
using AlignedWords = std::unique_ptr<u64[], FreeAligned>;
AlignedWords aligned_words(size_t count) {
  return AlignedWords(static_cast<u64*>(::operator new (count * sizeof(u64), std::align_val_t{64})));
}

// The factors of convolution.h, for transforms of `size` and less
class Factors {
 public:
  explicit Factors(size_t size) {
    const size_t half = size / 2;
    std::vector<Fr> w(half), inverse(half);
    w[0] = inverse[0] = Fr::one();
    for (unsigned s = 0; size_t{1} << s < half; ++s) {  // one more bit of k adds a turn of 2^-(s+2)
      const Fr root = root_of_unity(s + 2), inverse_root = root.inverse();
      for (size_t j = 0; j < size_t{1} << s; ++j) {
        w[j + (size_t{1} << s)] = w[j] * root;
        inverse[j + (size_t{1} << s)] = inverse[j] * inverse_root;
      }
    }
    fill(forward_, w);
    fill(inverse_, inverse);
    for (size_t i = 0; i < 5; ++i) {
      table_.forward[i] = forward_[i].data();
      table_.inverse[i] = inverse_[i].data();
    }
  }
  const ConvolutionTable& table() const { return table_; }

 private:
  using Planes = std::array<std::vector<u64>, 5>;

  static void fill(Planes& planes, const std::vector<Fr>& w) {
    constexpr u64 kMask = (u64{1} << 52) - 1;
    for (auto& plane : planes) plane.resize(w.size());
    for (size_t k = 0; k < w.size(); ++k) {
      const Limbs v = (w[k] * Fr::from_u64(16)).montgomery();  // w 2^260
      const u64 limbs52[5] = {v[0] & kMask, (v[0] >> 52 | v[1] << 12) & kMask, (v[1] >> 40 | v[2] << 24) & kMask,
                              (v[2] >> 28 | v[3] << 36) & kMask, v[3] >> 16};
      for (size_t i = 0; i < 5; ++i) planes[i][k] = limbs52[i];
    }
  }

  Planes forward_, inverse_;
  ConvolutionTable table_{};
};

// Kept for the process, the largest so far: the same sizes come again. Whoever uses an older one keeps it
// alive.
std::shared_ptr<const Factors> factors_for(size_t size) {
  static std::mutex mutex;
  static std::shared_ptr<const Factors> factors;
  static size_t made_for = 0;
  const std::lock_guard lock(mutex);
  if (size > made_for) {
    factors = std::make_shared<const Factors>(size);
    made_for = size;
  }
  return factors;
}

const u64 (*words(const Fr* f))[4] { return reinterpret_cast<const u64(*)[4]>(f); }

std::vector<Fr> multiply_vectorized(const std::vector<Fr>& a, const std::vector<Fr>& b) {
  const size_t n = a.size();
  const auto factors = factors_for(n);
  const AlignedWords x = aligned_words(n * kWordsPerElement), y = aligned_words(n * kWordsPerElement);
  parallel_tasks(2, [&](size_t k) {
    convolution_forward_ifma(words(k == 0 ? a.data() : b.data()), n, factors->table(), k == 0 ? x.get() : y.get());
  });
  const Limbs scale = (Fr::from_u64(n).inverse() * Fr::from_u64(256)).montgomery();
  std::vector<Fr> out(n);
  convolution_finish_ifma(x.get(), y.get(), n, factors->table(), scale, reinterpret_cast<u64(*)[4]>(out.data()));
  return out;
}

}  // namespace

std::vector<Fr> multiply_reference(std::span<const Fr> a, std::span<const Fr> b) {
  if (a.empty() || b.empty()) return {};
  std::vector<Fr> c(a.size() + b.size() - 1);
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = 0; j < b.size(); ++j) c[i + j] += a[i] * b[j];
  }
  return c;
}

std::vector<Fr> multiply(std::span<const Fr> a, std::span<const Fr> b) {
  if (std::min(a.size(), b.size()) <= 16) return multiply_reference(a, b);
  const size_t length = a.size() + b.size() - 1, n = std::max(std::bit_ceil(length), kMinConvolution);
  std::vector<Fr> x(n), y(n);
  std::copy(a.begin(), a.end(), x.begin());
  std::copy(b.begin(), b.end(), y.begin());
  if (kHasIfma && n <= kMaxVectorized) {
    x = multiply_vectorized(x, y);
  } else {
    ntt_forward(x);
    ntt_forward(y);
    for (size_t i = 0; i < n; ++i) x[i] *= y[i];
    ntt_inverse(x);
  }
  x.resize(length);
  return x;
}

}  // namespace ogzk
