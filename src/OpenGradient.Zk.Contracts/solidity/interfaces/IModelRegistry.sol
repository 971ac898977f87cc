// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IModelVerifier} from "./IModelVerifier.sol";

/// What a model id stands for. Nothing here can change but `deprecated`, once.
struct RegisteredModel {
  address owner;
  bool deprecated;
  IModelVerifier verifier;
  address key; // its code is 00 ‖ blob, and stays: the registry's key store created it
  bytes32 vkDigest;
  bytes32 schemaHash; // of the canonical input/output schema, from the key's header
  string schemaURI; //   where to read it: check it against schemaHash
}

/// A proof that shows a key to be usable: the verifier accepts it. It is public for ever, outputs included; its context
/// is free.
struct ReferenceProof {
  bytes32 context;
  bytes pub;
  bytes proof;
}

/// Models by id.
interface IModelRegistry {
  /// The model with this id; reverts with `ModelUnknown`.
  function model(bytes32 modelId) external view returns (RegisteredModel memory);

  /// Reverts with `ModelUnknown` or `ModelIsDeprecated`.
  function requireActive(bytes32 modelId) external view;

  /// Verifies a proof under an active model with the verifier its owner named: returns ACCEPTED or reverts. Whether that
  /// verifier is to be trusted is for the caller to know.
  function verify(bytes32 modelId, bytes32 context, bytes calldata pub, bytes calldata proof)
    external
    view
    returns (bytes32 accepted);
}
