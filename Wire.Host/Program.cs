using System.Runtime.InteropServices;
using Wire.Host.Api;
using Wire.Host.Cli;

using CancellationTokenSource ending = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

CliHost host = CliHost.OfProcess(
    directNode: _ => throw new NodeException(NodeError.DaemonRequired, "no daemon answers"),
    daemon: null);
return await new WireCommandLine(host).RunAsync(args, ending.Token);

// The first signal asks for a clean end; the second one ends the process.
void End(PosixSignalContext signal)
{
    signal.Cancel = !ending.IsCancellationRequested;
    ending.Cancel();
}
