// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {IModelVerifier} from "../interfaces/IModelVerifier.sol";
import {OutputCount, ProvableOutputConsumer} from "../ProvableOutputConsumer.sol";

/// What an application writes: remembers which digit a network saw in an image that stays hidden.
contract DigitConsumer is ProvableOutputConsumer {
  mapping(address sender => uint256 digit) public digitOf;

  event DigitProven(address indexed sender, uint256 digit);

  constructor(IModelRegistry registry_, bytes32 modelId_, bytes32 expectedVkDigest, IModelVerifier expectedVerifier)
    ProvableOutputConsumer(registry_, modelId_, expectedVkDigest, expectedVerifier)
  {}

  function submit(uint256 deadline, bytes calldata pub, bytes calldata proof) external returns (uint256 digit) {
    int256[] memory scores = _consume(deadline, pub, proof);
    if (scores.length != 10) revert OutputCount(scores.length, 10);
    digit = argmax(scores, 0, 10);
    digitOf[msg.sender] = digit;
    emit DigitProven(msg.sender, digit);
  }
}
