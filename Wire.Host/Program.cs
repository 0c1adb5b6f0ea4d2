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

// Both ask for a clean end. A second Ctrl+C is a person who does not want to wait for it; a service manager may say SIGTERM twice.
void End(PosixSignalContext signal)
{
    signal.Cancel = signal.Signal == PosixSignal.SIGTERM || !ending.IsCancellationRequested;
    ending.Cancel();
}
