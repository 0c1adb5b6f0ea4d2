namespace Wire.Journal.Central;

/// <summary>A stream of one node, as a central store names it: <c>web1/kernel</c>.</summary>
public readonly record struct NodeStream
{
    /// <summary>Between the two: no node's name has it.</summary>
    private const char Separator = '/';

    /// <param name="node">See <see cref="IsNode"/>.</param>
    /// <param name="stream">The stream in the node's journal.</param>
    /// <exception cref="ArgumentException">It is no name of a node.</exception>
    public NodeStream(string node, string stream)
    {
        if (!IsNode(node))
        {
            throw new ArgumentException($"'{node}' is no name of a node: 1 to {NodeCharactersMax} ASCII letters, digits, '.', '-' or '_'", nameof(node));
        }

        (Node, Stream) = (node, stream);
    }

    /// <summary>The longest that a host's name can be (hostname(7)).</summary>
    public const int NodeCharactersMax = 253;

    /// <summary>The node's name.</summary>
    public string Node { get; }

    /// <summary>The stream in the node's journal.</summary>
    public string Stream { get; }

    /// <summary>What the names of all streams of a node begin with.</summary>
    public static string PrefixOf(string node) => node + Separator;

    /// <summary>Whether nodes may be called so: as hosts are, and with '_'.</summary>
    public static bool IsNode(string name) =>
        name.Length is > 0 and <= NodeCharactersMax && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>The stream of a name that <see cref="ToString"/> made.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NodeStream Parse(string name)
    {
        var end = name.IndexOf(Separator, StringComparison.Ordinal);
        return end > 0 ? new(name[..end], name[(end + 1)..]) : throw new FormatException($"'{name}' is no stream of a node");
    }

    /// <summary>As the store names it.</summary>
    public override string ToString() => PrefixOf(Node) + Stream;
}
