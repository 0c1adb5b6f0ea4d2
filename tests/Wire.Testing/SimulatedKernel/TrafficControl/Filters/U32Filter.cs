using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>A filter of u32 (struct tc_u_knode).</summary>
internal sealed class U32Filter(uint handle) : Filter(handle)
{
    private const uint BucketOf = 0xffff_f000;

    public uint Flags { get; init; }

    /// <summary>struct tc_u32_sel with its keys.</summary>
    public byte[] Selector { get; init; } = [];

    public byte[]? Mark { get; init; }

    /// <summary>The table that goes on with what matches.</summary>
    public U32Table? Link { get; init; }

    public override void Write(MessageWriter options)
    {
        options.Attribute(TCA_U32_SEL, Selector).AttributeU32(TCA_U32_HASH, Handle & BucketOf);
        if (ClassId != 0)
        {
            options.AttributeU32(TCA_U32_CLASSID, ClassId);
        }
        if (Link is { } link)
        {
            options.AttributeU32(TCA_U32_LINK, link.Handle);
        }
        options.AttributeU32(TCA_U32_FLAGS, Flags);
        if (Mark is { } mark)
        {
            options.Attribute(TCA_U32_MARK, [.. mark, 0, 0, 0, 0]);
        }
        FilterAction.Write(options, TCA_U32_ACT, Actions);
    }
}
