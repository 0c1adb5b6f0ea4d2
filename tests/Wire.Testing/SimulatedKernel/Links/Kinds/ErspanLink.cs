using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>ERSPAN over IPv4 (net/ipv4/ip_gre.c): GRE with Ethernet inside and a header of its own.</summary>
internal sealed class ErspanLink(SimulatedNamespace ns) : TunnelLink(ns, TunnelShape.Erspan)
{
    private readonly ErspanData _erspan = new();
    private uint? _headerBytes;

    /// <summary>Worked out once: another version changes nothing about it.</summary>
    protected override uint HeaderBytes => _headerBytes ?? _erspan.HeaderBytes;

    public static void ValidateData(LinkRequest request)
    {
        ValidateData(request, TunnelShape.Erspan);
        if (request.HasData && request.Data.U8(IFLA_GRE_ERSPAN_VER) is not 0)
        {
            ErspanData.Validate(request.Data);
        }
    }

    /// <summary>To tell it sets it.</summary>
    public override void WriteData(MessageWriter data)
    {
        Options[IFLA_GRE_OFLAGS] = _erspan.OutFlags((ushort)Options[IFLA_GRE_OFLAGS], isExternal: false);
        base.WriteData(data);
        _erspan.Write(data);
    }

    protected override void TakeOwn(Attributes data)
    {
        _erspan.Take(data, checks: true);
        _headerBytes ??= _erspan.HeaderBytes;
    }
}
