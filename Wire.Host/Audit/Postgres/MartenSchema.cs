using JasperFx;
using JasperFx.Events;
using Marten;
using Weasel.Core;

namespace Wire.Audit.Postgres;

/// <summary>How the store lies in the database: Marten's event tables, in a schema of their own.</summary>
internal static class MartenSchema
{
    public const string Name = "wire";

    private const string EventType = "journal_event";

    public static DocumentStore StoreOn(string connection) => DocumentStore.For(options =>
    {
        options.Connection(connection);
        options.DatabaseSchemaName = Name;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
        options.DisableNpgsqlLogging = true;

        options.Events.StreamIdentity = StreamIdentity.AsString;
        // The quick modes take no part in who is first: the lock of an append does (PostgresStore.AppendAsync).
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.MapEventType<StoredEvent>(EventType);
    });
}
