using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Wire.Kernel;

/// <summary>Runs a program to its end in the namespace, with this process's standard streams; the answer is its exit code, 128 and more for a signal.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="OutputToErrors">What it prints goes to standard error: standard output has something else on it.</param>
public sealed record ProgramRun(ImmutableArray<string> Command, bool OutputToErrors = false) : KernelQuery<int>
{
    internal override int Answer()
    {
        // A child inherits the network namespace of the thread that starts it (clone(2)).
        string[] line = OutputToErrors ? ["/bin/sh", "-c", "exec \"$0\" \"$@\" >&2", .. Command] : [.. Command];
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(line[0], line[1..]))!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new NetlinkException(e.NativeErrorCode, $"run '{Command[0]}'");
        }
    }
}
