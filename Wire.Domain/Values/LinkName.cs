using System.Text;

namespace Wire.Domain;

/// <summary>The kernel's rules for names of links (<c>dev_valid_name</c> in net/core/dev.c) and Wire's way to write one that lives in another namespace.</summary>
public static class LinkName
{
    /// <summary>IFNAMSIZ without its terminating zero: 15 bytes of UTF-8.</summary>
    public const int BytesMax = 15;

    /// <summary>Null when the kernel accepts the name; otherwise what is wrong with it.</summary>
    public static string? Check(string name)
    {
        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes == 0)
        {
            return "a link's name is empty";
        }
        if (bytes > BytesMax)
        {
            return $"a link's name has at most {BytesMax} bytes, '{name}' has {bytes}";
        }
        if (name is "." or "..")
        {
            return $"'{name}' is no name for a link";
        }
        foreach (char c in name)
        {
            if (c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return $"a link's name has no '/', ':', blank or control character: '{name}'";
            }
        }
        return null;
    }

    /// <summary>How a link is referred to: its name, or "NAMESPACE/NAME" when it lives in a named network namespace.</summary>
    public static string Reference(string? netns, string name) => netns is null ? name : $"{netns}/{name}";

    /// <summary>The named namespace that a reference is of; null for the home namespace.</summary>
    public static string? NetnsOf(string reference)
    {
        int slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : reference[..slash];
    }

    /// <summary>The two halves of a reference.</summary>
    public static (string? Netns, string Name) Split(string reference)
    {
        int slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (null, reference) : (reference[..slash], reference[(slash + 1)..]);
    }
}
