using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The events of one change while it is being decided: only what really differs.</summary>
/// <param name="state">What stands.</param>
/// <param name="context">What may be looked up.</param>
/// <param name="incoming">What the change declares: a declaration may depend on another one of the same change.</param>
internal sealed class ChangeDraft(IntentState state, IntentContext context, IEnumerable<Declared> incoming)
{
    private readonly List<DomainEvent> _events = [];
    private readonly Dictionary<ResourceKey, Resource> _incoming = incoming.GroupBy(d => d.Key, d => d.Resource).ToDictionary(g => g.Key, g => g.Last());

    public bool IsEmpty => _events.Count == 0;

    public IReadOnlyList<DomainEvent> Events => _events;

    public void Declare(Declared asked, bool adopting = false)
    {
        Declared? current = state.Desired.GetValueOrDefault(asked.Key);
        Assignment assignment = new(context, current, adopting, IsLed(asked.Resource));
        Declared completed = assignment.Complete(asked);
        if (!completed.Equals(current))
        {
            _events.Add(new ResourceDeclared(completed));
        }
    }

    public void Withdraw(ResourceKey key)
    {
        if (state.Desired.TryGetValue(key, out Declared? current))
        {
            _events.Add(new ResourceWithdrawn(current.Resource.Kind, key));
        }
    }

    public void Adopt(ResourceKey key) => _events.Add(new ResourceAdopted(key));

    public void Release(ResourceKey key) => _events.Add(new ResourceReleased(key));

    /// <summary>Withdraws what is declared and not to be kept, in the order of the keys.</summary>
    public void WithdrawAllBut(IReadOnlySet<ResourceKey> kept)
    {
        foreach (ResourceKey key in state.Desired.Keys.Where(k => !kept.Contains(k)).Order())
        {
            Withdraw(key);
        }
    }

    public Decision Accept(ChangeVerb verb, IntentRequest request, int? of = null, string? file = null)
    {
        int number = state.Newest + 1;
        ChangeRequested head = new(number, verb, request.Message, of, request.ConfirmBy, file);
        return new Decision.Accepted(number, [head, .. _events]);
    }

    /// <summary>Whether the link is a port of one that gives its ports their Ethernet address.</summary>
    private bool IsLed(Resource resource)
    {
        if (resource is not Link { Master: { Length: > 0 } master })
        {
            return false;
        }
        ResourceKey key = ResourceKey.Link(master);
        Resource? found = _incoming.GetValueOrDefault(key) ?? state.Desired.GetValueOrDefault(key)?.Resource;
        return (found ?? (context.Live.TryGet(key, out Resource? live) ? live : null)) is { Kind.LeadsPorts: true };
    }
}
