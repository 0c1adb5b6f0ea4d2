using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting.Systemd;
using System.Runtime.InteropServices;
using Wire.Host.Api;
using Wire.Host.Node;

namespace Wire.Host.Daemon;

/// <summary>
/// <c>wire daemon</c>: takes the journal, listens to the kernel, serves the API, and ends cleanly when it is cancelled. The
/// network stays as it is when it goes, however it goes.
/// </summary>
public static class DaemonHost
{
    /// <summary>Runs until told to stop.</summary>
    /// <returns>The exit code: 0 after a clean end, 1 when it could not start or had to give up.</returns>
    public static Task<int> RunAsync(DaemonOptions options, CancellationToken cancel) => RunAsync(options, NodeOpener.OnThisMachine, cancel);

    internal static async Task<int> RunAsync(DaemonOptions options, NodeOpener opener, CancellationToken cancel)
    {
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, c => c.Cancel = true);
        DaemonLog log = new(Console.Error);

        NodeEngine engine = await opener.OpenAsync(options.Node, "daemon").ConfigureAwait(false);
        await using LocalNode node = new(options.Node, opener, engine);
        await using WebApplication api = ApiServer.Build(node, new ApiServerOptions(options.SocketPath) { Netns = options.Node.Netns, Group = "wire" });
        try
        {
            await api.StartAsync(CancellationToken.None).ConfigureAwait(false);
            SystemdNotifier systemd = new();
            systemd.Notify(ServiceState.Ready);
            log.Write($"ready: {options.SocketPath}, journal at position {engine.Journal.LastPosition}");
            // The fold of the whole journal is done, and its garbage is most of the heap: given back once, before a long quiet life.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            await Task.WhenAny(engine.Ended, Task.Delay(Timeout.Infinite, cancel)).ConfigureAwait(false);
            systemd.Notify(ServiceState.Stopping);
            await api.StopAsync(CancellationToken.None).ConfigureAwait(false);
            if (engine.Ended.IsCompleted)
            {
                await engine.Ended.ConfigureAwait(false);
            }
            await engine.StopAsync("told to stop").ConfigureAwait(false);
            log.Write("stopped; the network stays as it is");
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or Journal.JournalException or Kernel.NetlinkException or Domain.UnreadableEventException)
        {
            log.Write($"gave up: {e.Message}");
            return 1;
        }
        finally
        {
            await engine.DisposeAsync().ConfigureAwait(false);
        }
    }
}
