// SPDX-License-Identifier: Apache-2.0
//
// Writes the seeds under corpus/: make_corpus <corpus>. What fuzzing finds is added there by hand, under a
// name that says what it was.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "verifier/forger.h"

namespace {

using namespace ogzk;

void write(const std::filesystem::path& path, const Bytes& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

Bytes proof_input(uint8_t choice, const Bytes& pub, const Bytes& proof) {
  Bytes input(1 + pub.size() + proof.size());
  input[0] = choice;
  std::copy(proof.begin(), proof.end(), std::copy(pub.begin(), pub.end(), input.begin() + 1));
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_corpus <folder>\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const Bytes whole = write_key(sample::key());
  write(folder / "key/every-operation", whole);
  write(folder / "key/lookup-only", write_key(sample::lookup_only_key()));
  write(folder / "key/empty", {});
  Bytes cut(whole.begin(), whole.end() - 6);
  store_be32(cut.data() + 28, static_cast<uint32_t>(cut.size()));
  write(folder / "key/cut-in-a-term", cut);
  Key large = sample::key();
  large.terms.resize(600, large.terms[2]);
  large.program.resize(900, {.op = Op::Bits, .pt = 0, .lo = 0, .len = 4, .value = 3});
  write(folder / "key/as-many-records-as-allowed", write_key(large));

  for (uint8_t choice = 0; choice < 2; ++choice) {
    const sample::Statement s(choice == 0 ? sample::key() : sample::lookup_only_key());
    const Bytes proof = sample::forge(s, 1);
    const std::string name = choice == 0 ? "every-operation" : "lookup-only";
    write(folder / ("proof/accepted-" + name), proof_input(choice, s.pub, proof));
    Bytes changed = proof;
    changed[223] ^= 1;  // a scalar of the first round
    write(folder / ("proof/hint-does-not-fit-" + name), proof_input(choice, s.pub, changed));
    write(folder / ("proof/false-with-hint-" + name),
          proof_input(static_cast<uint8_t>(choice | 2), s.pub, changed));
    Bytes off_curve = proof;
    off_curve[63] ^= 1;
    write(folder / ("proof/off-the-curve-" + name),
          proof_input(static_cast<uint8_t>(choice | 2), s.pub, off_curve));
    write(folder / ("proof/short-" + name),
          proof_input(choice, s.pub, Bytes(proof.begin(), proof.end() - 1)));
  }
  return 0;
}
