using System.Runtime.InteropServices;
using Wire.Host.Cli;
using Wire.Host.Daemon;
using Wire.Host.Node;

using CancellationTokenSource ending = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

CliHost host = CliHost.OfProcess(
    directNode: options => new LocalNode(options, NodeOpener.OnThisMachine),
    daemon: DaemonHost.RunAsync);
return await new WireCommandLine(host).RunAsync(args, ending.Token);

// The first signal asks for a clean end; the second one ends the process.
void End(PosixSignalContext signal)
{
    signal.Cancel = !ending.IsCancellationRequested;
    ending.Cancel();
}
