using System.Globalization;

namespace Wire.Host.Api;

/// <summary>
/// passwd(5) and group(5), read as files. The name service would also ask directories over the network, and the program that
/// repairs the network must not wait for it.
/// </summary>
internal static class AccountFiles
{
    /// <summary>The user's name, or its number where /etc/passwd has none.</summary>
    public static string UserName(uint uid)
    {
        string id = uid.ToString(CultureInfo.InvariantCulture);
        return Find("/etc/passwd", fields => fields[2] == id) is { } fields ? fields[0] : id;
    }

    /// <summary>Null where /etc/group has no such group.</summary>
    public static uint? GroupId(string name) =>
        Find("/etc/group", fields => fields[0] == name) is { } fields
            && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint gid) ? gid : null;

    private static string[]? Find(string path, Func<string[], bool> matches) =>
        File.Exists(path)
            ? File.ReadLines(path).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && matches(fields))
            : null;
}
