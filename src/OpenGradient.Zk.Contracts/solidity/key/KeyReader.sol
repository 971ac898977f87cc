// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyDigestMismatch, KeyMissing, KeyRejected} from "../Errors.sol";
import {Q} from "../curve/Bn254.sol";
import {R_MINUS_1} from "../field/Fr.sol";
import {
  BLOB, BLOB_END, BLOB_FIX, BLOB_SRS, CLAIM_BYTES, HEAP, INSTRUCTIONS, LIMITS, RHS, SCALARS, SCALARS_END, STACKS, TERMS,
  XI
} from "../verifier/Frame.sol";

// nL, nK: the first two bytes of the word LIMITS, bytes 6 and 7 of the header.
uint256 constant LIMITS_MASK = 0xffff000000000000000000000000000000000000000000000000000000000000;
// The first five bytes of the word STACKS, bytes 14 to 18 of the header, seven bits each.
uint256 constant STACKS_MASK = 0x7f7f7f7f7f000000000000000000000000000000000000000000000000000000;
uint256 constant STACKS_ONES = 0x0101010101000000000000000000000000000000000000000000000000000000;

/// Reads the key blob and enforces the check list, protocol.md §8.7, codes 1 to 7 and 15. Codes 8 to 10 are enforced by
/// `Program` and 11 to 14 by `Terms` while they interpret their records: each record is read once.
library KeyReader {
  /// Copies the blob to its place in the frame and compares its digest with the one the caller expects.
  function load(bytes32 vkDigest, address key, bytes32 srsId) internal view {
    uint256 size = key.code.length;
    if (size == 0) revert KeyMissing();
    bytes32 digest;
    assembly {
      // The code is 00 ‖ blob: the first byte is STOP, so that nobody can run a key.
      let length := sub(size, 1)
      extcodecopy(key, BLOB, 1, length)
      digest := keccak256(BLOB, length)
      mstore(BLOB_END, add(BLOB, length))
    }
    if (digest != vkDigest) revert KeyDigestMismatch();
    uint256 code = _check(srsId);
    if (code != 0) revert KeyRejected(code);
    _place();
  }

  /// Codes 1 to 7, then 15. The checks are written last to first: of several failures the lowest code is reported, and
  /// nothing a later check reads is trusted before the earlier ones have had their say.
  function _check(bytes32 srsId) private pure returns (uint256 code) {
    assembly {
      let header := mload(BLOB)
      let length := sub(mload(BLOB_END), BLOB)
      let hasT := and(byte(5, header), 1)
      let nL := byte(6, header)
      let nK := byte(7, header)
      let nF := byte(8, header)
      let t := byte(9, header)

      // 15: made under this verifier's setup, or whoever knows the other tau opens [W] as they like (§11.1).
      if xor(mload(BLOB_SRS), srsId) { code := 15 }

      // 7: fixed points canonical and not infinity. The curve equation is the precompile's to check.
      let x := mload(BLOB_FIX)
      let y := mload(add(BLOB_FIX, 32))
      if or(or(iszero(lt(x, Q)), iszero(lt(y, Q))), iszero(or(x, y))) { code := 7 }
      if hasT {
        x := mload(add(BLOB_FIX, 64))
        y := mload(add(BLOB_FIX, 96))
        if or(or(iszero(lt(x, Q)), iszero(lt(y, Q))), iszero(or(x, y))) { code := 7 }
      }

      // 6: the fixed points and the instructions end inside the blob.
      let nInstr := and(shr(80, header), 0xffff)
      if gt(add(add(sub(BLOB_FIX, BLOB), 64), add(shl(6, hasT), shl(3, nInstr))), length) { code := 6 }

      // 5: counts.
      let nB1 := byte(10, header)
      let nB2 := byte(12, header)
      let nC := byte(13, header)
      let nPub := and(shr(32, header), 0xffffffff)
      if or(iszero(nB1), or(gt(nB1, 8), or(gt(byte(11, header), 64), gt(nB2, 64)))) { code := 5 }
      if or(iszero(nC), or(gt(nC, 200), xor(iszero(nB2), iszero(nK)))) { code := 5 }
      if or(gt(nInstr, 900), gt(and(shr(64, header), 0xffff), 600)) { code := 5 }
      if or(iszero(nPub), gt(nPub, 16384)) { code := 5 }

      // 4: variables. `t` in 5..13 is exactly the table of G2 powers the verifier was deployed with (§10.3).
      // Stacks: W, T (if present), X, H have 1 ≤ n_P ≤ nF.
      if or(or(lt(t, 5), gt(t, 13)), or(iszero(lt(t, nF)), gt(nF, 26))) { code := 4 }
      if or(or(iszero(nL), gt(nL, 24)), or(gt(nL, nF), or(gt(nK, 24), gt(nK, nF)))) { code := 4 }
      // n − 1 ≥ nF, as unsigned words: n is 0 or above nF.
      let outside := iszero(lt(sub(byte(14, header), 1), nF))
      outside := or(outside, iszero(lt(sub(byte(17, header), 1), nF)))
      outside := or(outside, iszero(lt(sub(byte(18, header), 1), nF)))
      outside := or(outside, and(hasT, iszero(lt(sub(byte(15, header), 1), nF))))
      if outside { code := 4 }

      // 3: flags and reserved bytes; nT is 255 exactly when there is no T.
      if or(gt(byte(5, header), 1), or(byte(19, header), xor(byte(16, header), 255))) { code := 3 }
      if iszero(xor(eq(byte(15, header), 255), hasT)) { code := 3 }

      // 2: "SMZ1", version 1.
      if xor(shr(216, header), 0x534d5a3101) { code := 2 }

      // 1: at least a header, and the length it says.
      if or(lt(length, sub(BLOB_FIX, BLOB)), xor(and(header, 0xffffffff), length)) { code := 1 }
    }
  }

  /// Places what follows the blob (see Frame.sol) and the scalars that are constants.
  function _place() private pure {
    assembly {
      let header := mload(BLOB)
      let nB1AndE1 := add(byte(10, header), byte(11, header))
      let instructions := add(add(BLOB_FIX, 64), shl(6, byte(5, header)))
      mstore(INSTRUCTIONS, instructions)
      mstore(TERMS, add(instructions, shl(3, and(shr(80, header), 0xffff))))
      mstore(LIMITS, and(shl(48, header), LIMITS_MASK))
      // Each byte plus one, and 255 (absent) to 0: those present are at most 26 (code 4).
      mstore(STACKS, and(add(and(shl(112, header), STACKS_MASK), STACKS_ONES), STACKS_MASK))
      let values := add(nB1AndE1, byte(12, header))
      let claimBytes := shl(5, add(2, add(values, byte(13, header))))
      mstore(CLAIM_BYTES, claimBytes)
      let at := and(add(mload(BLOB_END), 31), not(31))
      mstore(XI, at)
      at := add(at, claimBytes)
      mstore(RHS, at)
      at := add(at, claimBytes)
      mstore(SCALARS, at)
      mstore(at, 1) // S[0] = 1
      mstore(add(at, 32), R_MINUS_1) // S[1] = −1
      at := add(at, shl(5, add(7, values)))
      mstore(SCALARS_END, at)
      mstore(HEAP, at)
    }
  }

  /// Are the lengths those that the key prescribes? protocol.md §4.2, §1.4. Round 0 of S1 and of S2 has a third scalar:
  /// NB1 ≥ 1, and NB2 ≥ 1 if nK ≥ 1 (code 5).
  function lengths(uint256 pubLength, uint256 proofLength) internal pure returns (bool pubFits, bool proofFits) {
    assembly {
      let header := mload(BLOB)
      let nK := byte(7, header)
      let scalars := add(add(byte(10, header), byte(11, header)), byte(12, header)) // NB1 + NE1 + NB2
      scalars := add(scalars, shl(1, add(add(byte(6, header), nK), byte(8, header)))) // 2nL + 2nK + 2nF
      scalars := add(scalars, add(10, iszero(iszero(nK)))) // the two third scalars, eight evaluations, the hint
      pubFits := eq(pubLength, shl(2, and(shr(32, header), 0xffffffff)))
      proofFits := eq(proofLength, add(640, shl(5, scalars)))
    }
  }
}
