// SPDX-License-Identifier: Apache-2.0
//
// Writes the seeds under corpus/: make_corpus <corpus>. What fuzzing finds is added there by hand, under a
// name that says what it was.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "circuit/sample_circuits.h"
#include "setup/proving_key.h"
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

// How many powers to ask for, then a file of power 1 in the form of srs/ptau.cc: 3 powers in G1, 2 in G2
Bytes ptau_input(uint8_t count, const Fr& tau) {
  Bytes file = {'p', 't', 'a', 'u', 1, 0, 0, 0, 3, 0, 0, 0};
  const auto limbs = [](Bytes& to, const Limbs& v) {
    for (const u64 limb : v) {
      to.resize(to.size() + 8);
      store_le64(to.data() + to.size() - 8, limb);
    }
  };
  const auto section = [&file](uint8_t type, const Bytes& data) {
    Bytes head(12);
    head[0] = type;
    store_le64(head.data() + 4, data.size());
    append(file, head);
    append(file, data);
  };
  Bytes header = {32, 0, 0, 0}, g1, g2;
  limbs(header, Fq::kModulus);
  append(header, Bytes{1, 0, 0, 0, 1, 0, 0, 0});
  for (uint64_t i = 0; i < 3; ++i) {
    const G1Affine p = (G1::generator() * tau.pow_u64(i)).to_affine();
    for (const Fq& v : {p.x, p.y}) limbs(g1, v.montgomery());
  }
  for (uint64_t i = 0; i < 2; ++i) {
    const G2Affine p = (G2::generator() * tau.pow_u64(i)).to_affine();
    for (const Fq& v : {p.x.c0, p.x.c1, p.y.c0, p.y.c1}) limbs(g2, v.montgomery());
  }
  section(1, header);
  section(2, g1);
  section(3, g2);
  file.insert(file.begin(), count);
  return file;
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
    write(folder / ("proof/false-with-hint-" + name), proof_input(static_cast<uint8_t>(choice | 2), s.pub, changed));
    Bytes off_curve = proof;
    off_curve[63] ^= 1;
    write(folder / ("proof/off-the-curve-" + name), proof_input(static_cast<uint8_t>(choice | 2), s.pub, off_curve));
    write(folder / ("proof/short-" + name), proof_input(choice, s.pub, Bytes(proof.begin(), proof.end() - 1)));
  }

  Circuit c = testing::random_circuit(1, 8);
  for (uint64_t seed = 1; !c.functions.empty(); ++seed) c = testing::random_circuit(seed, 8);
  write(folder / "circuit/clamps", testing::CircuitWriter::write(c));
  for (uint64_t seed = 1; c.functions.empty() || c.layers.size() < 3; ++seed) c = testing::random_circuit(seed, 8);
  const Bytes circuit = testing::CircuitWriter::write(c);
  write(folder / "circuit/functions", circuit);
  write(folder / "circuit/cut-in-a-layer", Bytes(circuit.begin(), circuit.begin() + 40));
  Circuit beyond = c;
  beyond.layers[0].bias[0] = INT64_MAX;
  write(folder / "circuit/beyond-the-bound", testing::CircuitWriter::write(beyond));
  Circuit forward = c;
  forward.layers[0].input = 60;
  write(folder / "circuit/reads-forward", testing::CircuitWriter::write(forward));

  Circuit small;
  small.limb_bits = 8;
  small.inputs = {{2, false, 0}};
  small.layers.push_back({"sum", 0, 2, 2, {70000, -3, 5, 60000}, {0, -9}, 0});
  small.outputs = {{1, 3}, {1, 0, true}};
  small = testing::reread(small);
  const Layout g = make_layout(small);
  const Bytes proving_key =
      write_proving_key(make_proving_key(small, Srs::insecure_dev(srs_size(g)), Fr::from_u64(7), {}));
  write(folder / "proving_key/two-by-two", proving_key);
  write(folder / "proving_key/cut", Bytes(proving_key.begin(), proving_key.end() - 70));
  write(folder / "circuit/exact-output", testing::CircuitWriter::write(small));

  const Bytes ptau = ptau_input(3, Fr::from_u64(12345));
  write(folder / "ptau/power-1", ptau);
  write(folder / "ptau/more-than-there-is", ptau_input(4, Fr::from_u64(12345)));
  write(folder / "ptau/tau-is-one", ptau_input(3, Fr::one()));
  write(folder / "ptau/tau-is-minus-one", ptau_input(3, -Fr::one()));
  write(folder / "ptau/cut-in-a-section", Bytes(ptau.begin(), ptau.end() - 9));
  Bytes off_curve = ptau;
  off_curve[off_curve.size() - 1] ^= 1;
  write(folder / "ptau/off-the-curve", off_curve);
  Bytes other = ptau;  // the last power of G1 is replaced by the first: no chain
  std::copy_n(other.begin() + 1 + 12 + 12 + 44 + 12, 64, other.begin() + 1 + 12 + 12 + 44 + 12 + 128);
  write(folder / "ptau/no-chain", other);
  return 0;
}
