namespace Wire.Domain;

/// <summary>
/// Names of kernel parameters as sysctl(8) reads them: the first separator, '.' or '/', says which of the two separates; the other one is
/// part of a name. Written with dots, or with slashes where a part has a dot in it (a link's name).
/// </summary>
public static class SysctlName
{
    private const int BytesMax = 255;

    /// <summary>The name as it is written; false for what cannot be one, or does not begin with "net".</summary>
    public static bool TryParse(string text, out string name)
    {
        name = text;
        int first = text.AsSpan().IndexOfAny('.', '/');
        if (first < 0 || text.Length > BytesMax || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return false;
        }
        string[] parts = text[first] == '/' ? text.Split('/') : [.. text.Split('.').Select(p => p.Replace('/', '.'))];
        if (parts.Length < 3 || parts[0] != "net" || parts.Any(p => p is "" or "." or ".."))
        {
            return false;
        }
        name = Write(parts);
        return true;
    }

    /// <summary>The file below /proc/sys.</summary>
    public static string PathOf(string name) => string.Join('/', Parts(name));

    /// <summary>The link that the parameter is of; null for one of none.</summary>
    public static string? LinkIn(string name) => Parts(name) is ["net", "ipv4" or "ipv6" or "mpls", "conf" or "neigh", not ("all" or "default") and var link, _, ..] ? link : null;

    /// <summary>The parameter that a new link's is a copy of (<c>inetdev_init</c>, <c>ipv6_add_dev</c>, <c>neigh_parms_alloc</c>); null for none.</summary>
    public static string? ModelOf(string name)
    {
        string[] parts = Parts(name);
        if (LinkIn(name) is null || parts[1] == "mpls")
        {
            return null;
        }
        parts[3] = "default";
        return Write(parts);
    }

    /// <summary>A value with one blank where the kernel prints tabs or several.</summary>
    public static string Normal(string value) => string.Join(' ', value.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string[] Parts(string name) => name.Split(name.Contains('/', StringComparison.Ordinal) ? '/' : '.');

    private static string Write(string[] parts) => string.Join(parts.Any(p => p.Contains('.', StringComparison.Ordinal)) ? '/' : '.', parts);
}
