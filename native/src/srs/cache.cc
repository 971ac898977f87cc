// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/parallel.h"
#include "srs/srs.h"

// The file: a head, then the powers in G1 as they lie in memory, x then y.
//   head  magic (8 bytes), length of the description (4) and itself, presence bits of the powers in G2 (4), number of
//         powers in G1 (8), [tau]_2, the powers in G2 (zeros if absent), the Keccak-256 of each piece of 2^16 powers in
//         G1, and the Keccak-256 of the head so far.
// Little-endian; field elements as Montgomery limbs. The first powers can be read without the rest, and pieces are
// checked side by side.
namespace ogzk {
namespace {

constexpr char kMagic[8] = {'O', 'G', 'Z', 'K', 'S', 'R', 'S', '2'};
constexpr size_t kMaxDescription = 4096;
constexpr size_t kPiece = size_t{1} << 16, kPointBytes = 64;
constexpr u64 kMaxPowers = u64{1} << 28;

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw_malformed("srs cache \"" + path + "\": " + what + "; delete the file, it will be made again");
}

size_t pieces_of(size_t powers) { return (powers + kPiece - 1) / kPiece; }

void put_limbs(uint8_t* to, const Fq& v) {
  for (size_t i = 0; i < 4; ++i) store_le64(to + 8 * i, v.montgomery()[i]);
}

class HeadWriter {
 public:
  void bytes(ByteSpan data) { append(head_, data); }
  void le32(uint32_t v) {
    std::array<uint8_t, 4> b{};
    store_le32(b.data(), v);
    bytes(b);
  }
  void le64(u64 v) {
    std::array<uint8_t, 8> b{};
    store_le64(b.data(), v);
    bytes(b);
  }
  void point(const G2Affine& p) {
    std::array<uint8_t, 128> b{};
    size_t at = 0;
    for (const Fq* v : {&p.x.c0, &p.x.c1, &p.y.c0, &p.y.c1}) put_limbs(b.data() + at, *v), at += 32;
    bytes(b);
  }
  const Bytes& done() const { return head_; }

 private:
  Bytes head_;
};

Fq limbs_of(const uint8_t* p, const std::string& path) {
  const Limbs v = {load_le64(p), load_le64(p + 8), load_le64(p + 16), load_le64(p + 24)};
  if (!limbs::less(v, Fq::kModulus)) refuse(path, "a coordinate is not below the base prime");
  return Fq::from_montgomery(v);
}

class CacheReader {
 public:
  explicit CacheReader(const std::string& path) : path_(path), file_(path, std::ios::binary) {
    std::error_code unknown;  // a folder opens, and tells a size that nobody can allocate
    if (!std::filesystem::is_regular_file(path, unknown) || !file_)
      throw_io("srs cache \"" + path + "\": the file cannot be opened");
  }

  // The next bytes, which are part of the head
  const uint8_t* head(size_t size) {
    const size_t at = head_.size();
    head_.resize(at + size);
    read(head_.data() + at, size);
    return head_.data() + at;
  }
  G2Affine g2() {
    const uint8_t* p = head(128);
    return {{limbs_of(p, path_), limbs_of(p + 32, path_)}, {limbs_of(p + 64, path_), limbs_of(p + 96, path_)}};
  }
  void end_head() {
    const Digest expected = keccak256(head_);
    Digest found{};
    read(found.data(), found.size());
    if (found != expected) refuse(path_, "its checksum is wrong");
  }
  void read(uint8_t* to, size_t size) {
    file_.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(size));
    if (!file_) refuse(path_, "it ends too early");
  }
  bool at_end() { return file_.peek() == std::ifstream::traits_type::eof(); }

 private:
  const std::string& path_;
  std::ifstream file_;
  Bytes head_;
};

}  // namespace

void Srs::save_cache(const std::string& path) const {
  check(description.size() <= kMaxDescription, "srs: the description is too long");
  const size_t pieces = pieces_of(g1_.size());
  const auto piece = [&](size_t k) {
    const size_t first = k * kPiece, size = std::min(kPiece, g1_.size() - first);
    Bytes raw(kPointBytes * size);
    for (size_t i = 0; i < size; ++i) {
      put_limbs(raw.data() + kPointBytes * i, g1_[first + i].x);
      put_limbs(raw.data() + kPointBytes * i + 32, g1_[first + i].y);
    }
    return raw;
  };
  std::vector<Digest> sums(pieces);
  parallel_tasks(pieces, [&](size_t k) { sums[k] = keccak256(piece(k)); });

  HeadWriter head;
  head.bytes(ByteSpan(reinterpret_cast<const uint8_t*>(kMagic), sizeof kMagic));
  head.le32(static_cast<uint32_t>(description.size()));
  head.bytes(ByteSpan(reinterpret_cast<const uint8_t*>(description.data()), description.size()));
  uint32_t present = 0;
  for (size_t k = 0; k < tau_pow_g2_.size(); ++k) present |= (tau_pow_g2_[k] ? 1U : 0U) << k;
  head.le32(present);
  head.le64(g1_.size());
  head.point(tau_g2_);
  for (const auto& p : tau_pow_g2_) head.point(p.value_or(G2Affine{}));
  for (const Digest& sum : sums) head.bytes(sum);
  head.bytes(keccak256(head.done()));

  // Under another name first: a reader never meets half a file, and two writers do not meet at all.
  const std::string partial = path + "." + std::to_string(getpid()) + ".partial";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  const auto write = [&](const Bytes& b) {
    file.write(reinterpret_cast<const char*>(b.data()), static_cast<std::streamsize>(b.size()));
  };
  write(head.done());
  for (size_t k = 0; k < pieces && file; ++k) write(piece(k));
  file.close();
  if (!file || std::rename(partial.c_str(), path.c_str()) != 0) {
    std::remove(partial.c_str());
    throw_io("srs cache \"" + path + "\": the file cannot be written");
  }
}

Srs Srs::load_cache(const std::string& path, size_t most) {
  CacheReader in(path);
  if (std::memcmp(in.head(sizeof kMagic), kMagic, sizeof kMagic) != 0)
    refuse(path, "it is not an SRS cache of this version");
  Srs srs;
  const size_t length = load_le32(in.head(4));
  if (length > kMaxDescription) refuse(path, "its description is too long");
  srs.description.assign(reinterpret_cast<const char*>(in.head(length)), length);
  const uint32_t present = load_le32(in.head(4));
  const u64 count = load_le64(in.head(8));
  if (count < 2 || count > kMaxPowers) refuse(path, "it says that it has " + std::to_string(count) + " powers");
  srs.tau_g2_ = in.g2();
  for (size_t k = 0; k < srs.tau_pow_g2_.size(); ++k) {
    const G2Affine p = in.g2();
    if ((present >> k & 1) != 0) srs.tau_pow_g2_[k] = p;
  }
  std::vector<Digest> sums(pieces_of(count));
  for (Digest& sum : sums) std::copy_n(in.head(sum.size()), sum.size(), sum.begin());
  in.end_head();
  srs.insecure_ = is_development(srs.tau_g2_);

  // Whole pieces, several at a time: reading is one after the other, checking is not.
  const size_t wanted = std::min<u64>(most, count);
  srs.g1_.resize(wanted);
  const size_t pieces = pieces_of(wanted), together = 4 * size_t{threads()};
  for (size_t first = 0; first < pieces; first += together) {
    const size_t here = std::min(together, pieces - first);
    std::vector<Bytes> raw(here);
    for (size_t k = 0; k < here; ++k) {
      raw[k].resize(kPointBytes * std::min<u64>(kPiece, count - (first + k) * kPiece));
      in.read(raw[k].data(), raw[k].size());
    }
    parallel_tasks(here, [&](size_t k) {
      if (keccak256(raw[k]) != sums[first + k]) refuse(path, "its checksum is wrong");
      const size_t at = (first + k) * kPiece;
      for (size_t i = 0; i < std::min(kPiece, wanted - at); ++i) {
        const uint8_t* p = raw[k].data() + kPointBytes * i;
        srs.g1_[at + i] = {limbs_of(p, path), limbs_of(p + 32, path)};
      }
    });
  }
  if (wanted == count && !in.at_end()) refuse(path, "bytes follow its end");
  return srs;
}

}  // namespace ogzk
