using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>The attributes of a link message that tell of the hardware behind it.</summary>
internal ref struct LinkOrigin
{
    private AttributeReader _name;
    private AttributeReader _bus;
    private AttributeReader _permanent;

    /// <summary>There is a device on a bus behind the link.</summary>
    public readonly bool IsPhysical => _name.Type != 0;

    public readonly string? BusAddress => IsPhysical ? _name.ReadString() : null;

    public readonly string? Bus => _bus.Type != 0 ? _bus.ReadString() : null;

    public readonly MacAddress? PermanentMac => _permanent.Type != 0 && _permanent.Payload.Length == 6 ? _permanent.ReadMac() : null;

    /// <summary>Takes the reader's current attribute.</summary>
    public void Note(AttributeReader attribute)
    {
        switch (attribute.Type)
        {
            case IFLA_PARENT_DEV_NAME:
                _name = attribute;
                break;
            case IFLA_PARENT_DEV_BUS_NAME:
                _bus = attribute;
                break;
            case IFLA_PERM_ADDRESS:
                _permanent = attribute;
                break;
        }
    }

    /// <summary>For a link whose kind has no room for it.</summary>
    public readonly void Keep(UnknownAttributes unknown)
    {
        Keep(_permanent, unknown);
        Keep(_name, unknown);
        Keep(_bus, unknown);
    }

    private static void Keep(scoped in AttributeReader attribute, UnknownAttributes unknown)
    {
        if (attribute.Type != 0)
        {
            unknown.Keep(attribute, AttributePlace.Link);
        }
    }
}
