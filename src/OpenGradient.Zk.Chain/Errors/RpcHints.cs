// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>What to do about the refusals every node knows.</summary>
internal static class RpcHints
{
    private static readonly (string Words, string Hint)[] Known =
    [
        ("insufficient funds", "Send the sender's account enough for gas limit × max fee, then try again."),
        ("nonce too low", "Another transaction of this account was mined meanwhile; send again."),
        ("replacement transaction underpriced", "A transaction with this nonce waits; wait for it, or offer 10 % more."),
        ("transaction underpriced", "Raise the priority fee."),
        ("already known", "This very transaction was sent before; look for its receipt."),
        ("tx_gas_limit_cap", "No transaction may use more than 16,777,216 gas (EIP-7825); send less work at once."),
        ("CallGasCostMoreThanGasLimit", "The gas limit does not even pay for the calldata; raise it, or leave it to estimation."),
        ("intrinsic gas", "The gas limit does not even pay for the calldata; raise it, or leave it to estimation."),
        ("max fee per gas less than block base fee", "The base fee rose; send again or raise the max fee."),
        ("exceeds transaction gas limit", "No transaction may use more than 16,777,216 gas (EIP-7825); send less work at once."),
        ("gas limit too high", "The gas limit is above the block's, or above 16,777,216 (EIP-7825); lower it."),
        ("max code size", "The contract's code is above 24,576 bytes (EIP-170); deploy less."),
        ("CreateContractSizeLimit", "The contract's code is above 24,576 bytes (EIP-170); deploy less."),
        ("method not found", "This node does not offer the method; use another node."),
    ];

    /// <summary>A sentence with a leading space, or nothing.</summary>
    internal static string For(string nodeMessage)
    {
        foreach (var (words, hint) in Known)
        {
            if (nodeMessage.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return " " + hint;
            }
        }
        return string.Empty;
    }
}
