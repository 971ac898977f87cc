// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Cli;

/// <summary>A failure as the user meets it.</summary>
/// <param name="ExitCode">How the program ends.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">A sentence: what, where, what would do. Never a stack trace, never a secret.</param>
/// <param name="Hint">What to do next; null when the sentence says it.</param>
internal sealed record Failure(int ExitCode, string Code, string Message, string? Hint = null)
{
    private const int DiskFull = 28; // ENOSPC

    /// <summary>The failure that an exception means.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="sent">Transactions that were sent before it; null where none can have been.</param>
    internal static Failure Of(Exception error, IReadOnlyList<string>? sent = null) => error switch
    {
        AggregateException { InnerExceptions.Count: 1 } wrapped => Of(wrapped.InnerExceptions[0], sent),
        TypeInitializationException { InnerException: { } inner } => Of(inner, sent),
        VerbException verb => verb.Failure,
        OperationCanceledException and ISentTransaction => new(Cli.ExitCode.Cancelled, "cancelled", error.Message),
        OperationCanceledException => Cancelled(sent ?? []),
        ZkException zk => OfZk(zk),
        ChainException chain => new((int)chain.ExitCategory, chain.Code, chain.Message), // a revert's hint is in its sentence
        ProcessFailedException process => new(Cli.ExitCode.Chain, "process_failed", process.Message),
        OutOfMemoryException => new(Cli.ExitCode.Resource, "out_of_memory", "Memory ran out.", "Use a smaller model or more memory."),
        IOException io when IsDiskFull(io) => new(Cli.ExitCode.Resource, "disk_full", $"The disk is full: {io.Message}", "Free some space, or name another folder with --artifacts."),
        FileNotFoundException file => new(Cli.ExitCode.Usage, "file_not_found", $"There is no file \"{file.FileName}\"; check the path."),
        IOException or UnauthorizedAccessException => new(Cli.ExitCode.Usage, "file", Sentence(error.Message), "Check the path and its permissions."),
        _ => new(Cli.ExitCode.Unexpected, "unexpected", $"Something unexpected happened ({error.GetType().Name}): {Sentence(error.Message)}",
            "This is our fault: please report it. OGZK_DEBUG=1 prints where it happened."),
    };

    /// <summary>Ctrl-C. What went out to a chain cannot be taken back, so it is named.</summary>
    internal static Failure Cancelled(IReadOnlyList<string> sent) => new(Cli.ExitCode.Cancelled, "cancelled", sent.Count == 0
        ? "Cancelled; nothing was left half-done."
        : $"Cancelled, but {(sent.Count == 1 ? "transaction" : "transactions")} {string.Join(", ", sent)} went out before and may still be mined: "
            + "look there before sending again.");

    /// <summary>The result could not be printed: stdout is full or gone.</summary>
    internal static Failure OfOutput(IOException error) => new(
        IsDiskFull(error) ? Cli.ExitCode.Resource : Cli.ExitCode.Usage, "output",
        $"The result could not be written to stdout: {Sentence(error.Message)}", "Free some space, or redirect it elsewhere.");

    private static bool IsDiskFull(IOException error) => (error.HResult & 0xffff) == DiskFull;

    private static Failure OfZk(ZkException error) => error switch
    {
        UnsupportedModelException => new(Cli.ExitCode.Unsupported, error.Code, error.Message, "`ogzk inspect` lists every node with the reason."),
        QuantizationException => new(Cli.ExitCode.Unsupported, error.Code, error.Message, "More bits (--bits), calibration rows (--calibration) or other ranges (--input-range) may do."),
        AccuracyException => new(Cli.ExitCode.Accuracy, error.Code, error.Message),
        NativeLibraryException => new(Cli.ExitCode.NativeLibrary, error.Code, error.Message),
        ProverException prover => new(OfProver(prover.Failure), error.Code, error.Message),
        _ => new(Cli.ExitCode.Usage, error.Code, error.Message),
    };

    private static int OfProver(ProverFailure failure) => failure switch
    {
        ProverFailure.Unsupported => Cli.ExitCode.Unsupported,
        ProverFailure.OutOfMemory => Cli.ExitCode.Resource,
        ProverFailure.Internal => Cli.ExitCode.Unexpected,
        _ => Cli.ExitCode.Usage,
    };

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
