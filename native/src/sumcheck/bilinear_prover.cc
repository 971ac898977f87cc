// SPDX-License-Identifier: Apache-2.0
#include "sumcheck/bilinear_prover.h"

namespace ogzk {

BilinearResult prove_bilinear(std::vector<BilinearLayer> layers, std::span<const Fr> blinders, size_t rounds,
                              const SendRound& send) {
  check(blinders.size() == layers.size(), "prove_bilinear: one blinder per layer");
  BilinearResult result;
  std::vector<Fr> tail(layers.size(), Fr::one());  // prod of (1 - k_j) over variables a bound layer does not have
  for (size_t i = 0; i < rounds; ++i) {
    Fr c0, c2, c3;
    for (size_t l = 0; l < layers.size(); ++l) {
      const BilinearLayer& layer = layers[l];
      const SecretVector<Fr>& A = layer.A;
      const SecretVector<Fr>& B = layer.B;
      if (A.size() == 1) {  // e(k) contributes (1 - Y): c_0 = v, c_2 = 0
        c0 += layer.weight * tail[l] * A[0] * B[0];
        continue;
      }
      // A = a + a' Y;  B = b + b' Y + s (Y - Y^2), the last only in round 0, where k_0 is bound.
      const Fr s = i == 0 ? blinders[l] : Fr::zero();
      const std::array<Fr, 3> sum = parallel_sum<3>(A.size() / 2, 1024, [&](size_t begin, size_t end) {
        std::array<Fr, 3> part{};
        for (size_t j = begin; j < end; ++j) {
          const Fr da = A[2 * j + 1] - A[2 * j];
          const Fr db = B[2 * j + 1] - B[2 * j];
          part[0] += A[2 * j] * B[2 * j];
          part[1] += da * (db + s) - A[2 * j] * s;
          part[2] -= da * s;
        }
        return part;
      });
      c0 += layer.weight * sum[0];
      c2 += layer.weight * sum[1];
      c3 += layer.weight * sum[2];
    }
    const std::array<Fr, 3> message = {c0, c2, c3};
    const Fr x = send(std::span<const Fr>(message.data(), i == 0 ? 3 : 2));
    result.k.push_back(x);
    for (size_t l = 0; l < layers.size(); ++l) {
      BilinearLayer& layer = layers[l];
      if (layer.A.size() == 1) {
        tail[l] *= Fr::one() - x;
        continue;
      }
      bind_lowest(layer.A, x);
      bind_lowest(layer.B, x);
      if (i == 0)
        for (Fr& b : layer.B) b += blinders[l] * x * (Fr::one() - x);
    }
  }
  for (const BilinearLayer& layer : layers) result.b_hat.push_back(layer.B[0]);
  return result;
}

}  // namespace ogzk
