// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/large_memory.h"
#include "curve/g1.h"
#include "curve/g2.h"
#include "hash/keccak.h"

namespace ogzk {

// The structured reference string: powers of a secret tau that nobody must know, in both groups.
class Srs {
 public:
  // The t of [tau^(2^t)]_2. A verifier keeps those from 5 on; the lower ones link them to tau at deployment.
  static constexpr unsigned kFirstG2Power = 1, kFirstVerifierPower = 5, kLastG2Power = 13;

  // For development only: tau is the hash of a published sentence, so anybody can forge proofs under it.
  static Srs insecure_dev(size_t g1_count);

  // A snarkjs "powers of tau" file (.ptau), of which the first g1_count powers in G1 are read. Everything
  // used is checked (srs/ptau.cc); a file that fails is refused by Malformed with what, where and remedy.
  static Srs load_ptau(const std::string& path, size_t g1_count);

  // The SRS as it lies in memory, with checksums: quick to load, and only as trustworthy as the folder it is
  // kept in. The points are not checked again. load_cache reads the first `most` powers of G1, or all there are, and
  // refuses damage by Malformed, a file that is not there by Io.
  void save_cache(const std::string& path) const;
  static Srs load_cache(const std::string& path, size_t most = static_cast<size_t>(-1));

  std::span<const G1Affine> g1() const { return g1_; }  // [tau^i]_1, i = 0, 1, ...
  G2Affine tau_g2() const { return tau_g2_; }           // [tau]_2
  bool has_tau_pow_g2(unsigned t) const;
  G2Affine tau_pow_g2(unsigned t) const;  // [tau^(2^t)]_2; throws Unsupported if the source did not have it
  bool insecure() const { return insecure_; }

  // What a verifier needs: [tau]_2, then [tau^(2^t)]_2 for t = 5, ..., 13, of 128 bytes each in EVM order;
  // zeros where a power is missing. id() is its Keccak-256.
  Bytes verifier_params() const;
  Digest id() const;
  // The constructor's argument of ModelVerifier.sol (circuits/protocol.md §10.3): A_t = [tau^(2^t)]_1 for t =
  // 0..13, then B_t = [tau^(2^t)]_2. Throws Unsupported when a power is missing.
  Bytes deployment_params() const;

  std::string description;  // for people: where it came from

 private:
  // Whether this is the published tau, whatever file it came in.
  static bool is_development(const G2Affine& tau_g2);

  using G2Powers = std::array<std::optional<G2Affine>, kLastG2Power - kFirstG2Power + 1>;

  LargeVector<G1Affine> g1_;
  G2Affine tau_g2_;
  G2Powers tau_pow_g2_;
  bool insecure_ = false;
};

}  // namespace ogzk
