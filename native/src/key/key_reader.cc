// SPDX-License-Identifier: Apache-2.0
//
// The check list of circuits/protocol.md §8.7: the same checks, in the same order, with the same codes as on
// chain. A blob is hostile until the last of them has passed.
#include <algorithm>
#include <utility>

#include "curve/encoding.h"
#include "key/key.h"

namespace ogzk {
namespace {

constexpr size_t kInstructionBytes = 8, kTermHeaderBytes = 8, kSegmentBytes = 4, kPointBytes = 64;

// Ends the reading; caught in Reader::result and nowhere else.
struct Refused {
  int code;
  std::string detail;
};

uint16_t load_be16(ByteSpan bytes) { return static_cast<uint16_t>(bytes[0] << 8 | bytes[1]); }

class Reader {
 public:
  Reader(ByteSpan blob, std::span<const bool, kRowVariablesEnd> t_available, const Digest* srs_id)
      : blob_(blob), t_available_(t_available), srs_id_(srs_id) {}

  KeyResult result() {
    try {
      return {0, read(), {}};
    } catch (const Refused& refused) {
      return {refused.code, {}, refused.detail};
    }
  }

 private:
  Key read() {
    read_header();
    read_fixed_points();
    where_ = "header";
    require(srs_id_ == nullptr || *srs_id_ == key_.srs_id, 15, "the key was made under another SRS");
    scalars_ = key_.scalars_before_program();
    for (size_t i = 0; i < instructions_; ++i) {
      where_ = "instruction " + std::to_string(i);
      read_instruction();
    }
    where_ = "program";
    require(pub_end_ == key_.nPub, 10, "the PUB records do not cover the public values");
    for (size_t i = 0; i < terms_; ++i) {
      where_ = "term " + std::to_string(i);
      read_term();
    }
    where_ = "end";
    require(at_ == blob_.size(), 6, "bytes are left after the last term");
    key_.digest = keccak256(blob_);
    return std::move(key_);
  }

  // Checks 1 to 5, and of 6 what can be said before the terms
  void read_header() {
    require(blob_.size() >= kKeyHeaderBytes, 1, "shorter than its header");
    const uint8_t* h = blob_.data();
    require(load_be32(h + 28) == blob_.size(), 1, "the length in the header is not that of the blob");

    static constexpr std::array<uint8_t, 5> kMagicAndVersion = {'S', 'M', 'Z', '1', 1};
    require(std::equal(kMagicAndVersion.begin(), kMagicAndVersion.end(), h), 2, "not a key of version 1");

    Key& k = key_;
    k.flags = h[5];
    k.nL = h[6], k.nK = h[7], k.nF = h[8], k.t = h[9];
    k.NB1 = h[10], k.NE1 = h[11], k.NB2 = h[12], k.NC = h[13];
    std::copy_n(h + 14, kStacks, k.n.begin());
    instructions_ = load_be16(blob_.subspan(20, 2));
    terms_ = load_be16(blob_.subspan(22, 2));
    k.nPub = load_be32(h + 24);
    std::copy_n(h + 32, k.schema_hash.size(), k.schema_hash.begin());
    std::copy_n(h + 64, k.srs_id.size(), k.srs_id.begin());

    require(k.flags <= 1 && h[19] == 0, 3, "unknown flags, or byte 19 is not 0");
    k.has_T = (k.flags & 1) != 0;
    require(k.n[kStackI] == kAbsentStack && (k.n[kStackT] == kAbsentStack) == !k.has_T, 3,
            "the stacks present are not those of the flags");

    // The range of t comes first: it makes t an index of the table.
    require(5 <= k.t && k.t < kRowVariablesEnd && k.t < k.nF && k.nF <= 26, 4, "t or nF is out of range");
    require(t_available_[k.t], 4, "no [tau^(2^t)]_2 is known for this t");
    require(1 <= k.nL && k.nL <= 24 && k.nL <= k.nF, 4, "nL is out of range");
    require(k.nK <= 24 && k.nK <= k.nF, 4, "nK is out of range");
    for (const size_t stack : {kStackW, kStackT, kStackX, kStackH}) {
      const bool absent = stack == kStackT && !k.has_T;
      require(absent || (1 <= k.n[stack] && k.n[stack] <= k.nF), 4, "a stack has too few or too many variables");
    }

    require(1 <= k.NB1 && k.NB1 <= 8 && k.NE1 <= 64 && k.NB2 <= 64, 5, "NB1, NE1 or NB2 is out of range");
    require(1 <= k.NC && k.NC <= 200, 5, "NC is out of range");
    require((k.NB2 >= 1) == (k.nK >= 1), 5, "NB2 and nK do not agree on whether there is an S2");
    require(instructions_ <= 900 && terms_ <= 600, 5, "too many instructions or terms");
    require(1 <= k.nPub && k.nPub <= 16384, 5, "nPub is out of range");

    const size_t points = k.has_T ? 2 : 1;
    at_ = kKeyHeaderBytes;
    require(blob_.size() - at_ >= points * kPointBytes + instructions_ * kInstructionBytes, 6,
            "the points and instructions do not fit");
  }

  void read_fixed_points() {
    where_ = "[W]";
    key_.W = read_point();
    where_ = "[T]";
    if (key_.has_T) key_.T = read_point();
  }

  G1Affine read_point() {
    const ByteSpan bytes = take(kPointBytes);
    // (0,0) would be infinity: a commitment to nothing, which no honest key holds.
    const bool zero = std::all_of(bytes.begin(), bytes.end(), [](uint8_t b) { return b == 0; });
    require(!zero, 7, "(0,0)");
    try {
      return decode_g1(bytes.first<kPointBytes>(), "point");
    } catch (const Malformed& malformed) {
      throw Refused{7, "key, " + where_ + ": " + malformed.what()};
    }
  }

  // Checks 8, 9, 10
  void read_instruction() {
    const ByteSpan raw = take(kInstructionBytes);
    require(1 <= raw[0] && raw[0] <= 8, 8, "unknown operation");
    Instruction i;
    i.op = static_cast<Op>(raw[0]);
    const auto u16 = [raw](size_t offset) { return load_be16(raw.subspan(offset, 2)); };
    const auto only = [&](size_t used) {
      const ByteSpan rest = raw.subspan(1 + used);
      const bool zero = std::all_of(rest.begin(), rest.end(), [](uint8_t b) { return b == 0; });
      require(zero, 8, "a byte without a meaning is not 0");
    };
    const auto scalar = [&](uint16_t s) { require(s < scalars_, 9, "uses a scalar that is not there yet"); };

    switch (i.op) {
      case Op::Mul:
      case Op::Add:
        only(4);
        i.a = u16(1), i.b = u16(3);
        scalar(i.a), scalar(i.b);
        break;
      case Op::Fma:
        only(6);
        i.a = u16(1), i.b = u16(3), i.c = u16(5);
        scalar(i.a), scalar(i.b), scalar(i.c);
        break;
      case Op::Bits:
      case Op::Idx:
        i.pt = raw[1], i.lo = raw[2], i.len = raw[3];
        if (i.op == Op::Bits) {
          i.value = load_be32(raw.data() + 4);
        } else {
          only(3);
        }
        require(i.pt <= 1 && i.len >= 1 && size_t{i.lo} + i.len <= point_size(i.pt), 9,
                "its bits are not inside its point");
        require(i.value < uint64_t{1} << i.len, 9, "its value is wider than its bits");  // len <= 24
        break;
      case Op::Lit:
        only(4);
        i.literal = static_cast<int32_t>(load_be32(raw.data() + 1));
        break;
      case Op::Rhs:
        only(4);
        i.a = u16(1), i.b = u16(3);
        require(i.a < key_.claims(), 9, "there is no such claim");
        scalar(i.b);
        break;
      case Op::Pub:
        i.off = u16(1), i.n = u16(3);
        i.z0 = static_cast<int32_t>(load_be32(raw.data() + 4) << 8) >> 8;  // bytes 5..7, sign extended
        require(i.off == pub_end_ && i.n >= 1, 10, "does not begin where the last PUB ended");
        pub_end_ += i.n;
        require(pub_end_ <= key_.nPub, 10, "reads past the public values");
        break;
    }
    if (i.op != Op::Rhs) ++scalars_;
    key_.program.push_back(i);
  }

  // Checks 6, 11 to 14
  void read_term() {
    require(blob_.size() - at_ >= kTermHeaderBytes, 6, "does not fit");
    const ByteSpan raw = take(kTermHeaderBytes);
    Term term;
    term.stack = raw[0];
    const size_t segments = raw[1];
    term.claim = load_be16(raw.subspan(2, 2));
    term.s0 = load_be16(raw.subspan(4, 2));
    term.s1 = load_be16(raw.subspan(6, 2));
    require(term.stack < kStacks && key_.n[term.stack] != kAbsentStack, 11, "its stack is not present");
    require(segments >= 1, 11, "has no segments");
    require(term.claim < key_.claims(), 11, "there is no such claim");
    require(term.s0 < scalars_ && term.s1 < scalars_, 11, "there is no such scalar");

    const size_t variables = key_.n[term.stack];
    size_t consumed = 0;
    for (size_t i = 0; i < segments; ++i) {
      require(blob_.size() - at_ >= kSegmentBytes, 6, "its segments do not fit");
      term.segments.push_back(read_segment(consumed));
      consumed += term.segments.back().a;
      require(consumed <= variables, 14, "consumes more bits than its stack has");
    }
    require(consumed == variables, 14, "leaves bits of its stack unconsumed");
    key_.terms.push_back(std::move(term));
  }

  Segment read_segment(size_t position) {
    const ByteSpan raw = take(kSegmentBytes);
    require(1 <= raw[0] && raw[0] <= 7, 12, "unknown segment");
    const Segment s{static_cast<Atom>(raw[0]), raw[1], load_be16(raw.subspan(2, 2))};
    require(s.op != Atom::Eqp || position == 0, 12, "EQP may only come first");
    require(s.op != Atom::One || s.b == 0, 12, "ONE has no operand");
    require(segment_in_range(s), 13, "a segment's operands are out of range");
    return s;
  }

  bool segment_in_range(const Segment& s) const {
    if (s.a == 0) return false;
    switch (s.op) {
      case Atom::Eqp: return s.b <= 1 && s.a <= point_size(s.b);
      case Atom::Eq: return s.b >> 8 <= 1 && (s.b & 255U) + s.a <= point_size(s.b >> 8);
      case Atom::One: return true;
      case Atom::Fix: return s.a <= 16 && s.b < 1U << s.a;
      case Atom::Vec: return s.a <= 3 && s.b + (size_t{1} << s.a) <= scalars_;
      case Atom::Pow: return s.b < scalars_;
      case Atom::Trunc: return s.a <= 16 && s.a <= key_.nK && 1 <= s.b && s.b < 1U << s.a;
    }
    return false;
  }

  void require(bool holds, int code, const char* detail) const {
    if (!holds) throw Refused{code, "key, " + where_ + ": " + detail};
  }

  size_t point_size(size_t pt) const { return pt == 0 ? key_.nL : key_.nK; }

  // The caller has seen that size bytes are left.
  ByteSpan take(size_t size) {
    check(blob_.size() - at_ >= size, "read_key reads past a length it has checked");
    const ByteSpan bytes = blob_.subspan(at_, size);
    at_ += size;
    return bytes;
  }

  const ByteSpan blob_;
  const std::span<const bool, kRowVariablesEnd> t_available_;
  const Digest* srs_id_;  // null: any
  Key key_;
  std::string where_ = "header";
  size_t at_ = 0;
  size_t instructions_ = 0, terms_ = 0;
  size_t scalars_ = 0;  // |S| so far
  size_t pub_end_ = 0;  // where the next PUB must begin
};

}  // namespace

KeyResult read_key(ByteSpan blob, std::span<const bool, kRowVariablesEnd> t_available, const Digest& srs_id) {
  return Reader(blob, t_available, &srs_id).result();
}

KeyResult read_key_of_any_srs(ByteSpan blob, std::span<const bool, kRowVariablesEnd> t_available) {
  return Reader(blob, t_available, nullptr).result();
}

}  // namespace ogzk
