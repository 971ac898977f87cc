// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// The scalar field F of BN254, protocol.md §1.1.
//
// Lazy reduction. R < 2^253.6, so a sum of up to five values below R fits a word, and `mulmod` reduces whatever it
// is given. The code therefore adds with `add` wherever the result next meets `mulmod`, and takes `mod` only
// where a value is compared, subtracted or sent to a precompile. `sub(R, x)` is used only for x ≤ R,
// `sub(R_PLUS_1, x)` (which is 1 − x) only for x ≤ R.

uint256 constant R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001;
uint256 constant R_MINUS_1 = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000000;
uint256 constant R_PLUS_1 = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000002;
// 2R + 1: the constant of eq(a, u) = 1 − a − u + 2au, kept positive.
uint256 constant TWO_R_PLUS_1 = 0x60c89ce5c263405370a08b6d0302b0ba5067d090f372e12287c3eb27e0000003;
// 3R: keeps c_1 = A − 2c_0 − c_2 positive.
uint256 constant THREE_R = 0x912ceb58a394e07d28f0d12384840917789bb8d96d2c51b3cba5e0bbd0000003;
