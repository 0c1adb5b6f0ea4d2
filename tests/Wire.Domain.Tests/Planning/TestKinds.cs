namespace Wire.Domain.Tests.Planning;

/// <summary>A discipline, as traffic control has them: on a link or below a class.</summary>
internal sealed record TestQdisc : Resource
{
    public string Dev { get; init; } = "";

    public string Parent { get; init; } = "root";

    public string? Handle { get; init; }

    public uint? Limit { get; init; }

    public bool IsDefault { get; init; }

    public static readonly ResourceKind TheKind = new("test-qdisc", "qdisc", () => new TestQdisc(),
        new ReferenceAttribute<TestQdisc, string>(ValueFormats.Link, q => q.Dev, (q, x) => q with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link" },
        new ReferenceAttribute<TestQdisc, string>(ValueFormats.Text(20), q => q.Parent, (q, x) => q with { Parent = x ?? "root" })
            { Id = 2, Name = "parent", Mutability = Mutability.Identity, Help = "root, or a class" },
        new ReferenceAttribute<TestQdisc, string>(ValueFormats.Text(20), q => q.Handle, (q, x) => q with { Handle = x })
            { Id = 3, Name = "handle", Mutability = Mutability.Recreate, Help = "its name" },
        new ValueAttribute<TestQdisc, uint>(ValueFormats.Number(), q => q.Limit, (q, x) => q with { Limit = x })
            { Id = 4, Name = "limit", Mutability = Mutability.InPlace, Help = "packets" }) { Stage = Stage.Qdisc };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("qdisc", $"{Dev} {Parent}");

    public override IEnumerable<ResourceKey> Dependencies =>
        Parent == "root" ? [ResourceKey.Link(Dev)] : [ResourceKey.Link(Dev), new("class", $"{Dev} {Parent}")];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    public override bool GivesWay => IsDefault;
}

/// <summary>A class of the discipline at the root, or below another class.</summary>
internal sealed record TestClass : Resource
{
    public string Dev { get; init; } = "";

    public string Id { get; init; } = "";

    public string? Parent { get; init; }

    public ulong? Rate { get; init; }

    public static readonly ResourceKind TheKind = new("test-class", "class", () => new TestClass(),
        new ReferenceAttribute<TestClass, string>(ValueFormats.Link, c => c.Dev, (c, x) => c with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link" },
        new ReferenceAttribute<TestClass, string>(ValueFormats.Text(20), c => c.Id, (c, x) => c with { Id = x ?? "" })
            { Id = 2, Name = "classid", Mutability = Mutability.Identity, Help = "its name" },
        new ReferenceAttribute<TestClass, string>(ValueFormats.Text(20), c => c.Parent, (c, x) => c with { Parent = x })
            { Id = 3, Name = "parent", Mutability = Mutability.Recreate, Help = "the class above" },
        new ValueAttribute<TestClass, ulong>(ValueFormats.Rate, c => c.Rate, (c, x) => c with { Rate = x })
            { Id = 4, Name = "rate", Mutability = Mutability.InPlace, Help = "what it may send" }) { Stage = Stage.Class };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("class", $"{Dev} {Id}");

    public override IEnumerable<ResourceKey> Dependencies =>
        [ResourceKey.Link(Dev), Parent is null ? new("qdisc", $"{Dev} root") : new("class", $"{Dev} {Parent}")];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;
}

/// <summary>What a bridge keeps for a port.</summary>
internal sealed record TestPort : Resource
{
    public string Dev { get; init; } = "";

    public uint? Cost { get; init; }

    public bool? Isolated { get; init; }

    public ValueList<uint>? Groups { get; init; }

    public static readonly ResourceKind TheKind = new("test-port", "port", () => new TestPort(),
        new ReferenceAttribute<TestPort, string>(ValueFormats.Link, p => p.Dev, (p, x) => p with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the port" },
        new ValueAttribute<TestPort, uint>(ValueFormats.Number(), p => p.Cost, (p, x) => p with { Cost = x })
            { Id = 2, Name = "cost", Mutability = Mutability.InPlace, Help = "what the way costs" },
        new ValueAttribute<TestPort, bool>(ValueFormats.OnOff, p => p.Isolated, (p, x) => p with { Isolated = x })
            { Id = 3, Name = "isolated", Mutability = Mutability.InPlace, Default = "off", Help = "from other such ports" },
        new ListAttribute<TestPort, uint>(ValueFormats.Number(), p => p.Groups, (p, x) => p with { Groups = x }, ListOrder.Sorted)
            { Id = 4, Name = "group", Mutability = Mutability.InPlace, Default = "", Help = "any number" }) { Stage = Stage.LinkDetail, IsMade = false };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("port", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override bool GoesWhenPortLeaves => true;
}
