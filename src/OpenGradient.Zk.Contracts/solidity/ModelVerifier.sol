// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PAIR_1_G2, PAIR_2_G2, Bn254} from "./curve/Bn254.sol";
import {ProofLength, PublicLength} from "./Errors.sol";
import {ACCEPTED, IModelVerifier} from "./interfaces/IModelVerifier.sol";
import {KeyReader} from "./key/KeyReader.sol";
import {Program} from "./key/Program.sol";
import {Terms} from "./key/Terms.sol";
import {AT_W2, Opening} from "./pcs/Opening.sol";
import {Pads} from "./pcs/Pads.sol";
import {TrustedSetup} from "./srs/TrustedSetup.sol";
import {Sumcheck} from "./sumcheck/Sumcheck.sol";
import {Transcript} from "./transcript/Transcript.sol";
import {
  CLAIM_S1, CLAIM_S2, CLAIM_VALUES, Frame, LOG_B, N_B1, N_B2, N_E1, N_F, N_K, N_L, S_ALPHA, S_BETA, S_KAPPA, S_MU,
  S_PRODUCT_K, S_VALUES
} from "./verifier/Frame.sol";

/// Verifies that a small neural network, fixed by a key, maps hidden inputs to published outputs: SMZ/1,
/// circuits/protocol.md. One contract serves every network: the key is data that it interprets.
///
/// A pure function of its arguments: no storage, no caller, no block. Freshness and replay are the consumer's, through
/// `context` (§10.4). NOT EXTERNALLY REVIEWED.
contract ModelVerifier is IModelVerifier, TrustedSetup {
  bytes32 public constant PROTOCOL_ID = ACCEPTED;

  /// @param params the setup's powers, see TrustedSetup
  constructor(bytes memory params) TrustedSetup(params) {}

  /// @inheritdoc IModelVerifier
  function srsId() external view returns (bytes32) {
    return _srsId;
  }

  /// @inheritdoc IModelVerifier
  function verify(bytes32 vkDigest, address key, bytes32 context, bytes calldata pub, bytes calldata proof)
    external
    view
    returns (bytes32 accepted)
  {
    unchecked {
      // §10.1 (1): the key is the one expected and obeys the check list; the lengths are those it prescribes.
      KeyReader.load(vkDigest, key, _srsId);
      (bool pubFits, bool proofFits) = KeyReader.lengths(pub.length, proof.length);
      if (!(pubFits && proofFits)) _refuseLengths(pub, proofFits);
      uint256 points;
      assembly {
        points := proof.offset
      }

      // (2) Commitments → α, β; helpers → μ; τ.
      Transcript.start(_srsId, vkDigest, context, pub);
      Frame.setScalar(S_ALPHA, Transcript.absorb(Transcript.COMMITMENTS, points, 128));
      Frame.setScalar(S_BETA, Transcript.absorb(Transcript.BETA, points, 0));
      Frame.setScalar(S_MU, Transcript.absorb(Transcript.HELPERS, points + 128, 64));
      uint256 tau = Transcript.absorb(Transcript.TAU_0, points, 0);

      // (3) S1: every slot is in the table. → r, C1, B1 and E1, κ
      (uint256 cursor, uint256 claim) = Sumcheck.zeroCheck(points + 192, Frame.header(N_L), tau);
      Frame.setClaim(CLAIM_S1, claim);
      uint256 count = Frame.header(N_B1) + Frame.header(N_E1);
      Frame.setScalar(S_KAPPA, Transcript.absorbLong(Transcript.B1_E1, cursor, 32 * count));
      cursor = Program.takeValues(cursor, S_VALUES, CLAIM_VALUES, count);

      // (4) S2: every layer's products. → k, A2, B2, ξ
      uint256 productK;
      (cursor, claim, productK) = Sumcheck.product(cursor, Frame.header(N_K));
      Frame.setClaim(CLAIM_S2, claim);
      Frame.setScalar(S_PRODUCT_K, productK);
      uint256 xi = Transcript.absorbLong(Transcript.B2, cursor, 32 * Frame.header(N_B2));
      cursor = Program.takeValues(cursor, S_VALUES + count, CLAIM_VALUES + count, Frame.header(N_B2));

      // (5) The key's program → all right-hand sides, C.
      Program.run(pub);

      // (6) S3: all claims at one point. → u, A
      (cursor, claim) = Sumcheck.claims(cursor, Frame.header(N_F), Program.combine(xi));
      Frame.setOpened(claim);

      // (7) The weight of every stack at u.
      Terms.prefixes();
      Terms.evaluate();
      Terms.extendStrictly();

      // (8), (9) The opening of Σ Ω_P P at u.
      Opening.challenges(cursor);
      Opening.invert(cursor);
      Pads.evaluate();
      Opening.tensors(Frame.header(LOG_B), Frame.header(N_F));
      Opening.symmetric(cursor);
      Opening.combine(points, cursor);
      _writeTau(PAIR_1_G2);
      _writePower(PAIR_2_G2, Frame.header(LOG_B));

      // (10)
      Bn254.pair(cursor + AT_W2);
      accepted = ACCEPTED;
    }
  }

  /// A key that breaks the check list is refused as such even if a length is wrong, too (§10.1): its records get their
  /// say, on points that are all zero.
  function _refuseLengths(bytes calldata pub, bool proofFits) private pure {
    Program.run(pub);
    Terms.evaluate();
    if (!proofFits) revert ProofLength();
    revert PublicLength();
  }
}
