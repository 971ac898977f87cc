// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "circuit/circuit.h"

namespace ogzk {

// An aligned range [offset, offset + 2^log) of a stack (protocol.md §2.2).
struct Block {
  uint64_t offset = 0;
  unsigned log = 0;
  uint64_t size() const { return uint64_t{1} << log; }
  uint64_t end() const { return offset + size(); }
};

// Where everything lies: protocol.md §2.3, deterministic from the circuit's shape alone.
struct Layout {
  unsigned T = 0;
  unsigned a = 0;  // activation index space 2^a = A
  unsigned nL = 0, nK = 0, nF = 0, t = 0;
  unsigned p = 0;       // variables of a piece
  unsigned E = 0;       // pieces per segment
  bool curved = false;  // there are functions

  std::vector<Block> rows;      // per layer: its place in the activation index space
  std::vector<unsigned> inner;  // per layer: nK_l

  uint64_t digits = 0;        // o_D, offset of the digit lanes inside the domain
  std::vector<Block> inputs;  // per input: inside the domain
  uint64_t y_lane = 0;        // offset of the Y lane inside the domain, if curved

  // X
  Block clamp_counts, domain, y, c, fy;
  std::vector<Block> function_counts;
  // H
  Block clamp_helper, lookup_helper;
  std::vector<Block> function_helper;
  // W, per layer
  std::vector<Block> weights, biases;

  std::array<unsigned, 5> n{};  // variables of each stack by id; n[1] only if curved; n[2] unused

  uint64_t A() const { return uint64_t{1} << a; }
  uint64_t rows_of_matrix() const { return uint64_t{1} << (nF - t); }
  // Offset of digit j's lane inside X.
  uint64_t digit_lane(unsigned j) const { return domain.offset + digits + j * A(); }
  // The block of X that holds a value.
  Block value(const Circuit& circuit, uint32_t id) const;
  // Row of the one table: segment * 2^T + v, functions from segment 4 on (§5.1). Where its multiplicity lies in X, and
  // its g in H (§5.2).
  uint64_t table_rows() const { return (4 + function_counts.size()) << T; }
  uint64_t count_position(uint64_t row) const { return of_row(row, clamp_counts, function_counts); }
  uint64_t helper_position(uint64_t row) const { return of_row(row, clamp_helper, function_helper); }

 private:
  uint64_t of_row(uint64_t row, const Block& clamp, const std::vector<Block>& functions) const {
    const uint64_t segment = row >> T;
    return segment < 4 ? clamp.offset + row : functions[segment - 4].offset + (row & ((uint64_t{1} << T) - 1));
  }
};

// Throws Unsupported when a size limit of §2 is exceeded.
Layout make_layout(const Circuit& circuit);

// ceil(log2(n)), n >= 1.
unsigned ceil_log2(uint64_t n);

}  // namespace ogzk
