// SPDX-License-Identifier: Apache-2.0
#include "prover/dense_omega.h"

#include <algorithm>

#include "base/parallel.h"
#include "polynomial/eq.h"

namespace ogzk {
namespace {

// A segment as the table of its 2^a values.
std::vector<Fr> segment_table(const Segment& s, std::span<const Fr> S, std::span<const Fr> r, std::span<const Fr> k) {
  const size_t n = size_t{1} << s.a;
  switch (s.op) {
    case Atom::Eqp: return eq_table((s.b == 0 ? r : k).first(s.a));
    case Atom::Eq: return eq_table((s.b >> 8 == 0 ? r : k).subspan(s.b & 0xff, s.a));
    case Atom::One: return std::vector<Fr>(n, Fr::one());
    case Atom::Vec: return {S.begin() + s.b, S.begin() + s.b + static_cast<ptrdiff_t>(n)};
    case Atom::Pow: {
      std::vector<Fr> out(n, Fr::one());
      for (size_t i = 1; i < n; ++i) out[i] = out[i - 1] * S[s.b];
      return out;
    }
    case Atom::Trunc: {
      std::vector<Fr> out = eq_table(k.first(s.a));
      std::fill(out.begin() + s.b, out.end(), Fr::zero());
      return out;
    }
    case Atom::Fix: break;
  }
  throw_internal("dense_omega: a segment without a table");
}

// One past the last index that a term weighs
uint64_t end_of(const Term& term) {
  uint64_t last = 0;
  unsigned bit = 0;
  for (const Segment& s : term.segments) {
    const uint64_t top = s.op == Atom::Fix ? s.b : s.op == Atom::Trunc ? uint64_t{s.b} - 1 : (uint64_t{1} << s.a) - 1;
    last += top << bit;
    bit += s.a;
  }
  return last + 1;
}

// Lists (offset, scale) of the copies of the low table that the segments from `first` on make, from bit `bit` up.
struct Copy {
  uint64_t offset;
  Fr scale;
};
std::vector<Copy> copies_of(const Term& term, size_t first, unsigned bit, const Fr& scale, std::span<const Fr> S,
                            std::span<const Fr> r, std::span<const Fr> k) {
  std::vector<Copy> copies{{0, scale}};
  for (size_t i = first; i < term.segments.size(); ++i) {
    const Segment& s = term.segments[i];
    if (s.op == Atom::Fix) {
      for (Copy& c : copies) c.offset += uint64_t{s.b} << bit;
    } else {
      std::vector<Copy> next;
      const std::vector<Fr> table = segment_table(s, S, r, k);
      for (size_t j = 0; j < table.size(); ++j)
        for (const Copy& c : copies) next.push_back({c.offset + (uint64_t{j} << bit), c.scale * table[j]});
      copies = std::move(next);
    }
    bit += s.a;
  }
  return copies;
}

}  // namespace

std::vector<Fr> dense_omega(const Key& key, size_t stack, std::span<const Fr> S, std::span<const Fr> r,
                            std::span<const Fr> k, std::span<const Fr> weights) {
  uint64_t size = 1;
  for (const Term& term : key.terms)
    if (term.stack == stack) size = std::max(size, end_of(term));
  std::vector<Fr> omega(size);
  for (const Term& term : key.terms) {
    if (term.stack != stack) continue;
    // The first segment is the dense part; what follows repeats it (a FIX in first place is a table of one entry).
    const bool dense = term.segments[0].op != Atom::Fix;
    const std::vector<Fr> low = dense ? segment_table(term.segments[0], S, r, k) : std::vector<Fr>{Fr::one()};
    const Fr scale = weights[term.claim] * S[term.s0] * S[term.s1];
    const std::vector<Copy> copies = copies_of(term, dense ? 1 : 0, dense ? term.segments[0].a : 0, scale, S, r, k);
    const size_t per_task = std::max<size_t>(1, 4096 / low.size());
    parallel_for(copies.size(), per_task, [&](size_t begin, size_t end) {
      for (size_t c = begin; c < end; ++c)
        for (size_t i = 0; i < low.size(); ++i)
          if (!low[i].is_zero()) omega[copies[c].offset + i] += copies[c].scale * low[i];
    });
  }
  return omega;
}

}  // namespace ogzk
