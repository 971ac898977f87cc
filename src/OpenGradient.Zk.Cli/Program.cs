// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Cli;

return await CliHost.RunAsync(args).ConfigureAwait(false);
