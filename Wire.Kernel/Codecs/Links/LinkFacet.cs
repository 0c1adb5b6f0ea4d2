using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Settings that a link has as a member of another one, told in the link's own messages: IFLA_INFO_SLAVE_DATA of a bridge port or
/// of a bond's port. A link that is no member any more has none, and then they vanish.
/// </summary>
/// <param name="kind">The kind in the domain.</param>
/// <param name="memberKind">IFLA_INFO_SLAVE_KIND: "bridge", "bond".</param>
internal abstract class LinkFacet(ResourceKind kind, string memberKind)
{
    public ResourceKind Kind { get; } = kind;

    public string MemberKind { get; } = memberKind;

    /// <summary>IFLA_PROTINFO of AF_BRIDGE messages has the same attributes as IFLA_INFO_SLAVE_DATA: a bridge tells of its ports by both.</summary>
    public virtual bool IsToldByProtinfo => false;

    /// <param name="data">The attributes of IFLA_INFO_SLAVE_DATA.</param>
    /// <param name="link">The reference of the link that has them.</param>
    /// <param name="context">Its <see cref="ObjectContext.Unknown"/> is empty and becomes <see cref="Resource.Unknown"/> by Take.</param>
    public abstract Resource Decode(AttributeReader data, string link, ObjectContext context);
}
