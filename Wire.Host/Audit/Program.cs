using System.Runtime.InteropServices;
using Wire.Audit.Cli;

using CancellationTokenSource ending = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
return await AuditCommandLine.RunAsync(args, Console.Error, ending.Token);

// Both ask for a clean end.
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ending.Cancel();
}
