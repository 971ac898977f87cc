// SPDX-License-Identifier: Apache-2.0
#include "verifier/proof.h"

#include "base/error.h"

namespace ogzk {
namespace {

class Reader {
 public:
  explicit Reader(ByteSpan bytes) : bytes_(bytes) {}

  ByteSpan take(size_t size) {
    check(size <= bytes_.size() - at_, "read_proof: the length was not checked");
    const ByteSpan taken = bytes_.subspan(at_, size);
    at_ += size;
    return taken;
  }

  Message scalars(size_t count) {
    Message message{take(32 * count), {}};
    message.values.reserve(count);
    for (size_t i = 0; i < count; ++i) {
      const auto value = Fr::from_bytes_be(message.bytes.subspan(32 * i).first<32>());
      if (!value) canonical_ = false;
      message.values.push_back(value.value_or(Fr::zero()));
    }
    return message;
  }

  // Two scalars a round, and a third in round 0 where pads raise the degree (§5.3, §6.1)
  std::vector<Message> rounds(size_t count, bool third) {
    std::vector<Message> messages;
    messages.reserve(count);
    for (size_t i = 0; i < count; ++i) messages.push_back(scalars(i == 0 && third ? 3 : 2));
    return messages;
  }

  bool canonical() const { return canonical_; }
  bool finished() const { return at_ == bytes_.size(); }

 private:
  const ByteSpan bytes_;
  size_t at_ = 0;
  bool canonical_ = true;
};

}  // namespace

std::optional<Proof> read_proof(const Key& key, ByteSpan bytes) {
  check(bytes.size() == key.proof_bytes(), "read_proof: the length was not checked");
  Reader in(bytes);
  Proof proof;
  const auto point = [&](ProofPoint p) { return proof.points[static_cast<size_t>(p)] = in.take(64); };
  const auto pair = [&](ProofPoint first, ProofPoint second) {
    const ByteSpan both = in.take(128);
    proof.points[static_cast<size_t>(first)] = both.first(64);
    proof.points[static_cast<size_t>(second)] = both.last(64);
    return both;
  };

  proof.X_G = pair(ProofPoint::X, ProofPoint::G);
  point(ProofPoint::H);
  proof.s1 = in.rounds(key.nL, key.NB1 > 0);
  proof.B1_E1 = in.scalars(size_t{key.NB1} + key.NE1);
  proof.s2 = in.rounds(key.nK, key.NB2 > 0);
  proof.B2 = in.scalars(key.NB2);
  proof.s3 = in.rounds(key.nF, false);
  point(ProofPoint::h);
  proof.q_g = pair(ProofPoint::q, ProofPoint::g);
  proof.S_D = pair(ProofPoint::S, ProofPoint::D);
  proof.evaluations = in.scalars(8);
  point(ProofPoint::Wo);
  point(ProofPoint::WoPrime);
  proof.hint = in.scalars(1).values[0];
  check(in.finished(), "read_proof: proof_bytes() and the layout disagree");

  if (!in.canonical()) return std::nullopt;
  return proof;
}

Evaluations Proof::evaluated() const {
  const auto& v = evaluations.values;
  check(v.size() == 8, "a proof has eight evaluations");
  return {v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]};
}

}  // namespace ogzk
