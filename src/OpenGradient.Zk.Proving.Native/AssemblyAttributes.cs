// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

// Types cross the border exactly as laid out: no hidden rules for bool, char or strings.
[assembly: DisableRuntimeMarshalling]
