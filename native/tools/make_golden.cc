// SPDX-License-Identifier: Apache-2.0
// make_golden <circuit.ogc> <inputs.bin> <folder>: the nouns of one model with PUBLISHED test randomness and the
// INSECURE development SRS, byte for byte the same on every machine: key.ogvk, proof.bin, published.bin, context.bin,
// params.bin (§4.1), deployment.bin (§10.3), transcript.json (every step: label, round, bytes, challenge),
// digests.json. inputs.bin: int32 little-endian. Never used for anything but tests: masks that others know hide
// nothing.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "prover/prover.h"

using namespace ogzk;

namespace {

Bytes read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw_invalid_argument("make_golden: cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, ByteSpan bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::string hex(ByteSpan bytes) {
  static const char* digits = "0123456789abcdef";
  std::string out = "0x";
  for (const uint8_t b : bytes) {
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

std::string hex(const Fr& v) {
  std::array<uint8_t, 32> b{};
  v.to_bytes_be(b);
  return hex(b);
}

Digest test_randomness(std::string_view what) {
  const std::string sentence = "OGZK PUBLISHED TEST RANDOMNESS: " + std::string(what);
  return keccak256(ByteSpan(reinterpret_cast<const uint8_t*>(sentence.data()), sentence.size()));
}

int run(const std::string& circuit_path, const std::string& inputs_path, const std::string& folder) {
  const Circuit circuit = read_circuit(read_file(circuit_path));
  const Layout layout = make_layout(circuit);
  const auto srs = std::make_shared<const Srs>(Srs::insecure_dev(std::max(srs_size(layout), (size_t{1} << 13) + 1)));
  const Prover prover(make_proving_key(circuit, *srs, Fr::reduce_be(test_randomness("weights")), {}), srs);
  const Digest context = test_randomness("context");
  std::vector<TranscriptEntry> manifest;
  ProveOptions options;
  options.entropy = [](std::span<uint8_t> out) { std::ranges::copy(test_randomness("proof"), out.begin()); };
  options.manifest = &manifest;
  const ProofResult r = prover.prove(read_inputs(circuit, read_file(inputs_path)), context, options);

  write_file(folder + "/key.ogvk", prover.proving_key().blob);
  write_file(folder + "/proof.bin", r.proof);
  write_file(folder + "/published.bin", r.published);
  write_file(folder + "/context.bin", context);
  write_file(folder + "/params.bin", srs->verifier_params());
  write_file(folder + "/deployment.bin", srs->deployment_params());
  std::string steps = "{\n  \"generated\": \"scripts/regenerate-golden\",\n  \"steps\": [\n";
  for (size_t i = 0; i < manifest.size(); ++i)
    steps += "    {\"label\": " + std::to_string(manifest[i].label) +
             ", \"round\": " + std::to_string(manifest[i].round) + ", \"bytes\": " + std::to_string(manifest[i].size) +
             ", \"challenge\": \"" + hex(manifest[i].challenge) + "\"}" + (i + 1 < manifest.size() ? ",\n" : "\n");
  steps += "  ]\n}\n";
  write_file(folder + "/transcript.json", ByteSpan(reinterpret_cast<const uint8_t*>(steps.data()), steps.size()));
  const std::string digests = "{\n  \"generated\": \"scripts/regenerate-golden\",\n  \"circuit\": \"" +
                              hex(circuit_digest(circuit)) + "\",\n  \"vkDigest\": \"" + hex(prover.key().digest) +
                              "\",\n  \"srsId\": \"" + hex(srs->id()) + "\",\n  \"schemaHash\": \"" +
                              hex(circuit.schema_hash) + "\",\n  \"proof\": \"" + hex(keccak256(r.proof)) + "\"\n}\n";
  write_file(folder + "/digests.json", ByteSpan(reinterpret_cast<const uint8_t*>(digests.data()), digests.size()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: make_golden <circuit.ogc> <inputs.bin> <folder>\n");
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
