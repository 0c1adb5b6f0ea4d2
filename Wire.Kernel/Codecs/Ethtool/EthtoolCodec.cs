using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxEthtool;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>ETHTOOL_MSG_*_SET: one request for each subject of which something is to be set.</summary>
internal sealed class EthtoolCodec : ResourceCodec
{
    public override ResourceKind Kind => Ethtool.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) =>
        EthtoolTables.Of(command) is { } names ? new(Marshal.SizeOf<GenlMsgHdr>(), names) : null;

    public override ObjectSource Source => EthtoolSource.The;

    public override KernelNeed Need { get; } = new GenericFamilyNeed("netlink interface to ethtool", "CONFIG_ETHTOOL_NETLINK", EthtoolSource.FamilyName);

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => throw Never(operation);

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => throw Never(operation);

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        Ethtool after = (Ethtool)operation.After!;
        uint index = builder.Indexes.Of(after.Dev);
        foreach (EthtoolSubject subject in EthtoolSubject.All)
        {
            EthtoolField[] fields = [.. subject.Fields.Where(f => operation.Attributes.Contains(f.Name) && after[f.Id] is not null)];
            ValueList<EthtoolFeature>? features = subject.Set == ETHTOOL_MSG_FEATURES_SET && operation.Attributes.Contains("feature") ? after.Features : null;
            ValueList<string>? modes = subject.Set == ETHTOOL_MSG_LINKMODES_SET && operation.Attributes.Contains("advertise") ? after.Advertise : null;
            if (fields.Length == 0 && features is null && modes is null)
            {
                continue;
            }
            NetlinkMessageWriter writer = builder.BeginGeneric(EthtoolSource.FamilyName, subject.Set, ETHTOOL_GENL_VERSION);
            EthtoolSource.WriteHeader(writer, index, subject.Set == ETHTOOL_MSG_FEATURES_SET ? ETHTOOL_FLAG_OMIT_REPLY : 0);
            foreach (EthtoolField field in fields)
            {
                Write(writer, field, after[field.Id]!.Value);
            }
            if (features is not null)
            {
                WriteBits(writer, ETHTOOL_A_FEATURES_WANTED, hasMask: true, features.Select(f => (f.Name, f.On)));
            }
            if (modes is not null)
            {
                WriteBits(writer, ETHTOOL_A_LINKMODES_OURS, hasMask: false, modes.Select(m => (m, true)));
            }
            builder.End();
        }
    }

    private static void Write(NetlinkMessageWriter writer, EthtoolField field, uint value)
    {
        if (field.IsByte)
        {
            writer.WriteU8(field.Type, (byte)value);
        }
        else
        {
            writer.WriteU32(field.Type, value);
        }
    }

    /// <summary>With a mask the bits that are not listed stay as they are; without one they are cleared.</summary>
    private static void WriteBits(NetlinkMessageWriter writer, ushort type, bool hasMask, IEnumerable<(string Name, bool On)> bits)
    {
        int bitset = writer.BeginNested((ushort)(type | NLA_F_NESTED));
        if (!hasMask)
        {
            writer.Write(ETHTOOL_A_BITSET_NOMASK, []);
        }
        int list = writer.BeginNested(ETHTOOL_A_BITSET_BITS | NLA_F_NESTED);
        foreach ((string name, bool on) in bits)
        {
            int bit = writer.BeginNested(ETHTOOL_A_BITSET_BITS_BIT | NLA_F_NESTED);
            writer.WriteString(ETHTOOL_A_BITSET_BIT_NAME, name);
            if (on)
            {
                writer.Write(ETHTOOL_A_BITSET_BIT_VALUE, []);
            }
            writer.EndNested(bit);
        }
        writer.EndNested(list);
        writer.EndNested(bitset);
    }

    private static InvalidOperationException Never(Operation operation) => new($"{operation.Subject.Title} is a setting: it is never made or deleted");
}
