// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {HintRejected, ScalarNotCanonical} from "../Errors.sol";
import {Bn254, PAIR_2_G1} from "../curve/Bn254.sol";
import {R, R_MINUS_1} from "../field/Fr.sol";
import {Transcript} from "../transcript/Transcript.sol";
import {
  BLOB, BLOB_FIX, CLAIM, D_ZETA, DELTA, E_HI, E_LO, GAMMA, I1, I2, I3, LAMBDA, NEG_PHI, NOT_CANONICAL, OMEGA, POINT_U,
  S_INVERSE, THETA, Z, ZETA, ZETA_B, ZETA_INVERSE
} from "../verifier/Frame.sol";

// The opening's part of the proof, protocol.md §4.2: offsets from its first byte.
uint256 constant AT_H = 0;
uint256 constant AT_Q = 64;
uint256 constant AT_G = 128;
uint256 constant AT_S = 192;
uint256 constant AT_D = 256;
uint256 constant AT_G_ZETA = 320;
uint256 constant AT_G_INV = 352;
uint256 constant AT_H_ZETA = 384;
uint256 constant AT_H_INV = 416;
uint256 constant AT_H_THETA = 448;
uint256 constant AT_S_ZETA = 480;
uint256 constant AT_PAD_ZETA = 512; // G(ζ): the pads' polynomial
uint256 constant AT_PAD_INV = 544;
uint256 constant AT_W = 576;
uint256 constant AT_W2 = 640; // [W'_o]
uint256 constant AT_HINT = 704;

/// The opening f~(u) = A + <Φ, G>, protocol.md §9.1: Mercury, with the division checked by a pairing.
/// `opening` is the opening's first byte in calldata, `points` that of the proof: [X], [G], [H].
library Opening {
  /// Steps 10 to 15 of the transcript.
  function challenges(uint256 opening) internal pure {
    unchecked {
      _store(THETA, Transcript.absorb(Transcript.ROW_FOLD, opening, 64));
      _store(GAMMA, Transcript.absorb(Transcript.DIVISION, opening + AT_Q, 128));
      _store(ZETA, Transcript.absorb(Transcript.SYMMETRIC, opening + AT_S, 128));
      _store(LAMBDA, Transcript.absorb(Transcript.EVALUATIONS, opening + AT_G_ZETA, 256));
      _store(Z, Transcript.absorb(Transcript.QUOTIENT, opening + AT_W, 64));
      _store(DELTA, Transcript.absorb(Transcript.LINEAR, opening + AT_W2, 64));
    }
  }

  /// The last scalars' range, for which all others waited, then step 4: one inverse proves four.
  function invert(uint256 opening) internal pure {
    bool canonical;
    bool hinted;
    assembly {
      let bad := mload(NOT_CANONICAL)
      // The eight evaluations: four words, then four.
      for { let p := add(opening, AT_G_ZETA) } lt(p, add(opening, AT_W)) { p := add(p, 128) } {
        bad := or(
          or(or(bad, gt(calldataload(p), R_MINUS_1)), gt(calldataload(add(p, 32)), R_MINUS_1)),
          or(gt(calldataload(add(p, 64)), R_MINUS_1), gt(calldataload(add(p, 96)), R_MINUS_1))
        )
      }
      let hint := calldataload(add(opening, AT_HINT))
      canonical := iszero(or(bad, gt(hint, R_MINUS_1)))

      // den = ζ(ζ²−1)(ζ−θ)(1−θζ) and hint·den = 1.
      let zeta := mload(ZETA)
      let negTheta := sub(R, mload(THETA))
      let zeta2 := mulmod(zeta, zeta, R)
      let c := add(zeta2, R_MINUS_1) //                      ζ² − 1
      let d := add(zeta, negTheta) //                        ζ − θ
      let e := add(1, mulmod(zeta, negTheta, R)) //          1 − θζ
      let de := mulmod(d, e, R)
      let zc := mulmod(zeta, c, R)
      hinted := eq(mulmod(mulmod(zc, de, R), hint, R), 1)
      let z2Hint := mulmod(zeta2, hint, R)
      mstore(ZETA_INVERSE, mulmod(mulmod(c, de, R), hint, R))
      mstore(I1, mulmod(z2Hint, de, R))
      mstore(I2, mulmod(mulmod(zc, e, R), hint, R))
      mstore(I3, mulmod(mulmod(c, d, R), z2Hint, R))
    }
    if (!canonical) revert ScalarNotCanonical();
    if (!hinted) revert HintRejected();
  }

  /// E_lo and E_hi (§9.1) at ζ and 1/ζ: products over i of 1 − u_i + u_i X^(2^i), where u_lo has t variables and u_hi
  /// nF − t. One walk over the powers serves both; then the longer one goes on alone. Also ζ^b = ζ^(2^t).
  function tensors(uint256 t, uint256 nF) internal pure {
    assembly {
      let x := mload(ZETA)
      let y := mload(ZETA_INVERSE)
      // E_hi carries Y^K, K = 4.
      let hi := mulmod(x, x, R)
      hi := mulmod(hi, hi, R)
      let hiInv := mulmod(y, y, R)
      hiInv := mulmod(hiInv, hiInv, R)
      let lo := 1
      let loInv := 1

      let common := shl(6, t)
      let gap := common // from u_lo's pair to u_hi's
      if gt(add(t, t), nF) { common := shl(6, sub(nF, t)) }
      let pos := POINT_U
      for { let end := add(pos, common) } xor(pos, end) { pos := add(pos, 64) } {
        lo := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), x, R)), lo, R)
        loInv := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), y, R)), loInv, R)
        let above := add(pos, gap)
        hi := mulmod(add(mload(above), mulmod(mload(add(above, 32)), x, R)), hi, R)
        hiInv := mulmod(add(mload(above), mulmod(mload(add(above, 32)), y, R)), hiInv, R)
        x := mulmod(x, x, R)
        y := mulmod(y, y, R)
      }
      for { let end := add(POINT_U, gap) } xor(pos, end) { pos := add(pos, 64) } {
        lo := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), x, R)), lo, R)
        loInv := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), y, R)), loInv, R)
        x := mulmod(x, x, R)
        y := mulmod(y, y, R)
      }
      mstore(E_LO, lo)
      mstore(add(E_LO, 32), loInv)
      mstore(ZETA_B, x)
      // If u_lo was the longer one, u_hi is used up, and `pos` has moved past its start; nF becomes the end.
      nF := add(POINT_U, shl(6, nF))
      for { pos := add(add(POINT_U, common), gap) } xor(pos, nF) { pos := add(pos, 64) } {
        hi := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), x, R)), hi, R)
        hiInv := mulmod(add(mload(pos), mulmod(mload(add(pos, 32)), y, R)), hiInv, R)
        x := mulmod(x, x, R)
        y := mulmod(y, y, R)
      }
      mstore(E_HI, hi)
      mstore(add(E_HI, 32), hiInv)
    }
  }

  /// Step 5: D(ζ) = ζ^(b−1) g(1/ζ), and S(1/ζ) from the identity (★) at ζ.
  function symmetric(uint256 opening) internal pure {
    assembly {
      let zeta := mload(ZETA)
      let gInv := calldataload(add(opening, AT_G_INV))
      mstore(D_ZETA, mulmod(mulmod(mload(ZETA_B), mload(ZETA_INVERSE), R), gInv, R))

      // γ·(h(ζ)E_hi(1/ζ) + h(1/ζ)E_hi(ζ) − G(ζ)Φ(1/ζ) − G(1/ζ)Φ(ζ) − 2A)
      let s := mulmod(calldataload(add(opening, AT_H_ZETA)), mload(add(E_HI, 32)), R)
      s := add(s, mulmod(calldataload(add(opening, AT_H_INV)), mload(E_HI), R))
      s := add(s, mulmod(calldataload(add(opening, AT_PAD_ZETA)), mload(add(NEG_PHI, 32)), R))
      s := addmod(s, mulmod(calldataload(add(opening, AT_PAD_INV)), mload(NEG_PHI), R), R)
      let negA := sub(R, mload(CLAIM))
      s := mulmod(mload(GAMMA), add(s, add(negA, negA)), R)
      // + g(ζ)E_lo(1/ζ) + g(1/ζ)E_lo(ζ) − 2h(θ) − ζS(ζ), all times ζ
      s := add(s, mulmod(calldataload(add(opening, AT_G_ZETA)), mload(add(E_LO, 32)), R))
      s := add(s, mulmod(gInv, mload(E_LO), R))
      let negH := sub(R, calldataload(add(opening, AT_H_THETA)))
      s := addmod(s, add(negH, negH), R)
      s := add(s, mulmod(sub(R, zeta), calldataload(add(opening, AT_S_ZETA)), R))
      mstore(S_INVERSE, mulmod(zeta, s, R))
    }
  }

  /// Step 6: r_P and r_h, and from them SUM = L + δ([f] − [g] + θ[q]) and PAIR_2_G1 = δ[q] of step 7.
  function combine(uint256 points, uint256 opening) internal view {
    uint256 a; //      z − θ
    uint256 dScalar; // λ⁴·a·ē
    uint256 wScalar; // −e·ē·a
    uint256 constantTerm; // a·r_P + λ³·r_h + λ⁴·a·ē·D(ζ)
    assembly {
      let z := mload(Z)
      let e := add(z, sub(R, mload(ZETA))) //           z − ζ
      let eInv := add(z, sub(R, mload(ZETA_INVERSE))) // ē = z − 1/ζ
      a := mod(add(z, sub(R, mload(THETA))), R)
      let lambda := mload(LAMBDA)
      let lambda2 := mulmod(lambda, lambda, R)
      dScalar := mulmod(mulmod(lambda2, lambda2, R), mulmod(a, eInv, R), R)
      wScalar := mulmod(sub(shl(1, R), e), mulmod(a, eInv, R), R)

      // a·r_P = a·i1·(P(ζ)ē − P(1/ζ)e) with P = g + λS + λ²G
      let v := calldataload(add(opening, AT_G_ZETA))
      v := add(v, mulmod(lambda, calldataload(add(opening, AT_S_ZETA)), R))
      v := add(v, mulmod(lambda2, calldataload(add(opening, AT_PAD_ZETA)), R))
      constantTerm := mulmod(v, eInv, R)
      v := calldataload(add(opening, AT_G_INV))
      v := add(v, mulmod(lambda, mload(S_INVERSE), R))
      v := add(v, mulmod(lambda2, calldataload(add(opening, AT_PAD_INV)), R))
      constantTerm := add(constantTerm, mulmod(v, sub(shl(1, R), e), R))
      constantTerm := mulmod(mulmod(a, mload(I1), R), constantTerm, R)

      // λ³·r_h, r_h = h(ζ)·ē·a·i1·i2 − h(1/ζ)·e·a·i1·i3 + h(θ)·e·ē·i2·i3
      v := mulmod(calldataload(add(opening, AT_H_ZETA)), eInv, R)
      v := mulmod(mulmod(v, a, R), mulmod(mload(I1), mload(I2), R), R)
      let w := mulmod(calldataload(add(opening, AT_H_INV)), sub(shl(1, R), e), R)
      v := add(v, mulmod(mulmod(w, a, R), mulmod(mload(I1), mload(I3), R), R))
      w := mulmod(calldataload(add(opening, AT_H_THETA)), eInv, R)
      v := add(v, mulmod(mulmod(w, e, R), mulmod(mload(I2), mload(I3), R), R))
      constantTerm := add(constantTerm, mulmod(mulmod(lambda2, lambda, R), v, R))
      constantTerm := mod(add(constantTerm, mulmod(dScalar, mload(D_ZETA), R)), R)
    }

    unchecked {
      uint256 lambda = _load(LAMBDA);
      uint256 delta = _load(DELTA);
      Bn254.start(R - constantTerm);
      Bn254.add(opening + AT_W2, _load(Z));
      Bn254.add(opening + AT_G, a + (R - delta));
      Bn254.add(opening + AT_S, mulmod(a, lambda, R));
      Bn254.add(points + 64, mulmod(a, mulmod(lambda, lambda, R), R)); // [G]
      Bn254.add(opening + AT_H, mulmod(lambda, mulmod(lambda, lambda, R), R));
      Bn254.add(opening + AT_D, dScalar);
      Bn254.add(opening + AT_W, wScalar);

      // δ[f] = δ Σ_P Ω_P [P]: W and T from the key, X and H from the proof.
      Bn254.addFrom(BLOB_FIX, mulmod(delta, _load(OMEGA), R));
      if (uint8(_load(BLOB) >> 208) != 0) Bn254.addFrom(BLOB_FIX + 64, mulmod(delta, _load(OMEGA + 32), R));
      Bn254.add(points, mulmod(delta, _load(OMEGA + 96), R));
      Bn254.add(points + 128, mulmod(delta, _load(OMEGA + 128), R));

      // δ[q] is needed twice: as it is, and times θ in the sum.
      Bn254.multiply(opening + AT_Q, delta);
      Bn254.addFrom(PAIR_2_G1, _load(THETA));
    }
  }

  function _load(uint256 slot) private pure returns (uint256 value) {
    assembly {
      value := mload(slot)
    }
  }

  function _store(uint256 slot, uint256 value) private pure {
    assembly {
      mstore(slot, value)
    }
  }
}
