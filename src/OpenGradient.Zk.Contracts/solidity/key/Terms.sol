// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyRejected} from "../Errors.sol";
import {R, R_PLUS_1, TWO_R_PLUS_1} from "../field/Fr.sol";
import {
  BLOB, BLOB_END, CLAIM_BYTES, LIMITS, OMEGA, POINT_K, POINT_R, POINT_STRIDE, POINT_U, PREFIX_K, PREFIX_R,
  PREFIX_STRIDE, SCALARS, SCALARS_END, TERMS, XI
} from "../verifier/Frame.sol";

// Scratch word: the blob ends within a term's segments.
uint256 constant CUT = 0x00;

/// The key's terms: the weight Ω_P(u) of every stack, protocol.md §8.6, with the checks 6 and 11 to 14 of §8.7 on
/// each record before it counts.
library Terms {
  /// Π_{i<a} eq(y_i, u_i) for y = r and y = k and every a: what EQP looks up.
  function prefixes() internal pure {
    assembly {
      // eq(y, u) = 1 − y − u + 2yu
      function products(y, out, n) {
        let v := 1
        mstore(out, v)
        n := shl(5, n)
        for { let i := 0 } lt(i, n) { } {
          let a := mload(add(y, i))
          let b := mload(add(add(POINT_U, 32), shl(1, i)))
          let ab := mulmod(a, b, R)
          v := mulmod(add(add(ab, ab), sub(TWO_R_PLUS_1, add(a, b))), v, R)
          i := add(i, 32)
          mstore(add(out, i), v)
        }
      }
      products(POINT_R, PREFIX_R, mload(LIMITS))
      products(POINT_K, PREFIX_K, mload(add(LIMITS, 32)))
    }
  }

  /// Adds every term to its stack's weight.
  ///
  /// Order of the codes. A segment is checked for 12 and 13, then counts its bits; 14 is due as soon as they exceed
  /// n_P. Here that is looked at when the term ends or breaks off, and wins over what broke it: `pos` has only
  /// advanced over segments that passed. Until then a segment may read the frame behind the pairs of u, which is
  /// harmless (the term is lost) and bounded, for ONE and POW, whose length has no other bound, stop at once.
  function evaluate() internal pure {
    uint256 code;
    assembly {
      // The loops of the longer segments: each multiplies v by its factor over `a` variables from `pos`, and advances.

      // Π eq(y_i, u_i), eq(y, u) = 1 − y − u + 2yu
      function eqs(v, y, pos, a) -> product, next {
        for { next := add(pos, shl(6, a)) } lt(pos, next) { pos := add(pos, 64) } {
          let c := mload(y)
          let d := mload(add(pos, 32))
          let cd := mulmod(c, d, R)
          v := mulmod(add(add(cd, cd), sub(TWO_R_PLUS_1, add(c, d))), v, R)
          y := add(y, 32)
        }
        product := v
      }
      // Π (1 − u_i + u_i·s^(2^i))
      function powers(v, s, pos, a) -> product, next {
        for { next := add(pos, shl(6, a)) } lt(pos, next) { pos := add(pos, 64) } {
          v := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), s, R)), v, R)
          s := mulmod(s, s, R)
        }
        product := v
      }
      // Σ_{y<n} eq(k, y)·eq(y, u). With the bits of n and y read from the lowest, E sums over all y of the bits seen,
      // L over those below n's: L ← n_i ? z·E + o·L : z·L, E ← E·(z + o) (§6.2).
      function truncated(v, n, pos, a) -> product, next {
        let E := 1
        let L := 0
        let y := POINT_K
        for { next := add(pos, shl(6, a)) } lt(pos, next) { pos := add(pos, 64) } {
          let k := mload(y)
          let z := mulmod(sub(R_PLUS_1, k), mload(pos), R)
          let o := mulmod(k, mload(add(pos, 32)), R)
          switch and(n, 1)
          case 0 { L := mulmod(z, L, R) }
          default { L := add(mulmod(z, E, R), mulmod(o, L, R)) }
          E := mulmod(E, add(z, o), R)
          n := shr(1, n)
          y := add(y, 32)
        }
        product := mulmod(v, L, R)
      }
      // The MLE of two, four, eight scalars from `s` at the variables from `pos`; below 2R.
      function vec1(s, pos) -> v {
        v := add(mulmod(mload(pos), mload(s), R), mulmod(mload(add(pos, 32)), mload(add(s, 32)), R))
      }
      function vec2(s, pos) -> v {
        v := mulmod(mload(add(pos, 64)), vec1(s, pos), R)
        v := add(v, mulmod(mload(add(pos, 96)), vec1(add(s, 64), pos), R))
      }
      function vec3(s, pos) -> v {
        v := mulmod(mload(add(pos, 128)), vec2(s, pos), R)
        v := add(v, mulmod(mload(add(pos, 160)), vec2(add(s, 128), pos), R))
      }

      mstore(CUT, 0)
      let S := mload(SCALARS)
      let p := mload(TERMS)
      for { let left := and(shr(64, mload(BLOB)), 0xffff) } left { left := sub(left, 1) } {
        // stack:1 nSeg:1 claim:2 s0:2 s1:2, then the segments
        let w := mload(p)
        let end := add(add(p, 8), shl(2, byte(1, w)))
        if gt(end, mload(BLOB_END)) {
          // 6, but the checks of whatever does fit come first.
          if gt(add(p, 8), mload(BLOB_END)) {
            code := 6
            break
          }
          mstore(CUT, 1)
          end := sub(mload(BLOB_END), and(sub(mload(BLOB_END), p), 3))
        }

        // v = ξ^claim·S[s0]·S[s1]. 0x1fffe0 = 32 · 0xffff.
        let v := and(shr(219, w), 0x1fffe0)
        let target := byte(add(14, byte(0, w)), mload(BLOB)) // n_P; an absent stack has 255
        {
          let s0 := add(S, and(shr(203, w), 0x1fffe0))
          let s1 := add(S, and(shr(187, w), 0x1fffe0))
          let top := mload(SCALARS_END)
          if or(
            or(gt(target, 26), or(gt(byte(0, w), 4), iszero(byte(1, w)))),
            iszero(and(lt(v, mload(CLAIM_BYTES)), and(lt(s0, top), lt(s1, top))))
          ) {
            code := 11
            break
          }
          v := mulmod(mulmod(mload(s0), mload(s1), R), mload(add(mload(XI), v)), R)
        }

        // `pos` walks the pairs (1 − u_i, u_i) of the stack's own variables, once each and in order.
        let pos := POINT_U
        target := add(POINT_U, shl(6, target))
        for { p := add(p, 8) } lt(p, end) { p := add(p, 4) } {
          let g := mload(p)
          let a := byte(1, g)
          let b := and(shr(224, g), 0xffff)
          switch byte(0, g)
          case 4 {
            // FIX: Π (bit i of b ? u : 1 − u), 1 ≤ a ≤ 16: one, two, then four bits at a time
            if or(gt(sub(a, 1), 15), shr(a, b)) {
              code := 13
              break
            }
            b := shl(5, b)
            if and(a, 1) {
              v := mulmod(v, mload(add(pos, and(b, 32))), R)
              b := shr(1, b)
              pos := add(pos, 64)
            }
            if and(a, 2) {
              v := mulmod(mulmod(v, mload(add(pos, and(b, 32))), R), mload(add(add(pos, 64), and(shr(1, b), 32))), R)
              b := shr(2, b)
              pos := add(pos, 128)
            }
            for { a := shr(2, a) } a { a := sub(a, 1) } {
              v := mulmod(mulmod(v, mload(add(pos, and(b, 32))), R), mload(add(add(pos, 64), and(shr(1, b), 32))), R)
              v := mulmod(
                mulmod(v, mload(add(add(pos, 128), and(shr(2, b), 32))), R),
                mload(add(add(pos, 192), and(shr(3, b), 32))),
                R
              )
              b := shr(4, b)
              pos := add(pos, 256)
            }
          }
          case 1 {
            // EQP: a product from the first variable on, looked up
            if xor(pos, POINT_U) {
              code := 12
              break
            }
            if or(gt(b, 1), iszero(lt(sub(a, 1), mload(add(LIMITS, shl(5, and(b, 1))))))) {
              code := 13
              break
            }
            v := mulmod(mload(add(add(PREFIX_R, mul(b, PREFIX_STRIDE)), shl(5, a))), v, R)
            pos := add(pos, shl(6, a))
          }
          case 2 {
            // EQ: b = 256·pt + start
            if or(or(iszero(a), gt(b, 511)), gt(add(and(b, 255), a), mload(add(LIMITS, and(shr(3, b), 32))))) {
              code := 13
              break
            }
            v, pos := eqs(v, add(add(POINT_R, mul(gt(b, 255), POINT_STRIDE)), shl(5, and(b, 255))), pos, a)
          }
          case 6 {
            // POW: s = S[b]
            b := add(S, shl(5, b))
            if or(iszero(a), iszero(lt(b, mload(SCALARS_END)))) {
              code := 13
              break
            }
            if gt(add(pos, shl(6, a)), target) {
              code := 14
              break
            }
            v, pos := powers(v, mload(b), pos, a)
          }
          case 3 {
            // ONE
            if b {
              code := 12
              break
            }
            if iszero(a) {
              code := 13
              break
            }
            pos := add(pos, shl(6, a))
            if gt(pos, target) {
              code := 14
              break
            }
          }
          case 5 {
            // VEC: the MLE of S[b..b + 2^a)
            b := add(S, shl(5, b))
            if or(gt(sub(a, 1), 2), gt(add(b, shl(a, 32)), mload(SCALARS_END))) {
              code := 13
              break
            }
            switch a
            case 1 { v := mulmod(v, vec1(b, pos), R) }
            case 2 { v := mulmod(v, vec2(b, pos), R) }
            default { v := mulmod(v, vec3(b, pos), R) }
            pos := add(pos, shl(6, a))
          }
          case 7 {
            // TRUNC: n = b
            if or(or(gt(sub(a, 1), 15), gt(a, mload(add(LIMITS, 32)))), or(iszero(b), shr(a, b))) {
              code := 13
              break
            }
            v, pos := truncated(v, b, pos, a)
          }
          default {
            code := 12
            break
          }
        }
        if code {
          if gt(pos, target) { code := 14 }
          break
        }
        if xor(pos, target) {
          code := 14
          if and(mload(CUT), lt(pos, target)) { code := 6 }
          break
        }
        let omega := add(OMEGA, shl(5, byte(0, w)))
        mstore(omega, addmod(mload(omega), v, R))
      }
      // 6: the last record ends where the blob ends.
      if iszero(code) {
        if or(mload(CUT), xor(p, mload(BLOB_END))) { code := 6 }
      }
    }
    if (code != 0) revert KeyRejected(code);
  }

  /// §8.2: Ω_P ← Ω_P · Π_{i=n_P}^{nF−1} (1 − u_i). The verifier's own factor: no key can leave it out, so data
  /// committed above n_P has weight 0.
  function extendStrictly() internal pure {
    assembly {
      let header := mload(BLOB)
      let end := add(POINT_U, shl(6, byte(8, header)))
      for { let stack := 0 } lt(stack, 5) { stack := add(stack, 1) } {
        // An absent stack has n_P = 255: its loop is empty, and its weight 0.
        let pos := add(POINT_U, shl(6, byte(add(14, stack), header)))
        if lt(pos, end) {
          let omega := add(OMEGA, shl(5, stack))
          let v := mload(omega)
          for {} lt(pos, end) { pos := add(pos, 64) } { v := mulmod(v, mload(pos), R) }
          mstore(omega, v)
        }
      }
    }
  }
}
