// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyRejected} from "../Errors.sol";
import {R, R_PLUS_1, TWO_R_PLUS_1} from "../field/Fr.sol";
import {
  BLOB, BLOB_END, LIMITS, OMEGA, POINT_K, POINT_R, POINT_STRIDE, POINT_U, POINT_U_32, RHS, SCALARS, SCALARS_END, STACKS,
  TERMS, TO_PREFIX, XI
} from "../verifier/Frame.sol";
import {TermFaults} from "./TermFaults.sol";

// POINT_U − 64, PREFIX_R − 32, TO_PREFIX − 32.
uint256 constant BEFORE_U = 0x1060;
uint256 constant BEFORE_PREFIX = 0x1700;
uint256 constant TO_PREFIX_BEFORE = 0xc60;

// 1/2, and a representative of it above R: eq(a, u) = 1/2 + (1/2 − a)(1 − 2u).
uint256 constant HALF = 0x183227397098d014dc2822db40c0ac2e9419f4243cdcb848a1f0fac9f8000001;
uint256 constant HALF_PLUS_R = 0x489675ac51ca703e94786891c242048bbc4ddc6cb69628d9e5d2f05de8000002;

/// The key's terms: the weight Ω_P(u) of every stack, protocol.md §8.6, with the checks 6 and 11 to 14 of §8.7.
library Terms {
  /// Π_{i<a} eq(y_i, u_i) for y = r and y = k and every a ≥ 1: what EQP looks up.
  function prefixes() internal pure {
    assembly {
      // eq(y, u) = 1/2 + (1/2 − y)(1 − 2u): one product, and no intermediate to keep.
      function products(y, n) {
        let v := 1
        let u := POINT_U_32
        let end := add(y, shl(5, n))
        if and(n, 1) {
          v := add(HALF, mulmod(sub(HALF_PLUS_R, mload(y)), sub(TWO_R_PLUS_1, shl(1, mload(u))), R))
          mstore(add(y, TO_PREFIX), v)
          y := add(y, 32)
          u := add(u, 64)
        }
        for {} xor(y, end) {} {
          v := mulmod(add(HALF, mulmod(sub(HALF_PLUS_R, mload(y)), sub(TWO_R_PLUS_1, shl(1, mload(u))), R)), v, R)
          mstore(add(y, TO_PREFIX), v)
          y := add(y, 32)
          u := add(u, 64)
          v := mulmod(add(HALF, mulmod(sub(HALF_PLUS_R, mload(y)), sub(TWO_R_PLUS_1, shl(1, mload(u))), R)), v, R)
          mstore(add(y, TO_PREFIX), v)
          y := add(y, 32)
          u := add(u, 64)
        }
      }
      products(POINT_R, byte(0, mload(LIMITS)))
      products(POINT_K, byte(1, mload(LIMITS)))
    }
  }

  /// Adds every term to its stack's weight.
  ///
  /// This walk only finds that the key is sound or not: any doubt sends the key to `TermFaults`, which finds the code.
  /// The walk trusts a record's length before it knows that the record lies in the blob; at the end it must stand exactly
  /// where the blob ends. A segment may read the frame behind the pairs of u, which is harmless (the term is lost) and
  /// bounded, for ONE and POW, whose length has no other bound, are held to n_P at once.
  function evaluate() internal pure {
    bool sound;
    assembly {
      // The loops of the longer segments: each multiplies v by its factor over `a` variables from `pos`, and advances.

      // Π eq(y_i, u_i)
      function eqs(v, y, pos, a) -> product, next {
        next := add(pos, shl(6, a))
        for { pos := add(pos, 32) } lt(pos, next) { pos := add(pos, 64) } {
          v := mulmod(add(HALF, mulmod(sub(HALF_PLUS_R, mload(y)), sub(TWO_R_PLUS_1, shl(1, mload(pos))), R)), v, R)
          y := add(y, 32)
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
      // The same for a segment at bit 0 and an even n: there E is what `prefixes` has left, and L stays 0 below n's
      // lowest one.
      function truncatedFirst(v, n, a) -> product, next {
        let L := 0
        let y := POINT_K
        let pos := POINT_U
        next := add(pos, shl(6, a))
        for {} iszero(and(n, 1)) { n := shr(1, n) } {
          y := add(y, 32)
          pos := add(pos, 64)
        }
        for {} lt(pos, next) { pos := add(pos, 64) } {
          let z := mulmod(sub(R_PLUS_1, mload(y)), mload(pos), R)
          switch and(n, 1)
          case 0 { L := mulmod(z, L, R) }
          default {
            L := mulmod(mulmod(mload(y), mload(add(pos, 32)), R), L, R)
            L := add(mulmod(z, mload(add(y, TO_PREFIX_BEFORE)), R), L)
          }
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

      let S := mload(SCALARS)
      let top := mload(SCALARS_END)
      let p := mload(TERMS)
      for { let left := and(shr(64, mload(BLOB)), 0xffff) } left { left := sub(left, 1) } {
        // stack:1 nSeg:1 claim:2 s0:2 s1:2, then the segments
        let w := mload(p)
        p := add(p, 8)
        let end := add(p, shl(2, byte(1, w)))
        // v = ξ^claim·S[s0]·S[s1]; `pos` and `target` serve as s0, s1. 0x1fffe0 = 32 · 0xffff.
        let v := add(mload(XI), and(shr(219, w), 0x1fffe0))
        let pos := add(S, and(shr(203, w), 0x1fffe0))
        let target := add(S, and(shr(187, w), 0x1fffe0))
        // RHS is where the powers of ξ end. p = 0: the walk ends, and not at the blob's end.
        if iszero(and(and(lt(p, end), lt(v, mload(RHS))), and(lt(pos, top), lt(target, top)))) {
          p := 0
          break
        }
        v := mulmod(mulmod(mload(pos), mload(target), R), mload(v), R)

        // `pos` walks the pairs (1 − u_i, u_i) of the stack's own variables, once each and in order. For a stack that is
        // not there `target` lies before the first: no walk ends there.
        pos := POINT_U
        target := add(BEFORE_U, shl(6, byte(byte(0, w), mload(STACKS))))

        // EQP, at bit 0 only: looked up.
        if iszero(xor(byte(8, w), 1)) {
          let a := byte(9, w)
          let b := and(shr(160, w), 0xffff)
          if iszero(lt(sub(a, 1), byte(b, mload(LIMITS)))) {
            p := 0
            break
          }
          v := mulmod(mload(add(add(BEFORE_PREFIX, mul(b, POINT_STRIDE)), shl(5, a))), v, R)
          pos := add(pos, shl(6, a))
          p := add(p, 4)
        }
        for {} lt(p, end) { p := add(p, 4) } {
          let g := mload(p)
          let a := byte(1, g)
          let b := and(shr(219, g), 0x1fffe0) // 32·b
          switch byte(0, g)
          case 4 {
            // FIX: Π (bit i of b ? u : 1 − u): one, two, then up to four times four bits. 1 ≤ a ≤ 16, b < 2^a: beyond 16
            // the mask leaves 0, which nothing is below. target = 0: no walk ends there.
            if iszero(lt(b, and(shl(a, 32), 0x3fffc0))) {
              target := 0
              break
            }
            if and(a, 1) {
              v := mulmod(mload(add(pos, and(b, 32))), v, R)
              b := shr(1, b)
              pos := add(pos, 64)
            }
            if and(a, 2) {
              v := mulmod(mload(add(add(pos, 64), and(shr(1, b), 32))), mulmod(mload(add(pos, and(b, 32))), v, R), R)
              b := shr(2, b)
              pos := add(pos, 128)
            }
            if gt(a, 3) {
              v := mulmod(mload(add(add(pos, 64), and(shr(1, b), 32))), mulmod(mload(add(pos, and(b, 32))), v, R), R)
              v := mulmod(
                mload(add(add(pos, 192), and(shr(3, b), 32))),
                mulmod(mload(add(add(pos, 128), and(shr(2, b), 32))), v, R),
                R
              )
              if gt(a, 7) {
                v := mulmod(
                  mload(add(add(pos, 320), and(shr(5, b), 32))),
                  mulmod(mload(add(add(pos, 256), and(shr(4, b), 32))), v, R),
                  R
                )
                v := mulmod(
                  mload(add(add(pos, 448), and(shr(7, b), 32))),
                  mulmod(mload(add(add(pos, 384), and(shr(6, b), 32))), v, R),
                  R
                )
                if gt(a, 11) {
                  v := mulmod(
                    mload(add(add(pos, 576), and(shr(9, b), 32))),
                    mulmod(mload(add(add(pos, 512), and(shr(8, b), 32))), v, R),
                    R
                  )
                  v := mulmod(
                    mload(add(add(pos, 704), and(shr(11, b), 32))),
                    mulmod(mload(add(add(pos, 640), and(shr(10, b), 32))), v, R),
                    R
                  )
                  if gt(a, 15) {
                    v := mulmod(
                      mload(add(add(pos, 832), and(shr(13, b), 32))),
                      mulmod(mload(add(add(pos, 768), and(shr(12, b), 32))), v, R),
                      R
                    )
                    v := mulmod(
                      mload(add(add(pos, 960), and(shr(15, b), 32))),
                      mulmod(mload(add(add(pos, 896), and(shr(14, b), 32))), v, R),
                      R
                    )
                  }
                }
              }
              pos := add(pos, shl(6, and(a, 28)))
            }
          }
          case 6 {
            // POW: Π (1 − u_i + u_i·s^(2^i)), s = S[b]
            b := add(S, b)
            g := add(pos, shl(6, a))
            if or(gt(g, target), or(iszero(a), iszero(lt(b, top)))) {
              target := 0
              break
            }
            b := mload(b)
            for {} xor(pos, g) { pos := add(pos, 64) } {
              v := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), b, R)), v, R)
              b := mulmod(b, b, R)
            }
          }
          case 2 {
            // EQ: b = 256·pt + start
            b := shr(5, b)
            if or(iszero(a), gt(add(and(b, 255), a), byte(shr(8, b), mload(LIMITS)))) {
              target := 0
              break
            }
            v, pos := eqs(v, add(add(POINT_R, mul(gt(b, 255), POINT_STRIDE)), shl(5, and(b, 255))), pos, a)
          }
          case 3 {
            // ONE
            pos := add(pos, shl(6, a))
            if or(or(b, iszero(a)), gt(pos, target)) {
              target := 0
              break
            }
          }
          case 5 {
            // VEC: the MLE of S[b..b + 2^a)
            b := add(S, b)
            if or(gt(sub(a, 1), 2), gt(add(b, shl(a, 32)), top)) {
              target := 0
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
            if or(or(iszero(b), iszero(lt(b, and(shl(a, 32), 0x3fffc0)))), gt(a, byte(1, mload(LIMITS)))) {
              target := 0
              break
            }
            b := shr(5, b)
            switch or(xor(pos, POINT_U), and(b, 1))
            case 0 { v, pos := truncatedFirst(v, b, a) }
            default { v, pos := truncated(v, b, pos, a) }
          }
          default {
            target := 0
            break
          }
        }
        if xor(pos, target) {
          p := 0
          break
        }
        w := add(OMEGA, shl(5, byte(0, w)))
        mstore(w, addmod(mload(w), v, R))
      }
      sound := eq(p, mload(BLOB_END))
    }
    if (!sound) revert KeyRejected(TermFaults.find());
  }

  /// §8.2: Ω_P ← Ω_P · Π_{i=n_P}^{nF−1} (1 − u_i). The verifier's own factor: no key can leave it out, so data
  /// committed above n_P has weight 0.
  function extendStrictly() internal pure {
    assembly {
      let header := mload(BLOB)
      let end := add(POINT_U, shl(6, byte(8, header)))
      // `product` over the variables from `at`, which goes down as long as the stacks get shorter: T behind X behind H.
      let at := end
      let product := 1
      for { let stack := 5 } stack {} {
        stack := sub(stack, 1)
        // An absent stack has n_P = 255: its weight is 0, whatever it is multiplied by.
        let pos := add(POINT_U, shl(6, byte(add(14, stack), header)))
        if lt(pos, end) {
          if gt(pos, at) {
            at := end
            product := 1
          }
          for {} xor(at, pos) {} {
            at := sub(at, 64)
            product := mulmod(product, mload(at), R)
          }
          let omega := add(OMEGA, shl(5, stack))
          mstore(omega, mulmod(mload(omega), product, R))
        }
      }
    }
  }
}
