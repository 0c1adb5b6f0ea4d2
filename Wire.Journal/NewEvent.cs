namespace Wire.Journal;

/// <summary>An event to be recorded. The journal does not look into the payload.</summary>
/// <param name="Stream">The stream it belongs to, 1 to 255 bytes of UTF-8.</param>
/// <param name="Name">Its stored name, for ever, 1 to 255 bytes of UTF-8: <c>bridge.declared</c>.</param>
/// <param name="Version">The version of its contract, 1 to 65 535.</param>
/// <param name="Payload">Up to <see cref="JournalLimits.EventPayloadBytesMax"/>; copied before the append returns.</param>
public readonly record struct NewEvent(string Stream, string Name, int Version, ReadOnlyMemory<byte> Payload);
