using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>What the requests of all kinds of nf_tables have in common: those that follow each other are one transaction.</summary>
internal abstract class NftCodec : ResourceCodec
{
    public sealed override bool IsAtomic => true;

    public sealed override ObjectSource Source => NftSource.The;

    public sealed override KernelNeed Need => TheNeed;

    private static readonly NetlinkFamilyNeed TheNeed = new("netfilter", "CONFIG_NF_TABLES", NetlinkFamily.Netfilter);

    public sealed override RequestNames? NamesOf(NetlinkFamily family, int command) =>
        NftTables.Of(command & 0xff) is { } names ? new(Marshal.SizeOf<NfGenMsg>(), names) : null;

    public sealed override bool MeansGone(int errno) => errno == Errno.ENOENT;

    public static NetlinkMessageWriter Begin(RequestBuilder builder, ushort message, ushort flags, NftObject subject) =>
        builder.Begin(NetlinkFamily.Netfilter, NftSource.Type(message), flags, new NfGenMsg { nfgen_family = (byte)subject.Family, version = LinuxNfnetlink.NFNETLINK_V0 });
}

internal sealed class NftTableCodec : NftCodec
{
    public override ResourceKind Kind => NftTable.TheKind;

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        NftTable table = (NftTable)operation.After!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWTABLE, NLM_F_CREATE | NLM_F_EXCL, table);
        writer.WriteString(NFTA_TABLE_NAME, table.Name);
        writer.WriteU32Be(NFTA_TABLE_FLAGS, table.Dormant == true ? NFT_TABLE_F_DORMANT : 0);
        writer.WriteMark(NFTA_TABLE_USERDATA, table.Comment);
        builder.End();
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        NftTable table = (NftTable)operation.After!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWTABLE, 0, table);
        writer.WriteString(NFTA_TABLE_NAME, table.Name);
        writer.WriteU32Be(NFTA_TABLE_FLAGS, table.Dormant == true ? NFT_TABLE_F_DORMANT : 0);
        builder.End();
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        NftTable table = (NftTable)operation.Before!;
        Begin(builder, NFT_MSG_DELTABLE, 0, table).WriteString(NFTA_TABLE_NAME, table.Name);
        builder.End();
    }
}

internal sealed class NftChainCodec : NftCodec
{
    public override ResourceKind Kind => NftChain.TheKind;

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        NftChain chain = (NftChain)operation.After!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWCHAIN, NLM_F_CREATE | NLM_F_EXCL, chain);
        writer.WriteString(NFTA_CHAIN_TABLE, chain.Table);
        writer.WriteString(NFTA_CHAIN_NAME, chain.Name);
        if (chain.Hook is { } hook)
        {
            int nest = writer.BeginNest(NFTA_CHAIN_HOOK);
            writer.WriteU32Be(NFTA_HOOK_HOOKNUM, (uint)NumberOf(chain.Family, hook));
            writer.WriteU32Be(NFTA_HOOK_PRIORITY, (uint)(chain.Priority ?? 0));
            WriteDevices(writer, chain);
            writer.EndNested(nest);
            writer.WriteString(NFTA_CHAIN_TYPE, chain.Type ?? "filter");
            writer.WriteU32Be(NFTA_CHAIN_POLICY, chain.Policy ?? 1);
        }
        writer.WriteMark(NFTA_CHAIN_USERDATA, chain.Comment);
        builder.End();
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        NftChain chain = (NftChain)operation.After!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWCHAIN, 0, chain);
        writer.WriteString(NFTA_CHAIN_TABLE, chain.Table);
        writer.WriteString(NFTA_CHAIN_NAME, chain.Name);
        writer.WriteU32Be(NFTA_CHAIN_POLICY, chain.Policy ?? 1);
        builder.End();
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        NftChain chain = (NftChain)operation.Before!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_DELCHAIN, 0, chain);
        writer.WriteString(NFTA_CHAIN_TABLE, chain.Table);
        writer.WriteString(NFTA_CHAIN_NAME, chain.Name);
        builder.End();
    }

    private static int NumberOf(uint family, string hook) => Enumerable.Range(0, NftChain.HooksOf(family).Count).First(i => NftChain.HooksOf(family)[i] == hook);

    /// <summary>Several devices have an attribute of their own since Linux 5.5.</summary>
    private static void WriteDevices(NetlinkMessageWriter writer, NftChain chain)
    {
        if (chain.Devices is [var only])
        {
            writer.WriteString(NFTA_HOOK_DEV, LinkName.Split(only).Name);
        }
        else if (chain.Devices is { Count: > 1 } devices)
        {
            int nest = writer.BeginNest(NFTA_HOOK_DEVS);
            foreach (string device in devices)
            {
                writer.WriteString(NFTA_DEVICE_NAME, LinkName.Split(device).Name);
            }
            writer.EndNested(nest);
        }
    }

    public static NftChain Decode(scoped in NetlinkMessage message, NftObjectHead head, UnknownAttributes unknown)
    {
        NftChain chain = new() { Family = head.Family, Netns = head.Netns };
        AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_CHAIN_TABLE:
                    chain = chain with { Table = attributes.ReadString() };
                    break;
                case NFTA_CHAIN_NAME:
                    chain = chain with { Name = attributes.ReadString() };
                    break;
                case NFTA_CHAIN_TYPE:
                    chain = chain with { Type = attributes.ReadString() };
                    break;
                case NFTA_CHAIN_POLICY:
                    chain = chain with { Policy = attributes.ReadU32Be() };
                    break;
                case NFTA_CHAIN_USERDATA:
                    chain = chain with { Protocol = NftUserData.IsMarked(attributes.Payload, out _) ? Ownership.Protocol : null, Comment = NftUserData.CommentOf(attributes.Payload) };
                    break;
                case NFTA_CHAIN_HOOK:
                    chain = Hook(chain, attributes.Nested());
                    break;
                case NFTA_CHAIN_FLAGS when (attributes.ReadU32Be() & ~NFT_CHAIN_BASE) == 0:
                    break; // the hook tells it
                default:
                    unknown.Keep(attributes, AttributePlace.NftChain);
                    break;
            }
        }
        return chain with { Unknown = unknown.Take() };
    }

    private static NftChain Hook(NftChain chain, AttributeReader attributes)
    {
        SortedSet<string> devices = new(StringComparer.Ordinal);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_HOOK_HOOKNUM:
                    IReadOnlyList<string> hooks = NftChain.HooksOf(chain.Family);
                    uint number = attributes.ReadU32Be();
                    chain = chain with { Hook = number < hooks.Count ? hooks[(int)number] : number.ToString(System.Globalization.CultureInfo.InvariantCulture) };
                    break;
                case NFTA_HOOK_PRIORITY:
                    chain = chain with { Priority = (int)attributes.ReadU32Be() };
                    break;
                case NFTA_HOOK_DEV:
                    devices.Add(attributes.ReadString());
                    break;
                case NFTA_HOOK_DEVS:
                    AttributeReader names = attributes.Nested();
                    while (names.Read())
                    {
                        devices.Add(names.ReadString());
                    }
                    break;
            }
        }
        return devices.Count == 0 ? chain : chain with { Devices = devices.Select(d => LinkName.Reference(chain.Netns, d)).ToValueList() };
    }
}

/// <summary>What every message of nf_tables begins with.</summary>
/// <param name="Family">nfgen_family.</param>
/// <param name="Netns">The namespace that it came from.</param>
internal readonly record struct NftObjectHead(uint Family, string? Netns);
