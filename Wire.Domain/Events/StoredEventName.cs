namespace Wire.Domain;

/// <summary>What stands beside an event's payload in the journal, so that it can be read again.</summary>
/// <param name="Name">"bridge.declared": never a CLR type's name, never given another meaning.</param>
/// <param name="Version">Of the payload's shape, from 1.</param>
/// <param name="Stream">One of <see cref="EventStream"/>.</param>
public readonly record struct StoredEventName(string Name, int Version, string Stream);
