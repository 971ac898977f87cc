// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "curve/encoding.h"
#include "setup/proving_key.h"

namespace ogzk {
namespace {

constexpr std::array<uint8_t, 8> kMagic = {'O', 'G', 'Z', 'K', 'P', 'K', '0', '1'};

void put(Bytes& out, ByteSpan section) {
  std::array<uint8_t, 8> size{};
  store_be64(size.data(), section.size());
  append(out, size);
  append(out, section);
}

class Reader {
 public:
  explicit Reader(ByteSpan bytes) : bytes_(bytes) {}
  ByteSpan take(size_t n) {
    if (n > bytes_.size() - at_) throw_malformed("proving key: it ends too early; run setup again");
    const ByteSpan out = bytes_.subspan(at_, n);
    at_ += n;
    return out;
  }
  ByteSpan section() {
    const uint64_t n = load_be64(take(8).data());
    if (n > bytes_.size()) throw_malformed("proving key: a section is longer than the file; run setup again");
    return take(static_cast<size_t>(n));
  }
  bool done() const { return at_ == bytes_.size(); }

 private:
  ByteSpan bytes_;
  size_t at_ = 0;
};

}  // namespace

Bytes write_proving_key(const ProvingKey& key) {
  Bytes out;
  out.reserve(1024 + key.blob.size() + key.circuit.source.size() + 64 * key.shifts.size());
  for (const uint8_t b : kMagic) out.push_back(b);
  append(out, key.srs_id);
  std::array<uint8_t, 32> blinder{};
  key.w_blinder.to_bytes_be(blinder);
  append(out, blinder);
  put(out, key.blob);
  put(out, key.circuit.source);
  Bytes shifts(64 * key.shifts.size());
  for (size_t i = 0; i < key.shifts.size(); ++i)
    encode_g1(key.shifts[i], std::span<uint8_t, 64>(shifts.data() + 64 * i, 64));
  put(out, shifts);
  append(out, keccak256(out));
  return out;
}

ProvingKey read_proving_key(ByteSpan bytes) {
  if (bytes.size() < 40 || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin()))
    throw_malformed("proving key: the file is not a proving key of this version; run setup again");
  const ByteSpan body = bytes.first(bytes.size() - 32);
  const Digest digest = keccak256(body);
  if (!std::equal(digest.begin(), digest.end(), bytes.end() - 32))
    throw_malformed("proving key: the file is damaged (its checksum does not match); run setup again");
  Reader r(body);
  r.take(8);
  ProvingKey key;
  std::ranges::copy(r.take(32), key.srs_id.begin());
  const auto blinder = Fr::from_bytes_be(r.take(32).first<32>());
  if (!blinder) throw_malformed("proving key: the blinder is not below r");
  key.w_blinder = *blinder;
  const ByteSpan blob = r.section();
  key.blob.assign(blob.begin(), blob.end());
  key.circuit = read_circuit(r.section());
  key.layout = make_layout(key.circuit);
  const ByteSpan shifts = r.section();
  if (shifts.size() % 64 != 0) throw_malformed("proving key: the shifts are not whole points");
  for (size_t i = 0; i < shifts.size(); i += 64)
    key.shifts.push_back(decode_g1(shifts.subspan(i).first<64>(), "proving key: shift"));
  if (!r.done()) throw_malformed("proving key: bytes follow its end");
  return key;
}

}  // namespace ogzk
