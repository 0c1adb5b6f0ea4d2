namespace Wire.Host.Tests.Life;

/// <summary>
/// What one object of a kind goes through, as a person wrote it: <see cref="LifeRun"/> leads it through all that Wire promises, and
/// other programs say at every step what the kernel has.
/// </summary>
internal sealed record KindLife
{
    /// <summary>The word in the configuration language.</summary>
    public required string Kind { get; init; }

    /// <summary>Tells several lives of one kind apart; empty for the first.</summary>
    public string Variant { get; init; } = "";

    /// <summary>What the plan calls the object: "br0", "d0 10.0.0.1/24".</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Shell commands that put what the object needs into the empty namespace, before Wire starts. They have NETNS (the
    /// namespace's name), STATE (Wire's state directory) and N (1, or 2 in the namespace of the replay).
    /// </summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>Shell commands, also after a failure, for what a namespace does not take along when it goes.</summary>
    public IReadOnlyList<string> Teardown { get; init; } = [];

    /// <summary>The first configuration: with every attribute that can be declared, unless <see cref="InPlace"/> brings it.</summary>
    public required string Text { get; init; }

    /// <summary>The command whose JSON shows the object.</summary>
    public required string Look { get; init; }

    /// <summary>Where in the JSON of <see cref="Look"/> the object is. Nothing there means that it is gone.</summary>
    public string At { get; init; } = "[0]";

    /// <summary>What other programs say once <see cref="Text"/> is applied.</summary>
    public required IReadOnlyList<Reading> Shows { get; init; }

    /// <summary>One after the other; the plan says <c>~</c>, a link keeps its index, and what a change does not speak of stays as it was.</summary>
    public IReadOnlyList<Change> InPlace { get; init; } = [];

    /// <summary>The plan says <c>-/+</c>. Every kind with an attribute that cannot be changed has one.</summary>
    public Change? Anew { get; init; }

    /// <summary>Shell commands by which somebody else changes or removes the object; each is healed.</summary>
    public required IReadOnlyList<string> Foreign { get; init; }

    /// <summary>The configuration in which the object is not declared any more.</summary>
    public string Without { get; init; } = "";

    /// <summary>Attributes that this life cannot show, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Except { get; init; } = new Dictionary<string, string>();

    /// <summary>It needs netdevsim, which Debian's own kernel does not have.</summary>
    public bool NeedsNetdevsim => Setup.Any(command => command.Contains("/sys/bus/netdevsim", StringComparison.Ordinal));

    /// <summary>The kernel that the tests of category Kernel run on has the kind too.</summary>
    public bool Everywhere { get; init; }

    public string Title => Variant.Length == 0 ? Kind : $"{Kind} ({Variant})";

    /// <summary>A life of a link, which <c>ip link</c> shows.</summary>
    public static string LinkLook(string name) => $"ip -j -d link show dev {name}";

    /// <summary>Every text that is applied, in order.</summary>
    public IEnumerable<string> Texts()
    {
        string text = Text;
        yield return text;
        foreach (Change change in Anew is null ? InPlace : InPlace.Append(Anew))
        {
            yield return text = change.Edit(text);
        }
    }

    public override string ToString() => Title;
}

/// <summary>An edit of the configuration, and what other programs say of it then.</summary>
/// <param name="Old">Stands once in the text.</param>
/// <param name="New">Takes its place.</param>
/// <param name="Shows">What is different now.</param>
internal sealed record Change(string Old, string New, params Reading[] Shows)
{
    public string Edit(string text)
    {
        int at = text.IndexOf(Old, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(Old, at + 1, StringComparison.Ordinal) < 0
            ? text[..at] + New + text[(at + Old.Length)..]
            : throw new InvalidOperationException($"'{Old}' has to stand once in\n{text}");
    }

    public override string ToString() => $"'{Old}' becomes '{New}'";
}
