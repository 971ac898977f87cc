// SPDX-License-Identifier: Apache-2.0
#include <initializer_list>

#include "curve/encoding.h"
#include "key/key.h"

namespace ogzk {
namespace {

void put(Bytes& out, std::initializer_list<uint8_t> bytes) {
  for (const uint8_t b : bytes) out.push_back(b);
}

// Big-endian unsigned integers of circuits/protocol.md §1.3; what does not fit loses its high bytes.
template <size_t kBytes>
void put(Bytes& out, uint32_t v) {
  for (size_t i = kBytes; i-- > 0;) out.push_back(static_cast<uint8_t>(v >> (8 * i)));
}

void put_instruction(Bytes& out, const Instruction& i) {
  const size_t end = out.size() + 8;
  out.push_back(static_cast<uint8_t>(i.op));
  const auto u16 = [&out](uint16_t v) { put<2>(out, v); };
  switch (i.op) {
    case Op::Mul:
    case Op::Add:
    case Op::Rhs: u16(i.a), u16(i.b); break;
    case Op::Fma: u16(i.a), u16(i.b), u16(i.c); break;
    case Op::Bits:
      put(out, {i.pt, i.lo, i.len});
      put<4>(out, i.value);
      break;
    case Op::Lit: put<4>(out, static_cast<uint32_t>(i.literal)); break;
    case Op::Idx: put(out, {i.pt, i.lo, i.len}); break;
    case Op::Pub:
      u16(i.off), u16(i.n);
      put<3>(out, static_cast<uint32_t>(i.z0));
      break;
  }
  out.resize(end, 0);
}

void put_term(Bytes& out, const Term& term) {
  out.push_back(term.stack);
  put<1>(out, static_cast<uint32_t>(term.segments.size()));
  put<2>(out, term.claim);
  put<2>(out, term.s0);
  put<2>(out, term.s1);
  for (const Segment& s : term.segments) {
    out.push_back(static_cast<uint8_t>(s.op));
    out.push_back(s.a);
    put<2>(out, s.b);
  }
}

void put_point(Bytes& out, const G1Affine& p) {
  std::array<uint8_t, 64> bytes{};
  encode_g1(p, bytes);
  append(out, bytes);
}

}  // namespace

Bytes write_key(const Key& key) {
  Bytes out;
  put(out, {'S', 'M', 'Z', '1', 1, key.flags, key.nL, key.nK, key.nF, key.t, key.NB1, key.NE1, key.NB2, key.NC});
  append(out, key.n);
  put(out, {0});
  put<2>(out, static_cast<uint32_t>(key.program.size()));
  put<2>(out, static_cast<uint32_t>(key.terms.size()));
  put<4>(out, key.nPub);
  const size_t length_at = out.size();
  put<4>(out, 0);
  append(out, key.schema_hash);
  append(out, key.srs_id);
  put_point(out, key.W);
  if (key.has_T) put_point(out, key.T);
  for (const Instruction& i : key.program) put_instruction(out, i);
  for (const Term& term : key.terms) put_term(out, term);
  store_be32(out.data() + length_at, static_cast<uint32_t>(out.size()));
  return out;
}

}  // namespace ogzk
