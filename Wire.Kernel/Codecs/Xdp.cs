using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// IFLA_XDP, told in the messages of links. A program that is attached as a BPF link (BPF_LINK_CREATE) the kernel does not announce: it is
/// seen with the next message of the link, or the next listing. So is any program of a link that is down (netdev_state_change, net/core/dev.c),
/// where no packet meets it.
/// </summary>
internal sealed class XdpCodec : ResourceCodec
{
    private const string SectionDefault = "xdp";

    public override ResourceKind Kind => Xdp.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<IfInfoMsg>(), LinkTables.Link);

    /// <summary>Null when no program is attached.</summary>
    public static Xdp? Decode(AttributeReader attributes, string link, ObjectContext context)
    {
        uint mode = XDP_ATTACHED_NONE, id = 0;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_XDP_ATTACHED:
                    mode = attributes.ReadU8();
                    break;
                // With programs in several places (XDP_ATTACHED_MULTI) each has its own attribute, and this one is missing.
                case IFLA_XDP_PROG_ID:
                    id = attributes.ReadU32();
                    break;
                case IFLA_XDP_DRV_PROG_ID or IFLA_XDP_SKB_PROG_ID or IFLA_XDP_HW_PROG_ID when id == 0:
                    id = attributes.ReadU32();
                    break;
            }
        }
        if (mode == XDP_ATTACHED_NONE)
        {
            return null;
        }
        // A program does not change once it is loaded, and its number is not given again soon.
        if (context.Told().OfType<Xdp>().FirstOrDefault(x => x.Dev == link && x.Id == id && x.Mode == mode) is { Tag: not null } known)
        {
            return known;
        }
        BpfProgramDescription? program = context.Kernel is null ? null : BpfProgram.Describe(id);
        return new Xdp { Dev = link, Mode = mode, Id = id, Tag = program?.Tag, Program = program?.File, Section = program?.Section };
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => Attach(builder, (Xdp)operation.After!, XDP_FLAGS_UPDATE_IF_NOEXIST);

    /// <summary>The kernel puts one program in the place of another without losing a packet.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation) => Attach(builder, (Xdp)operation.After!, 0);

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        const uint none = uint.MaxValue; // -1
        Xdp program = (Xdp)operation.Before!;
        Write(builder, program.Dev, none, Flag(program.Mode));
    }

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;

    private static void Attach(RequestBuilder builder, Xdp xdp, uint flags)
    {
        if (xdp.Program is not { } file)
        {
            throw new NetlinkException(Errno.ENOENT, $"load the program of {xdp.Dev}: somebody else loaded it, and its file is not known");
        }
        BpfProgram program = BpfProgram.Load(file, xdp.Section ?? SectionDefault, LinuxBpf.BPF_PROG_TYPE_XDP);
        builder.KeptOpen.Add(program);
        Write(builder, xdp.Dev, (uint)program.Descriptor, flags | Flag(xdp.Mode));
    }

    private static void Write(RequestBuilder builder, string link, uint descriptor, uint flags)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, 0, new IfInfoMsg { ifi_index = builder.Indexes.Of(link) });
        int xdp = writer.BeginNested(IFLA_XDP);
        writer.WriteU32(IFLA_XDP_FD, descriptor);
        writer.WriteU32(IFLA_XDP_FLAGS, flags);
        writer.EndNested(xdp);
        builder.End();
    }

    private static uint Flag(uint? mode) => mode switch
    {
        XDP_ATTACHED_DRV => XDP_FLAGS_DRV_MODE,
        XDP_ATTACHED_SKB => XDP_FLAGS_SKB_MODE,
        XDP_ATTACHED_HW => XDP_FLAGS_HW_MODE,
        _ => 0,
    };
}
