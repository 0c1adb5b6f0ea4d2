using System.CommandLine;
using Wire.Host.Node;

namespace Wire.Host.Cli.Verbs;

internal static class DaemonVerb
{
    public static Command Create(Shell shell, Func<DaemonOptions, CancellationToken, Task<int>> run)
    {
        Command command = Shell.Command(
            "daemon",
            "Run the node: record what the kernel does, heal what drifts, serve the API. SIGTERM ends it and leaves the network up.",
            "wire daemon",
            "ip netns add lab && wire daemon --netns lab --state /tmp/lab");
        shell.OnFiles(command, (parsed, _, cancel) => run(new DaemonOptions(shell.Globals.Node(parsed), shell.Globals.Socket(parsed)), cancel));
        return command;
    }
}
