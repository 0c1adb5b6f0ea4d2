namespace Wire.Domain;

/// <summary>What an ERSPAN tunnel must have, of either family (<c>erspan_validate</c>, net/ipv4/ip_gre.c, and <c>ip6erspan_tap_validate</c>, net/ipv6/ip6_gre.c).</summary>
internal static class ErspanRules
{
    /// <summary>The session's number has 10 bits (ID_MASK, net/erspan.h).</summary>
    private const long SessionMax = 1023;

    public static void Check(Tunnel tunnel, ValidationContext context)
    {
        if (tunnel.External == true)
        {
            return;
        }
        if (tunnel.ErspanVer != 0)
        {
            CheckHeader(tunnel, context);
        }
        if (tunnel.OKey > SessionMax)
        {
            context.Report("okey", $"{tunnel.OKey} is no session of ERSPAN: it has 10 bits", $"expected 0 to {SessionMax}");
        }
        if (tunnel.ErspanIndex > 0 && tunnel.ErspanVer is 0 or 2)
        {
            context.Report("erspan-index", $"version {tunnel.ErspanVer} of ERSPAN has no index", "expected 'erspan-ver 1'");
        }
        foreach (string word in tunnel.ErspanVer == 2 ? [] : new[] { "erspan-dir", "erspan-hwid" })
        {
            if (tunnel.Kind.Find(word)!.Format(tunnel) is { } text && text != tunnel.Kind.Find(word)!.Default)
            {
                context.Report(word, $"version {tunnel.ErspanVer ?? 1} of ERSPAN has no '{word}'", "expected 'erspan-ver 2'");
            }
        }
    }

    private static void CheckHeader(Tunnel tunnel, ValidationContext context)
    {
        foreach (string word in new[] { "ikey", "okey" })
        {
            if (tunnel.Kind.Find(word)!.Format(tunnel) is null or "none")
            {
                context.Report(word, $"'{tunnel.Reference}' has no '{word}': versions 1 and 2 of ERSPAN name their session in it", $"expected '{word} NUMBER'");
            }
        }
        foreach (string word in new[] { "iseq", "oseq" })
        {
            if (tunnel.Kind.Find(word)!.Format(tunnel) == "off")
            {
                context.Report(word, "versions 1 and 2 of ERSPAN number their packets", $"expected '{word} on', or nothing of it");
            }
        }
        foreach (string word in new[] { "icsum", "ocsum" })
        {
            if (tunnel.Kind.Find(word)!.Format(tunnel) == "on")
            {
                context.Report(word, "ERSPAN has no checksum", $"expected '{word} off', or nothing of it");
            }
        }
    }
}
