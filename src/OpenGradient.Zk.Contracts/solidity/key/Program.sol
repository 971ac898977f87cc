// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyRejected} from "../Errors.sol";
import {R, R_MINUS_1, R_PLUS_1} from "../field/Fr.sol";
import {
  BLOB, CLAIM_BYTES, INSTRUCTIONS, LIMITS, NOT_CANONICAL, POINT_R, POINT_STRIDE, PUBLISHED, RHS, SCALARS, SCALARS_END,
  TERMS, XI
} from "../verifier/Frame.sol";

// Scratch word: what lies behind the program.
uint256 constant BEHIND = 0x00;

// Bytes of an instruction that its operation does not name: they must be 0.
uint256 constant BYTES_4_TO_7 = 0x00000000ffffffff000000000000000000000000000000000000000000000000;
uint256 constant BYTES_5_TO_7 = 0x0000000000ffffff000000000000000000000000000000000000000000000000;
uint256 constant BYTE_7 = 0x00000000000000ff000000000000000000000000000000000000000000000000;

// An instruction's operation, with the bytes that MUL, ADD, LIT and RHS leave unnamed, or those of FMA; and what must be
// there.
uint256 constant OP_AND_5_TO_7 = 0xff00000000ffffff000000000000000000000000000000000000000000000000;
uint256 constant OP_AND_7 = 0xff000000000000ff000000000000000000000000000000000000000000000000;
uint256 constant MUL = 0x0100000000000000000000000000000000000000000000000000000000000000;
uint256 constant FMA = 0x0200000000000000000000000000000000000000000000000000000000000000;

/// The key's program over scalars, protocol.md §8.5, with the checks 8 to 10 of §8.7 on each instruction before it
/// runs. Scalars are addressed by byte offset: 32·index is cut out of the record in one step.
library Program {
  /// Takes `count` B values from the proof: into S from index `index`, and into RHS from claim `claim`, which they
  /// are the right-hand sides of (§8.1).
  function takeValues(uint256 cursor, uint256 index, uint256 claim, uint256 count)
    internal
    pure
    returns (uint256 next)
  {
    assembly {
      let length := shl(5, count)
      calldatacopy(add(mload(SCALARS), shl(5, index)), cursor, length)
      calldatacopy(add(mload(RHS), shl(5, claim)), cursor, length)
      next := add(cursor, length)
      let bad := mload(NOT_CANONICAL)
      for {} xor(cursor, next) { cursor := add(cursor, 32) } { bad := or(bad, gt(calldataload(cursor), R_MINUS_1)) }
      mstore(NOT_CANONICAL, bad)
    }
  }

  /// Runs the program. RHS_0 = C1, RHS_1 = A2 and those of the B values are in place, the free ones are 0.
  ///
  /// The operation is looked up together with the bytes it leaves unnamed, so that these need no check of their own: an
  /// instruction that matches nothing here, or whose operands are out of range, goes to `blame`. Likewise the end: the
  /// byte behind the last instruction is 0 during the run, which is no operation.
  ///
  /// S holds any representative of a scalar: everything that reads S reduces.
  function run(bytes calldata pub) internal pure {
    uint256 code;
    assembly {
      // The code of the check that instruction `w` breaks, given that it breaks one (§8.7): 8 before 9, 10 at a PUB.
      function blame(w) -> broken {
        let op := byte(0, w)
        broken := 9
        let unnamed := 0
        switch op
        case 2 { unnamed := BYTE_7 }
        case 4 { }
        case 7 { unnamed := BYTES_4_TO_7 }
        case 8 { broken := 10 }
        default { unnamed := BYTES_5_TO_7 } // 1, 3, 5, 6
        if or(and(w, unnamed), gt(sub(op, 1), 7)) { broken := 8 }
      }

      // IDX pt lo len: Σ 2^i y_{lo+i}, by Horner from the highest
      function idx(w) -> v, broken {
        let first := byte(2, w) // lo
        let len := byte(3, w)
        if or(or(iszero(len), and(w, BYTES_4_TO_7)), gt(add(first, len), byte(byte(1, w), mload(LIMITS)))) {
          broken := blame(w)
          leave
        }
        first := add(add(POINT_R, mul(byte(1, w), POINT_STRIDE)), shl(5, first))
        let y := add(first, shl(5, len))
        if and(len, 1) {
          y := sub(y, 32)
          v := mload(y)
        }
        for {} xor(y, first) {} {
          y := sub(y, 64)
          v := add(mulmod(v, 4, R), add(shl(1, mload(add(y, 32))), mload(y))) // below 4R
        }
      }
      // PUB off n z0: Σ_{i<n} κ^i (pub_{off+i} + z0), by Horner from the last. `published` counts the values used.
      function publish(w, values, kappa) -> v, broken {
        let first := and(shr(232, w), 0xffff) // off
        let at := add(first, and(shr(216, w), 0xffff)) // off + n
        if or(
          or(xor(first, mload(PUBLISHED)), iszero(gt(at, first))),
          gt(at, and(shr(32, mload(BLOB)), 0xffffffff))
        ) {
          broken := 10
          leave
        }
        mstore(PUBLISHED, at)
        // |pub + z0| < 2^32, so R + pub + z0 is positive, congruent, and still far below a word.
        let shift := add(R, signextend(2, shr(192, w)))
        let odd := and(sub(at, first), 1)
        first := add(values, shl(2, first))
        at := add(values, shl(2, at))
        if odd {
          at := sub(at, 4)
          v := add(shift, sar(224, calldataload(at)))
        }
        for {} xor(at, first) {} {
          at := sub(at, 8)
          v := add(mulmod(v, kappa, R), add(shift, sar(224, calldataload(add(at, 4)))))
          v := add(mulmod(v, kappa, R), add(shift, sar(224, calldataload(at))))
        }
      }

      let S := mload(SCALARS)
      let top := mload(SCALARS_END)
      mstore(BEHIND, mload(mload(TERMS)))
      mstore8(mload(TERMS), 0)
      for { let p := mload(INSTRUCTIONS) } 1 { p := add(p, 8) } {
        let w := mload(p)
        let op := and(w, OP_AND_5_TO_7)
        if eq(op, MUL) {
          // a b. 0x1fffe0 = 32 · 0xffff: the operand's address.
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          if iszero(and(lt(a, top), lt(b, top))) {
            code := 9
            break
          }
          mstore(top, mulmod(mload(a), mload(b), R))
          top := add(top, 32)
          continue
        }
        if eq(and(w, OP_AND_7), FMA) {
          // a b c
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          let c := add(S, and(shr(195, w), 0x1fffe0))
          if iszero(and(and(lt(a, top), lt(b, top)), lt(c, top))) {
            code := 9
            break
          }
          mstore(top, addmod(mulmod(mload(a), mload(b), R), mload(c), R))
          top := add(top, 32)
          continue
        }
        switch op
        case 0x0300000000000000000000000000000000000000000000000000000000000000 {
          // ADD a b
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          if iszero(and(lt(a, top), lt(b, top))) {
            code := 9
            break
          }
          mstore(top, addmod(mload(a), mload(b), R))
        }
        case 0x0500000000000000000000000000000000000000000000000000000000000000 {
          // LIT v
          mstore(top, add(R, signextend(3, shr(216, w))))
        }
        case 0x0600000000000000000000000000000000000000000000000000000000000000 {
          // RHS claim a
          let claim := and(shr(227, w), 0x1fffe0)
          let a := add(S, and(shr(211, w), 0x1fffe0))
          if iszero(and(lt(claim, mload(CLAIM_BYTES)), lt(a, top))) {
            code := 9
            break
          }
          claim := add(mload(RHS), claim)
          mstore(claim, addmod(mload(claim), mload(a), R))
          continue
        }
        default {
          switch byte(0, w)
          case 4 {
            // BITS pt lo len value: Π (bit i of value ? y_{lo+i} : 1 − y_{lo+i}): one, two, then four bits at a time
            let len := byte(3, w)
            let value := and(shr(192, w), 0xffffffff)
            let y := byte(2, w) // lo
            if or(or(iszero(len), shr(len, value)), gt(add(y, len), byte(byte(1, w), mload(LIMITS)))) {
              code := 9
              break
            }
            y := add(add(POINT_R, mul(byte(1, w), POINT_STRIDE)), shl(5, y))
            let v := 1
            if and(len, 1) {
              v := mload(y)
              if iszero(and(value, 1)) { v := sub(R_PLUS_1, v) }
              value := shr(1, value)
              y := add(y, 32)
            }
            if and(len, 2) {
              let f := mload(y)
              if iszero(and(value, 1)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              f := mload(add(y, 32))
              if iszero(and(value, 2)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              value := shr(2, value)
              y := add(y, 64)
            }
            for { len := shr(2, len) } len { len := sub(len, 1) } {
              let f := mload(y)
              if iszero(and(value, 1)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              f := mload(add(y, 32))
              if iszero(and(value, 2)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              f := mload(add(y, 64))
              if iszero(and(value, 4)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              f := mload(add(y, 96))
              if iszero(and(value, 8)) { f := sub(R_PLUS_1, f) }
              v := mulmod(v, f, R)
              value := shr(4, value)
              y := add(y, 128)
            }
            mstore(top, v)
          }
          case 7 {
            let v
            v, code := idx(w)
            if code { break }
            mstore(top, v)
          }
          case 8 {
            let v
            v, code := publish(w, pub.offset, mload(add(S, 160)))
            if code { break }
            mstore(top, v)
          }
          default {
            if xor(p, mload(TERMS)) { code := blame(w) }
            break
          }
        }
        top := add(top, 32)
      }
      mstore(mload(TERMS), mload(BEHIND))
      mstore(SCALARS_END, top)
      // 10: the PUB records tile the public values.
      if iszero(code) {
        if xor(mload(PUBLISHED), and(shr(32, mload(BLOB)), 0xffffffff)) { code := 10 }
      }
    }
    if (code != 0) revert KeyRejected(code);
  }

  /// C = Σ ξ^c RHS_c by Horner from the last claim, protocol.md §8.1. Keeps the powers of ξ, from the first, for the terms
  /// and for Φ.
  function combine(uint256 xi) internal pure returns (uint256 total) {
    assembly {
      let powerAt := mload(XI)
      let rhsEnd := mload(RHS)
      let rhsAt := add(rhsEnd, mload(CLAIM_BYTES))
      let power := 1
      for {} xor(rhsAt, rhsEnd) {} {
        rhsAt := sub(rhsAt, 32)
        total := add(mulmod(total, xi, R), mload(rhsAt))
        mstore(powerAt, power)
        power := mulmod(power, xi, R)
        powerAt := add(powerAt, 32)
      }
      total := mod(total, R)
    }
  }
}
