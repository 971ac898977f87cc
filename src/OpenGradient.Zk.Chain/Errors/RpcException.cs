// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>The node answered with a JSON-RPC error.</summary>
public sealed class RpcException : ChainException
{
    internal RpcException(string endpoint, string method, long code, string nodeMessage, byte[]? data)
        : base($"The node at {endpoint} refused {method}: {nodeMessage} (code {code}).{RpcHints.For(nodeMessage)}")
    {
        Method = method;
        ErrorCode = code;
        NodeMessage = nodeMessage;
        RevertData = data;
    }

    /// <inheritdoc/>
    public override string Code => "rpc_refused";

    /// <summary>The method asked for, such as eth_call.</summary>
    public string Method { get; }

    /// <summary>The error code; 3 is a revert by EIP-1474's practice.</summary>
    public long ErrorCode { get; }

    /// <summary>The node's own words, shortened to one printable line.</summary>
    public string NodeMessage { get; }

    /// <summary>What the contract reverted with; null when the node sent none.</summary>
    public byte[]? RevertData { get; }

    /// <summary>Whether a contract reverted, with or without data.</summary>
    internal bool IsRevert =>
        RevertData is not null || ErrorCode == 3
        || NodeMessage.Contains("execution reverted", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the execution ran out of gas, in the words of the nodes we know.</summary>
    internal bool IsOutOfGas =>
        NodeMessage.Contains("out of gas", StringComparison.OrdinalIgnoreCase)
        || NodeMessage.Contains("OutOfGas", StringComparison.OrdinalIgnoreCase)
        || NodeMessage.Contains("gas required exceeds", StringComparison.OrdinalIgnoreCase);
}
