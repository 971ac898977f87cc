// SPDX-License-Identifier: Apache-2.0
#include "key/program.h"

#include "key/checked.h"
#include "key/products.h"

namespace ogzk {
namespace {

// S[0..7+NB1+NE1+NB2) of circuits/protocol.md §8.5
std::vector<Fr> first_scalars(const Key& key, const ProgramInput& in) {
  // P_K = prod k_i, the factor of S2's symbolic initial claim; 1 when there is no S2
  std::vector<Fr> S = {Fr::one(), -Fr::one(), in.alpha, in.beta, in.mu, in.kappa, product(in.k)};
  S.reserve(key.scalars_before_program() + key.program.size());
  for (const auto& values : {in.B1, in.E1, in.B2}) S.insert(S.end(), values.begin(), values.end());
  return S;
}

// §8.1: the right sides before the program adds to them
std::vector<Fr> first_right_sides(const Key& key, const ProgramInput& in) {
  std::vector<Fr> rhs = {in.C1, in.A2};
  for (const auto& values : {in.B1, in.E1, in.B2}) rhs.insert(rhs.end(), values.begin(), values.end());
  rhs.resize(key.claims());  // free claims are 0
  return rhs;
}

// prod_{i<len} (bit i of value ? y_{lo+i} : 1 - y_{lo+i})
Fr bits(std::span<const Fr> y, const Instruction& i) {
  Fr selected = Fr::one();
  for (size_t j = 0; j < i.len; ++j) {
    const Fr& coordinate = at(y, size_t{i.lo} + j);
    selected *= (i.value >> j & 1) != 0 ? coordinate : Fr::one() - coordinate;
  }
  return selected;
}

// sum_{i<len} 2^i y_{lo+i}, by Horner's rule from the high bit
Fr index(std::span<const Fr> y, const Instruction& i) {
  Fr sum;
  for (size_t j = i.len; j-- > 0;) sum = sum.dbl() + at(y, size_t{i.lo} + j);
  return sum;
}

// sum_{i<n} kappa^i (pub_{off+i} + z0), by Horner's rule
Fr published(std::span<const int32_t> pub, const Instruction& i, const Fr& kappa) {
  Fr sum;
  for (size_t j = i.n; j-- > 0;) sum = sum * kappa + Fr::from_i64(int64_t{at(pub, size_t{i.off} + j)} + i.z0);
  return sum;
}

}  // namespace

ProgramOutput run_program(const Key& key, const ProgramInput& in) {
  check(in.r.size() == key.nL && in.k.size() == key.nK, "run_program: the points are not the key's");
  check(in.B1.size() == key.NB1 && in.E1.size() == key.NE1 && in.B2.size() == key.NB2,
        "run_program: the values are not the key's");
  check(in.pub.size() == key.nPub, "run_program: the public values are not the key's");

  ProgramOutput out{first_scalars(key, in), first_right_sides(key, in)};
  std::vector<Fr>& S = out.S;
  for (const Instruction& i : key.program) {
    const auto point = i.pt == 0 ? in.r : in.k;
    switch (i.op) {
      case Op::Mul: S.push_back(at(S, i.a) * at(S, i.b)); break;
      case Op::Fma: S.push_back(at(S, i.a) * at(S, i.b) + at(S, i.c)); break;
      case Op::Add: S.push_back(at(S, i.a) + at(S, i.b)); break;
      case Op::Bits: S.push_back(bits(point, i)); break;
      case Op::Lit: S.push_back(Fr::from_i64(i.literal)); break;
      case Op::Rhs: at(out.rhs, i.a) += at(S, i.b); break;
      case Op::Idx: S.push_back(index(point, i)); break;
      case Op::Pub: S.push_back(published(in.pub, i, in.kappa)); break;
    }
  }
  return out;
}

}  // namespace ogzk
