using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>An ifinfomsg with its attributes: of a whole request, or of a veth's peer within one.</summary>
internal sealed class LinkRequest
{
    public const int FixedBytes = 16;

    public LinkRequest(Message message)
    {
        Message = message;
        Index = message.I32(4);
        Flags = message.U32(8);
        Change = message.U32(12);
        Attributes = message.Attributes(FixedBytes);
        LinkAttributes.Check(Attributes);
        Attributes linkInfo = Attributes.Nested(IFLA_LINKINFO);
        Kind = linkInfo.Text(IFLA_INFO_KIND);
        HasData = linkInfo.Has(IFLA_INFO_DATA);
        Data = linkInfo.Nested(IFLA_INFO_DATA);
        PortData = linkInfo.Has(IFLA_INFO_SLAVE_DATA) ? linkInfo.Nested(IFLA_INFO_SLAVE_DATA) : null;
        Name = Attributes.Text(IFLA_IFNAME) ?? Attributes.Text(IFLA_ALT_IFNAME);
    }

    public Message Message { get; }

    public int Index { get; private init; }

    /// <summary>The namespace of the socket that asks; a lower link is looked for there.</summary>
    public SimulatedNamespace? SourceNamespace { get; set; }

    /// <summary>Where a veth's peer shall live, when not beside the link itself.</summary>
    public SimulatedNamespace? TargetNamespace { get; set; }

    public uint Flags { get; }

    public uint Change { get; }

    public Attributes Attributes { get; }

    public string? Name { get; private init; }

    public string? Kind { get; }

    public bool HasData { get; }

    public Attributes Data { get; }

    /// <summary>IFLA_INFO_SLAVE_DATA.</summary>
    public Attributes? PortData { get; }

    /// <summary>The flags a link shall have; a change mask of 0 means all of them (rtnl_dev_combine_flags).</summary>
    public uint CombineWith(uint current) => Change == 0 ? Flags : (Flags & Change) | (current & ~Change);

    /// <summary>The same for a link that has been moved and renamed already.</summary>
    public LinkRequest Moved() => new(Message) { Index = 0, Name = null, IsMoved = true };

    /// <summary>A veth's peer that nothing is said of has the attributes of the link itself, but for index, name and flags.</summary>
    public LinkRequest ForNamelessPeer() => new(Message with { Body = (byte[])[.. new byte[FixedBytes], .. Message.Body[FixedBytes..].Span] })
    {
        Name = null,
    };

    /// <summary>Its namespace attribute was obeyed.</summary>
    public bool IsMoved { get; private init; }

    public bool AsksForFlags => Flags != 0 || Change != 0;
}
