// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>Is told what the pipeline does, step by step, and how long each took.</summary>
public interface IStepReporter
{
    /// <summary>Runs one step.</summary>
    /// <param name="name">A stable camelCase word for programs, such as "prove".</param>
    /// <param name="title">The same for people.</param>
    /// <param name="work">The step; reports its progress to what it is given.</param>
    Task<T> RunAsync<T>(string name, string title, Func<IProgress<ProofProgress>, Task<T>> work);

    /// <summary>Something worth knowing.</summary>
    void Note(string sentence);

    /// <summary>Something that must not be overlooked.</summary>
    void Warn(string sentence);
}
