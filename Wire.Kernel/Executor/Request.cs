using Wire.Domain;

namespace Wire.Kernel;

/// <summary>One request of a prepared plan: a netlink message, a call that is none, or a refusal known beforehand.</summary>
/// <param name="Operation">The position of its operation among those prepared.</param>
/// <param name="Netns">The namespace it goes to; null for the home namespace.</param>
/// <param name="Family">The sockets that a message goes to.</param>
/// <param name="Start">Where the message begins in the plan's bytes.</param>
/// <param name="Length">The message's length in bytes; 0 for what is no message.</param>
/// <param name="Sequence">nlmsg_seq.</param>
/// <param name="Call">What to carry out instead of sending anything.</param>
/// <param name="Refusal">Why the operation cannot be asked at all.</param>
internal readonly record struct Request(
    int Operation, string? Netns, NetlinkFamily Family, int Start, int Length, uint Sequence, KernelCall? Call, KernelRefusal? Refusal)
{
    public bool IsMessage => Length > 0;

    public static Request Message(int operation, string? netns, NetlinkFamily family, int start, int length, uint sequence) =>
        new(operation, netns, family, start, length, sequence, null, null);

    public static Request OfCall(int operation, string? netns, KernelCall call) => new(operation, netns, default, 0, 0, 0, call, null);

    public static Request OfRefusal(int operation, KernelRefusal refusal) => new(operation, null, default, 0, 0, 0, null, refusal);
}
