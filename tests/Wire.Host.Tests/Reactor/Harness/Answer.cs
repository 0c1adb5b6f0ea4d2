using Wire.Host.Api;

namespace Wire.Host.Tests.Reactor;

/// <summary>What a command was answered.</summary>
internal sealed record Answer(ChangeReply? Success, ErrorReply? Failure)
{
    public ChangeReply Applied => Success ?? throw new InvalidOperationException($"refused: {Text}");

    public ErrorReply Refused => Failure ?? throw new InvalidOperationException("it was not refused");

    /// <summary>All a person reads of a failure.</summary>
    public string Text => Failure is { } failure ? string.Join('\n', [failure.Message, .. failure.Details]) : "";

    public override string ToString() => Failure is null ? $"change {Success?.Change}" : Text;
}
