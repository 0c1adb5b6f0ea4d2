namespace Wire.Host.Daemon;

/// <summary>What the daemon says of itself, one line each on standard error, where the service manager keeps it. Everything about the network is in the journal.</summary>
internal sealed class DaemonLog(TextWriter output)
{
    public void Write(string line)
    {
        lock (output)
        {
            output.WriteLine($"wire: {line}");
            output.Flush();
        }
    }
}
