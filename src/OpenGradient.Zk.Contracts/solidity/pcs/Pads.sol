// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {R, R_PLUS_1} from "../field/Fr.sol";
import {BLOB, NEG_PHI, POINT_K, POINT_R, POINT_U, PRODUCT_U, TAU, XI, ZETA, ZETA_INVERSE} from "../verifier/Frame.sol";

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
      let header := mload(BLOB)
      let U := mload(PRODUCT_U)

      // B values: k_0(1−k_0)·U·ξ^claim for B2, r_0(1−r_0)·U·ξ^claim for B1; E1 is public and has no pad.
      {
        let b1 := add(mload(XI), 64)
        let at := add(b1, shl(5, add(byte(10, header), byte(11, header))))
        let first := at
        at := add(at, shl(5, byte(12, header)))
        for {} gt(at, first) {} {
          at := sub(at, 32)
          f := add(mulmod(f, x, R), mload(at))
          g := add(mulmod(g, y, R), mload(at))
        }
        let k0 := mload(POINT_K)
        let scale := mulmod(mulmod(k0, sub(R_PLUS_1, k0), R), U, R)
        f := mulmod(f, scale, R)
        g := mulmod(g, scale, R)
        let r0 := mload(POINT_R)
        scale := mulmod(mulmod(r0, sub(R_PLUS_1, r0), R), U, R)
        at := add(b1, shl(5, byte(10, header)))
        for {} gt(at, b1) {} {
          at := sub(at, 32)
          let v := mulmod(scale, mload(at), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
        }
      }

      // S3: (1−2u_i)·Q_i, (u_i²−u_i)·Q_i with Q_i = Π_{j>i} u_j.
      {
        let P := 1
        for { let at := add(POINT_U, shl(6, byte(8, header))) } gt(at, POINT_U) {} {
          at := sub(at, 64)
          let u := mload(add(at, 32))
          let n := sub(R, u)
          let v := mulmod(P, add(mulmod(u, u, R), n), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
          v := mulmod(P, add(1, add(n, n)), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
          P := mulmod(P, u, R)
        }
      }

      // S2: the same with P_i = U·ξ·Π_{j>i} k_j, and (k_0³−k_0)·P_0 after the two of round 0.
      if byte(7, header) {
        let P := mulmod(U, mload(add(mload(XI), 32)), R)
        for { let at := add(POINT_K, shl(5, sub(byte(7, header), 1))) } gt(at, POINT_K) { at := sub(at, 32) } {
          let k := mload(at)
          let n := sub(R, k)
          let v := mulmod(P, add(mulmod(k, k, R), n), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
          v := mulmod(P, add(1, add(n, n)), R)
          f := add(mulmod(f, x, R), v)
          g := add(mulmod(g, y, R), v)
          P := mulmod(P, k, R)
        }
        let k := mload(POINT_K)
        let n := sub(R, k)
        let k2 := mulmod(k, k, R)
        let v := mulmod(P, add(mulmod(k2, k, R), n), R)
        f := add(mulmod(f, x, R), v)
        g := add(mulmod(g, y, R), v)
        v := mulmod(P, add(k2, n), R)
        f := add(mulmod(f, x, R), v)
        g := add(mulmod(g, y, R), v)
        v := mulmod(P, add(1, add(n, n)), R)
        f := add(mulmod(f, x, R), v)
        g := add(mulmod(g, y, R), v)
      }

      // S1: (r_i^j − τ_i)·U, j = 1, 2, and j = 3 in round 0.
      for { let at := shl(5, sub(byte(6, header), 1)) } at { at := sub(at, 32) } {
        let r := mload(add(POINT_R, at))
        let n := sub(R, mload(add(TAU, at)))
        let v := mulmod(U, add(mulmod(r, r, R), n), R)
        f := add(mulmod(f, x, R), v)
        g := add(mulmod(g, y, R), v)
        v := mulmod(U, add(r, n), R)
        f := add(mulmod(f, x, R), v)
        g := add(mulmod(g, y, R), v)
      }
      let r := mload(POINT_R)
      let n := sub(R, mload(TAU))
      let r2 := mulmod(r, r, R)
      let v := mulmod(U, add(mulmod(r2, r, R), n), R)
      f := add(mulmod(f, x, R), v)
      g := add(mulmod(g, y, R), v)
      v := mulmod(U, add(r2, n), R)
      f := add(mulmod(f, x, R), v)
      g := add(mulmod(g, y, R), v)
      v := mulmod(U, add(r, n), R)
      mstore(NEG_PHI, mod(add(mulmod(f, x, R), v), R))
      mstore(add(NEG_PHI, 32), mod(add(mulmod(g, y, R), v), R))
    }
  }
}
