// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {BLOB, BLOB_END, CLAIM_BYTES, LIMITS, SCALARS, SCALARS_END, STACKS, TERMS} from "../verifier/Frame.sol";

/// Says what is wrong with the terms of a key that `Terms.evaluate` has refused.
library TermFaults {
  /// The code of the first check that the terms break: 6 and 11 to 14 of §8.7, without the arithmetic.
  ///
  /// Order of the codes. A segment is checked for 12 and 13, then counts its bits; 14 is due as soon as they exceed
  /// n_P. Here that is looked at when the term ends or breaks off, and wins over what broke it: `bits` has only
  /// advanced over segments that passed.
  function find() internal pure returns (uint256 code) {
    assembly {
      let p := mload(TERMS)
      let size := shr(5, sub(mload(SCALARS_END), mload(SCALARS))) // |S|
      for { let left := and(shr(64, mload(BLOB)), 0xffff) } left { left := sub(left, 1) } {
        let w := mload(p)
        let end := add(add(p, 8), shl(2, byte(1, w)))
        let cut := gt(end, mload(BLOB_END))
        if cut {
          // 6, but the checks of whatever does fit come first.
          if gt(add(p, 8), mload(BLOB_END)) {
            code := 6
            break
          }
          end := sub(mload(BLOB_END), and(sub(mload(BLOB_END), p), 3))
        }
        let target := sub(byte(byte(0, w), mload(STACKS)), 1) // n_P; negative for an absent stack
        if or(
          or(gt(target, 26), iszero(byte(1, w))),
          iszero(
            and(
              lt(and(shr(219, w), 0x1fffe0), mload(CLAIM_BYTES)),
              and(lt(and(shr(208, w), 0xffff), size), lt(and(shr(192, w), 0xffff), size))
            )
          )
        ) {
          code := 11
          break
        }
        let bits := 0
        for { p := add(p, 8) } lt(p, end) { p := add(p, 4) } {
          let g := mload(p)
          let a := byte(1, g)
          let b := and(shr(224, g), 0xffff)
          switch byte(0, g)
          case 1 {
            code := mul(13, iszero(lt(sub(a, 1), byte(b, mload(LIMITS)))))
            if bits { code := 12 }
          }
          case 2 { code := mul(13, or(iszero(a), gt(add(and(b, 255), a), byte(shr(8, b), mload(LIMITS))))) }
          case 3 {
            code := mul(13, iszero(a))
            if b { code := 12 }
          }
          case 4 { code := mul(13, iszero(iszero(or(gt(sub(a, 1), 15), shr(a, b))))) }
          case 5 { code := mul(13, or(gt(sub(a, 1), 2), gt(add(b, shl(a, 1)), size))) }
          case 6 { code := mul(13, or(iszero(a), iszero(lt(b, size)))) }
          case 7 {
            code := or(gt(sub(a, 1), 15), gt(a, byte(1, mload(LIMITS))))
            code := mul(13, iszero(iszero(or(code, or(iszero(b), shr(a, b))))))
          }
          default { code := 12 }
          if code { break }
          bits := add(bits, a)
        }
        if code {
          if gt(bits, target) { code := 14 }
          break
        }
        if xor(bits, target) {
          code := 14
          if and(cut, lt(bits, target)) { code := 6 }
          break
        }
        if cut {
          code := 6
          break
        }
      }
      // 6: the last record does not end where the blob ends.
      if iszero(code) { code := 6 }
    }
  }
}
