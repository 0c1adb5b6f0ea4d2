using Wire.Domain;
using Wire.Journal;

namespace Wire.Host.Api;

/// <summary>Recorded events as people and programs see them.</summary>
public static class EventViews
{
    /// <summary>An event of a newer version, or one that is no longer readable, is shown too: its data then says why.</summary>
    public static EventView Of(RecordedEvent recorded)
    {
        (string summary, System.Text.Json.Nodes.JsonObject data) = Read(recorded);
        return new EventView(
            recorded.Position, recorded.Time, recorded.Stream, recorded.Name, recorded.Version, recorded.Actor, recorded.Source, recorded.Change, summary, data);
    }

    private static (string Summary, System.Text.Json.Nodes.JsonObject Data) Read(RecordedEvent recorded)
    {
        try
        {
            DomainEvent item = EventCodec.Decode(recorded.Name, recorded.Version, recorded.Payload);
            return (EventSummary.Of(item), EventData.Of(item));
        }
        catch (UnreadableEventException error)
        {
            return (error.Message, new() { ["unreadable"] = error.Reason, ["payload"] = Convert.ToBase64String(recorded.Payload.Span) });
        }
    }
}
