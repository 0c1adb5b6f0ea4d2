using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The kernel's names of the attributes that Wire sends, by where they stand in a request: its extended acknowledgement points at one.</summary>
internal static class AttributeNames
{
    /// <summary>The name of the attribute that begins at, or holds, a byte of the request; null when there is none known.</summary>
    /// <param name="request">A whole message with its header.</param>
    /// <param name="family">The sockets that it went to.</param>
    /// <param name="kind">What the request is about.</param>
    /// <param name="offset">In bytes from the header (NLMSGERR_ATTR_OFFS).</param>
    public static string? At(ReadOnlySpan<byte> request, NetlinkFamily family, ResourceKind kind, int offset)
    {
        try
        {
            return NameAt(request, family, kind, offset);
        }
        catch (NetlinkFormatException)
        {
            // A name is a help: a refusal is told without one rather than not at all.
            return null;
        }
    }

    private static string? NameAt(ReadOnlySpan<byte> request, NetlinkFamily family, ResourceKind kind, int offset)
    {
        NetlinkMessageReader messages = new(request);
        if (!messages.Read(out NetlinkMessage message))
        {
            return null;
        }
        // A generic family has its number from the kernel, and says in a header of its own what is asked.
        int command = family != NetlinkFamily.Generic ? message.Type
            : message.Payload.Length < Marshal.SizeOf<GenlMsgHdr>() ? -1
            : message.Payload[0];
        string? name = ResourceCodecs.NamesOf(kind, family, command) is { } names && message.Payload.Length >= names.FixedBytes ? names.Attributes.Find(message.Attributes(names.FixedBytes), offset) : null;
        return name == nameof(LinuxNfTables.NFTA_RULE_EXPRESSIONS) && NftExpressionNames.At(message, offset) is { } expression ? $"{name} {expression}" : name;
    }
}
