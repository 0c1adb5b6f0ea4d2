using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>What a link's master keeps for it.</summary>
internal abstract class PortCodec(LinkFacet facet) : ResourceCodec
{
    public override ResourceKind Kind => facet.Kind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<IfInfoMsg>(), LinkTables.Link);

    public override LinkFacet Facet => facet;

    /// <summary>Writes what is set.</summary>
    protected abstract void Encode(NetlinkMessageWriter writer, Resource asked, LinkIndexes indexes);

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        Resource asked = operation.Attributes.Aggregate(Kind.Blank(), (blank, name) => Kind.Find(name)!.Copy(operation.After!, blank));
        EncodeChange(builder, builder.Indexes.Of(Kind.Attributes[0].Format(operation.After!)!), asked);
    }

    /// <summary>As <c>ip link set … type bond_slave</c> does: RTM_NEWLINK with IFLA_INFO_SLAVE_DATA.</summary>
    /// <param name="builder">Where the request goes.</param>
    /// <param name="index">The port's.</param>
    /// <param name="asked">What is set in it is to be set.</param>
    protected virtual void EncodeChange(RequestBuilder builder, uint index, Resource asked)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, 0, new IfInfoMsg { ifi_index = index });
        int info = writer.BeginNested(IFLA_LINKINFO);
        writer.WriteString(IFLA_INFO_SLAVE_KIND, facet.MemberKind);
        int data = writer.BeginNested(IFLA_INFO_SLAVE_DATA);
        Encode(writer, asked, builder.Indexes);
        writer.EndNested(data);
        writer.EndNested(info);
        builder.End();
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => throw Never;

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => throw Never;

    private InvalidOperationException Never => new($"{Kind.Name} comes and goes with its port");

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}
