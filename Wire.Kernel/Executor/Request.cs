using Wire.Domain;

namespace Wire.Kernel;

/// <summary>One request of a prepared plan: a netlink message, a TAP device to make, or a refusal known beforehand.</summary>
/// <param name="Operation">The position of its operation among those prepared.</param>
/// <param name="Netns">The namespace it goes to; null for the home namespace.</param>
/// <param name="Start">Where the message begins in the plan's bytes.</param>
/// <param name="Length">The message's length in bytes; 0 for what is no message.</param>
/// <param name="Sequence">nlmsg_seq.</param>
/// <param name="Tap">The TAP device to make instead of sending anything.</param>
/// <param name="Refusal">Why the operation cannot be asked at all.</param>
internal readonly record struct Request(int Operation, string? Netns, int Start, int Length, uint Sequence, TapRequest? Tap, KernelRefusal? Refusal)
{
    public bool IsMessage => Length > 0;

    public static Request Message(int operation, string? netns, int start, int length, uint sequence) =>
        new(operation, netns, start, length, sequence, null, null);

    public static Request OfTap(int operation, string? netns, TapRequest tap) => new(operation, netns, 0, 0, 0, tap, null);

    public static Request OfRefusal(int operation, KernelRefusal refusal) => new(operation, null, 0, 0, 0, null, refusal);
}
