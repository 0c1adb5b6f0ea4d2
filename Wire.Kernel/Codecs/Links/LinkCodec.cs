using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What is a kind's own in a link message: the attributes inside IFLA_INFO_DATA.</summary>
/// <param name="kind">The kind in the domain.</param>
/// <param name="infoKind">IFLA_INFO_KIND; null when the kernel has none for it.</param>
internal abstract class LinkCodec(ResourceKind kind, string? infoKind)
{
    public ResourceKind Kind { get; } = kind;

    public string? InfoKind { get; } = infoKind;

    /// <summary>The option of the kernel's configuration that brings the kind (CONFIG_BONDING), for the error where it is missing.</summary>
    public virtual string? KernelOption => null;

    /// <summary>Which attributes inside IFLA_INFO_DATA are no state.</summary>
    public virtual AttributePlace DataPlace => AttributePlace.Other;

    /// <summary>What the attributes inside IFLA_INFO_DATA are called.</summary>
    public virtual AttributeTable DataNames => AttributeTable.None;

    /// <summary>What the attributes of the requests of <see cref="EncodeDetails"/> are called.</summary>
    public virtual AttributeTable DetailNames => AttributeTable.None;

    /// <summary>The link with what only its kind has. What is not known goes to <see cref="LinkData.Unknown"/>.</summary>
    public abstract Link Decode(scoped in LinkData data);

    /// <summary>Writes what is set, inside IFLA_INFO_DATA.</summary>
    public virtual void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
    }

    /// <summary>
    /// What a change asks: beside what differs, what the kernel takes as one value with it, only as a difference, or would change
    /// along; and without what it would refuse to be told.
    /// </summary>
    /// <param name="asked">With only what is to be set.</param>
    /// <param name="before">The link as it is; for a creation as it shall be.</param>
    /// <param name="after">The link as it shall be.</param>
    public virtual Link ForChange(Link asked, Link before, Link after) => asked;

    /// <summary>The kernel takes no IFLA_MTU in a change that has IFLA_INFO_DATA too: it is asked for by a request of its own.</summary>
    public virtual bool MtuAlone => false;

    /// <summary>The values that a creation has to name because the kernel's own default is not the schema's.</summary>
    public virtual Link WithCreationDefaults(Link link) => link;

    /// <summary>How the link is made when rtnetlink cannot: what all links share is set right after it. Null: by RTM_NEWLINK.</summary>
    /// <param name="link">With its name.</param>
    /// <param name="index">The index it shall have; null lets the kernel choose.</param>
    public virtual KernelCall? CreationCall(Link link, uint? index) => null;

    /// <summary>Writes the requests, to another family of netlink, for what RTM_NEWLINK does not take; after a creation and after a change.</summary>
    /// <param name="builder">Where they go.</param>
    /// <param name="name">The link's.</param>
    /// <param name="asked">What is set in it is to be set.</param>
    public virtual void EncodeDetails(RequestBuilder builder, string name, Link asked)
    {
    }

    /// <summary>True when link messages do not tell all of the link: then <see cref="Complete"/> is asked at each of them.</summary>
    public virtual bool HasDetails => false;

    /// <summary>What <see cref="Complete"/> tells changes without a word, so it is asked at each poll too.</summary>
    public virtual bool IsPolled => HasDetails;

    /// <summary>The link with what another family of netlink tells of it. A link that is gone meanwhile stays as it is.</summary>
    public virtual Link Complete(Link link, ObjectContext context) => link;

    /// <summary>IFLA_LINK: the index of the link that it rides on; null for none.</summary>
    public virtual uint? LowerIndex(Link link, LinkIndexes indexes) => null;
}

/// <summary>The parts of a link message that a kind's codec looks at.</summary>
internal readonly ref struct LinkData
{
    /// <summary>The attributes of IFLA_INFO_DATA; none when the message has none.</summary>
    public required AttributeReader Attributes { get; init; }

    /// <summary>The reference of IFLA_LINK; null when it is not told, not known, or in another namespace.</summary>
    public required string? Lower { get; init; }

    public required LinkTable Links { get; init; }

    public required UnknownAttributes Unknown { get; init; }

    /// <summary>The word of IFLA_INFO_KIND; null for none.</summary>
    public required string? InfoKind { get; init; }

    /// <summary>What it is made of; nothing for most links.</summary>
    public LinkOrigin Origin { get; init; }

    /// <summary>Keeps all of IFLA_INFO_DATA, for a kind that has nothing of it to decode.</summary>
    public void KeepAll()
    {
        AttributeReader attributes = Attributes;
        while (attributes.Read())
        {
            Unknown.Keep(attributes, AttributePlace.Other);
        }
    }
}
