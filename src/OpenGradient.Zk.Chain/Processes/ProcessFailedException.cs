// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Processes;

/// <summary>A program could not be started, or ran too long.</summary>
public sealed class ProcessFailedException(string message, Exception? inner = null) : Exception(message, inner);
