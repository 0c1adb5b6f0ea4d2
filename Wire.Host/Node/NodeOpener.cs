using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>The one place where a node's parts are put together.</summary>
/// <param name="kernel">The kernel of a node: its namespace, and its keys. Tests give a simulated one.</param>
/// <param name="journal">How the journal is written.</param>
/// <param name="policy">The reactor's times and bounds.</param>
internal sealed class NodeOpener(Func<NodeOptions, INetlinkProvider> kernel, JournalOptions journal, ReactorPolicy policy)
{
    public static NodeOpener OnThisMachine { get; } = new(Real, new JournalOptions(), new ReactorPolicy());

    /// <summary>The kernel that this process runs on.</summary>
    public static INetlinkProvider Real(NodeOptions options) => new RealNetlink(options.Netns, new KeyDirectory(options.KeyDirectory));

    public INetlinkProvider Kernel(NodeOptions options) => kernel(options);

    public StateSnapshot Snapshot(NodeOptions options) => Told(options, () => StateSnapshot.Read(options, kernel(options)));

    /// <summary>Takes the journal, starts the engine, and waits until it is ready.</summary>
    /// <exception cref="NodeException">Somebody else has the journal, it is damaged, or the kernel does not answer.</exception>
    public async Task<NodeEngine> OpenAsync(NodeOptions options, string role)
    {
        NodeEngine engine = Told(options, () => Start(options, role));
        try
        {
            await engine.Ready.ConfigureAwait(false);
            return engine;
        }
        catch (Exception e)
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw e is NodeException ? e : new NodeException(NodeError.JournalUnavailable, e.Message, inner: e);
        }
    }

    private NodeEngine Start(NodeOptions options, string role)
    {
        INetlinkProvider netlink = kernel(options);
        StateDirectory.Prepare(options);
        EventJournal writer = EventJournal.Open(options.JournalDirectory, journal);
        try
        {
            PastStates past = new(options.CheckpointDirectory);
            KnownState state;
            using (JournalReader reader = JournalReader.Open(options.JournalDirectory))
            {
                state = past.At(reader);
            }
            ReactorOptions who = new(writer.JournalId, ProductVersion.Text, Environment.ProcessId, NodeClock.Boot, options.Netns, role);
            NodeEngine engine = new(writer, state, past, netlink, who, policy);
            engine.Start();
            return engine;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>What opening can fail with, as a person is told it.</summary>
    private static T Told<T>(NodeOptions options, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (JournalLockedException e)
        {
            throw new NodeException(NodeError.Busy, $"{options.StateDirectory} is in use by process {e.Pid}",
                ["If that is the daemon, give its socket with --socket; otherwise wait for it to end."], retry: true, inner: e);
        }
        catch (Exception e) when (e is JournalException or UnreadableEventException)
        {
            throw new NodeException(NodeError.JournalUnavailable, e.Message, inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new NodeException(NodeError.NotPermitted, $"no permission for {options.StateDirectory}: {e.Message}", inner: e);
        }
        catch (NetlinkException e)
        {
            throw new NodeException(e.Errno == 1 ? NodeError.NotPermitted : NodeError.BadRequest, e.Message, inner: e);
        }
        catch (IOException e)
        {
            throw new NodeException(NodeError.JournalUnavailable, $"{options.StateDirectory}: {e.Message}", inner: e);
        }
    }
}
