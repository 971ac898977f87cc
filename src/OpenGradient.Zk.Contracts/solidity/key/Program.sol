// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyRejected} from "../Errors.sol";
import {R, R_MINUS_1, R_PLUS_1} from "../field/Fr.sol";
import {
  BLOB, CLAIM_BYTES, INSTRUCTIONS, LIMITS, NOT_CANONICAL, POINT_R, POINT_STRIDE, PUBLISHED, RHS, SCALARS, SCALARS_END,
  TERMS, XI
} from "../verifier/Frame.sol";

// Bytes of an instruction that its operation does not name: they must be 0.
uint256 constant BYTES_4_TO_7 = 0x00000000ffffffff000000000000000000000000000000000000000000000000;
uint256 constant BYTES_5_TO_7 = 0x0000000000ffffff000000000000000000000000000000000000000000000000;
uint256 constant BYTE_7 = 0x00000000000000ff000000000000000000000000000000000000000000000000;

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
      for {} lt(cursor, next) { cursor := add(cursor, 32) } { bad := or(bad, gt(calldataload(cursor), R_MINUS_1)) }
      mstore(NOT_CANONICAL, bad)
    }
  }

  /// Runs the program. RHS_0 = C1, RHS_1 = A2 and those of the B values are in place, the free ones are 0.
  function run(bytes calldata pub) internal pure {
    uint256 code;
    assembly {
      // Functions of the rarer instructions; each returns 0 or the code of the check it breaks.

      // BITS pt lo len value: Π (bit i of value ? y_{lo+i} : 1 − y_{lo+i})
      function bits(w) -> v, broken {
        let pt := byte(1, w)
        let len := byte(3, w)
        let value := and(shr(192, w), 0xffffffff)
        let y := byte(2, w) // lo
        broken := or(gt(pt, 1), or(iszero(len), shr(len, value)))
        broken := or(broken, gt(add(y, len), mload(add(LIMITS, shl(5, and(pt, 1))))))
        broken := mul(9, iszero(iszero(broken)))
        if iszero(broken) {
          v := 1
          y := add(add(POINT_R, mul(pt, POINT_STRIDE)), shl(5, y))
          for { let end := add(y, shl(5, len)) } lt(y, end) { y := add(y, 32) } {
            let f := mload(y)
            if iszero(and(value, 1)) { f := sub(R_PLUS_1, f) }
            v := mulmod(v, f, R)
            value := shr(1, value)
          }
        }
      }
      // IDX pt lo len: Σ 2^i y_{lo+i}, by Horner from the highest
      function idx(w) -> v, broken {
        let pt := byte(1, w)
        let first := byte(2, w) // lo
        let len := byte(3, w)
        broken := or(or(gt(pt, 1), iszero(len)), gt(add(first, len), mload(add(LIMITS, shl(5, and(pt, 1))))))
        broken := mul(9, broken)
        if and(w, BYTES_4_TO_7) { broken := 8 }
        if iszero(broken) {
          first := add(add(POINT_R, mul(pt, POINT_STRIDE)), shl(5, first))
          for { let y := add(first, shl(5, len)) } gt(y, first) {} {
            y := sub(y, 32)
            v := addmod(add(v, v), mload(y), R)
          }
        }
      }
      // PUB off n z0: Σ_{i<n} κ^i (pub_{off+i} + z0), by Horner from the last. `published` counts the values used.
      function publish(w, values, kappa) -> v, broken {
        let first := and(shr(232, w), 0xffff) // off
        let end := add(first, and(shr(216, w), 0xffff)) // off + n
        if or(xor(first, mload(PUBLISHED)), iszero(gt(end, first))) { broken := 10 }
        if gt(end, and(shr(32, mload(BLOB)), 0xffffffff)) { broken := 10 }
        if iszero(broken) {
          mstore(PUBLISHED, end)
          // |pub + z0| < 2^32, so R + pub + z0 is positive, congruent, and still far below a word.
          let shift := add(R, signextend(2, shr(192, w)))
          first := add(values, shl(2, first))
          for { let at := add(values, shl(2, end)) } gt(at, first) {} {
            at := sub(at, 4)
            v := add(mulmod(v, kappa, R), add(shift, signextend(3, shr(224, calldataload(at)))))
          }
          v := mod(v, R)
        }
      }

      let S := mload(SCALARS)
      let top := mload(SCALARS_END)
      let end := mload(TERMS)
      for { let p := mload(INSTRUCTIONS) } lt(p, end) { p := add(p, 8) } {
        let w := mload(p)
        switch byte(0, w)
        case 1 {
          // MUL a b. 0x1fffe0 = 32 · 0xffff: the operand's address.
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          if or(and(w, BYTES_5_TO_7), iszero(and(lt(a, top), lt(b, top)))) {
            code := sub(9, iszero(iszero(and(w, BYTES_5_TO_7))))
            break
          }
          mstore(top, mulmod(mload(a), mload(b), R))
          top := add(top, 32)
        }
        case 2 {
          // FMA a b c
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          let c := add(S, and(shr(195, w), 0x1fffe0))
          if or(and(w, BYTE_7), iszero(and(and(lt(a, top), lt(b, top)), lt(c, top)))) {
            code := sub(9, iszero(iszero(and(w, BYTE_7))))
            break
          }
          mstore(top, addmod(mulmod(mload(a), mload(b), R), mload(c), R))
          top := add(top, 32)
        }
        case 3 {
          // ADD a b
          let a := add(S, and(shr(227, w), 0x1fffe0))
          let b := add(S, and(shr(211, w), 0x1fffe0))
          if or(and(w, BYTES_5_TO_7), iszero(and(lt(a, top), lt(b, top)))) {
            code := sub(9, iszero(iszero(and(w, BYTES_5_TO_7))))
            break
          }
          mstore(top, addmod(mload(a), mload(b), R))
          top := add(top, 32)
        }
        case 4 {
          let v
          v, code := bits(w)
          if code { break }
          mstore(top, v)
          top := add(top, 32)
        }
        case 5 {
          // LIT v
          if and(w, BYTES_5_TO_7) {
            code := 8
            break
          }
          let v := signextend(3, shr(216, w))
          mstore(top, add(v, mul(R, slt(v, 0))))
          top := add(top, 32)
        }
        case 6 {
          // RHS claim a
          let claim := and(shr(227, w), 0x1fffe0)
          let a := add(S, and(shr(211, w), 0x1fffe0))
          if or(and(w, BYTES_5_TO_7), iszero(and(lt(claim, mload(CLAIM_BYTES)), lt(a, top)))) {
            code := sub(9, iszero(iszero(and(w, BYTES_5_TO_7))))
            break
          }
          claim := add(mload(RHS), claim)
          mstore(claim, addmod(mload(claim), mload(a), R))
        }
        case 7 {
          let v
          v, code := idx(w)
          if code { break }
          mstore(top, v)
          top := add(top, 32)
        }
        case 8 {
          let v
          v, code := publish(w, pub.offset, mload(add(S, 160)))
          if code { break }
          mstore(top, v)
          top := add(top, 32)
        }
        default {
          code := 8
          break
        }
      }
      mstore(SCALARS_END, top)
      // 10: the PUB records tile the public values.
      if iszero(code) {
        if xor(mload(PUBLISHED), and(shr(32, mload(BLOB)), 0xffffffff)) { code := 10 }
      }
    }
    if (code != 0) revert KeyRejected(code);
  }

  /// C = Σ ξ^c RHS_c, protocol.md §8.1. Keeps the powers of ξ for the terms and for Φ.
  function combine(uint256 xi) internal pure returns (uint256 total) {
    assembly {
      let powerAt := mload(XI)
      let rhsAt := mload(RHS)
      let power := 1
      for { let end := rhsAt } lt(powerAt, end) {} {
        mstore(powerAt, power)
        total := addmod(total, mulmod(power, mload(rhsAt), R), R)
        power := mulmod(power, xi, R)
        powerAt := add(powerAt, 32)
        rhsAt := add(rhsAt, 32)
      }
    }
  }
}
