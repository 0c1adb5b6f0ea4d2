using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>Going back to what was declared at some point: here, or in an empty namespace.</summary>
internal sealed partial class LocalNode
{
    public async Task<ReplayReply> ReplayAsync(ReplayCommand command, CancellationToken cancel)
    {
        KnownState then = await ThenAsync(command.To, cancel).ConfigureAwait(false);
        if (command.Netns is { } netns)
        {
            if (netns == _options.Netns)
            {
                throw new NodeException(NodeError.BadRequest, $"namespace '{netns}' is the node's own: replay without --netns changes the node");
            }
            (IReadOnlyList<PlannedChange> changes, int operations, IReadOnlyList<string> notes) =
                await Task.Run(() => Told(() => NamespaceReplay.Build(then.Intent.Desired, _opener.Kernel(_options with { Netns = netns }), netns)), cancel).ConfigureAwait(false);
            return new(null, then.Position, then.Time, netns, Views.Changes(changes), operations, notes);
        }
        string message = command.Message ?? $"replay to {command.To}";
        ChangeReply reply = await ChangeAsync(new ChangeRequest.Replay([.. then.Intent.Desired.Values], message)).ConfigureAwait(false);
        return new(reply.Change, then.Position, then.Time, null, reply.Changes, reply.Operations, reply.Notes);
    }
}
