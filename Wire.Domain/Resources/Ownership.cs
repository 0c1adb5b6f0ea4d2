namespace Wire.Domain;

/// <summary>The mark on what Wire makes: <c>IFA_PROTO</c>, <c>rtm_protocol</c> and <c>FRA_PROTOCOL</c> carry it, so the kernel itself says whose an object is.</summary>
public static class Ownership
{
    /// <summary>Unassigned in linux/rtnetlink.h and in iproute2's rt_protos; 87 is ASCII 'W'.</summary>
    public const byte Protocol = 87;

    /// <summary>
    /// The lowest interface index of the links that Wire makes. The kernel counts its own from 1 and would need a million links
    /// to come here.
    /// </summary>
    public const uint LinkIndexFirst = 1 << 20;
}
