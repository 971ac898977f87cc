// SPDX-License-Identifier: Apache-2.0
// sample_proof <folder> <T> <functions> <size> <size> ...: proves a random network of these layer sizes with the
// INSECURE development SRS and writes key.bin, context.bin, published.bin, proof.bin, params.bin, deployment.bin for
// the tests of other languages. functions = 0: clamps only; n: the first n layers use functions 1..n. Prints times.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "prover/prover.h"
#include "prover/sample_networks.h"

using namespace ogzk;

namespace {

void write(const std::string& path, ByteSpan bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fprintf(stderr, "usage: sample_proof <folder> <T> <functions> <size> <size> ...\n");
    return 2;
  }
  testing::SampleNetwork n;
  const std::string folder = std::string(argv[1]) + "/";
  n.limb_bits = static_cast<unsigned>(std::atoi(argv[2]));
  n.function_count = static_cast<uint32_t>(std::atoi(argv[3]));
  n.sizes.clear();
  for (int i = 4; i < argc; ++i) n.sizes.push_back(static_cast<uint32_t>(std::atoi(argv[i])));
  if (n.function_count > 0)
    for (uint32_t l = 0; l + 1 < n.sizes.size(); ++l) n.functions.push_back(l < n.function_count ? l + 1 : 0);
  const Circuit circuit = testing::make_network(n);
  const Layout layout = make_layout(circuit);
  double start = seconds();
  const size_t count = std::max(srs_size(layout), (size_t{1} << 13) + 1);
  const auto srs = std::make_shared<const Srs>(Srs::insecure_dev(count));
  std::printf("srs %.3f s (%zu powers)\n", seconds() - start, count);
  start = seconds();
  const Prover prover(make_proving_key(circuit, *srs, Fr::from_u64(424242), {}), srs);
  std::printf("setup %.3f s, nL %u nK %u nF %u t %u, key %zu bytes, %zu instructions, %zu terms\n", seconds() - start,
              layout.nL, layout.nK, layout.nF, layout.t, prover.proving_key().blob.size(), prover.key().program.size(),
              prover.key().terms.size());
  std::array<uint8_t, 32> context{};
  context[31] = 1;
  ProveOptions options;
  options.entropy = [](std::span<uint8_t> out) { std::fill(out.begin(), out.end(), uint8_t{9}); };
  ProofResult r;
  for (int i = 0; i < 5; ++i) {
    start = seconds();
    r = prover.prove(testing::random_inputs(circuit, 7), context, options);
    std::printf("prove %.3f s, proof %zu bytes\n", seconds() - start, r.proof.size());
  }
  start = seconds();
  const Verdict v =
      verify(prover.srs_points(), prover.proving_key().blob, prover.key().digest, context, r.published, r.proof);
  std::printf("verify %.4f s: %s\n", seconds() - start, v.accepted ? "accepted" : v.check.c_str());
  write(folder + "key.bin", prover.proving_key().blob);
  write(folder + "context.bin", context);
  write(folder + "published.bin", r.published);
  write(folder + "proof.bin", r.proof);
  write(folder + "params.bin", srs->verifier_params());
  write(folder + "deployment.bin", srs->deployment_params());
  return v.accepted ? 0 : 1;
}
