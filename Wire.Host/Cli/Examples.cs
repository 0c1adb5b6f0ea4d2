using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Wire.Host.Cli;

/// <summary>The examples of each command, for its help.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, List<string>> ByCommand = [];

    public static List<string> Of(Command command) => ByCommand.GetOrCreateValue(command);
}
