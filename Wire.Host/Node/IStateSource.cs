namespace Wire.Host.Node;

/// <summary>What is known of a node now: the running engine's state, or one read once from journal and kernel.</summary>
internal interface IStateSource
{
    /// <summary>Reads the state where nobody changes it meanwhile.</summary>
    Task<T> QueryAsync<T>(Func<Reactor.Reactor, T> ask);
}
