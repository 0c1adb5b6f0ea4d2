using System.Text;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Projections;

namespace Wire.Host.Reactor;

/// <summary>A configuration on its way to being a change: read, checked against what is live, decided. <c>plan</c> and <c>apply</c> share it.</summary>
internal sealed record ConfigDraft(Decision? Decision, ErrorReply? Failure)
{
    public static ConfigDraft Of(KnownState state, IntentContext context, ApplyCommand command, DateTimeOffset now)
    {
        PlanCommand config = command.Config;
        byte[] text = Encoding.UTF8.GetBytes(config.Text);
        ConfigReading reading = config.Merge
            ? ConfigReader.ReadMerge(text, config.File, state.Desired, state.Live)
            : ConfigReader.Read(text, config.File, state.Live);
        if (!reading.IsValid)
        {
            return new(null, Failures.Invalid(reading));
        }
        if (reading.Desired.IsEmpty && !config.AllowEmpty)
        {
            return new(null, new ErrorReply(NodeError.BadRequest, $"{config.File} declares nothing: applying it would withdraw all {state.Desired.Count} objects that are declared",
                ["Say --allow-empty if that is meant."], false));
        }
        return new(Decider.Apply(state.Intent, new ApplyRequest
        {
            Declared = reading.Desired,
            Merge = config.Merge,
            Adopt = config.Adopt,
            AllowEmpty = config.AllowEmpty,
            File = config.File,
            Message = command.Message,
            ConfirmBy = command.ConfirmSeconds is { } seconds ? now.AddSeconds(seconds) : null,
        }, context), null);
    }
}
