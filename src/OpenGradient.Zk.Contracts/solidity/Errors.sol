// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// The refusals of protocol.md §10.2, by name. A verifier that returns has accepted; there is no boolean to forget.

/// No code at the key's address, or no such key in the registry's store.
error KeyMissing();
/// The code at the key's address is not the key whose digest the caller named.
error KeyDigestMismatch();
/// The key breaks rule `code` of the check list, protocol.md §8.7.
error KeyRejected(uint256 code);
/// The proof has not the length that the key prescribes, protocol.md §4.2.
error ProofLength();
/// The public values are not exactly 4 bytes each, protocol.md §1.4.
error PublicLength();
/// A scalar of the proof is not below the group order, protocol.md §1.3.
error ScalarNotCanonical();
/// The inversion hint is wrong, protocol.md §9.1 step 4. Also excludes ζ in {0, 1, −1} and θ = ζ or 1/ζ.
error HintRejected();
/// A point has a coordinate ≥ Q, is off the curve, or the precompile did not answer, protocol.md §10.3.
error PointRejected();
/// The pairing product is not one: the statement is not proven, protocol.md §9.1 step 7.
error PairingRejected();

// Refusals of those who ask a verifier.

/// The contract asked to verify is not a verifier of this protocol: it returned, but not the word of acceptance, or failed
/// without a verifier's error.
error NotAVerifier(address verifier);
/// The reference verification may use so much gas, and not so much is left: send the transaction with a higher gas limit.
error ReferenceGasMissing(uint256 needed);
/// The reference proof was not verified within the gas cap: the key is too expensive for this registry.
error ReferenceOutOfGas(uint256 cap);

// Refusals at deployment, protocol.md §10.3.

/// This chain's precompile does not give a known answer.
error PrecompileRejected(uint256 precompile);
/// The setup's points A_t, B_t are not [τ^(2^t)]_1, [τ^(2^t)]_2 for one τ.
error SetupRejected(uint256 t);
