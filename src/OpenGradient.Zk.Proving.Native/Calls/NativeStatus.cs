// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>Status to exception: the only place.</summary>
internal static class NativeStatus
{
    private const int Ok = 0;
    private const int Cancelled = 4;

    /// <summary>Returns on OGZK_OK; throws what the status means otherwise.</summary>
    /// <param name="status">What the function returned.</param>
    /// <param name="error">What it wrote.</param>
    /// <param name="function">Its name, for a status without a sentence.</param>
    /// <param name="sink">The progress sink of the call, if it had one.</param>
    internal static void Ensure(int status, in NativeError error, string function, ProgressSink? sink = null)
    {
        sink?.ThrowIfFailed();
        if (status == Ok)
        {
            return;
        }
        if (status == Cancelled)
        {
            throw sink?.Cancelled() ?? new OperationCanceledException();
        }
        var failure = Enum.IsDefined((ProverFailure)status) ? (ProverFailure)status : ProverFailure.Internal;
        throw new ProverException(failure, Sentence(failure, error.Message, function, status));
    }

    private static string Sentence(ProverFailure failure, string message, string function, int status)
    {
        var text = message.Length == 0 ? $"{function} answered status {status} without a reason" : Capitalise(message.Trim());
        text = text.EndsWith('.') ? text : text + ".";
        return failure switch
        {
            ProverFailure.OutOfMemory => $"The prover ran out of memory: {text} Use a smaller model, fewer threads, or more memory.",
            ProverFailure.Internal => $"The prover broke one of its own rules, which is our fault: {text} Please report it with the model's shape.",
            _ => text,
        };
    }

    private static string Capitalise(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
