// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {R, R_PLUS_1} from "../field/Fr.sol";
import {BLOB, NEG_PHI, NEG_TAU, POINT_K, POINT_R, POINT_U, PRODUCT_U, XI, ZETA, ZETA_INVERSE} from "../verifier/Frame.sol";

/// The functional Φ that settles the pads, protocol.md §8.3.
library Pads {
  /// Stores −Φ(ζ) and −Φ(1/ζ), by Horner from the last pad to the first, both in one pass. The signs of §8.3 are all minus,
  /// so they are left out and the result is −Φ. Sums stay below 4R and are reduced by the next product.
  function evaluate() internal pure {
    assembly {
      let f := 0
      let g := 0
      let x := mload(ZETA)
      let y := mload(ZETA_INVERSE)

      // B values: k_0(1−k_0)·U·ξ^claim for B2, r_0(1−r_0)·U·ξ^claim for B1; E1 is public and has no pad.
      {
        let b1 := add(mload(XI), 64)
        let at := add(b1, shl(5, add(byte(10, mload(BLOB)), byte(11, mload(BLOB)))))
        let first := at
        at := add(at, shl(5, byte(12, mload(BLOB))))
        for {} xor(at, first) {} {
          at := sub(at, 32)
          f := add(mulmod(f, x, R), mload(at))
          g := add(mulmod(g, y, R), mload(at))
        }
        let U := mload(PRODUCT_U)
        let k0 := mload(POINT_K)
        let scale := mulmod(mulmod(k0, sub(R_PLUS_1, k0), R), U, R)
        f := mulmod(f, scale, R)
        g := mulmod(g, scale, R)
        let r0 := mload(POINT_R)
        scale := mulmod(mulmod(r0, sub(R_PLUS_1, r0), R), U, R)
        at := add(b1, shl(5, byte(10, mload(BLOB))))
        for {} xor(at, b1) {} {
          at := sub(at, 32)
          let v := mulmod(scale, mload(at), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
        }
      }

      // S3: (1−2u_i)·Q_i, (u_i²−u_i)·Q_i with Q_i = Π_{j>i} u_j. With Q_{i−1} = u_i·Q_i these are Q_i − 2Q_{i−1} and
      // −(1−u_i)·Q_{i−1}.
      let P := 1
      for { let at := add(POINT_U, shl(6, byte(8, mload(BLOB)))) } xor(at, POINT_U) {} {
        at := sub(at, 64)
        let next := mulmod(mload(add(at, 32)), P, R)
        let n := sub(R, next)
        let c0 := add(add(n, n), P)
        let c2 := mulmod(mload(at), n, R)
        f := add(mulmod(add(mulmod(f, x, R), c2), x, R), c0)
        g := add(mulmod(add(mulmod(g, y, R), c2), y, R), c0)
        P := next
      }

      // S2: the same with P_i = U·ξ·Π_{j>i} k_j, and (k_0³−k_0)·P_0 after the two of round 0.
      if byte(7, mload(BLOB)) {
        P := mulmod(mload(PRODUCT_U), mload(add(mload(XI), 32)), R)
        for { let at := add(POINT_K, shl(5, sub(byte(7, mload(BLOB)), 1))) } xor(at, POINT_K) { at := sub(at, 32) } {
          let k := mload(at)
          let next := mulmod(k, P, R)
          let n := sub(R, next)
          let c0 := add(add(n, n), P)
          let c2 := mulmod(sub(R_PLUS_1, k), n, R)
          f := add(mulmod(add(mulmod(f, x, R), c2), x, R), c0)
          g := add(mulmod(add(mulmod(g, y, R), c2), y, R), c0)
          P := next
        }
        let k := mload(POINT_K)
        let n := sub(R, k)
        let k2 := mulmod(k, k, R)
        let c3 := mulmod(add(mulmod(k2, k, R), n), P, R)
        f := add(mulmod(f, x, R), c3)
        g := add(mulmod(g, y, R), c3)
        let c2 := mulmod(add(k2, n), P, R)
        let c0 := mulmod(add(1, add(n, n)), P, R)
        f := add(mulmod(add(mulmod(f, x, R), c2), x, R), c0)
        g := add(mulmod(add(mulmod(g, y, R), c2), y, R), c0)
      }

      // S1: (r_i^j − τ_i)·U, j = 1, 2, and j = 3 in round 0.
      let U := mload(PRODUCT_U)
      for { let at := shl(5, sub(byte(6, mload(BLOB)), 1)) } at { at := sub(at, 32) } {
        let r := mload(add(POINT_R, at))
        let n := mload(add(NEG_TAU, at))
        let a1 := mulmod(add(r, n), U, R)
        let a2 := mulmod(add(mulmod(r, r, R), n), U, R)
        f := add(mulmod(add(mulmod(f, x, R), a2), x, R), a1)
        g := add(mulmod(add(mulmod(g, y, R), a2), y, R), a1)
      }
      let r := mload(POINT_R)
      let n := mload(NEG_TAU)
      let r2 := mulmod(r, r, R)
      let a3 := mulmod(add(mulmod(r2, r, R), n), U, R)
      f := add(mulmod(f, x, R), a3)
      g := add(mulmod(g, y, R), a3)
      let a2 := mulmod(add(r2, n), U, R)
      let a1 := mulmod(add(r, n), U, R)
      mstore(NEG_PHI, addmod(mulmod(add(mulmod(f, x, R), a2), x, R), a1, R))
      mstore(add(NEG_PHI, 32), addmod(mulmod(add(mulmod(g, y, R), a2), y, R), a1, R))
    }
  }
}
