using System.Text.Json;
using System.Text.Json.Serialization;
using Wire.Journal;

namespace Wire.Host.Api;

/// <summary>JSON of the API and of every <c>--json</c>, by source generation. Fields are camelCase; a null field is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(ApplyCommand))]
[JsonSerializable(typeof(PlanCommand))]
[JsonSerializable(typeof(UndoCommand))]
[JsonSerializable(typeof(RedoCommand))]
[JsonSerializable(typeof(ReplayCommand))]
[JsonSerializable(typeof(BackupCommand))]
[JsonSerializable(typeof(RestoreCommand))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(PlanReply))]
[JsonSerializable(typeof(ChangeReply))]
[JsonSerializable(typeof(ReplayReply))]
[JsonSerializable(typeof(ShowReply))]
[JsonSerializable(typeof(LogReply))]
[JsonSerializable(typeof(DiffReply))]
[JsonSerializable(typeof(BlameReply))]
[JsonSerializable(typeof(ExportReply))]
[JsonSerializable(typeof(BackupView))]
[JsonSerializable(typeof(KeyListView))]
[JsonSerializable(typeof(PublicKeyView))]
[JsonSerializable(typeof(BackupListReply))]
[JsonSerializable(typeof(BackupDetailReply))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(VersionReply))]
[JsonSerializable(typeof(FormatReply))]
[JsonSerializable(typeof(JournalStatReply))]
[JsonSerializable(typeof(ProofView))]
[JsonSerializable(typeof(BisectReply))]
[JsonSerializable(typeof(ProvedView))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(ArchiveReport))]
[JsonSerializable(typeof(RepairReport))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Makes options of another owner write and read the same JSON: a context's own options stay behind when only its types are taken.</summary>
    internal static void Describe(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = Default.Options.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = Default.Options.DefaultIgnoreCondition;
        foreach (JsonConverter converter in Default.Options.Converters)
        {
            options.Converters.Add(converter);
        }
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
