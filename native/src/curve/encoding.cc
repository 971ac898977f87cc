// SPDX-License-Identifier: Apache-2.0
#include "curve/encoding.h"

#include <string>

namespace ogzk {
namespace {

Fq read_coordinate(const uint8_t* p, const char* what, const char* coordinate) {
  const auto value = Fq::from_bytes_be(std::span<const uint8_t, 32>(p, 32));
  if (!value) {
    throw_malformed(std::string(what) + ": coordinate " + coordinate + " is not below the base prime");
  }
  return *value;
}

void write_coordinate(const Fq& v, uint8_t* p) { v.to_bytes_be(std::span<uint8_t, 32>(p, 32)); }

}  // namespace

void encode_g1(const G1Affine& p, std::span<uint8_t, 64> out) {
  write_coordinate(p.x, out.data());
  write_coordinate(p.y, out.data() + 32);
}

void encode_g2(const G2Affine& p, std::span<uint8_t, 128> out) {
  write_coordinate(p.x.c1, out.data());
  write_coordinate(p.x.c0, out.data() + 32);
  write_coordinate(p.y.c1, out.data() + 64);
  write_coordinate(p.y.c0, out.data() + 96);
}

G1Affine decode_g1(std::span<const uint8_t, 64> in, const char* what) {
  const G1Affine p{read_coordinate(in.data(), what, "x"), read_coordinate(in.data() + 32, what, "y")};
  if (!p.is_on_curve()) throw_malformed(std::string(what) + ": the point is not on the curve");
  return p;
}

G2Affine decode_g2(std::span<const uint8_t, 128> in, const char* what) {
  const Fq x1 = read_coordinate(in.data(), what, "x.c1"), x0 = read_coordinate(in.data() + 32, what, "x.c0");
  const Fq y1 = read_coordinate(in.data() + 64, what, "y.c1"), y0 = read_coordinate(in.data() + 96, what, "y.c0");
  const G2Affine p{{x0, x1}, {y0, y1}};
  if (!p.is_on_curve()) throw_malformed(std::string(what) + ": the point is not on the curve");
  if (!is_in_g2(p)) throw_malformed(std::string(what) + ": the point is not in the subgroup of order r");
  return p;
}

}  // namespace ogzk
