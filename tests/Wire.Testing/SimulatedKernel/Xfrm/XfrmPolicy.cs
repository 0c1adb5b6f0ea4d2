using System.Buffers.Binary;
using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Rtnetlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>A policy of IPsec (struct xfrm_policy).</summary>
/// <param name="Structure"><c>xfrm_userpolicy_info</c>.</param>
/// <param name="Templates"><c>xfrm_user_tmpl</c>, one after the other.</param>
/// <param name="Mark">XFRMA_MARK.</param>
/// <param name="Interface">XFRMA_IF_ID, 0 for none.</param>
internal sealed record XfrmPolicy(byte[] Structure, byte[] Templates, XfrmMark Mark, uint Interface)
{
    public byte Dir => Structure[PolicyDirAt];

    public uint Index
    {
        get => BinaryPrimitives.ReadUInt32LittleEndian(Structure.AsSpan(PolicyIndexAt));
        set => BinaryPrimitives.WriteUInt32LittleEndian(Structure.AsSpan(PolicyIndexAt), value);
    }

    public ReadOnlySpan<byte> Selector => Structure.AsSpan(0, SelectorBytes);

    /// <summary>verify_newpolicy_info and validate_tmpl.</summary>
    public static XfrmPolicy Parse(Message message)
    {
        byte[] structure = message.Body[..PolicyBytes].ToArray();
        Require(structure[PolicyShareAt] <= 3 && structure[PolicyActionAt] <= 1, Errno.EINVAL);
        XfrmSelectors.Check(structure, mayBeUnspecified: false);
        Require(structure[PolicyDirAt] <= 2, Errno.EINVAL);
        Attributes attributes = message.Attributes(PolicyBytes);
        CheckType(attributes);
        XfrmPolicy policy = new(structure, attributes.Bytes(XFRMA_TMPL) ?? [], XfrmMark.Of(attributes), attributes.U32(XFRMA_IF_ID) ?? 0);
        Require(policy.Index == 0 || (policy.Index & 7) == policy.Dir, Errno.EINVAL);
        policy.CheckTemplates();
        structure.AsSpan(PolicyCurrentAt, CurrentBytes).Clear();
        return policy;
    }

    /// <summary>There are no others than the main ones without CONFIG_XFRM_SUB_POLICY.</summary>
    public static void CheckType(Attributes attributes) => Require(attributes.U8(XFRMA_POLICY_TYPE) is null or 0, Errno.EINVAL);

    /// <summary>There is one of it in a direction.</summary>
    public bool Is(byte dir, ReadOnlySpan<byte> selector, XfrmMark mark, uint @interface) =>
        Dir == dir && Mark == mark && Interface == @interface && Selector.SequenceEqual(selector);

    public byte[] Write(ushort type, Cause cause, ushort flags = 0) => Extra(new MessageWriter(type, flags, cause.Sequence, cause.PortId).Raw(Structure)).ToArray();

    /// <summary>By what it was deleted: its number or its selector; and all of it as an attribute.</summary>
    public byte[] WriteDeletion(Cause cause, bool byIndex) => Extra(new MessageWriter(XFRM_MSG_DELPOLICY, 0, cause.Sequence, cause.PortId)
        .Raw(byIndex ? new byte[SelectorBytes] : Selector).U32(byIndex ? Index : 0).U8(Dir).U8(0).U16(0).Attribute(XFRMA_POLICY, Structure)).ToArray();

    private MessageWriter Extra(MessageWriter writer)
    {
        if (Templates.Length > 0)
        {
            writer.Attribute(XFRMA_TMPL, Templates);
        }
        if (Mark.IsThere)
        {
            writer.Attribute(XFRMA_MARK, [.. BitConverter.GetBytes(Mark.Value), .. BitConverter.GetBytes(Mark.Mask)]);
        }
        return Interface == 0 ? writer : writer.AttributeU32(XFRMA_IF_ID, Interface);
    }

    private void CheckTemplates()
    {
        Require(Templates.Length / TemplateBytes <= XFRM_MAX_DEPTH, Errno.EINVAL);
        ushort before = BinaryPrimitives.ReadUInt16LittleEndian(Structure.AsSpan(SelectorFamilyAt));
        foreach (byte[] template in Templates.Chunk(TemplateBytes))
        {
            ushort family = BinaryPrimitives.ReadUInt16LittleEndian(template.AsSpan(TemplateFamilyAt));
            byte mode = template[TemplateModeAt];
            Require(mode is XFRM_MODE_TUNNEL or XFRM_MODE_BEET ? template[TemplateOptionalAt] == 0 || Dir != XFRM_POLICY_OUT : family == before, Errno.EINVAL);
            Require(mode <= XFRM_MODE_BEET && family is AF_INET or AF_INET6 && template[TemplateProtoAt] is IPPROTO_ESP or IPPROTO_AH or IPPROTO_COMP, Errno.EINVAL);
            before = family;
        }
    }
}
